#include "intake/sex_column.hpp"

#include "intake/fold.hpp"
#include "intake/row_words.hpp"

namespace payung::intake {
namespace {

constexpr std::int64_t kWitnessesMin = 3;

}  // namespace

void SexColumn::add(std::string_view text, const std::optional<Nik>& nik) {
  const std::string key = fold_tight(text);
  laki_ = laki_ || key.starts_with('l');
  wanita_ = wanita_ || key == "w";
  const bool zero = key == "0" || key == "00";
  zero_ = zero_ || zero;
  if (!nik || !(zero || key == "1" || key == "01")) return;
  Witnesses& seen = figures_[zero ? 0 : 1];
  ++(nik->sex() == Sex::male ? seen.men : seen.women);
}

std::optional<Sex> SexColumn::by_witnesses(const Witnesses& of) const {
  const std::int64_t all = of.men + of.women;
  if (all < kWitnessesMin) return std::nullopt;
  if (of.men * 5 >= all * 4) return Sex::male;
  if (of.women * 5 >= all * 4) return Sex::female;
  return std::nullopt;
}

std::optional<Sex> SexColumn::read(std::string_view text) const {
  const std::string key = fold_tight(text);
  if (key == "p" && wanita_ && !laki_) return Sex::male;
  if (zero_ && (key == "0" || key == "00")) return by_witnesses(figures_[0]);
  if (zero_ && (key == "1" || key == "01")) return by_witnesses(figures_[1]);
  return read_sex_word(text);
}

}  // namespace payung::intake

#include "allocation/budget.hpp"

#include "eligibility/words.hpp"

namespace payung::allocation {
namespace {

constexpr eligibility::Words<Wadah, 6> kWadahs{{{Wadah::sc, "SC"},
                                                {Wadah::sb, "SB"},
                                                {Wadah::sg, "SG"},
                                                {Wadah::sd, "SD"},
                                                {Wadah::sa, "SA"},
                                                {Wadah::sl, "SL"}}};

}  // namespace

std::string_view to_text(Wadah wadah) { return eligibility::word_of(kWadahs, wadah); }
Result<Wadah> parse_wadah(std::string_view text) {
  return eligibility::value_of(kWadahs, text, "wadah");
}

bool is_public(PayerKind kind) {
  switch (kind) {
    case PayerKind::apbn:
    case PayerKind::apbd_province:
    case PayerKind::apbd_regency:
    case PayerKind::village:
    case PayerKind::dbhcht: return true;
    case PayerKind::self:
    case PayerKind::company:
    case PayerKind::donor: return false;
  }
  return false;
}

}  // namespace payung::allocation

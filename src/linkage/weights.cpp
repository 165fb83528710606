#include "linkage/weights.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

namespace payung::linkage {
namespace {

constexpr std::size_t kRecordsOfPrior = 20'000;

std::array<Evidence, evidence_count> all_evidence() {
  return {Evidence::identity,   Evidence::name, Evidence::mother,
          Evidence::household,  Evidence::sex,  Evidence::birth_place,
          Evidence::occupation, Evidence::list, Evidence::accord};
}

std::optional<std::int32_t> number_in(std::string_view text) {
  std::int32_t number = 0;
  const auto end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return number;
}

std::optional<std::uint32_t> cell_named(Evidence kind, std::string_view name) {
  for (std::uint32_t cell = 0; cell < cells_of(kind); ++cell) {
    if (cell_name(kind, cell) == name) return cell;
  }
  return std::nullopt;
}

/// kind,cell,millibits into the weights; false when the line says nothing known.
bool apply_line(Weights& weights, std::string_view kind, std::string_view cell,
                std::int32_t millibits) {
  if (kind == "prior") {
    weights.set_prior(millibits);
    return true;
  }
  if (kind == "density") {
    const auto slot = number_in(cell);
    if (!slot || *slot < 0 || *slot >= static_cast<int>(Weights::density_slots)) return false;
    weights.set_density(static_cast<std::size_t>(*slot), millibits);
    return true;
  }
  for (const Evidence evidence : all_evidence()) {
    if (to_text(evidence) != kind) continue;
    const auto number = cell_named(evidence, cell);
    if (!number) return false;
    weights.set(evidence, *number, millibits);
    return true;
  }
  return false;
}

}  // namespace

Weights::Weights() {
  for (const Evidence kind : all_evidence()) {
    millibits_[static_cast<std::size_t>(kind)].resize(cells_of(kind));
  }
}

Result<Weights> Weights::load(std::string_view csv) {
  Weights weights;
  int line_number = 0;
  while (!csv.empty()) {
    const auto end = std::min(csv.find('\n'), csv.size());
    const std::string_view line = csv.substr(0, end);
    csv.remove_prefix(std::min(end + 1, csv.size()));
    if (++line_number == 1 || line.empty() || line.starts_with('#')) continue;
    const auto first = line.find(',');
    const auto last = line.rfind(',');
    const auto number =
        last == std::string_view::npos ? std::nullopt : number_in(line.substr(last + 1));
    if (first == last || !number ||
        !apply_line(weights, line.substr(0, first), line.substr(first + 1, last - first - 1),
                    *number)) {
      return Error{Errc::bad_value, "linkage_weights.csv:" + std::to_string(line_number),
                   "kind,cell,millibits with a known kind and cell"};
    }
  }
  return weights;
}

std::string Weights::csv() const {
  std::string csv = "kind,cell,millibits\nprior,," + std::to_string(prior_) + "\n";
  for (std::size_t slot = 0; slot < density_slots; ++slot) {
    csv += "density," + std::to_string(slot) + "," + std::to_string(density_[slot]) + "\n";
  }
  for (const Evidence kind : all_evidence()) {
    for (std::uint32_t cell = 0; cell < cells_of(kind); ++cell) {
      if (of(kind, cell) == 0) continue;
      csv += std::string(to_text(kind)) + "," + cell_name(kind, cell) + "," +
             std::to_string(of(kind, cell)) + "\n";
    }
  }
  return csv;
}

std::size_t Weights::density_slot(const Comparison& pair) {
  switch (pair.nik) {
    case NikRelation::equal:
    case NikRelation::fifteen: return 0;
    case NikRelation::slip:
    case NikRelation::two_slips:
    case NikRelation::other_serial: return 1;
    case NikRelation::same_date:
    case NikRelation::different:
    case NikRelation::missing: return 2;
  }
  PAYUNG_CHECK(false && "a NikRelation outside its list");
}

std::int32_t doublings_permille(std::size_t records) {
  if (records <= kRecordsOfPrior) return 0;
  const double doublings =
      std::log2(static_cast<double>(records) / static_cast<double>(kRecordsOfPrior));
  return static_cast<std::int32_t>(std::lround(doublings * 1000));
}

std::int32_t Weights::density_of(const Comparison& pair, std::size_t records) const {
  return density_[density_slot(pair)] * doublings_permille(records) / 1000;
}

std::int32_t Weights::total(const Comparison& pair, std::size_t records) const {
  std::int32_t sum = prior_ + density_of(pair, records);
  const auto found = cells(pair);
  for (std::size_t kind = 0; kind < evidence_count; ++kind) sum += millibits_[kind][found[kind]];
  return sum;
}

UpperBound::UpperBound(const Weights& weights, std::size_t records)
    : weights_(weights), records_(records) {
  constexpr auto kLeast = std::numeric_limits<std::int32_t>::min() / 4;
  constexpr auto kMissing = static_cast<std::uint32_t>(MotherRelation::missing);
  name_.fill(kLeast);
  mother_.fill(kLeast);
  for (std::uint32_t cell = 0; cell < cells_of(Evidence::name); ++cell) {
    const auto relation = static_cast<NameRelation>(cell / rarity_count);
    auto& best = name_[name_class(relation)];
    best = std::max(best, weights.of(Evidence::name, cell));
  }
  for (std::uint32_t cell = 0; cell < cells_of(Evidence::mother); ++cell) {
    const std::uint32_t name = cell % name_class_count;
    const std::int32_t weight = weights.of(Evidence::mother, cell);
    if (cell / name_class_count == kMissing) {
      no_mother_[name] = weight;
    } else {
      mother_[name] = std::max(mother_[name], weight);
    }
  }
}

std::int32_t UpperBound::of(const Comparison& but_names, bool mothers_known) const {
  const auto found = cells(but_names);
  std::int32_t sure = weights_.prior() + weights_.density_of(but_names, records_);
  for (const Evidence kind : {Evidence::identity, Evidence::household, Evidence::sex,
                              Evidence::birth_place, Evidence::occupation, Evidence::list}) {
    sure += weights_.of(kind, found[static_cast<std::size_t>(kind)]);
  }
  // Names decide three kinds together.
  const std::uint32_t accord = found[static_cast<std::size_t>(Evidence::accord)];
  const std::uint32_t first = accord - accord % name_class_count;
  const auto& mother = mothers_known ? mother_ : no_mother_;
  std::int32_t best = std::numeric_limits<std::int32_t>::min();
  for (std::uint32_t name = 0; name < name_class_count; ++name) {
    best = std::max(best, name_[name] + mother[name] + weights_.of(Evidence::accord, first + name));
  }
  return sure + best;
}

std::int32_t probability_per_million(std::int32_t millibits) {
  const double odds = std::exp2(static_cast<double>(millibits) / 1000.0);
  return static_cast<std::int32_t>(std::lround(1e6 * odds / (1 + odds)));
}

}  // namespace payung::linkage

#include "cases/impact.hpp"

#include <set>
#include <tuple>

#include "benefits/benefits.hpp"
#include "contributions/contributions.hpp"

namespace payung::cases {
namespace {

using Key = std::tuple<std::int64_t, Sector, PayerKind, std::string>;

constexpr std::array kMeasures{Measure::dues, Measure::jkk_death, Measure::jkm_death};

/// A membership long enough for every waiting time of the law.
constexpr std::int64_t kYearsAMember = 20;

Result<Rupiah> total_of(const Result<reckoning::Outcome>& outcome) {
  if (!outcome) return outcome.error();
  return outcome->total;
}

Result<Rupiah> measured(Measure measure, const ImpactMember& member, const Side& side) {
  const rules::RuleBook& rules = *side.rules;
  switch (measure) {
    case Measure::dues:
      return total_of(contributions::bpu_dues({side.on.month_of(), member.programmes,
                                               member.declared_income, member.sector, member.payer},
                                              rules));
    case Measure::jkk_death: {
      if (!member.programmes.has(Programme::jkk)) return Rupiah(0);
      benefits::JkkClaim claim{{side.on, {}, {}, coverage::Covered::yes}};
      claim.ending = benefits::Ending::death;
      claim.wage = member.declared_income;
      return total_of(benefits::jkk(claim, rules));
    }
    case Measure::jkm_death: {
      if (!member.programmes.has(Programme::jkm)) return Rupiah(0);
      const auto since = reckoning::years_after(side.on, -kYearsAMember);
      if (!since) return since.error();
      return total_of(benefits::jkm({{side.on, {}, {}, coverage::Covered::yes}, *since}, rules));
    }
  }
  PAYUNG_CHECK(false && "a Measure outside its list");
}

Status count(Tally& tally, Measure measure, Rupiah before, Rupiah after) {
  const bool more_is_gain = measure != Measure::dues;
  if (before == after) {
    ++tally.same;
  } else if ((after > before) == more_is_gain) {
    ++tally.gain;
  } else {
    ++tally.lose;
  }
  const auto sum_before = tally.before.plus(before);
  if (!sum_before) return sum_before.error();
  const auto sum_after = tally.after.plus(after);
  if (!sum_after) return sum_after.error();
  tally.before = *sum_before;
  tally.after = *sum_after;
  return {};
}

/// Members alike in everything that matters have the same amounts: each sort is reckoned once.
Result<MeasureImpact> measure_all(Measure measure, std::span<const ImpactMember> members,
                                  const Side& before, const Side& after) {
  MeasureImpact result{measure, {}, {}, {}};
  std::map<Key, std::pair<Rupiah, Rupiah>> known;
  for (const ImpactMember& member : members) {
    const Key key{member.declared_income.amount(), member.sector, member.payer,
                  member.programmes.text()};
    auto found = known.find(key);
    if (found == known.end()) {
      const auto was = measured(measure, member, before);
      if (!was) return was.error();
      const auto is = measured(measure, member, after);
      if (!is) return is.error();
      found = known.emplace(key, std::pair(*was, *is)).first;
    }
    const auto& [was, is] = found->second;
    for (Tally* tally : {&result.all, &result.by_region[member.region],
                         &result.by_sector[std::string(to_text(member.sector))]}) {
      if (const Status status = count(*tally, measure, was, is); !status) return status.error();
    }
  }
  return result;
}

std::string said(const Side& side, const std::string& key) {
  const auto value = side.rules->find(key, side.on);
  if (!value) return "";
  return value->unit == rules::Unit::word ? value->word : std::to_string(value->number);
}

/// The income table on that day, and what each relief that holds then leaves due.
std::map<std::string, std::string> tables(const Side& side) {
  std::map<std::string, std::string> said;
  for (const rules::Bracket& line : side.rules->brackets()) {
    if (side.on < line.from || (line.until && *line.until <= side.on)) continue;
    said["BPU.income_table"].append(
        (line.income_max ? std::to_string(line.income_max->amount()) : std::string("...")) + ":" +
        std::to_string(line.basis.amount()) + " ");
  }
  for (const rules::Relief& relief : side.rules->reliefs()) {
    if (relief.months.contains(side.on.month_of())) {
      said[relief.key] = std::to_string(relief.due_basis_points);
    }
  }
  return said;
}

std::vector<Difference> differences(const Side& before, const Side& after) {
  std::map<std::string, std::pair<std::string, std::string>> both;
  for (const Side* side : {&before, &after}) {
    for (const std::string& key : side->rules->keys()) {
      both[key] = {said(before, key), said(after, key)};
    }
  }
  for (const auto& [key, text] : tables(before)) both[key].first = text;
  for (const auto& [key, text] : tables(after)) both[key].second = text;
  std::vector<Difference> list;
  for (const auto& [key, words] : both) {
    if (words.first != words.second) list.push_back({key, words.first, words.second});
  }
  return list;
}

}  // namespace

std::string_view to_text(Measure measure) {
  switch (measure) {
    case Measure::dues: return "dues";
    case Measure::jkk_death: return "jkk_death";
    case Measure::jkm_death: return "jkm_death";
  }
  PAYUNG_CHECK(false && "a Measure outside its list");
}

Result<Impact> impact(std::span<const ImpactMember> members, const Side& before,
                      const Side& after) {
  Impact result{differences(before, after), {}};
  for (const Measure measure : kMeasures) {
    auto one = measure_all(measure, members, before, after);
    if (!one) return one.error();
    result.measures.push_back(*std::move(one));
  }
  return result;
}

}  // namespace payung::cases

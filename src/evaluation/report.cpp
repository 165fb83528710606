#include "evaluation/report.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>

#include "evaluation/areas.hpp"
#include "evaluation/coverage_lines.hpp"

namespace payung::evaluation {
namespace {

constexpr std::array kWay{Count::listed, Count::identified, Count::eligible,
                          Count::funded, Count::enrolled,   Count::covered};

std::vector<FunnelStep> funnel_of(const Counts& total) {
  std::vector<FunnelStep> steps;
  for (std::size_t i = 0; i < kWay.size(); ++i) {
    const std::int64_t people = total.of(kWay[i]);
    const std::int64_t next = i + 1 < kWay.size() ? total.of(kWay[i + 1]) : people;
    steps.push_back({kWay[i], people, people - next});
  }
  return steps;
}

std::vector<Loss> losses_of(std::span<const PersonOutcome> people) {
  std::map<std::pair<Station, std::string>, std::int64_t> by_reason;
  for (const auto& person : people) {
    const bool covered = person.station == Station::active || person.station == Station::grace;
    if (person.proposed && !covered) by_reason[{person.station, person.reason}] += person.people;
  }
  std::vector<Loss> losses;
  for (const auto& [key, count] : by_reason) losses.push_back({key.first, key.second, count});
  std::stable_sort(losses.begin(), losses.end(), [](const Loss& a, const Loss& b) {
    return std::tuple(a.station, -a.people) < std::tuple(b.station, -b.people);
  });
  return losses;
}

std::vector<SectorLine> sector_lines(std::span<const PersonOutcome> people) {
  std::map<std::optional<Sector>, Counts> by_sector;
  for (const auto& person : people) by_sector[person.sector].add(person);
  std::vector<SectorLine> lines;
  for (const Sector sector : all_sectors()) {
    if (by_sector.contains(sector)) lines.push_back({sector, by_sector[sector]});
  }
  if (by_sector.contains(std::nullopt)) lines.push_back({std::nullopt, by_sector[std::nullopt]});
  return lines;
}

/// Adds `amount` to `sum`; false when whole rupiah overflow.
bool add_to(Rupiah& sum, Rupiah amount) {
  const auto added = sum.plus(amount);
  if (added) sum = *added;
  return added.ok();
}

Status sum_money(Report& report) {
  for (const auto& payer : report.payers) {
    if (!add_to(report.billed, payer.billed) || !add_to(report.received, payer.received) ||
        !add_to(report.open, payer.open) || !add_to(report.suspense, payer.suspense)) {
      return Error{Errc::overflow, "report totals"};
    }
  }
  return {};
}

void fill_people(Report& report, const ReportInput& input) {
  std::map<std::string_view, PayerLine*> payer_of;
  for (auto& payer : report.payers) payer_of[payer.code] = &payer;
  for (const auto& person : input.people) {
    report.total.add(person);
    report.persons_known += person.people;
    const auto payer = payer_of.find(person.payer);
    if (payer == payer_of.end() || !person.proposed) continue;
    const bool covered = person.station == Station::active || person.station == Station::grace;
    if (person.station >= Station::enrolled && person.station != Station::ended) {
      payer->second->people += person.people;
    }
    if (covered) payer->second->covered += person.people;
  }
  for (const auto& sender : report.senders) {
    report.rows_listed += sender.rows;
    report.rows_accepted += sender.accepted;
    report.rows_waiting += sender.waiting;
  }
}

}  // namespace

Result<Report> evaluate(const ReportInput& input, const RegionTable& regions) {
  const Region* region = regions.find(input.region);
  if (region == nullptr && input.region != RegionCode{}) {
    return Error{Errc::bad_region, "region", input.region.text() + " is in no table"};
  }
  Report report{.title = input.title,
                .scheme = input.scheme,
                .region = input.region,
                .region_name = region == nullptr ? "Indonesia" : region->name,
                .as_of = input.as_of,
                .generated_at = input.generated_at,
                .payers = input.payers,
                .months = input.months,
                .senders = input.senders};
  fill_people(report, input);
  report.funnel = funnel_of(report.total);
  report.losses = losses_of(input.people);
  report.areas = area_lines(input.region, input.people, regions);
  report.sectors = sector_lines(input.people);
  if (const auto status = sum_money(report); !status) return status.error();
  if (input.series != nullptr) {
    report.coverage = coverage_lines(report, input.as_of.year(), *input.series, regions);
  }
  return report;
}

}  // namespace payung::evaluation

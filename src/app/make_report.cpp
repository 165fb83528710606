#include "app/make_report.hpp"

#include <algorithm>

#include "app/decide_eligibility.hpp"
#include "app/figures.hpp"
#include "store/potential.hpp"

namespace payung::app {
namespace {

using evaluation::PersonOutcome;
Result<std::vector<ReportRow>> rows_of(db::Connection& database,
                                       std::span<const PersonOutcome> people) {
  auto stored = store::rows_of_persons(database);
  if (!stored) return stored.error();
  std::vector<ReportRow> rows;
  for (auto& row : *stored) {
    ReportRow one;
    one.row = std::move(row);
    const auto person = std::lower_bound(
        people.begin(), people.end(), one.row.person,
        [](const auto& outcome, std::int64_t number) { return outcome.person < number; });
    if (person != people.end() && person->person == one.row.person) {
      one.proposed = person->proposed;
      one.station = person->station;
      one.reason = person->reason;
    }
    rows.push_back(std::move(one));
  }
  return rows;
}

}  // namespace

Result<FullReport> make_report(Environment& environment, const ReportRequest& request) {
  auto transaction = db::Transaction::begin(environment.database, db::Access::read);
  if (!transaction) return transaction.error();
  auto& database = environment.database;
  const auto programme = stored_programme(environment, request.scheme);
  if (!programme) return programme.error();
  const auto& scheme = programme->file.scheme;
  auto outcomes = outcomes_of(environment, programme->version.scheme, request.as_of);
  if (!outcomes) return outcomes.error();
  auto& people = outcomes->people;
  // Asked for a part of the scheme's area: those who live there. Who lives elsewhere and works in
  // the scheme's area counts for the whole of it alone.
  const RegionCode region = request.region == RegionCode() ? scheme.area : request.region;
  if (region != scheme.area && scheme.area.contains(region)) {
    std::erase_if(people, [&](const auto& one) { return !region.contains(one.region); });
  }
  auto payers = store::payer_lines(database);
  if (!payers) return payers.error();
  auto months = store::month_lines(database);
  if (!months) return months.error();
  auto senders = store::sender_lines(database);
  if (!senders) return senders.error();
  const auto files = store::potential_files(database);
  if (!files) return files.error();
  const auto series = potential::SeriesBook::load(*files, environment.regions);
  if (!series) return series.error();

  evaluation::ReportInput input{.title = request.title.empty() ? scheme.name : request.title,
                                .scheme = scheme.code,
                                .region = region,
                                .as_of = request.as_of,
                                .generated_at = environment.now,
                                .people = people,
                                .payers = *std::move(payers),
                                .months = *std::move(months),
                                .senders = *std::move(senders),
                                .series = &*series};
  auto report = evaluation::evaluate(input, environment.regions);
  if (!report) return report.error();
  auto rows = rows_of(database, people);
  if (!rows) return rows.error();
  FullReport full{*std::move(report), {}, *std::move(rows), std::move(people)};
  full.contradictions = evaluation::contradictions(full.report);
  return full;
}

}  // namespace payung::app

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/kinds.hpp"
#include "base/region_code.hpp"
#include "base/region_table.hpp"
#include "base/result.hpp"
#include "base/rupiah.hpp"
#include "evaluation/outcome.hpp"
#include "potential/series.hpp"
#include "potential/share.hpp"

/// The figures that say how far a programme has come.
/// In: one outcome per person, the money by payer and month, the series of potential and target.
/// Out: one Report, which every form (page, workbook, csv, JSON) prints. Fails: bad_region.
/// By construction the parts add up to the whole: each table counts the same persons once.
namespace payung::evaluation {

/// A region with the sums of all persons in it. Persons whose village is not known stand in the
/// line `not_split` of the deepest region that is known for them.
struct AreaLine {
  RegionCode region;
  std::string name;
  bool not_split = false;  ///< those of `region` who belong to none of its parts that is known
  Counts counts;
};

struct SectorLine {
  std::optional<Sector> sector;  ///< empty: not known
  Counts counts;
};

/// One payer's money in the year of the report.
struct PayerLine {
  std::string code;
  std::string name;
  PayerKind kind = PayerKind::self;
  std::int64_t people = 0;       ///< enrolled through this payer and not ended
  std::int64_t covered = 0;      ///< of these active or in grace
  std::optional<Rupiah> budget;  ///< empty: counted in people or not limited
  std::optional<std::int64_t> heads_max;
  Rupiah billed;
  Rupiah received;
  Rupiah open;      ///< billed and not paid
  Rupiah suspense;  ///< received and not used yet
};

struct MonthLine {
  Month month;
  std::int64_t billed_people = 0;
  std::int64_t paid_people = 0;  ///< covered by a payment in this month
  Rupiah billed;
  Rupiah received;
};

/// What one sender delivered.
struct SenderLine {
  std::string code;
  std::string name;
  std::int64_t rows = 0;
  std::int64_t accepted = 0;
  std::int64_t waiting = 0;
  std::int64_t persons = 0;  ///< different people among the rows
  std::int64_t warnings = 0;
};

/// How many persons stopped at a station, and why.
struct Loss {
  Station station;
  std::string reason;
  std::int64_t people = 0;
};

/// A step of the way and what was lost before the next.
struct FunnelStep {
  Count count;
  std::int64_t people = 0;
  std::int64_t lost = 0;  ///< before the next step
};

/// Coverage against one stated or summed figure; numerator and denominator stay together.
struct CoverageLine {
  std::string series;
  std::string title;
  potential::SeriesKind kind;
  int year = 0;
  std::string source;
  potential::Mark mark;
  potential::Subject subject;
  std::string subject_name;
  Count numerator;
  potential::Share share;
};

struct Report {
  std::string title;
  std::string scheme;
  RegionCode region;
  std::string region_name;
  Date as_of;
  std::string generated_at;

  std::int64_t rows_listed = 0;
  std::int64_t rows_accepted = 0;
  std::int64_t rows_waiting = 0;
  std::int64_t persons_known = 0;  ///< different people in all lists and the register
  Counts total = {};
  std::vector<FunnelStep> funnel = {};
  std::vector<Loss> losses = {};     ///< by station, then most people first
  std::vector<AreaLine> areas = {};  ///< the region, then its parts in code order, depth first
  std::vector<SectorLine> sectors = {};
  std::vector<PayerLine> payers;
  std::vector<MonthLine> months;
  std::vector<SenderLine> senders;
  std::vector<CoverageLine> coverage = {};
  Rupiah billed = {};
  Rupiah received = {};
  Rupiah open = {};
  Rupiah suspense = {};
};

struct ReportInput {
  std::string title;
  std::string scheme;
  RegionCode region;
  Date as_of;
  std::string generated_at;
  std::span<const PersonOutcome> people;
  std::vector<PayerLine> payers;
  std::vector<MonthLine> months;
  std::vector<SenderLine> senders;
  const potential::SeriesBook* series = nullptr;  ///< null: no coverage lines
};

/// Errors: bad_region when the region is in no table; overflow.
Result<Report> evaluate(const ReportInput& input, const RegionTable& regions);

/// What does not add up in a report, in words for the log of `payung verify`; empty when all does:
/// areas against their parts, sectors, funnel and payers against the total, money against months.
std::vector<std::string> contradictions(const Report& report);

}  // namespace payung::evaluation

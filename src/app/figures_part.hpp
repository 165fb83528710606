#pragma once

#include <string>
#include <vector>

#include "app/figures.hpp"
#include "evaluation/forecast.hpp"
#include "evaluation/ranking.hpp"

/// The figures seen from one side: an area, a sector, a payer; with its parts, months, gaps and
/// where it is heading. Computed from gathered figures alone.
namespace payung::app {

/// One area below the one that is looked at, or (`rest`) those of no known part.
struct PartLine {
  RegionCode region;
  std::string name;
  bool rest = false;
  evaluation::Counts counts;
  std::vector<std::int64_t> stations;  ///< by evaluation::Station: those whom a list proposed
  std::optional<std::int64_t> target;  ///< stated for this area
  std::optional<std::int64_t> potential;
  evaluation::Ranked ranked;  ///< covered of those who may be
};

struct SectorPart {
  std::optional<Sector> sector;
  std::vector<std::int64_t> stations;
  evaluation::Counts counts;
};

struct PaidMonthLine {
  Month month;
  std::int64_t people = 0;
};

struct MonthAhead {
  Month month;
  evaluation::Expected people;
};

/// Workers whom one action would bring cover: same area, sector and reason.
struct Gap {
  RegionCode region;
  std::string region_name;
  std::optional<Sector> sector;
  evaluation::Station station;
  std::string reason;
  std::int64_t people = 0;
};

/// What the next months take away if nothing is done: in which month, of how many.
struct FallingMonth {
  Month month;
  std::int64_t lapsing = 0;     ///< cover lapses with the month, for dues are not paid
  std::int64_t payer_ends = 0;  ///< members for whom nobody is bound to pay from the month on
};

struct FiguresPart {
  evaluation::Report report;  ///< totals, funnel, losses, coverage, payers of this side
  std::vector<std::int64_t> stations;
  RegionLevel part_level = RegionLevel::country;
  std::vector<PartLine> parts;
  std::vector<SectorPart> sectors;
  std::vector<PaidMonthLine> months;
  std::vector<MonthAhead> ahead;      ///< to the end of the year or of the programme
  std::vector<Gap> gaps;              ///< most people first
  std::vector<FallingMonth> falling;  ///< the months after the day, as far as the figures tell
};

/// Errors: bad_region; overflow.
Result<FiguresPart> part_of(const Figures& figures, const FigureFilter& filter,
                            const RegionTable& regions);

/// The persons of that side who stand at one of `stations` (and, where it is given, for that
/// reason), by number, from the first after `after`, `limit` at most.
struct PersonsAsked {
  FigureFilter filter;
  std::vector<evaluation::Station> stations;
  std::string reason;
  std::int64_t after = 0;
  std::int64_t limit = 100;
  std::optional<Month> lapses = {};      ///< only whose cover lapses with that month
  std::optional<Month> payer_ends = {};  ///< only for whom nobody pays from that month on
};
std::vector<std::pair<std::int64_t, const evaluation::PersonOutcome*>> persons_of(
    const Figures& figures, const PersonsAsked& asked);

}  // namespace payung::app

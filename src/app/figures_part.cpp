#include "app/figures_part.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "potential/series.hpp"

namespace payung::app {
namespace {

using evaluation::Count;
using evaluation::PersonOutcome;
using evaluation::Station;

constexpr std::size_t kGapsMax = 20;
constexpr int kMonthsOfYear = 12;
constexpr int kMonthsFalling = 4;

std::vector<PersonOutcome> chosen(const Figures& figures, const FigureFilter& filter) {
  std::vector<PersonOutcome> groups;
  for (const auto& one : figures.groups) {
    if (filter.takes(one)) groups.push_back(one);
  }
  return groups;
}

void add_station(std::vector<std::int64_t>& stations, const PersonOutcome& one) {
  stations.resize(evaluation::station_count);
  if (one.proposed) stations[static_cast<std::size_t>(one.station)] += one.people;
}

RegionLevel below(RegionLevel level) {
  return level == RegionLevel::village ? level
                                       : static_cast<RegionLevel>(static_cast<int>(level) + 1);
}

/// What the newest series of that kind states for the subject; of several the first by name.
std::optional<std::int64_t> stated(const Figures& figures, const potential::Subject& subject,
                                   potential::SeriesKind kind) {
  for (const auto& segment : {std::optional(Segment::bpu), std::optional<Segment>()}) {
    potential::Subject asked = subject;
    asked.segment = segment;
    for (const auto* series : figures.series.latest(asked, kind, figures.as_of.year())) {
      if (const auto figure = series->figure(asked)) return figure->people;
    }
  }
  return std::nullopt;
}

std::vector<PartLine> parts_of(const Figures& figures, const std::vector<PersonOutcome>& groups,
                               RegionCode region, const FigureFilter& filter,
                               const RegionTable& regions) {
  const RegionLevel level = below(region.level());
  std::map<RegionCode, PartLine> lines;
  if (level != region.level()) {
    for (const Region& child : regions.children(region)) {
      // Of a wide area only what the programme reaches: an empty country says nothing.
      if (!figures.area.contains(child.code) && !child.code.contains(figures.area)) continue;
      lines[child.code] = {child.code, child.name, false, {}, {}, {}, {}, {}};
    }
  }
  for (const auto& one : groups) {
    const RegionCode code = region.contains(one.region) ? one.region.at(level) : region;
    auto place = lines.find(code);
    if (place == lines.end() || code == region) {
      place = lines.try_emplace(region).first;
      place->second.region = region;
      place->second.rest = true;
    }
    place->second.counts.add(one);
    add_station(place->second.stations, one);
  }
  std::vector<PartLine> parts;
  std::vector<evaluation::Tally> tallies;
  for (auto& [code, line] : lines) {
    line.stations.resize(evaluation::station_count);
    if (!line.rest) {
      const potential::Subject subject{code, filter.sector, {}};
      line.target = stated(figures, subject, potential::SeriesKind::target);
      line.potential = stated(figures, subject, potential::SeriesKind::potential);
    }
    const auto of = line.rest ? 0 : line.counts.of(Count::eligible);
    tallies.push_back({line.rest ? 0 : line.counts.of(Count::covered), of});
    parts.push_back(std::move(line));
  }
  const auto ranked = evaluation::rank_fairly(tallies);
  for (std::size_t i = 0; i < parts.size(); ++i) parts[i].ranked = ranked[i];
  // Those of no known part stand last.
  std::stable_partition(parts.begin(), parts.end(), [](const auto& part) { return !part.rest; });
  return parts;
}

std::vector<SectorPart> sectors_of(const std::vector<PersonOutcome>& groups) {
  std::map<std::optional<Sector>, SectorPart> lines;
  for (const auto& one : groups) {
    auto& line = lines[one.sector];
    line.sector = one.sector;
    line.counts.add(one);
    add_station(line.stations, one);
  }
  std::vector<SectorPart> sectors;
  for (auto& [sector, line] : lines) sectors.push_back(std::move(line));
  std::stable_sort(sectors.begin(), sectors.end(), [](const auto& a, const auto& b) {
    return std::tuple(!a.sector.has_value(), -a.counts.of(Count::listed)) <
           std::tuple(!b.sector.has_value(), -b.counts.of(Count::listed));
  });
  return sectors;
}

std::vector<PaidMonthLine> months_of(const Figures& figures, const FigureFilter& filter) {
  std::map<Month, std::int64_t> sums;
  for (const auto& paid : figures.paid) {
    PersonOutcome one;
    one.region = paid.region;
    one.sector = paid.sector;
    one.payer = paid.payer;
    if (filter.takes(one)) sums[paid.month] += paid.people;
  }
  std::vector<PaidMonthLine> months;
  if (sums.empty()) return months;
  const Month last = std::max(sums.rbegin()->first,
                              std::min(figures.as_of.month_of(), figures.period.until.plus(-1)));
  for (Month month = sums.begin()->first; month <= last; month = month.plus(1)) {
    const auto found = sums.find(month);
    months.push_back({month, found == sums.end() ? 0 : found->second});
  }
  return months;
}

std::vector<MonthAhead> ahead_of(const Figures& figures, const std::vector<PaidMonthLine>& months,
                                 std::optional<std::int64_t> most) {
  std::vector<MonthAhead> ahead;
  if (months.empty()) return ahead;
  const Month last = months.back().month;
  const int to_year_end = kMonthsOfYear - last.month();
  const int to_programme_end = std::max(0, figures.period.until.since(last) - 1);
  std::vector<std::int64_t> past;
  for (const auto& month : months) past.push_back(month.people);
  const auto expected = evaluation::forecast(past, std::min(to_year_end, to_programme_end), most);
  for (std::size_t i = 0; i < expected.size(); ++i) {
    ahead.push_back({last.plus(static_cast<int>(i) + 1), expected[i]});
  }
  return ahead;
}

/// What somebody can act on: no payer, dues not paid, data to mend, a question to decide.
bool is_gap(Station station) {
  return station == Station::waiting || station == Station::lapsed ||
         station == Station::unidentified || station == Station::asked ||
         station == Station::funded || station == Station::enrolled || station == Station::grace;
}

std::vector<Gap> gaps_of(const std::vector<PersonOutcome>& groups, RegionCode region,
                         const RegionTable& regions) {
  using Key = std::tuple<RegionCode, std::optional<Sector>, Station, std::string_view>;
  std::map<Key, std::int64_t> sums;
  const RegionLevel level = below(region.level());
  for (const auto& one : groups) {
    if (!one.proposed || !is_gap(one.station)) continue;
    const RegionCode code = region.contains(one.region) ? one.region.at(level) : region;
    sums[{code, one.sector, one.station, one.reason}] += one.people;
  }
  std::vector<Gap> gaps;
  for (const auto& [key, people] : sums) {
    const Region* known = regions.find(std::get<0>(key));
    gaps.push_back({std::get<0>(key), known == nullptr ? "" : known->name, std::get<1>(key),
                    std::get<2>(key), std::string(std::get<3>(key)), people});
  }
  std::stable_sort(gaps.begin(), gaps.end(),
                   [](const Gap& a, const Gap& b) { return a.people > b.people; });
  if (gaps.size() > kGapsMax) gaps.resize(kGapsMax);
  return gaps;
}

std::vector<FallingMonth> falling_of(const std::vector<PersonOutcome>& groups, Date as_of) {
  std::vector<FallingMonth> falling;
  for (int ahead = 1; ahead <= kMonthsFalling; ++ahead) {
    FallingMonth line{as_of.month_of().plus(ahead)};
    for (const auto& one : groups) {
      if (!one.proposed) continue;
      if (one.lapses == line.month) line.lapsing += one.people;
      if (one.payer_ends == line.month) line.payer_ends += one.people;
    }
    falling.push_back(line);
  }
  return falling;
}

}  // namespace

Result<FiguresPart> part_of(const Figures& figures, const FigureFilter& filter,
                            const RegionTable& regions) {
  FigureFilter asked = filter;
  const RegionCode region = filter.region == RegionCode() ? figures.area : filter.region;
  // Who works in the programme's area and lives elsewhere counts for the whole of it.
  if (region.contains(figures.area)) asked.region = RegionCode();
  const auto groups = chosen(figures, asked);
  auto report = evaluation::evaluate({.title = figures.title,
                                      .scheme = figures.scheme,
                                      .region = region,
                                      .as_of = figures.as_of,
                                      .generated_at = figures.generated_at,
                                      .people = groups,
                                      .payers = figures.payers,
                                      .months = figures.months,
                                      .senders = figures.senders,
                                      .series = &figures.series},
                                     regions);
  if (!report) return report.error();
  FiguresPart part{*std::move(report), {}, below(region.level()), {}, {}, {}, {}, {}, {}};
  part.stations.resize(evaluation::station_count);
  for (const auto& one : groups) add_station(part.stations, one);
  part.parts = parts_of(figures, groups, region, asked, regions);
  part.sectors = sectors_of(groups);
  part.months = months_of(figures, asked);
  const potential::Subject subject{region, filter.sector, {}};
  part.ahead =
      ahead_of(figures, part.months, stated(figures, subject, potential::SeriesKind::potential));
  part.gaps = gaps_of(groups, region, regions);
  part.falling = falling_of(groups, figures.as_of);
  return part;
}

std::vector<std::pair<std::int64_t, const PersonOutcome*>> persons_of(const Figures& figures,
                                                                      const PersonsAsked& asked) {
  FigureFilter filter = asked.filter;
  if (filter.region.contains(figures.area)) filter.region = RegionCode();
  // Whether a group is asked for is decided once for all its persons.
  std::vector<bool> wanted;
  wanted.reserve(figures.groups.size());
  for (const auto& group : figures.groups) {
    const bool standing = std::find(asked.stations.begin(), asked.stations.end(), group.station) !=
                          asked.stations.end();
    wanted.push_back(group.proposed && standing && filter.takes(group) &&
                     (asked.reason.empty() || group.reason == asked.reason) &&
                     (!asked.lapses || group.lapses == asked.lapses) &&
                     (!asked.payer_ends || group.payer_ends == asked.payer_ends));
  }
  std::vector<std::pair<std::int64_t, const PersonOutcome*>> found;
  auto at =
      std::upper_bound(figures.persons.begin(), figures.persons.end(), asked.after,
                       [](std::int64_t after, const auto& person) { return after < person.first; });
  for (; at != figures.persons.end(); ++at) {
    if (static_cast<std::int64_t>(found.size()) == asked.limit) break;
    if (wanted[at->second]) found.emplace_back(at->first, &figures.groups[at->second]);
  }
  return found;
}

}  // namespace payung::app

#include "evaluation/coverage_lines.hpp"

namespace payung::evaluation {
namespace {

const Counts* counts_of(const Report& report, const potential::Subject& subject) {
  if (!subject.sector) {
    for (const auto& line : report.areas) {
      if (!line.not_split && line.region == subject.region) return &line.counts;
    }
    return nullptr;
  }
  if (subject.region != report.region) return nullptr;
  for (const auto& line : report.sectors) {
    if (line.sector == subject.sector) return &line.counts;
  }
  return nullptr;
}

void add_line(const Report& report, const potential::Series& series,
              const potential::Figure& figure, const RegionTable& regions,
              std::vector<CoverageLine>& lines) {
  const Count numerator = numerator_for(series.kind(), figure.subject.segment);
  const Counts* counts = counts_of(report, figure.subject);
  const auto share =
      potential::Share::of(counts == nullptr ? 0 : counts->of(numerator), figure.people);
  if (!share) return;  // a figure of nobody has no percentage
  const auto& source = figure.stated == nullptr ? series.source() : figure.stated->source;
  const Region* region = regions.find(figure.subject.region);
  lines.push_back({series.name(), series.title(), series.kind(), series.year(), source.text,
                   source.mark, figure.subject, region == nullptr ? "Indonesia" : region->name,
                   numerator, *share});
}

void add_parts(const Report& report, const potential::Series& series,
               const potential::Subject& subject, potential::SplitBy by, const RegionTable& regions,
               std::vector<CoverageLine>& lines) {
  const auto split = series.split(subject, by);
  if (!split) return;
  for (const auto& part : split->parts) add_line(report, series, part, regions, lines);
}

}  // namespace

Count numerator_for(potential::SeriesKind kind, std::optional<Segment> segment) {
  if (segment == Segment::pu) return Count::member_pu;
  if (kind != potential::SeriesKind::potential) return Count::covered;
  return segment == Segment::bpu ? Count::insured_bpu : Count::insured;
}

std::vector<CoverageLine> coverage_lines(const Report& report, int year,
                                         const potential::SeriesBook& series,
                                         const RegionTable& regions) {
  std::vector<CoverageLine> lines;
  const std::array<std::optional<Segment>, 3> segments{std::nullopt, Segment::bpu, Segment::pu};
  for (const auto kind : {potential::SeriesKind::target, potential::SeriesKind::potential,
                          potential::SeriesKind::reached}) {
    for (const auto& segment : segments) {
      const potential::Subject subject{report.region, std::nullopt, segment};
      for (const auto* one : series.latest(subject, kind, year)) {
        const auto figure = one->figure(subject);
        if (!figure) continue;
        // What is only the sum over its segments is told by the lines of the segments.
        if (!segment && figure->stated == nullptr &&
            one->figure({report.region, {}, Segment::bpu})) {
          continue;
        }
        add_line(report, *one, *figure, regions, lines);
        add_parts(report, *one, subject, potential::SplitBy::sector, regions, lines);
        add_parts(report, *one, subject, potential::SplitBy::region, regions, lines);
      }
    }
  }
  return lines;
}

}  // namespace payung::evaluation

#include "potential/series_builder.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace payung::potential {
namespace {

constexpr std::array<RegionLevel, 5> kLevels{RegionLevel::country, RegionLevel::province,
                                             RegionLevel::regency, RegionLevel::district,
                                             RegionLevel::village};

/// How many wholes stand above a subject at most: parts have more than what they are part of.
int depth(const Subject& subject) {
  return static_cast<int>(subject.region.level()) + (subject.sector ? 1 : 0) +
         (subject.segment ? 1 : 0);
}

}  // namespace

SeriesBuilder::SeriesBuilder(std::string name, std::string title, SeriesKind kind, int year,
                             FigureSource source) {
  series_.name_ = std::move(name);
  series_.title_ = std::move(title);
  series_.kind_ = kind;
  series_.year_ = year;
  series_.source_ = std::move(source);
}

Status SeriesBuilder::add(StatedFigure figure) {
  const auto index = static_cast<std::int32_t>(series_.stated_.size());
  const auto [before, is_new] = stated_at_.emplace(figure.subject, index);
  if (!is_new) {
    const auto& row = series_.stated_[static_cast<std::size_t>(before->second)].row;
    return Error{Errc::bad_scenario, figure.row, "already stated at " + row};
  }
  series_.stated_.push_back(std::move(figure));
  return {};
}

RegionCode SeriesBuilder::common_region() const {
  RegionCode common = series_.stated_.front().subject.region;
  for (const StatedFigure& figure : series_.stated_) {
    while (!common.contains(figure.subject.region)) {
      common = common.at(kLevels[static_cast<std::size_t>(common.level()) - 1]);
    }
  }
  return common;
}

std::set<Subject> SeriesBuilder::subjects() const {
  const RegionCode common = common_region();
  std::set<Subject> all;
  for (const StatedFigure& figure : series_.stated_) {
    const auto [region, sector, segment] = figure.subject;
    for (const RegionLevel level : kLevels) {
      if (level < common.level() || level > region.level()) continue;
      const RegionCode above = region.at(level);
      all.insert({above, sector, segment});
      all.insert({above, std::nullopt, segment});
      all.insert({above, sector, std::nullopt});
      all.insert({above, std::nullopt, std::nullopt});
    }
  }
  return all;
}

Status SeriesBuilder::fill(const Subject& subject) {
  const auto& sums = sums_[subject];
  std::int64_t people = *std::max_element(sums.begin(), sums.end());
  const auto stated = stated_at_.find(subject);
  if (stated != stated_at_.end()) {
    const StatedFigure& figure = series_.stated_[static_cast<std::size_t>(stated->second)];
    if (people > figure.people && !overlap_) {
      return Error{Errc::bad_scenario, figure.row,
                   "its parts are " + std::to_string(people) + ", more than its " +
                       std::to_string(figure.people) + "; say parts_overlap = true if so meant"};
    }
    people = figure.people;
  }
  series_.nodes_[subject] = {people, stated == stated_at_.end() ? -1 : stated->second};
  add_to_wholes(subject, people);
  return {};
}

void SeriesBuilder::add_to_wholes(const Subject& part, std::int64_t people) {
  const auto add = [&](const Subject& whole, SplitBy by) {
    sums_[whole][static_cast<std::size_t>(by)] += people;
  };
  const auto level = static_cast<std::size_t>(part.region.level());
  if (level > 0) {
    add({part.region.at(kLevels[level - 1]), part.sector, part.segment}, SplitBy::region);
  }
  if (part.sector) add({part.region, std::nullopt, part.segment}, SplitBy::sector);
  if (part.segment) add({part.region, part.sector, std::nullopt}, SplitBy::segment);
}

Result<Series> SeriesBuilder::build() && {
  const std::set<Subject> all = subjects();
  std::vector<Subject> parts_first(all.begin(), all.end());
  std::stable_sort(parts_first.begin(), parts_first.end(),
                   [](const Subject& a, const Subject& b) { return depth(a) > depth(b); });
  for (const Subject& subject : parts_first) {
    if (auto filled = fill(subject); !filled) return filled.error();
  }
  return std::move(series_);
}

}  // namespace payung::potential

#include "potential/series.hpp"

#include <algorithm>
#include <array>

namespace payung::potential {
namespace {

constexpr std::array<std::string_view, 3> kKinds{"potential", "target", "reached"};
constexpr std::array<std::string_view, 3> kMarks{"published", "derived", "assumed"};

template <class T, std::size_t N>
Result<T> word_of(const std::array<std::string_view, N>& words, std::string_view text,
                  std::string_view what) {
  std::string known;
  for (std::size_t i = 0; i < N; ++i) {
    if (words[i] == text) return static_cast<T>(i);
    known += (known.empty() ? "" : ", ") + std::string(words[i]);
  }
  return Error{Errc::bad_value, std::string(what), "one of " + known};
}

/// The level right below, at which parts stand.
std::optional<RegionLevel> below(RegionLevel level) {
  switch (level) {
    case RegionLevel::country: return RegionLevel::province;
    case RegionLevel::province: return RegionLevel::regency;
    case RegionLevel::regency: return RegionLevel::district;
    case RegionLevel::district: return RegionLevel::village;
    case RegionLevel::village: return std::nullopt;
  }
  return std::nullopt;
}

/// Whether `part` is one of the pieces that `whole` falls into along `by`.
bool is_part(const Subject& part, const Subject& whole, SplitBy by) {
  switch (by) {
    case SplitBy::region: {
      const auto level = below(whole.region.level());
      return level && part.region.level() == *level && whole.region.contains(part.region) &&
             part.sector == whole.sector && part.segment == whole.segment;
    }
    case SplitBy::sector:
      return !whole.sector && part.sector && part.region == whole.region &&
             part.segment == whole.segment;
    case SplitBy::segment:
      return !whole.segment && part.segment && part.region == whole.region &&
             part.sector == whole.sector;
  }
  return false;
}

}  // namespace

std::string_view to_text(SeriesKind kind) { return kKinds.at(static_cast<std::size_t>(kind)); }
Result<SeriesKind> parse_series_kind(std::string_view text) {
  return word_of<SeriesKind>(kKinds, text, "kind");
}
std::string_view to_text(Mark mark) { return kMarks.at(static_cast<std::size_t>(mark)); }
Result<Mark> parse_mark(std::string_view text) { return word_of<Mark>(kMarks, text, "mark"); }

std::optional<Figure> Series::figure(const Subject& subject) const {
  const auto found = nodes_.find(subject);
  if (found == nodes_.end()) return std::nullopt;
  const Node& node = found->second;
  const StatedFigure* stated =
      node.stated < 0 ? nullptr : &stated_[static_cast<std::size_t>(node.stated)];
  return Figure{subject, node.people, stated};
}

std::optional<Split> Series::split(const Subject& subject, SplitBy by) const {
  const bool closed =
      (by == SplitBy::sector && subject.sector) || (by == SplitBy::segment && subject.segment);
  const auto whole = figure(subject);
  if (closed || !whole) return std::nullopt;
  Split split{*whole, {}, whole->people};
  for (const auto& [part, node] : nodes_) {
    if (!is_part(part, subject, by)) continue;
    split.parts.push_back(*figure(part));
    split.not_split -= node.people;
  }
  return split;
}

Result<const Series*> SeriesBook::find(std::string_view name) const {
  for (const Series& series : series_) {
    if (series.name() == name) return &series;
  }
  return Error{Errc::not_found, std::string(name)};
}

std::vector<const Series*> SeriesBook::about(const Subject& subject, SeriesKind kind,
                                             int year) const {
  std::vector<const Series*> found;
  for (const Series& series : series_) {
    const bool fits = series.kind() == kind && series.year() == year;
    if (fits && series.figure(subject)) found.push_back(&series);
  }
  return found;
}

std::vector<const Series*> SeriesBook::latest(const Subject& subject, SeriesKind kind,
                                              int year) const {
  std::optional<int> last;
  for (const Series& series : series_) {
    const bool fits = series.kind() == kind && series.year() <= year && series.figure(subject);
    if (fits) last = std::max(last.value_or(series.year()), series.year());
  }
  return last ? about(subject, kind, *last) : std::vector<const Series*>{};
}

}  // namespace payung::potential

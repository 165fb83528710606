#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/kinds.hpp"
#include "base/region_code.hpp"
#include "base/region_table.hpp"
#include "base/result.hpp"

/// How many workers there are (potential) and how many should be covered (target), as named series.
/// In: the text of potential.toml files. Out: figures by region, sector, segment and year, each
/// with its source. Fails: bad_scenario naming file:line.
///
/// Offices use conflicting figures for one place and year, so several series stand side by side and
/// none is the right one: whoever asks names the series.
namespace payung::potential {

enum class SeriesKind : std::uint8_t {
  potential,  ///< workers there are
  target,     ///< workers who shall be covered by the end of the year
  reached,    ///< workers whom a published source says were covered: to compare with
};
std::string_view to_text(SeriesKind kind);
Result<SeriesKind> parse_series_kind(std::string_view text);

/// How a figure came to be.
enum class Mark : std::uint8_t {
  published,  ///< printed by the source
  derived,    ///< arithmetic on published figures; the note shows it
  assumed,    ///< ours; the note says why
};
std::string_view to_text(Mark mark);
Result<Mark> parse_mark(std::string_view text);

struct FigureSource {
  std::string text;  ///< who said it, where and when
  Mark mark = Mark::assumed;
  std::string note;  ///< doubt, conflict or arithmetic, in words; empty only when published
};

/// What a figure is about. No sector: all sectors together. No segment: all segments together.
struct Subject {
  RegionCode region;
  std::optional<Sector> sector = {};
  std::optional<Segment> segment = {};

  friend auto operator<=>(const Subject&, const Subject&) = default;
};

/// A figure as a file states it.
struct StatedFigure {
  Subject subject;
  std::int64_t people = 0;
  FigureSource source;
  std::string row;  ///< "scenarios/kudus-2025/potential.toml:12"
};

/// A figure as it is answered.
struct Figure {
  Subject subject;
  std::int64_t people = 0;
  /// The stated row, or null when the figure is the sum of its parts.
  const StatedFigure* stated = nullptr;
};

enum class SplitBy : std::uint8_t { region, sector, segment };

/// A figure and its parts. By construction sum of parts + not_split == whole.people.
struct Split {
  Figure whole;
  std::vector<Figure> parts;  ///< regions by code, sectors and segments in the order of the enum
  /// What the source gives for the whole and for no part. Negative only in a series that says
  /// parts_overlap (a worker with two jobs stands in two sectors).
  std::int64_t not_split = 0;
};

/// One named series. A figure that is stated is what it is; one that is not is the sum of its
/// parts: of the regions below, of the sectors or of the segments, whichever gives most (each is a
/// partial statement about the same people, so none can be more than the whole).
class Series {
 public:
  const std::string& name() const { return name_; }    ///< "kudus-2025-target"
  const std::string& title() const { return title_; }  ///< in Indonesian, for people
  SeriesKind kind() const { return kind_; }
  int year() const { return year_; }
  const FigureSource& source() const { return source_; }
  std::span<const StatedFigure> stated() const { return stated_; }

  /// Empty when the series says nothing about the subject nor about any part of it.
  std::optional<Figure> figure(const Subject& subject) const;
  /// Parts of a subject. The dimension must be open: by sector only when no sector is asked for.
  /// Empty like figure(); no parts and all not_split when it is stated but not divided.
  std::optional<Split> split(const Subject& subject, SplitBy by) const;

 private:
  friend class SeriesBuilder;
  std::string name_;
  std::string title_;
  SeriesKind kind_ = SeriesKind::potential;
  int year_ = 0;
  FigureSource source_;
  std::vector<StatedFigure> stated_;
  struct Node {
    std::int64_t people = 0;
    std::int32_t stated = -1;  ///< index into stated_, -1: a sum
  };
  std::map<Subject, Node> nodes_;
};

struct SeriesFile {
  std::string name;  ///< "scenarios/kudus-2025/potential.toml"
  std::string text;
};

/// All series that are known.
class SeriesBook {
 public:
  /// Reads [[series]] name, title, kind, year, source, mark, note, parts_overlap, rows; each row
  /// region, sector, segment, value and, where they differ from the series', source, mark, note.
  /// Errors: bad_scenario, `where` = file:line: an unknown key, kind, sector, segment, mark or
  /// region; a missing source; a derived or assumed figure with no note; a negative or fractional
  /// value; a subject stated twice; parts that exceed their whole; a name used twice.
  static Result<SeriesBook> load(std::span<const SeriesFile> files, const RegionTable& regions);

  std::span<const Series> all() const { return series_; }  ///< by name
  /// Errors: not_found.
  Result<const Series*> find(std::string_view name) const;
  /// Every series of that kind and year which says something about the subject, by name: what the
  /// offices say side by side.
  std::vector<const Series*> about(const Subject& subject, SeriesKind kind, int year) const;
  /// The same for the latest year not after `year` for which there is any.
  std::vector<const Series*> latest(const Subject& subject, SeriesKind kind, int year) const;

 private:
  std::vector<Series> series_;
};

}  // namespace payung::potential

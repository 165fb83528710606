#pragma once

#include <array>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "potential/series.hpp"

namespace payung::potential {

/// Makes a Series of its stated figures: adds up what is not stated and checks what is.
class SeriesBuilder {
 public:
  SeriesBuilder(std::string name, std::string title, SeriesKind kind, int year,
                FigureSource source);
  /// A worker may stand in two parts, so parts may exceed their whole.
  void allow_overlap() { overlap_ = true; }
  /// Errors: bad_scenario at the figure's row when its subject was stated before.
  Status add(StatedFigure figure);
  /// Errors: bad_scenario at the row of a stated whole that its parts exceed.
  Result<Series> build() &&;

 private:
  /// The smallest region that holds every stated one: above it the series says nothing, since
  /// what it knows of a province would be one of its regencies only.
  RegionCode common_region() const;
  /// Every subject that has a figure: the stated ones and the wholes they are parts of.
  std::set<Subject> subjects() const;
  /// Its parts must be filled before.
  Status fill(const Subject& subject);
  void add_to_wholes(const Subject& part, std::int64_t people);

  Series series_;
  std::map<Subject, std::int32_t> stated_at_;
  /// What the parts of a subject come to, by SplitBy.
  std::map<Subject, std::array<std::int64_t, 3>> sums_;
  bool overlap_ = false;
};

}  // namespace payung::potential

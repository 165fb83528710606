#pragma once

#include <string>
#include <vector>

#include "app/environment.hpp"
#include "potential/series.hpp"

/// A series of potential or target figures as somebody states it in a form.
namespace payung::app {

struct SeriesRow {
  potential::Subject subject;
  std::int64_t people = 0;
  /// Where it differs from the series'. Empty: the series' source, mark and note.
  std::optional<potential::FigureSource> source = {};
};

struct SeriesWish {
  std::string name;   ///< "kudus-2026-target"
  std::string title;  ///< in Indonesian, for people
  potential::SeriesKind kind = potential::SeriesKind::target;
  int year = 0;
  potential::FigureSource source = {};
  std::vector<SeriesRow> rows = {};  ///< all of them: what is not given is gone
};

/// Adds the series, or changes the one of that name within the file that states it; the file
/// becomes its next version. A new one stands in a file of its own. True when anything changed. One
/// transaction, audited. Errors: those of load_potential, among them parts that exceed their whole.
Result<bool> set_series(Environment& environment, const SeriesWish& wish);

}  // namespace payung::app

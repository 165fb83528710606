#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/kinds.hpp"
#include "base/result.hpp"
#include "intake/mapping.hpp"

/// The words that lists use: column headers and occupations. Data, so that an office can add its
/// own: data/header_aliases.csv (field,alias) and data/occupations.csv (sector,occupation).
namespace payung::intake {

class Words {
 public:
  /// Errors: bad_value, `where` naming file and line.
  static Result<Words> load(std::string_view header_aliases_csv, std::string_view occupations_csv);

  struct HeaderMatch {
    Field field;
    int confidence_percent;  ///< 100: a known header letter by letter; less: almost
  };
  /// What a header says, typing errors and abbreviations allowed for. Empty: not known.
  std::optional<HeaderMatch> header(std::string_view header) const;

  /// The sector of an occupation as lists write it: "Buruh tani/perkebunan". Empty: not known.
  std::optional<Sector> sector(std::string_view occupation) const;

 private:
  struct Alias {
    Field field;
    std::string key;  ///< folded, abbreviations written out, no spaces
    std::string set;  ///< the same words sorted, each once
  };
  std::optional<HeaderMatch> exact(std::string_view in_order, std::string_view set,
                                   int confidence_percent) const;
  std::optional<HeaderMatch> nearest(std::string_view in_order) const;

  std::vector<Alias> aliases_;  ///< sorted by key
  std::unordered_map<std::string, Sector> occupations_;
};

}  // namespace payung::intake

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace payung::synthesis {

/// One line of a data file of our own: commas, no quotes.
struct DataLine {
  std::vector<std::string_view> fields;
  std::string where;  ///< "data/names/given.csv:12"
};

/// Checks the header and the number of fields. Errors: bad_value naming file and line.
Result<std::vector<DataLine>> data_lines(std::string_view file, std::string_view text,
                                         std::string_view header);

/// A whole number from 0 to `max`. Errors: bad_value at `line`.
Result<std::uint32_t> data_number(const DataLine& line, std::size_t field, std::uint32_t max);

}  // namespace payung::synthesis

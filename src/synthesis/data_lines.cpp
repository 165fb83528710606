#include "synthesis/data_lines.hpp"

#include <charconv>

namespace payung::synthesis {
namespace {

std::vector<std::string_view> split(std::string_view line) {
  std::vector<std::string_view> fields;
  while (true) {
    const std::size_t comma = line.find(',');
    fields.push_back(line.substr(0, comma));
    if (comma == std::string_view::npos) return fields;
    line.remove_prefix(comma + 1);
  }
}

}  // namespace

Result<std::vector<DataLine>> data_lines(std::string_view file, std::string_view text,
                                         std::string_view header) {
  const std::size_t width = split(header).size();
  std::vector<DataLine> lines;
  for (int number = 1; !text.empty(); ++number) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    const std::string where = std::string(file) + ":" + std::to_string(number);
    if (number == 1) {
      if (line != header) return Error{Errc::bad_value, where, "header " + std::string(header)};
      continue;
    }
    if (line.empty()) continue;
    DataLine read{split(line), where};
    if (read.fields.size() != width) {
      return Error{Errc::bad_value, where, std::to_string(width) + " fields"};
    }
    lines.push_back(std::move(read));
  }
  if (lines.empty()) return Error{Errc::bad_value, std::string(file), "no rows"};
  return lines;
}

Result<std::uint32_t> data_number(const DataLine& line, std::size_t field, std::uint32_t max) {
  const std::string_view text = line.fields.at(field);
  std::uint32_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [at, failed] = std::from_chars(text.data(), end, number);
  if (failed != std::errc{} || at != end || number > max) {
    return Error{Errc::bad_value, line.where, "a number to " + std::to_string(max)};
  }
  return number;
}

}  // namespace payung::synthesis

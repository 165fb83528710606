#include "base/csv.hpp"

namespace payung {

void append_csv(std::string& line, std::string_view field, CsvReader reader) {
  if (!line.empty() && line.back() != '\n') line += ',';
  // OWASP, CSV injection: these begin a formula in one of the common spreadsheets.
  const bool formula = reader == CsvReader::person && !field.empty() &&
                       std::string_view("=+-@\t\r").find(field.front()) != std::string_view::npos;
  // An empty first field is quoted too: a bare one would hide that the line has begun.
  const bool quoted = field.find_first_of(",\"\r\n") != std::string_view::npos ||
                      (field.empty() && (line.empty() || line.back() == '\n'));
  if (!quoted) {
    if (formula) line += '\'';
    line += field;
    return;
  }
  line += '"';
  if (formula) line += '\'';
  for (const char c : field) {
    if (c == '"') line += '"';
    line += c;
  }
  line += '"';
}

}  // namespace payung

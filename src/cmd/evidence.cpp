#include "cmd/evidence.hpp"

#include <cstdlib>
#include <nlohmann/json.hpp>

namespace payung::cmd {
namespace {

struct Line {
  std::string kind;
  std::string cell;
  std::int64_t millibits = 0;
};

std::vector<Line> lines_of(std::string_view evidence) {
  std::vector<Line> lines;
  const auto first = evidence.find('\n');
  evidence.remove_prefix(first == std::string_view::npos ? evidence.size() : first + 1);
  while (!evidence.empty()) {
    const auto end = std::min(evidence.find('\n'), evidence.size());
    const std::string line(evidence.substr(0, end));
    evidence.remove_prefix(std::min(end + 1, evidence.size()));
    const auto comma = line.find(',');
    const auto last = line.rfind(',');
    if (comma == last) continue;
    lines.push_back({line.substr(0, comma), line.substr(comma + 1, last - comma - 1),
                     std::strtoll(line.c_str() + last + 1, nullptr, 10)});
  }
  return lines;
}

/// "+3.2": bits with a sign and one decimal.
std::string bits(std::int64_t millibits) {
  const std::int64_t tenths = (std::llabs(millibits) + 50) / 100;
  return (millibits < 0 ? "-" : "+") + std::to_string(tenths / 10) + "." +
         std::to_string(tenths % 10);
}

/// "nik_equal.date_swapped" in the reader's words: each part has a text of its own.
std::string words_of(const Session& session, std::string_view cell) {
  std::string words;
  while (!cell.empty()) {
    const auto dot = std::min(cell.find('.'), cell.size());
    const std::string text = session.text("link.cell." + std::string(cell.substr(0, dot)));
    words += (words.empty() ? "" : ", ") + text;
    cell.remove_prefix(std::min(dot + 1, cell.size()));
  }
  return words;
}

}  // namespace

nlohmann::ordered_json evidence_json(std::string_view evidence) {
  auto all = nlohmann::ordered_json::array();
  for (const auto& line : lines_of(evidence)) {
    all.push_back({{"evidence", line.kind}, {"cell", line.cell}, {"millibits", line.millibits}});
  }
  return all;
}

void print_evidence(Session& session, std::string_view evidence, const std::string& probability) {
  std::int64_t sum = 0;
  for (const auto& line : lines_of(evidence)) {
    sum += line.millibits;
    session.print(session.text("link.evidence", {{"bits", bits(line.millibits)},
                                                 {"kind", session.text("link.kind." + line.kind)},
                                                 {"words", words_of(session, line.cell)}}));
  }
  session.print(session.text("link.total", {{"bits", bits(sum)}, {"probability", probability}}));
}

}  // namespace payung::cmd

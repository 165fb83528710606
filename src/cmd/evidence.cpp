#include "cmd/evidence.hpp"

#include <cstdlib>

#include "views/lists.hpp"

namespace payung::cmd {
namespace {

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

void print_evidence(Session& session, std::string_view evidence, const std::string& probability) {
  std::int64_t sum = 0;
  for (const auto& line : views::evidence_lines(evidence)) {
    sum += line.millibits;
    session.print(session.text("link.evidence", {{"bits", bits(line.millibits)},
                                                 {"kind", session.text("link.kind." + line.kind)},
                                                 {"words", words_of(session, line.cell)}}));
  }
  session.print(session.text("link.total", {{"bits", bits(sum)}, {"probability", probability}}));
}

}  // namespace payung::cmd

#include "adapters/sheets/csv_sniff.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace payung::sheets {
namespace {

constexpr std::array<char, 4> kDelimiters{';', ',', '\t', '|'};
constexpr std::size_t kRecords = 500;

/// How many fields each of the first records has under a delimiter. A record that the head cuts
/// counts only when it is the only one.
std::vector<std::size_t> field_counts(std::string_view text, char delimiter) {
  std::vector<std::size_t> counts;
  std::size_t fields = 1;
  bool quoted = false;
  bool field_begins = true;
  bool line_begins = true;
  for (std::size_t i = 0; i < text.size() && counts.size() < kRecords; ++i) {
    const char c = text[i];
    if (quoted) {
      quoted = c != '"';
      continue;
    }
    if (c == '"' && (field_begins || text[i - 1] == '"')) {
      quoted = true;
    } else if (c == delimiter) {
      ++fields;
    } else if (c == '\n' || c == '\r') {
      if (!line_begins) counts.push_back(fields);
      fields = 1;
    }
    line_begins = c == '\n' || c == '\r';
    field_begins = line_begins || c == delimiter;
  }
  if (counts.empty()) counts.push_back(fields);
  return counts;
}

std::size_t score_of(std::vector<std::size_t> counts) {
  constexpr std::size_t kFieldsWeighed = 63;
  std::sort(counts.begin(), counts.end());
  std::size_t best = 0;
  for (std::size_t from = 0; from < counts.size();) {
    std::size_t until = from;
    while (until < counts.size() && counts[until] == counts[from]) ++until;
    if (counts[from] > 1) {
      best = std::max(
          best, (until - from) * (kFieldsWeighed + 1) + std::min(counts[from], kFieldsWeighed));
    }
    from = until;
  }
  return best;
}

}  // namespace

char sniff_delimiter(std::string_view head) {
  char best = ',';
  std::size_t best_score = 0;
  for (const char delimiter : kDelimiters) {
    const std::size_t score = score_of(field_counts(head, delimiter));
    if (score > best_score) {
      best_score = score;
      best = delimiter;
    }
  }
  return best;
}

char told_delimiter(std::string_view head, std::size_t& line_bytes) {
  const bool quoted = head.starts_with('"');
  const std::string_view line = quoted ? head.substr(1) : head;
  if (line.size() < 5) return '\0';
  const bool told = (line.starts_with("sep=") || line.starts_with("SEP=")) && line[4] != '"' &&
                    line[4] != '\n' && line[4] != '\r';
  if (!told) return '\0';
  std::size_t end = 5;
  if (quoted) {
    if (line.size() <= end || line[end] != '"') return '\0';
    ++end;
  }
  if (line.size() > end && line[end] != '\r' && line[end] != '\n') return '\0';
  if (line.substr(end, 2) == "\r\n") ++end;
  if (line.size() > end) ++end;
  line_bytes = end + (quoted ? 1 : 0);
  return line[4];
}

bool is_binary(std::string_view head) {
  const auto controls = std::count_if(head.begin(), head.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    // Tab, line ends, and 0x1A, which old programs put at the end of a text.
    return byte < 0x20 && !(byte >= 0x09 && byte <= 0x0D) && byte != 0x1A;
  });
  return static_cast<std::size_t>(controls) * 100 > head.size();
}

}  // namespace payung::sheets

#include "adapters/sheets/csv_sniff.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace payung::sheets {
namespace {

constexpr std::array<char, 4> kDelimiters{';', ',', '\t', '|'};
constexpr std::size_t kLinesMax = 200;
constexpr std::size_t kQuotedMax = 4096;  ///< a longer quoted field is not skipped while sniffing
constexpr std::uint64_t kFieldsWeighed = 32;

bool ends_line(char c) { return c == '\n' || c == '\r'; }

/// Where the field that opens with a quote at `from` ends; `from` itself when it never closes the
/// way a quoted field does.
std::size_t after_quoted(std::string_view text, std::size_t from, char delimiter) {
  const std::size_t until = std::min(text.size(), from + kQuotedMax);
  for (std::size_t at = from + 1; at < until; ++at) {
    if (text[at] != '"') continue;
    if (at + 1 < text.size() && text[at + 1] == '"') {
      ++at;
      continue;
    }
    const bool closes =
        at + 1 == text.size() || text[at + 1] == delimiter || ends_line(text[at + 1]);
    return closes ? at + 1 : from;
  }
  return from;
}

enum class Prose : unsigned char { skipped, counted };

/// How many fields each of the first lines has; empty lines and a last one cut off are left out.
std::vector<std::size_t> field_counts(std::string_view text, char delimiter, Prose prose) {
  std::vector<std::size_t> counts;
  std::size_t fields = 1;
  bool at_start = true;
  std::size_t line_from = 0;
  for (std::size_t at = 0; at < text.size() && counts.size() < kLinesMax; ++at) {
    if (at_start && text[at] == '"') at = after_quoted(text, at, delimiter);
    if (at >= text.size()) break;
    at_start = text[at] == delimiter || ends_line(text[at]);
    if (text[at] == delimiter) {
      const bool in_prose = at + 1 < text.size() && text[at + 1] == ' ';
      if (prose == Prose::counted || !in_prose) ++fields;
    } else if (ends_line(text[at])) {
      if (at > line_from) counts.push_back(fields);
      fields = 1;
      line_from = at + 1;
    }
  }
  if (counts.empty()) counts.push_back(fields);
  return counts;
}

/// The text with the quotes taken off lines that stand in them as a whole; empty when fewer than
/// one line in five does.
std::string unwrapped(std::string_view text) {
  constexpr std::size_t kOneIn = 5;
  std::string all;
  std::size_t lines = 0;
  std::size_t wrapped = 0;
  for (std::size_t at = 0; at < text.size() && lines < kLinesMax;) {
    const std::size_t closed = text[at] == '"' ? after_quoted(text, at, '\n') : at;
    const bool whole = closed > at && (closed == text.size() || ends_line(text[closed]));
    std::size_t end = whole ? closed : at;
    while (end < text.size() && !ends_line(text[end])) ++end;
    if (whole) {
      for (std::size_t i = at + 1; i + 1 < end; ++i) {
        if (text[i] == '"') ++i;  // doubled
        all += text[i];
      }
    } else {
      all += text.substr(at, end - at);
    }
    if (end > at) {
      ++lines;
      wrapped += whole ? 1U : 0U;
    }
    all += '\n';
    at = end + 1;
  }
  return wrapped * kOneIn >= lines && wrapped > 0 ? all : std::string();
}

struct Score {
  std::uint64_t points = 0;
  std::size_t fields = 1;  ///< the commonest number of them
};

/// Lines near the commonest number of fields, weighed by that number; 0 when there is only one.
Score score_of(const std::vector<std::size_t>& counts) {
  std::vector<std::size_t> sorted = counts;
  std::sort(sorted.begin(), sorted.end());
  std::size_t common = 1;
  std::size_t common_lines = 0;
  for (std::size_t from = 0; from < sorted.size();) {
    const auto end = std::upper_bound(sorted.begin(), sorted.end(), sorted[from]);
    const auto until = static_cast<std::size_t>(end - sorted.begin());
    if (sorted[from] > 1 && until - from >= common_lines) {
      common = sorted[from];
      common_lines = until - from;
    }
    from = until;
  }
  if (common_lines == 0) return {};
  // Rows often leave out what is empty at their end.
  const auto near = static_cast<std::uint64_t>(
      std::count_if(counts.begin(), counts.end(), [common](std::size_t fields) {
        return fields > 1 && fields + 2 >= common && fields <= common + 2;
      }));
  return {near * (2 * kFieldsWeighed + std::min<std::uint64_t>(common, kFieldsWeighed)), common};
}

}  // namespace

Sniffed sniff_delimiter(std::string_view head) {
  const std::string inside = unwrapped(head);
  const std::string_view text = inside.empty() ? head : std::string_view(inside);
  for (const Prose prose : {Prose::skipped, Prose::counted}) {
    Sniffed best;
    std::uint64_t best_points = 0;
    for (const char delimiter : kDelimiters) {
      const Score score = score_of(field_counts(text, delimiter, prose));
      if (score.points <= best_points) continue;
      best_points = score.points;
      best = {delimiter, score.fields};
    }
    if (best_points > 0) return best;
  }
  return {};
}

std::vector<std::string> split_record(std::string_view record, char delimiter) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (std::size_t at = 0; at < record.size(); ++at) {
    const char c = record[at];
    if (quoted) {
      const bool doubled = c == '"' && at + 1 < record.size() && record[at + 1] == '"';
      if (c == '"' && !doubled) {
        quoted = false;
        continue;
      }
      if (doubled) ++at;
      fields.back() += c;
    } else if (c == delimiter) {
      fields.emplace_back();
    } else if (c == '"' && fields.back().empty()) {
      quoted = true;
    } else {
      fields.back() += c;
    }
  }
  return fields;
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
  constexpr std::ptrdiff_t kOdd = 2;
  return controls > kOdd && static_cast<std::size_t>(controls) * 100 > head.size();
}

}  // namespace payung::sheets

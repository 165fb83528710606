#include "adapters/http/target.hpp"

#include <cstddef>

namespace payung::http {
namespace {

constexpr std::size_t kPairsMax = 100;

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool has_control(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return true;
  }
  return false;
}

bool has_dot_segment(std::string_view path) {
  while (!path.empty()) {
    path.remove_prefix(1);
    const std::size_t slash = path.find('/');
    const std::string_view segment = path.substr(0, slash);
    if (segment == "." || segment == "..") return true;
    path = slash == std::string_view::npos ? std::string_view() : path.substr(slash);
  }
  return false;
}

/// A slash that came in as %2F would make two segments of one.
std::size_t slashes(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += c == '/' ? 1 : 0;
  return count;
}

}  // namespace

std::optional<std::string> decode_percent(std::string_view text, bool plus_is_blank) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_blank) {
      out += ' ';
    } else if (text[i] == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex(text[i + 1]);
      const int low = hex(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      out += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::optional<Target> parse_target(std::string_view target) {
  if (!target.starts_with('/')) return std::nullopt;
  if (target.find('#') != std::string_view::npos) return std::nullopt;
  const std::size_t mark = target.find('?');
  const std::string_view raw_path = target.substr(0, mark);
  auto path = decode_percent(raw_path, false);
  if (!path || has_control(*path) || has_dot_segment(*path)) return std::nullopt;
  if (slashes(*path) != slashes(raw_path) || path->find('\\') != std::string::npos) {
    return std::nullopt;
  }
  Target parsed{*std::move(path), {}};
  if (mark == std::string_view::npos) return parsed;
  std::string_view rest = target.substr(mark + 1);
  while (!rest.empty()) {
    const std::size_t end = rest.find('&');
    const std::string_view pair = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    if (pair.empty()) continue;
    const std::size_t equals = pair.find('=');
    auto name = decode_percent(pair.substr(0, equals), true);
    auto value = equals == std::string_view::npos ? std::optional<std::string>("")
                                                  : decode_percent(pair.substr(equals + 1), true);
    if (!name || !value || parsed.query.size() >= kPairsMax) return std::nullopt;
    if (has_control(*name) || value->find('\0') != std::string::npos) return std::nullopt;
    parsed.query.emplace_back(*std::move(name), *std::move(value));
  }
  return parsed;
}

}  // namespace payung::http

#include "api/credential_fields.hpp"

namespace payung::api {
namespace {

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::string_view bearer(const http::RequestHead& head) {
  constexpr std::string_view kScheme = "bearer ";
  const std::string_view value = head.headers.find("Authorization").value_or("");
  if (value.size() <= kScheme.size()) return {};
  for (std::size_t i = 0; i < kScheme.size(); ++i) {
    const char lower =
        value[i] >= 'A' && value[i] <= 'Z' ? static_cast<char>(value[i] + 32) : value[i];
    if (lower != kScheme[i]) return {};
  }
  return trimmed(value.substr(kScheme.size()));
}

std::string_view cookie(const http::RequestHead& head, std::string_view name) {
  std::string_view found;
  int times = 0;
  for (const auto& [field, value] : head.headers.all()) {
    if (!http::same_name(field, "Cookie")) continue;
    std::string_view rest = value;
    while (!rest.empty()) {
      const std::size_t end = rest.find(';');
      const std::string_view pair = trimmed(rest.substr(0, end));
      rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
      const std::size_t equals = pair.find('=');
      if (equals == std::string_view::npos || pair.substr(0, equals) != name) continue;
      found = pair.substr(equals + 1);
      ++times;
    }
  }
  return times == 1 ? found : std::string_view();
}

}  // namespace payung::api

#include "site/pages/form.hpp"

#include "adapters/http/target.hpp"

namespace payung::site {
namespace {

constexpr std::size_t kFieldsMax = 100;

}  // namespace

Form Form::parse(std::string_view body) {
  Form form;
  while (!body.empty() && form.fields_.size() < kFieldsMax) {
    const std::size_t end = std::min(body.find('&'), body.size());
    const std::string_view pair = body.substr(0, end);
    body.remove_prefix(std::min(end + 1, body.size()));
    const std::size_t equals = std::min(pair.find('='), pair.size());
    const auto name = http::decode_percent(pair.substr(0, equals), true);
    const auto value = http::decode_percent(
        equals < pair.size() ? pair.substr(equals + 1) : std::string_view(), true);
    if (!name || !value) return {};
    form.fields_.emplace_back(*name, *value);
  }
  return form;
}

std::string Form::exact(std::string_view name) const {
  for (const auto& [known, value] : fields_) {
    if (known == name) return value;
  }
  return {};
}

std::string Form::value(std::string_view name) const {
  std::string found = exact(name);
  const auto first = found.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return {};
  return found.substr(first, found.find_last_not_of(" \t\r\n") - first + 1);
}

bool from_elsewhere(const http::RequestHead& head) {
  if (const auto site = head.headers.find("Sec-Fetch-Site")) {
    return *site != "same-origin" && *site != "none";
  }
  const auto origin = head.headers.find("Origin");
  if (!origin) return false;
  const std::size_t scheme = origin->find("://");
  return scheme == std::string_view::npos ||
         origin->substr(scheme + 3) != head.headers.find("Host").value_or("");
}

std::string local_path(std::string_view place) {
  if (!place.starts_with('/') || place.starts_with("//")) return {};
  for (const char c : place) {
    if (c <= ' ' || c == '\\' || c > '~') return {};
  }
  return std::string(place);
}

}  // namespace payung::site

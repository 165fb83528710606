// links: base adapters/http/message.cpp api/credential_fields.cpp
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "api/credential_fields.hpp"
#include "check.hpp"

namespace {

/// "Name: value" a line, as they stand in a request's head.
payung::http::RequestHead head_of(std::string_view text) {
  payung::http::RequestHead head;
  while (!text.empty()) {
    const auto end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    head.headers.add(std::string(line.substr(0, colon)), std::string(line.substr(colon + 1)));
  }
  return head;
}

/// A view into the value of a field of that name, so that nothing else is ever read.
bool lies_in(const payung::http::RequestHead& head, std::string_view name, std::string_view part) {
  for (const auto& [field, value] : head.headers.all()) {
    if (!payung::http::same_name(field, name)) continue;
    if (part.data() >= value.data() && part.data() + part.size() <= value.data() + value.size()) {
      return true;
    }
  }
  return false;
}

}  // namespace

/// Any header fields carry tokens or none.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto head = head_of({reinterpret_cast<const char*>(data), size});
  for (const std::string_view name : {"payung_session", "__Host-payung_session", "a", ""}) {
    const std::string_view value = payung::api::cookie(head, name);
    if (value.empty()) continue;
    FUZZ_CHECK(lies_in(head, "Cookie", value));
    FUZZ_CHECK(value.find(';') == std::string_view::npos);
    FUZZ_CHECK(!value.ends_with(' '));
  }
  const std::string_view token = payung::api::bearer(head);
  if (!token.empty()) {
    FUZZ_CHECK(lies_in(head, "Authorization", token));
    FUZZ_CHECK(!token.starts_with(' ') && !token.ends_with(' '));
  }
  return 0;
}

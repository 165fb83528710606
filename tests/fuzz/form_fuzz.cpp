// links: base adapters/http/target.cpp adapters/http/message.cpp site/pages/form.cpp
// Whatever a form's body holds: fields or none, and what is read is written into a query and read
// from it again alike; nobody is sent to another server, whatever place was asked for.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/percent.hpp"
#include "check.hpp"
#include "site/pages/form.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using payung::site::Form;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const Form form = Form::parse(text);
  for (const char* name : {"nik", "code", "", "a"}) {
    const std::string exact = form.exact(name);
    const std::string written = "x=" + payung::percent_encoded(exact);
    FUZZ_CHECK(std::none_of(written.begin() + 2, written.end(), [](unsigned char c) {
      return c <= ' ' || c >= 0x7F || c == '&' || c == '=' || c == '"' || c == '<';
    }));
    FUZZ_CHECK(Form::parse(written).exact("x") == exact);
  }
  const std::string place = payung::site::local_path(text);
  if (!place.empty()) {
    FUZZ_CHECK(place.front() == '/');
    FUZZ_CHECK(place.size() == 1 || (place[1] != '/' && place[1] != '\\'));
    FUZZ_CHECK(place.find_first_of("\r\n") == std::string::npos);
  }
  payung::http::RequestHead head;
  head.headers.add("Host", "a");
  head.headers.add("Origin", std::string(text));
  // Only what ends in exactly this host after its scheme is from here.
  if (!payung::site::from_elsewhere(head)) FUZZ_CHECK(text.ends_with("://a"));
  return 0;
}

// links: base adapters/http/request_reader.cpp adapters/http/target.cpp adapters/http/message.cpp
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "adapters/http/request_reader.hpp"
#include "adapters/http/target.hpp"
#include "check.hpp"

namespace {

using payung::http::RequestReader;

struct Outcome {
  RequestReader::Need last = RequestReader::Need::more;
  int status = 0;
  std::string path;
  std::string body;
  std::size_t fields = 0;
  std::size_t taken = 0;

  friend bool operator==(const Outcome&, const Outcome&) = default;
};

/// One request out of these bytes, given in pieces of this size as a network would.
Outcome read(std::string_view bytes, std::size_t piece) {
  constexpr std::int64_t kBodyMax = 4'096;
  RequestReader reader(payung::http::Limits{});
  Outcome outcome;
  std::string buffer;
  std::size_t given = 0;
  bool body_asked = false;
  for (;;) {
    std::size_t taken = 0;
    outcome.last = reader.feed(buffer, taken);
    FUZZ_CHECK(taken <= buffer.size());
    buffer.erase(0, taken);
    outcome.taken += taken;
    if (outcome.last == RequestReader::Need::head && !body_asked) {
      body_asked = true;
      outcome.path = reader.head().path;
      outcome.fields = reader.head().headers.all().size();
      FUZZ_CHECK(outcome.path.starts_with('/'));
      FUZZ_CHECK(outcome.path.find('\0') == std::string::npos);
      reader.body(kBodyMax, {});
      continue;
    }
    if (outcome.last != RequestReader::Need::more) break;
    if (given == bytes.size()) break;
    const auto next = bytes.substr(given, piece);
    given += next.size();
    buffer += next;
  }
  if (outcome.last == RequestReader::Need::broken) outcome.status = reader.refused_with();
  if (outcome.last == RequestReader::Need::done) {
    outcome.body = reader.take_memory();
    FUZZ_CHECK(outcome.body.size() <= static_cast<std::size_t>(kBodyMax));
  }
  return outcome;
}

}  // namespace

/// Any bytes are a request or none, and the same one however the network cuts them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 32'768) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const Outcome whole = read(text, text.size() + 1);
  const Outcome cut = read(text, 7);
  // When it sees that something is no request may differ; what is one may not.
  FUZZ_CHECK((whole.last == RequestReader::Need::done) == (cut.last == RequestReader::Need::done));
  if (whole.last == RequestReader::Need::done) FUZZ_CHECK(whole == cut);
  if (whole.last == RequestReader::Need::broken) FUZZ_CHECK(whole.status >= 400);
  if (const auto target = payung::http::parse_target(text)) {
    FUZZ_CHECK(target->path.starts_with('/'));
    FUZZ_CHECK(target->path.find("/../") == std::string::npos);
    FUZZ_CHECK(!target->path.ends_with("/.."));
    FUZZ_CHECK(target->query.size() <= 100);
  }
  return 0;
}

// links: base adapters/oidc with cjose openssl
// Whatever a provider answers: an ID token that its key did not sign, a key set, a discovery
// document or a token answer is refused saying what does not hold; nobody is signed in by it.
// Up to the first line end stands the token, then the key set or the answer.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "adapters/oidc/oidc.hpp"
#include "check.hpp"

namespace {

namespace oidc = payung::oidc;
using payung::Result;

/// RFC 7515, A.3: P-256; nobody who feeds the fuzzer has the other half.
constexpr std::string_view kKeys =
    R"({"keys":[{"kty":"EC","crv":"P-256","alg":"ES256","use":"sig",
    "x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
    "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]})";

constexpr std::string_view kIssuer = "https://id.example";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto end = text.find('\n');
  const std::string token(text.substr(0, end));
  const std::string rest(end == std::string_view::npos ? std::string_view() : text.substr(end + 1));
  const oidc::Expected expected{kIssuer, "payung", "n", 1'735'689'600};
  const auto here = oidc::check_id_token(token, kKeys, expected);
  FUZZ_CHECK(!here);
  FUZZ_CHECK(!here.error().where.empty());
  // Keys made of bytes: no fault, whatever they are.
  const auto there = oidc::check_id_token(token, rest, expected);
  if (there) FUZZ_CHECK(there->issuer == kIssuer);

  const auto told = oidc::discover(
      std::string(kIssuer),
      [&](const std::string&, const std::string&) { return Result<std::string>(rest); });
  if (told) {
    FUZZ_CHECK(told->issuer == kIssuer);
    FUZZ_CHECK(!told->token_endpoint.empty() && !told->jwks_uri.empty());
  }
  const oidc::Provider provider{std::string(kIssuer), "https://id.example/a",
                                "https://id.example/t", "https://id.example/k",
                                "https://id.example/u"};
  const auto person = oidc::redeem(
      provider, {"payung", "", "https://payung.example/back"}, {"s", "n", std::string(43, 'v')},
      "c", expected.now_s, [&](const std::string& url, const std::string&) {
        return Result<std::string>(url.ends_with("/k") ? std::string(kKeys) : rest);
      });
  FUZZ_CHECK(!person);
  return 0;
}

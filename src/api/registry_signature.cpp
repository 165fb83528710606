#include "api/registry_signature.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "api/json_schema.hpp"
#include "db/sha256.hpp"
#include "secrets/public_key.hpp"

namespace payung::api {
namespace {

constexpr std::int64_t kValid_s = 600;
constexpr std::int64_t kSkew_s = 300;  ///< between the clocks of two offices
constexpr std::string_view kHeaders = "(created) (expires) digest";
constexpr std::string_view kPlain =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kUrl =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// RFC 4648; padded only in the plain alphabet.
std::string base64(std::string_view bytes, std::string_view alphabet) {
  std::string text;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    std::uint32_t group = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      const bool there = at + i < bytes.size();
      group = (group << 8U) | (there ? static_cast<unsigned char>(bytes[at + i]) : 0U);
    }
    const std::size_t given = std::min<std::size_t>(3, bytes.size() - at);
    for (std::size_t i = 0; i < 4; ++i) {
      if (i <= given) {
        text += alphabet[(group >> (18U - 6U * i)) & 63U];
      } else if (alphabet == kPlain) {
        text += '=';
      }
    }
  }
  return text;
}

constexpr std::string_view kDigest = "SHA-256=";

std::string digest_of(std::string_view content) {
  const std::string hex = db::sha256(content);
  std::string bytes;
  for (std::size_t at = 0; at < hex.size(); at += 2) {
    unsigned value = 0;
    std::from_chars(hex.data() + at, hex.data() + at + 2, value, 16);
    bytes += static_cast<char>(value);
  }
  return std::string(kDigest) + base64(bytes, kPlain);
}

std::string signed_lines(std::string_view created, std::string_view expires,
                         std::string_view digest) {
  return "(created): " + std::string(created) + "\n(expires): " + std::string(expires) +
         "\ndigest: " + std::string(digest);
}

std::string compact(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

using Parameters = std::map<std::string, std::string, std::less<>>;

/// name="value", separated by commas; empty when it is not of that form.
std::optional<Parameters> parameters(std::string_view text) {
  Parameters all;
  constexpr std::string_view kWord = "Signature";
  if (text.starts_with(kWord)) {
    text.remove_prefix(kWord.size());
    if (text.starts_with(':')) text.remove_prefix(1);
  }
  while (!text.empty()) {
    while (text.starts_with(' ') || text.starts_with(',')) text.remove_prefix(1);
    if (text.empty()) break;
    const auto equals = text.find("=\"");
    if (equals == std::string_view::npos) return std::nullopt;
    const auto end = text.find('"', equals + 2);
    if (end == std::string_view::npos) return std::nullopt;
    const std::string name(text.substr(0, equals));
    if (!all.emplace(name, text.substr(equals + 2, end - equals - 2)).second) return std::nullopt;
    text.remove_prefix(end + 1);
  }
  return all;
}

std::optional<std::int64_t> seconds(std::string_view text) {
  std::int64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return value;
}

/// What is signed may be written in these ways.
std::vector<std::string> contents(const Json& header, const Json& message) {
  const nlohmann::json both{{"header", header}, {"message", message}};
  return {canonical(header, message),
          both.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace),
          compact(header) + compact(message)};
}

/// What the standard's form calls the algorithms, and JOSE.
bool is_algorithm(std::string_view word, const secrets::PublicKey& key) {
  if (word == key.algorithm()) return true;
  if (key.algorithm() == "EdDSA") return word == "ed25519";
  return word == (key.algorithm() == "RS256" ? "rsa-sha256" : "ecdsa-p256-sha256");
}

bool parameters_hold(const secrets::PublicKey& public_key, std::string_view sender_id,
                     const Parameters& all, const Json& header, const Json& message,
                     identity::Instant now) {
  const auto at = [&](std::string_view name) {
    const auto found = all.find(name);
    return found == all.end() ? std::string_view() : std::string_view(found->second);
  };
  std::string_view key = at("kidId");
  if (key.empty()) key = at("keyId");
  const auto bar = key.find('|');
  if (bar == std::string_view::npos || key.substr(0, bar) != sender_id) return false;
  if (!is_algorithm(at("algorithm"), public_key) || at("headers") != kHeaders) return false;
  const auto created = seconds(at("created"));
  const auto expires = seconds(at("expires"));
  if (!created || !expires) return false;
  if (*created > now.seconds + kSkew_s || *expires < now.seconds - kSkew_s) return false;
  const auto signature = from_base64(at("signature"));
  if (!signature) return false;
  const auto fits = [&](std::string_view digest) {
    return public_key.fits(signed_lines(at("created"), at("expires"), digest), *signature);
  };
  return std::ranges::any_of(contents(header, message), [&](const std::string& content) {
    const std::string digest = digest_of(content);
    return fits(digest) || fits(std::string_view(digest).substr(kDigest.size()));
  });
}

/// Whether a JWS speaks of this header and message: its payload is {"header", "message"}; or the
/// message, with every field of the header in its own header.
bool jws_tells(const Json& head, const Json& payload, const Json& header, const Json& message) {
  if (!payload.is_object()) return false;
  if (payload.contains("header") && payload.contains("message")) {
    return canonical(payload["header"], payload["message"]) == canonical(header, message);
  }
  if (!header.is_object() || canonical({}, payload) != canonical({}, message)) return false;
  for (const auto& [name, value] : header.items()) {
    if (!head.contains(name) || head[name] != value) return false;
  }
  return true;
}

/// A compact JWS, its payload in it or left out.
bool jws_holds(const secrets::PublicKey& public_key, std::string_view text, const Json& header,
               const Json& message) {
  const auto first = text.find('.');
  const auto second = first == std::string_view::npos ? first : text.find('.', first + 1);
  if (second == std::string_view::npos) return false;
  const auto head = from_base64(text.substr(0, first));
  if (!head) return false;
  const auto fields = parse_json(*head);
  if (!fields || !fields->is_object()) return false;
  if (fields->value("alg", Json()) != public_key.algorithm()) return false;
  // What must be understood and is not known here makes it invalid (RFC 7515, 4.1.11).
  if (fields->contains("crit")) return false;
  const auto signature = from_base64(text.substr(second + 1));
  if (!signature) return false;
  const std::string start = std::string(text.substr(0, first)) + ".";
  const std::string payload(text.substr(first + 1, second - first - 1));
  if (payload.empty()) {
    return std::ranges::any_of(contents(header, message), [&](const std::string& content) {
      return public_key.fits(start + base64(content, kUrl), *signature);
    });
  }
  const auto bytes = from_base64(payload);
  if (!bytes) return false;
  const auto told = parse_json(*bytes);
  return told && jws_tells(*fields, *told, header, message) &&
         public_key.fits(start + payload, *signature);
}

}  // namespace

std::optional<std::string> from_base64(std::string_view text) {
  while (text.ends_with('=')) text.remove_suffix(1);
  std::string bytes;
  std::uint32_t group = 0;
  unsigned bits = 0;
  for (const char c : text) {
    auto value = kPlain.find(c);
    if (value == std::string_view::npos) value = kUrl.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    group = ((group << 6U) | static_cast<std::uint32_t>(value)) & 0xFFFFFFU;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>((group >> bits) & 0xFFU);
  }
  return bytes;
}

bool is_unsigned(std::string_view signature) {
  return signature.empty() || signature.starts_with("unsigned");
}

std::string canonical(const Json& header, const Json& message) {
  const nlohmann::json both{{"header", header}, {"message", message}};
  return both.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string sign_message(const secrets::Signer& signer, std::string_view sender_id,
                         const Json& header, const Json& message, identity::Instant now) {
  const std::string created = std::to_string(now.seconds);
  const std::string expires = std::to_string(now.seconds + kValid_s);
  const std::string made =
      signer.sign(signed_lines(created, expires, digest_of(canonical(header, message))));
  const auto bytes = from_base64(made);
  PAYUNG_CHECK(bytes.has_value());
  return "Signature: namespace=\"spdci\", kidId=\"" + std::string(sender_id) + "|" +
         key_id(signer.public_key()) + "|ed25519\", algorithm=\"ed25519\", created=\"" + created +
         "\", expires=\"" + expires + "\", headers=\"" + std::string(kHeaders) +
         "\", signature=\"" + base64(*bytes, kPlain) + "\"";
}

bool signature_holds(std::string_view public_key, std::string_view sender_id,
                     std::string_view signature, const Json& header, const Json& message,
                     identity::Instant now) {
  const auto key = secrets::PublicKey::parse(public_key);
  if (!key) return false;
  if (signature.find("=\"") == std::string_view::npos) {
    return jws_holds(*key, signature, header, message);
  }
  const auto all = parameters(signature);
  return all && parameters_hold(*key, sender_id, *all, header, message, now);
}

std::string key_id(std::string_view public_key) {
  const std::string told =
      R"({"crv":"Ed25519","kty":"OKP","x":")" + std::string(public_key) + R"("})";
  const std::string digest = digest_of(told);
  const auto bytes = from_base64(std::string_view(digest).substr(8));
  PAYUNG_CHECK(bytes.has_value());
  return base64(*bytes, kUrl);
}

Json key_set(std::string_view public_key) {
  return {{"keys", Json::array({{{"kty", "OKP"},
                                 {"crv", "Ed25519"},
                                 {"use", "sig"},
                                 {"alg", "EdDSA"},
                                 {"kid", key_id(public_key)},
                                 {"x", public_key}}})}};
}

}  // namespace payung::api

#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "identity/instant.hpp"
#include "secrets/signature.hpp"

/// The `signature` of an SP-DCI envelope: over header and message. Ours is by Ed25519 (RFC 8032);
/// others' may be by RSA (RS256) or P-256 (ES256) too, whichever key of theirs is on file.
///
/// Written by us, and read, in the form that the standard shows:
///   Signature: namespace="spdci", kidId="<sender>|<key>|ed25519", algorithm="ed25519",
///   created="<s>", expires="<s>", headers="(created) (expires) digest", signature="<base64>"
/// What is signed are three lines, "(created): <s>", "(expires): <s>", "digest: SHA-256=<base64>",
/// without a line end after the last. The digest is that of {"header": ..., "message": ...} as
/// RFC 8785 writes it. Taken too: that object with all but ASCII escaped (OpenSPP), the text of
/// header and that of message one after the other, compact and in the order in which they were
/// sent, and a digest line without "SHA-256=" (OpenSPP). Read as well: a compact JWS (RFC 7515;
/// EdDSA, RS256, ES256) over the same object, detached or not, or over the message with the
/// header's fields among its own header's (OpenSPP 17).
namespace payung::api {

using Json = nlohmann::ordered_json;

/// The bytes of base64 (RFC 4648), either alphabet, padded or not; empty when it is none.
std::optional<std::string> from_base64(std::string_view text);

/// Absent, empty, or a word that says so ("unsigned", "unsigned-stub").
bool is_unsigned(std::string_view signature);

/// {"header": ..., "message": ...} with sorted keys and without blanks (RFC 8785 for whole
/// numbers).
std::string canonical(const Json& header, const Json& message);

std::string sign_message(const secrets::Signer& signer, std::string_view sender_id,
                         const Json& header, const Json& message, identity::Instant now);

/// Whether it is this sender's, made with this key (as PublicKey::parse reads it), of this content,
/// and not over yet.
bool signature_holds(std::string_view public_key, std::string_view sender_id,
                     std::string_view signature, const Json& header, const Json& message,
                     identity::Instant now);

/// RFC 7638: what our key is called.
std::string key_id(std::string_view public_key);
/// RFC 7517: our key, for whoever checks what we sign.
Json key_set(std::string_view public_key);

}  // namespace payung::api

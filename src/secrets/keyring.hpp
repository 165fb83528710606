#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"

/// The master key and the keys made of it. It is kept in a file outside the database; here it is
/// only bytes. Each purpose has a key of its own (libsodium's crypto_kdf, BLAKE2b), so that what is
/// learnt of one tells nothing of another.
namespace payung::secrets {

using Key = std::array<unsigned char, 32>;
/// Fills a span with bytes nobody can foresee; given by the edge, so that tests repeat.
using RandomSource = std::function<void(std::span<unsigned char>)>;
/// The machine's generator.
RandomSource machine_random();

enum class Purpose : std::uint8_t {
  seal = 1,         ///< private fields
  nonce = 2,        ///< their synthetic nonces
  blind = 3,        ///< blind indexes
  public_id = 4,    ///< ids that leave the house
  token = 5,        ///< keyed hashes of sessions, keys, links, codes
  signature = 6,    ///< Ed25519 of cards and messages
  fingerprint = 7,  ///< by which a database knows its key
  file = 8,         ///< files that were sent
  recognise = 9     ///< indexes of what is not stored and so cannot be written anew
};

/// What a successor of a key leaves behind.
enum class Replace : std::uint8_t {
  what_is_stored,  ///< what was sealed is sealed anew; what is in others' hands goes on to hold
  everything       ///< also ids, sessions, API keys and signatures: the old key is in wrong hands
};

class Keyring {
 public:
  static Keyring generate(const RandomSource& random);
  /// 64 hex digits, and after a replacement one line for each key that was kept. Errors:
  /// unreadable.
  static Result<Keyring> parse(std::string_view text);
  std::string text() const;

  /// A new master key. With `what_is_stored` it keeps of this one the keys of public ids, tokens,
  /// signatures and recognising: links, cards and API keys out there stay good.
  Keyring successor(const RandomSource& random, Replace replace) const;

  Key key(Purpose purpose) const;
  /// 16 hex digits, safe to show and to store: says which key it is and nothing about it.
  std::string fingerprint() const;

 private:
  explicit Keyring(const Key& master) : master_(master) {}
  Key derived(Purpose purpose) const;
  Key master_;
  std::map<Purpose, Key> kept_;  ///< of the key before this one
};

}  // namespace payung::secrets

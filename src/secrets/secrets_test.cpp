// Goal: signatures, keyed hashes, passwords and sealing are those of the standards, and nothing
// that was changed opens. Method: published vectors; every single byte of a sealed text changed.
#include <gtest/gtest.h>

#include "secrets/keyring.hpp"
#include "secrets/password.hpp"
#include "secrets/signature.hpp"
#include "secrets/token.hpp"
#include "secrets/vault.hpp"

namespace payung::secrets {
namespace {

std::string bytes_of(std::string_view hex) {
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes += static_cast<char>(digit(hex[i]) * 16 + digit(hex[i + 1]));
  }
  return bytes;
}

/// RFC 4648 section 5 without padding.
std::string base64url(std::string_view bytes) {
  constexpr std::string_view kLetters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string text;
  unsigned held = 0;
  unsigned bits = 0;
  for (const char c : bytes) {
    held = (held << 8U) | static_cast<unsigned char>(c);
    for (bits += 8; bits >= 6; bits -= 6) text += kLetters[(held >> (bits - 6U)) & 63U];
  }
  if (bits > 0) text += kLetters[(held << (6U - bits)) & 63U];
  return text;
}

Key key_of(std::string_view hex) {
  const std::string bytes = bytes_of(hex);
  Key key{};
  for (std::size_t i = 0; i < key.size(); ++i) key[i] = static_cast<unsigned char>(bytes.at(i));
  return key;
}

Keyring ring(char digit) { return *Keyring::parse(std::string(64, digit)); }

struct SignatureCase {
  const char* name;
  const char* seed;
  const char* public_key;
  const char* message;
  const char* signature;
};

/// RFC 8032, 7.1.
constexpr SignatureCase kSignatures[] = {
    {"TEST 1", "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9"
     "b46bd25bf5f0595bbe24655141438e7a100b"},
    {"TEST 2", "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f1"
     "1d8c387b2eaeb4302aeeb00d291612bb0c00"},
    {"TEST 3", "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
     "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984d"
     "c6594a7c15e9716ed28dc027beceea1ec40a"},
};

TEST(Signature, IsThatOfRfc8032) {
  for (const auto& one : kSignatures) {
    SCOPED_TRACE(one.name);
    const Signer signer(key_of(one.seed));
    const std::string message = bytes_of(one.message);
    const std::string signature = base64url(bytes_of(one.signature));
    EXPECT_EQ(signer.public_key(), base64url(bytes_of(one.public_key)));
    EXPECT_EQ(signer.sign(message), signature);
    EXPECT_TRUE(signature_fits(signer.public_key(), message, signature));
    EXPECT_FALSE(signature_fits(signer.public_key(), message + "a", signature));
  }
}

TEST(Signature, NoOtherBytesFit) {
  const Signer signer(key_of(kSignatures[1].seed));
  const std::string bytes = bytes_of(kSignatures[1].signature);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::string changed = bytes;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(signature_fits(signer.public_key(), "r", base64url(changed))) << i;
  }
  for (const std::string_view text : {"", "A", "====", "no signature"}) {
    EXPECT_FALSE(signature_fits(signer.public_key(), "r", text)) << text;
    EXPECT_FALSE(signature_fits(text, "r", signer.sign("r"))) << text;
  }
  const Signer other(key_of(kSignatures[0].seed));
  EXPECT_FALSE(signature_fits(other.public_key(), "r", signer.sign("r")));
}

/// RFC 4231, 4.2 to 4.8 without the truncated one.
TEST(Hmac, IsThatOfRfc4231) {
  const std::string fourth = bytes_of("0102030405060708090a0b0c0d0e0f10111213141516171819");
  const struct {
    std::string key, message, mac;
  } cases[] = {
      {std::string(20, '\x0b'), "Hi There",
       "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"},
      {"Jefe", "what do ya want for nothing?",
       "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
      {std::string(20, '\xaa'), std::string(50, '\xdd'),
       "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"},
      {fourth, std::string(50, '\xcd'),
       "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"},
      {std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First",
       "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"},
      {std::string(131, '\xaa'),
       "This is a test using a larger than block-size key and a larger than block-size data. The "
       "key needs to be hashed before being used by the HMAC algorithm.",
       "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"},
  };
  for (const auto& one : cases) EXPECT_EQ(hmac_sha256(one.key, one.message), one.mac);
}

/// The vectors of the reference implementation (phc-winner-argon2, src/test.c), version 0x13.
TEST(Password, IsArgon2id) {
  const std::string small =
      "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
  const std::string large =
      "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
  EXPECT_TRUE(password_fits(small, "password"));
  EXPECT_TRUE(password_fits(large, "password"));
  EXPECT_FALSE(password_fits(large, "passwore"));
  EXPECT_FALSE(password_fits(small, "differentpassword"));
  std::string other_salt = small;
  other_salt.replace(other_salt.find("c29tZXNhbHQ"), 11, "ZGlmZnNhbHQ");
  EXPECT_FALSE(password_fits(other_salt, "password"));
  for (const std::string_view text : {"", "$argon2id$", "password", "$argon2id$v=19$m=256,t=2"}) {
    EXPECT_FALSE(password_fits(text, "password")) << text;
  }
}

TEST(Password, EachHashHasItsOwnSaltAndSaysItsCost) {
  const PasswordCost cost{2, 64 * 1024};
  const std::string one = hash_password("becak di pasar", cost);
  EXPECT_NE(one, hash_password("becak di pasar", cost));
  EXPECT_TRUE(password_fits(one, "becak di pasar"));
  EXPECT_FALSE(needs_rehash(one, cost));
  EXPECT_TRUE(needs_rehash(one, {3, 64 * 1024}));
  EXPECT_TRUE(needs_rehash(one, {2, 128 * 1024}));
  EXPECT_TRUE(one.starts_with("$argon2id$v=19$m=64,t=2,p=1$")) << one;
}

TEST(Sealing, OpensOnlyWholeUnchangedInItsPlaceWithItsKey) {
  const Vault vault(ring('7'));
  const std::string sealed = vault.seal("list_row.nik:17", "3319011705800001");
  EXPECT_EQ(*vault.open("list_row.nik:17", sealed), "3319011705800001");
  EXPECT_EQ(sealed.find("3319"), std::string::npos);
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string changed = sealed;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(vault.open("list_row.nik:17", changed).ok()) << "byte " << i;
    EXPECT_FALSE(vault.open("list_row.nik:17", sealed.substr(0, i)).ok()) << "cut at " << i;
  }
  for (const char* place : {"list_row.phone:17", "list_row.nik:18", "", "list_row.nik:17 "}) {
    EXPECT_FALSE(vault.open(place, sealed).ok()) << place;
  }
  EXPECT_FALSE(vault.open("list_row.nik:17", sealed + "A").ok());
  EXPECT_FALSE(Vault(ring('8')).open("list_row.nik:17", sealed).ok());
}

TEST(Sealing, EqualTextsLookAlikeOnlyWhereTheyMust) {
  const Vault vault(ring('7'));
  EXPECT_NE(vault.seal("a:1", "same"), vault.seal("a:2", "same"));
  EXPECT_EQ(vault.blind("nik", "3319011705800001"), vault.blind("nik", "3319011705800001"));
  EXPECT_NE(vault.blind("nik", "3319011705800001"), vault.blind("phone", "3319011705800001"));
  EXPECT_NE(vault.blind("nik", "3319011705800001"),
            Vault(ring('8')).blind("nik", "3319011705800001"));
  EXPECT_EQ(vault.blind("nik", "3319011705800001").size(), 22U);
  // "a" + "bc" is not "ab" + "c".
  EXPECT_NE(vault.blind("a", "bc"), vault.blind("ab", "c"));
}

TEST(PublicIds, CannotBeGuessedSteppedOrTakenForAnotherKind) {
  const Vault vault(ring('7'));
  const std::string id = vault.public_id("person", 12);
  EXPECT_EQ(id.size(), 26U);
  EXPECT_EQ(vault.number_of("person", id), 12);
  EXPECT_FALSE(vault.number_of("bill", id).has_value());
  EXPECT_FALSE(Vault(ring('8')).number_of("person", id).has_value());
  for (std::size_t i = 0; i < id.size(); ++i) {
    std::string changed = id;
    changed[i] = changed[i] == 'a' ? 'b' : 'a';
    if (changed == id) continue;
    const auto number = vault.number_of("person", changed);
    EXPECT_FALSE(number.has_value()) << "letter " << i;
  }
  for (const std::string_view text : {"", "12", "aaaaaaaaaaaaaaaaaaaaaaaaaa", "ID"}) {
    EXPECT_FALSE(vault.number_of("person", text).has_value()) << text;
  }
}

TEST(Tokens, AreLongAndStoredAsKeyedHashes) {
  const auto random = machine_random();
  const std::string token = new_token(random);
  EXPECT_EQ(token.size(), 43U);
  EXPECT_EQ(token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                    "0123456789-_"),
            std::string::npos);
  EXPECT_NE(token, new_token(random));
  const std::string code = new_code(random);
  EXPECT_EQ(code.size(), 6U);
  EXPECT_EQ(code.find_first_not_of("0123456789"), std::string::npos);
  const TokenHasher hasher(ring('7'));
  EXPECT_EQ(hasher.hash("session", token), hasher.hash("session", token));
  EXPECT_NE(hasher.hash("session", token), hasher.hash("link", token));
  EXPECT_NE(hasher.hash("session", token), TokenHasher(ring('8')).hash("session", token));
  EXPECT_TRUE(same_secret("abc", "abc"));
  EXPECT_FALSE(same_secret("abc", "abd"));
  EXPECT_FALSE(same_secret("abc", "abcd"));
  EXPECT_FALSE(same_secret("", "a"));
}

TEST(Keyrings, AreReadWholeOrNotAtAll) {
  const std::string text(64, 'a');
  for (const std::string& good : {text, text + "\n", text + "\r\n"}) {
    EXPECT_TRUE(Keyring::parse(good).ok()) << good.size();
  }
  for (const std::string& bad :
       {std::string(), text.substr(1), text + "a", std::string(64, 'g'), " " + text.substr(1)}) {
    EXPECT_FALSE(Keyring::parse(bad).ok()) << bad;
  }
  // What it is known by tells nothing of it, and each purpose has a key of its own.
  EXPECT_EQ(ring('7').fingerprint().size(), 16U);
  EXPECT_NE(ring('7').fingerprint(), ring('8').fingerprint());
  EXPECT_NE(ring('7').key(Purpose::seal), ring('7').key(Purpose::blind));
}

TEST(Keyrings, ASuccessorKeepsWhatOthersHoldUnlessAllIsReplaced) {
  const RandomSource fives = [](std::span<unsigned char> bytes) {
    std::fill(bytes.begin(), bytes.end(), 0x55);
  };
  const Keyring before = ring('7');
  const Keyring next = before.successor(fives, Replace::what_is_stored);
  const Keyring all = before.successor(fives, Replace::everything);
  EXPECT_EQ(all.text(), std::string(64, '5') + "\n");
  for (const Purpose kept :
       {Purpose::public_id, Purpose::token, Purpose::signature, Purpose::recognise}) {
    EXPECT_EQ(next.key(kept), before.key(kept)) << static_cast<int>(kept);
    EXPECT_NE(all.key(kept), before.key(kept)) << static_cast<int>(kept);
  }
  for (const Purpose made : {Purpose::seal, Purpose::nonce, Purpose::blind, Purpose::file}) {
    EXPECT_NE(next.key(made), before.key(made)) << static_cast<int>(made);
    EXPECT_EQ(next.key(made), all.key(made)) << static_cast<int>(made);
  }
  // Read again it is the same; with a line less it is another key.
  const std::string text = next.text();
  EXPECT_EQ(Keyring::parse(text)->text(), text);
  EXPECT_EQ(Keyring::parse(text)->fingerprint(), next.fingerprint());
  EXPECT_NE(Keyring::parse(text.substr(0, text.find('\n')))->fingerprint(), next.fingerprint());
  // The next one keeps the same again.
  EXPECT_EQ(next.successor(machine_random(), Replace::what_is_stored).key(Purpose::token),
            before.key(Purpose::token));
  for (const char* bad : {"token", "token 55",
                          "seal "
                          "5555555555555555555555555555555555555555555555555555555555555555"}) {
    EXPECT_FALSE(Keyring::parse(std::string(64, '5') + "\n" + bad + "\n").ok()) << bad;
  }
}

TEST(Sealing, OpensTextsOfBeforeVersionsWereWritten) {
  const Vault vault(ring('7'));
  const std::string sealed = vault.seal("list_row:1", "3319020101800001");
  ASSERT_TRUE(sealed.starts_with("1."));
  EXPECT_EQ(*vault.open("list_row:1", sealed.substr(2)), "3319020101800001");
  EXPECT_FALSE(vault.open("list_row:1", "2." + sealed.substr(2)).ok());
}

}  // namespace
}  // namespace payung::secrets

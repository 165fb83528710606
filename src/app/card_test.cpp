// Goal: a card says what was signed, only this office's signature fits, and any change is seen.
// Method: one card, each byte changed in turn, hostile texts; the QR code by its form.
#include "app/card.hpp"

#include <gtest/gtest.h>

namespace payung::app {
namespace {

secrets::Key seed(unsigned char byte) {
  secrets::Key key{};
  key.fill(byte);
  return key;
}

Card card() {
  return {"Siti Aminah",
          "331902**********",
          "25012345678",
          {Programme::jkk, Programme::jkm},
          *Date::parse("2025-06-30"),
          *Date::parse("2025-01-20"),
          "Cabang Kudus"};
}

TEST(Card, SaysWhatWasSigned) {
  const secrets::Signer signer(seed(1));
  const std::string text = sign_card(card(), signer);
  EXPECT_TRUE(text.starts_with("PYG1."));
  const auto read = read_card(text, signer.public_key());
  ASSERT_TRUE(read.ok()) << read.error().detail;
  EXPECT_EQ(*read, card());
  EXPECT_EQ(sign_card(card(), signer), text);
}

TEST(Card, OnlyTheOfficesSignatureFits) {
  const secrets::Signer office(seed(1));
  const secrets::Signer other(seed(2));
  const auto read = read_card(sign_card(card(), other), office.public_key());
  EXPECT_EQ(read.error().code, Errc::integrity);
  // The same key, but signed as something else than a card.
  const std::string text = sign_card(card(), office);
  const std::string payload = text.substr(5, text.rfind('.') - 5);
  EXPECT_FALSE(read_card("PYG1." + payload + "." + office.sign(payload), office.public_key()).ok());
}

TEST(Card, AnyChangeIsSeen) {
  const secrets::Signer signer(seed(1));
  const std::string text = sign_card(card(), signer);
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string changed = text;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    const auto read = read_card(changed, signer.public_key());
    // The last letter of a signature carries two bits that mean nothing; it must not pass either.
    EXPECT_FALSE(read.ok()) << i;
  }
}

TEST(Card, RefusesWhatIsNone) {
  const secrets::Signer signer(seed(1));
  for (const std::string& text :
       {std::string(), std::string("PYG1."), std::string("PYG1.."), std::string("PYG2.a.b"),
        std::string(100'000, 'A'), std::string("PYG1.\0.\0", 8)}) {
    EXPECT_FALSE(read_card(text, signer.public_key()).ok());
  }
  EXPECT_FALSE(read_card(sign_card(card(), signer), "").ok());
  EXPECT_FALSE(read_card(sign_card(card(), signer), "no key").ok());
}

TEST(Card, TheQrCodeHasItsQuietZone) {
  const auto svg = qr_svg("PYG1.test");
  ASSERT_TRUE(svg.ok());
  EXPECT_TRUE(svg->starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 29 29\""));
  EXPECT_NE(svg->find("M4 4h1v1h-1z"), std::string::npos);
  EXPECT_EQ(svg->find("M3 "), std::string::npos);
  EXPECT_EQ(qr_svg(std::string(10'000, 'A')).error().code, Errc::unsupported);
}

}  // namespace
}  // namespace payung::app

// Goal: what is private of a row comes back whole, from its own place only, and hides what it is.
// Method: texts of every kind; sealed texts that are cut, changed, or moved to another row.
#include "store/private_fields.hpp"

#include <gtest/gtest.h>

#include "store/testing.hpp"

namespace payung::store {
namespace {

class PrivateFieldsTest : public ::testing::Test {
 protected:
  std::unique_ptr<db::Connection> connection_ = testing::memory_database();
  PrivateFields fields_{"3319020101800001",   "",     "3319021212120001", "25012345678",
                        "SITI \"AMINAH\": 7", "0812", "a@b.example"};
};

TEST_F(PrivateFieldsTest, ComesBackWhole) {
  const std::string sealed = seal_fields(*connection_, 7, fields_);
  const auto opened = open_fields(*connection_, 7, sealed);
  ASSERT_TRUE(opened.ok());
  EXPECT_EQ(opened->nik, "3319020101800001");
  EXPECT_EQ(opened->typed_nik, "");
  EXPECT_EQ(opened->family_card, "3319021212120001");
  EXPECT_EQ(opened->kpj, "25012345678");
  EXPECT_EQ(opened->mother_name, "SITI \"AMINAH\": 7");
  EXPECT_EQ(opened->phone, "0812");
  EXPECT_EQ(opened->email, "a@b.example");
}

TEST_F(PrivateFieldsTest, ShowsNothing) {
  const std::string sealed = seal_fields(*connection_, 7, fields_);
  for (const char* part : {"3319", "AMINAH", "0812", "example"}) {
    EXPECT_EQ(sealed.find(part), std::string::npos) << part;
  }
  EXPECT_EQ(sealed, seal_fields(*connection_, 7, fields_));  // databases can be compared
  EXPECT_NE(sealed.substr(0, 40), seal_fields(*connection_, 8, fields_).substr(0, 40));
}

TEST_F(PrivateFieldsTest, OpensOnlyWhereItWasSealedAndUnchanged) {
  const std::string sealed = seal_fields(*connection_, 7, fields_);
  EXPECT_EQ(open_fields(*connection_, 8, sealed).error().code, Errc::integrity);
  EXPECT_FALSE(open_fields(*connection_, 7, sealed.substr(1)).ok());
  EXPECT_FALSE(open_fields(*connection_, 7, "not sealed").ok());
  for (std::size_t i = 0; i < sealed.size(); i += 5) {
    std::string changed = sealed;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(open_fields(*connection_, 7, changed).ok()) << i;
  }
}

TEST_F(PrivateFieldsTest, AnErasedRowIsEmpty) {
  const auto opened = open_fields(*connection_, 7, "");
  ASSERT_TRUE(opened.ok());
  EXPECT_EQ(opened->nik, "");
}

TEST_F(PrivateFieldsTest, EqualNiksHaveEqualIndexes) {
  const auto nik = Nik::parse("3319020101800001");
  const auto other = Nik::parse("3319020101800002");
  EXPECT_EQ(nik_index(*connection_, *nik), nik_index(*connection_, *nik));
  EXPECT_NE(nik_index(*connection_, *nik), nik_index(*connection_, *other));
  EXPECT_EQ(nik_index(*connection_, *nik).size(), 22U);
}

}  // namespace
}  // namespace payung::store

// Goal: length decides; what everybody tries first and what is built on the own name is refused.
// Method: passwords on both sides of each rule, with the list that is shipped.
#include "identity/password_policy.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "base/testing.hpp"

namespace payung::identity {
namespace {

const CommonPasswords& shipped() {
  static const CommonPasswords common = [] {
    std::ifstream file(source_folder() + "/data/common_passwords.txt");
    std::stringstream text;
    text << file.rdbuf();
    return CommonPasswords::parse(text.str());
  }();
  return common;
}

TEST(PasswordPolicy, Cases) {
  using enum PasswordFault;
  const struct {
    const char* why;
    std::string password;
    PasswordFault fault;
  } cases[] = {
      {"twelve characters", "kuda-lumping", none},
      {"eleven", "kuda-lumpin", too_short},
      {"empty", "", too_short},
      {"blanks are characters", "becak di pasar kliwon", none},
      {"twelve characters of two bytes", "éééàààüüüößß", none},
      {"eleven characters of two bytes", "éééàààüüüöß", too_short},
      {"at most 128 bytes", std::string("Qx7") + std::string(120, '.') + "waktu", none},
      {"129 bytes", std::string("Qx7") + std::string(121, '.') + "waktu", too_long},
      {"a megabyte", std::string(1 << 20, 'x'), too_long},
      {"broken UTF-8", "kuda-lumping\xC3", no_text},
      {"overlong UTF-8", "kuda-lumping\xC0\xAF", no_text},
      {"a surrogate", "kuda-lumping\xED\xA0\x80", no_text},
      {"a line end", "kuda-lumping\n", no_text},
      {"a NUL", std::string("kuda\0lumping", 12), no_text},
      {"no composition rules: letters alone", "gerobakmelintas", none},
      {"no composition rules: figures alone", "840275619384", none},
      {"own name with figures", "siti.wahyuni123", own_name},
      {"own name twice", "siti.wahyuniSITI.WAHYUNI", own_name},
      {"own mail's first part", "2024wahyuni_s2024", own_name},
      {"own name within much more", "siti.wahyuni naik becak merah", none},
      {"common with figures", "Password2024!", too_common},
      {"common, long enough alone", "qwertyuiopas", too_common},
      {"common Indonesian", "Bismillah123", too_common},
      {"this programme", "ketenagakerjaan1", too_common},
      {"common repeated", "rahasiarahasia", too_common},
      {"two common names, a year", "AgusKurniawan1990", too_common},
      {"a common saying", "sayangkuselamanya", too_common},
      {"short unit repeated", "xyz1xyz1xyz1", too_common},
      {"one letter", "aaaaaaaaaaaa", too_common},
      {"a row of letters", "abcdefghijklm", too_common},
      {"a row down", "zyxwvutsrqpo", too_common},
      {"figures in order", "123456789012", too_common},
      {"a common word among others", "password of a green horse", none},
  };
  const std::string_view own[] = {"siti.wahyuni", "Siti", "wahyuni_s@example.org", ""};
  for (const auto& c : cases) {
    EXPECT_EQ(to_text(check_password(c.password, own, shipped())), to_text(c.fault)) << c.why;
  }
}

TEST(PasswordPolicy, TheShippedListIsReadAndClean) {
  EXPECT_GT(shipped().size(), 500U);
  EXPECT_TRUE(shipped().has("rahasia"));
  EXPECT_FALSE(shipped().has(""));
  EXPECT_FALSE(shipped().has("# The words"));
}

/// OWASP ASVS 5.0, 6.2.4: at least the 3,000 commonest that the policy would let through.
TEST(CommonPasswords, AreManyAndEachIsRefused) {
  std::ifstream file(source_folder() + "/data/common_passwords.txt");
  std::size_t long_enough = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#' || line.size() < 12) continue;
    ++long_enough;
    EXPECT_EQ(check_password(line, {}, shipped()), PasswordFault::too_common) << line;
  }
  EXPECT_GE(long_enough, 3'000U);
}

}  // namespace
}  // namespace payung::identity

// Goal: programme files are read exactly or refused with their line; money is read without loss;
//   loading is idempotent and adds versions. Method: tables of texts, both engines, real scenarios.
#include "app/load_programme.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <random>

#include "app/programme_testing.hpp"
#include "base/testing.hpp"
#include "store/testing.hpp"

namespace payung::app {
namespace {

using testing::kSmallProgramme;

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(ReadProgramme, says_what_the_file_says) {
  const auto file = read_programme("p.toml", kSmallProgramme, testing::regions());
  ASSERT_TRUE(file.ok()) << file.error().where << file.error().detail;
  EXPECT_EQ(file->scheme.code, "kudus-2025");
  EXPECT_EQ(file->scheme.period.count(), 12);
  ASSERT_EQ(file->funding.budgets.size(), 2U);
  EXPECT_EQ(file->funding.budgets[0].amount, Rupiah(403'200));
  EXPECT_EQ(file->funding.budgets[1].code, "toko-satu");
  EXPECT_EQ(file->funding.budgets[1].heads_max, 1);
  EXPECT_EQ(file->funding.budgets[1].prefers->text(), "33.19.01");
  EXPECT_EQ(file->funding.priority[1].text(), "age_desc");
}

TEST(ReadProgramme, letters_beyond_a_to_z_stand_in_strings_and_comments) {
  const auto named = replaced(kSmallProgramme, "code = \"kudus-2025\"",
                              "code = \"kudus-2025\"  # caf\xC3\xA9 \"'");
  for (const std::string& text :
       {named, "\xEF\xBB\xBF" + named, replaced(named, "[scheme]", "# \xD0\x9C!s\n[scheme]")}) {
    const auto file = read_programme("p.toml", text, testing::regions());
    ASSERT_TRUE(file.ok()) << file.error().where << file.error().detail;
    EXPECT_EQ(file->scheme.code, "kudus-2025");
  }
}

TEST(ReadProgramme, a_company_carries_ten_unless_the_file_says_otherwise) {
  const auto ten = replaced(kSmallProgramme, "heads = 1", "");
  EXPECT_EQ(read_programme("p", ten, testing::regions())->funding.budgets[1].heads_max, 10);
  const auto three = replaced(ten, "priority", "company_heads = 3\npriority");
  EXPECT_EQ(read_programme("p", three, testing::regions())->funding.budgets[1].heads_max, 3);
}

TEST(ReadProgramme, refuses_with_file_and_line) {
  struct Case {
    const char* why;
    const char* from;
    const char* to;
    const char* where;
  };
  const std::vector<Case> cases{
      {"no toml", "code = \"kudus-2025\"", "code = ", "p.toml:3"},
      {"a key nobody knows", "kind = \"company\"", "kind = \"company\"\nsize = 3", "p.toml:20"},
      {"a region that does not exist", "area = \"33.19.01\"", "area = \"33.99.01\"", "p.toml:20"},
      {"an unknown payer", "payer = \"dinas-perdagangan\"", "payer = \"dinas-x\"", "p.toml:24"},
      {"money in quotes", "amount = 403_200", "amount = \"403200\"", "p.toml:25"},
      {"money with a fraction", "amount = 403_200", "amount = 403200.5", "p.toml:25"},
      {"money below zero", "amount = 403_200", "amount = -1", "p.toml:25"},
      {"no limit", "amount = 403_200", "", "p.toml:23"},
      {"a period outside", "amount = 403_200", "amount = 1\nperiod = \"2025-01/2026-02\"",
       "p.toml:26"},
      {"an unknown kind", "kind = \"company\"", "kind = \"shop\"", "p.toml:19"},
      {"an unknown priority", "\"age_desc\"", "\"height\"", "p.toml:9"},
      {"an empty period", "2025-01/2026-01", "2025-01/2025-01", "p.toml:6"},
      {"a payer twice", "code = \"toko-satu\"", "code = \"dinas-perdagangan\"", "p.toml:17"},
      {"no scheme", "[scheme]", "[schema]", "p.toml"},
      {"a letter that toml++ does not know", "amount = 403_200", "j\xC3\xBCmlah = 403_200",
       "p.toml:25"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    const auto file =
        read_programme("p.toml", replaced(kSmallProgramme, c.from, c.to), testing::regions());
    ASSERT_FALSE(file.ok());
    EXPECT_EQ(file.error().code, Errc::bad_scenario);
    EXPECT_TRUE(file.error().where.starts_with(c.where)) << file.error().where;
  }
}

TEST(ReadProgramme, a_broken_file_is_read_or_refused_but_never_worse) {
  const std::string whole = kSmallProgramme;
  const std::string signs = "[]{}=.,\"'#\n\\ 09az-_\xff";
  for (unsigned seed = 1; seed <= 3'000; ++seed) {
    std::mt19937 dice(seed);
    std::string text = whole;
    for (unsigned i = 0; i < 1 + seed % 4; ++i) {
      const std::size_t at = dice() % text.size();
      const char sign = signs[dice() % signs.size()];
      switch (dice() % 3) {
        case 0: text[at] = sign; break;
        case 1: text.insert(at, 1, sign); break;
        default: text.erase(at, 1 + dice() % 20);
      }
    }
    const auto file = read_programme("p", text, testing::regions());
    if (file.ok()) continue;
    EXPECT_EQ(file.error().code, Errc::bad_scenario);
    EXPECT_TRUE(file.error().where.starts_with("p:")) << file.error().where;
  }
  for (const std::string& text : {std::string(100'000, '['), "a = " + std::string(50'000, '{'),
                                  "a" + std::string(50'000, '.') + "b = 1", std::string()}) {
    EXPECT_FALSE(read_programme("p", text, testing::regions()).ok());
  }
}

TEST(ReadProgramme, reads_every_scenario) {
  int count = 0;
  for (const auto& folder : std::filesystem::directory_iterator(source_folder() + "/scenarios")) {
    const auto name = folder.path().filename().string();
    if (!std::filesystem::exists(folder.path() / "programme.toml")) continue;
    const auto file = read_programme(
        name, testing::source_file("scenarios/" + name + "/programme.toml"), testing::regions());
    EXPECT_TRUE(file.ok()) << file.error().where << ": " << file.error().detail;
    ++count;
  }
  EXPECT_GE(count, 1);
}

TEST(ParseBudget, reads_money_exactly) {
  const std::vector<std::pair<const char*, std::int64_t>> good{
      {"5e9", 5'000'000'000},
      {"5E9", 5'000'000'000},
      {"5.000.000.000", 5'000'000'000},
      {"5000000000", 5'000'000'000},
      {"5_000_000_000", 5'000'000'000},
      {"Rp 5.000.000.000", 5'000'000'000},
      {"Rp5.000.000.000,00", 5'000'000'000},
      {"5 miliar", 5'000'000'000},
      {"1,5 miliar", 1'500'000'000},
      {"1.5 billion", 1'500'000'000},
      {"1.500 juta", 1'500'000'000},
      {"1.5e9", 1'500'000'000},
      {"1.500e9", 1'500'000'000},
      {"250 juta", 250'000'000},
      {"16,8 ribu", 16'800},
      {"0", 0},
      // One more than a double can tell from its neighbour.
      {"9.007.199.254.740.993", 9'007'199'254'740'993},
      {"9223372036854775807", 9'223'372'036'854'775'807},
      {"0,000000001 miliar", 1},
  };
  for (const auto& [text, amount] : good) {
    const auto parsed = parse_budget(text);
    ASSERT_TRUE(parsed.ok()) << text;
    EXPECT_EQ(parsed->amount(), amount) << text;
  }
  for (const char* text : {"",          "e9",
                           "5e",        "5e-9",
                           "5e9.5",     "-5e9",
                           "5,5",       "1.5",
                           "5 milir",   "miliar",
                           "1,,5 juta", "1.5,5 juta",
                           "5.00.000",  "0,0000000001 miliar",
                           "5e99",      "9223372036854775808",
                           "0x10",      "nan",
                           "1e19",      "5 juta juta"}) {
    EXPECT_FALSE(parse_budget(text).ok()) << text;
  }
}

TEST(LoadProgramme, the_same_file_again_changes_nothing_and_a_changed_one_is_a_version) {
  store::testing::for_each_engine([](db::Connection& connection) {
    testing::Office office(connection, "2025-01-10");
    const auto first = load_programme(office.environment, "x/p.toml", kSmallProgramme);
    ASSERT_TRUE(first.ok()) << first.error().detail;
    EXPECT_EQ(first->effect, Effect::done);
    EXPECT_EQ(first->programme.version.file, "p.toml");
    const auto again = load_programme(office.environment, "p.toml", kSmallProgramme);
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(again->effect, Effect::nothing_new);
    const auto more = load_programme(office.environment, "p.toml",
                                     replaced(kSmallProgramme, "403_200", "806_400"));
    ASSERT_TRUE(more.ok());
    EXPECT_EQ(more->effect, Effect::done);
    EXPECT_EQ(more->programme.version.version, 2);
    EXPECT_EQ(more->programme.file.funding.budgets[0].id,
              first->programme.file.funding.budgets[0].id);
    const auto stored = stored_programme(office.environment, "");
    ASSERT_TRUE(stored.ok());
    EXPECT_EQ(stored->file.funding.budgets[0].amount, Rupiah(806'400));
    EXPECT_EQ(*connection.number("select count(*) from scheme_version"), 2);
    EXPECT_EQ(*connection.number("select count(*) from audit"), 2);
    EXPECT_FALSE(connection.run("update payer set kind = 'self'").ok());
  });
}

TEST(LoadProgramme, a_payer_keeps_its_kind) {
  store::testing::for_each_engine([](db::Connection& connection) {
    testing::Office office(connection, "2025-01-10");
    ASSERT_TRUE(load_programme(office.environment, "p", kSmallProgramme).ok());
    const auto other = load_programme(office.environment, "p",
                                      replaced(kSmallProgramme, "\"apbd_regency\"", "\"village\""));
    ASSERT_FALSE(other.ok());
    EXPECT_EQ(other.error().code, Errc::conflict);
    EXPECT_EQ(*connection.number("select count(*) from scheme_version"), 1);
  });
}

TEST(LoadProgramme, an_unknown_scheme_is_not_found) {
  const auto connection = store::testing::memory_database();
  testing::Office office(*connection, "2025-01-10");
  EXPECT_EQ(stored_programme(office.environment, "").error().code, Errc::not_found);
  EXPECT_EQ(stored_programme(office.environment, "x").error().code, Errc::not_found);
}

}  // namespace
}  // namespace payung::app

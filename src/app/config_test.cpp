// Goal: a setting has one effective value and says where it came from.
// Method: the four origins against each other, and files that must be refused by line.
#include "app/config.hpp"

#include <gtest/gtest.h>

namespace payung::app {
namespace {

std::optional<std::string> empty_environment(std::string_view) { return std::nullopt; }

TEST(Config, OptionBeatsEnvironmentBeatsFileBeatsDefault) {
  const auto environment = [](std::string_view variable) -> std::optional<std::string> {
    if (variable == "PAYUNG_LANG" || variable == "PAYUNG_ACTOR") return "en";
    return std::nullopt;
  };
  const auto config = Config::make("payung.toml", "database = \"kudus.db\"\nactor = \"siti\"\n",
                                   environment, {{"language", "id"}});
  ASSERT_TRUE(config.ok());
  EXPECT_EQ(config->value("database"), "kudus.db");
  EXPECT_EQ(config->at("database").origin, "payung.toml:1");
  EXPECT_EQ(config->value("actor"), "en");
  EXPECT_EQ(config->at("actor").origin, "environment PAYUNG_ACTOR");
  EXPECT_EQ(config->value("language"), "id");
  EXPECT_EQ(config->at("language").origin, "option --language");
  EXPECT_EQ(config->value("log_level"), "warn");
  EXPECT_EQ(config->at("log_level").origin, "default");
}

TEST(Config, RefusesWhatItDoesNotKnowAndNamesTheLine) {
  const struct {
    const char* why;
    const char* file;
    const char* where;
  } cases[] = {
      {"unknown key", "\ndatabas = \"x\"\n", "payung.toml:2"},
      {"number for text", "database = 5\n", "payung.toml:1"},
      {"broken TOML", "database = \"a\"\nlanguage = \n", "payung.toml:2"},
      {"unknown language", "language = \"jv\"\n", "payung.toml:1, language"},
      {"unknown log level", "log_level = \"loud\"\n", "payung.toml:1, log_level"},
      {"threads are a number", "threads = \"many\"\n", "payung.toml:1, threads"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    const auto config = Config::make("payung.toml", c.file, empty_environment, {});
    ASSERT_FALSE(config.ok());
    EXPECT_EQ(config.error().code, Errc::bad_option);
    EXPECT_EQ(config.error().where, c.where);
  }
}

TEST(Config, EmptyFileGivesTheDefaults) {
  const auto config = Config::make("", "", empty_environment, {});
  ASSERT_TRUE(config.ok());
  for (const auto& key : config_keys()) EXPECT_EQ(config->value(key.name), key.fallback);
}

}  // namespace
}  // namespace payung::app

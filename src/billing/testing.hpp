#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "base/testing.hpp"
#include "rules/rule_book.hpp"

/// For tests of billing, coverage and what stands on them.
namespace payung::billing::testing {

inline std::string text_of(const std::string& name) {
  std::ifstream file(source_folder() + "/" + name);
  EXPECT_TRUE(file.good()) << name;
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// The law as it stands in rules/, with `from` replaced by `to` in every file: what if it changed?
inline rules::RuleBook law(std::string_view from = "", std::string_view to = "") {
  std::vector<rules::RuleFile> files;
  for (const char* name : {"rules/contribution.toml", "rules/coverage.toml", "rules/enrolment.toml",
                           "rules/relief.toml"}) {
    std::string text = text_of(name);
    for (auto at = text.find(from); !from.empty() && at != std::string::npos;
         at = text.find(from, at + to.size())) {
      text.replace(at, from.size(), to);
    }
    files.push_back({name, text});
  }
  auto book = rules::RuleBook::load(files);
  EXPECT_TRUE(book.ok()) << (book.ok() ? "" : book.error().where + " " + book.error().detail);
  return book.ok() ? *std::move(book) : rules::RuleBook();
}

inline Month month(int year, int month) { return *Month::of(year, month); }
inline Date day(int year, int month, int day) { return *Date::of(year, month, day); }

}  // namespace payung::billing::testing

#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

#include "base/testing.hpp"
#include "rules/rule_book.hpp"

/// For tests: the law of rules/ as it stands in the source.
namespace payung {

inline const rules::RuleBook& law() {
  static const auto book = [] {
    std::vector<rules::RuleFile> files;
    const auto folder = std::filesystem::path(source_folder()) / "rules";
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      if (entry.path().extension() != ".toml") continue;
      std::ostringstream text;
      text << std::ifstream(entry.path()).rdbuf();
      files.push_back({"rules/" + entry.path().filename().string(), text.str()});
    }
    return rules::RuleBook::load(files);
  }();
  if (!book) ADD_FAILURE() << book.error().where << ": " << book.error().detail;
  return *book;
}

}  // namespace payung

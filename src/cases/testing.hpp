#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

#include "base/testing.hpp"
#include "cases/rule_case.hpp"
#include "contributions/testing.hpp"

/// For tests: the law of rules/ and the cases of rules/cases/ as they stand in the source.
namespace payung::cases {

inline std::vector<rules::RuleFile> toml_files(const std::string& folder) {
  std::vector<rules::RuleFile> files;
  const auto path = std::filesystem::path(source_folder()) / folder;
  for (const auto& entry : std::filesystem::directory_iterator(path)) {
    if (entry.path().extension() != ".toml") continue;
    std::ostringstream text;
    text << std::ifstream(entry.path()).rdbuf();
    files.push_back({folder + "/" + entry.path().filename().string(), text.str()});
  }
  std::sort(files.begin(), files.end(),
            [](const rules::RuleFile& a, const rules::RuleFile& b) { return a.name < b.name; });
  return files;
}

inline const std::vector<RuleCase>& all_cases() {
  static const auto cases = [] {
    std::vector<RuleCase> all;
    for (const rules::RuleFile& file : toml_files("rules/cases")) {
      const auto read = read_cases(file);
      if (!read) {
        ADD_FAILURE() << read.error().where << ": " << read.error().detail;
        continue;
      }
      all.insert(all.end(), read->begin(), read->end());
    }
    return all;
  }();
  return cases;
}

}  // namespace payung::cases

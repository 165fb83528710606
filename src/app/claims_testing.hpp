#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "app/claims.hpp"
#include "app/listed_testing.hpp"
#include "app/money_testing.hpp"
#include "base/testing.hpp"

/// A small office for tests of claims: two members, one of whom is on a list with his birth.
namespace payung::app::testing {

using claims::Flag;
using claims::Kind;

inline constexpr std::string_view kNik = "3319020101800001";
inline constexpr std::int64_t kBudi = 11;

/// The files of rules/, as they are.
inline std::vector<rules::RuleFile> law_files() {
  std::vector<rules::RuleFile> files;
  const auto folder = std::filesystem::path(source_folder()) / "rules";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".toml") continue;
    const std::string name = "rules/" + entry.path().filename().string();
    files.push_back({name, billing::testing::text_of(name)});
  }
  return files;
}

inline const rules::RuleBook& whole_law() {
  static const rules::RuleBook book = [] {
    auto read = rules::RuleBook::load(law_files());
    EXPECT_TRUE(read.ok());
    return *std::move(read);
  }();
  return book;
}

/// The total alone: what a door keeps more of.
inline std::string write(const reckoning::Outcome& outcome, Date) {
  return "{\"total\":" + std::to_string(outcome.total.amount()) + "}";
}

/// Budi (11) and Sari (12), members since 1 January 2025, paid for January; today is the 20th.
class ClaimsOffice {
 public:
  explicit ClaimsOffice(db::Connection& connection)
      : town(connection),
        env{connection,
            whole_law(),
            town.env().regions,
            town.env().progress,
            day(2025, 1, 20),
            "2025-01-20T08:00:00Z",
            "ani"} {
    town.enrol(kBudi, 1, day(2025, 1, 1));
    town.enrol(12, 1, day(2025, 1, 1));
    town.bill(2025, 1);
    town.pay("dinas", 33'600, day(2025, 1, 10));
    list_person(connection, {.nik = kNik});
  }

  ClaimView report(Kind kind, Date on, std::int64_t person = kBudi) {
    const auto reported = report_claim(env, {person, kind, on, "family"});
    EXPECT_TRUE(reported.ok()) << (reported.ok() ? "" : reported.error().where);
    PAYUNG_CHECK(reported.ok());
    return reported->view;
  }

  /// All papers that are needed.
  void bring_papers(std::int64_t claim) {
    for (const std::string& code : must(claim_view(env, claim)).missing) {
      must(add_claim_paper(env, {claim, code, "hash-" + code, "application/pdf", 12}));
    }
  }

  void name(std::int64_t claim, const std::string& account = "1234567890") {
    must(
        name_receiver(env, claim, {"Siti", "3319024101820002", "spouse_or_child", "BRI", account}));
  }

  ClaimView assess(std::int64_t claim, const ClaimInputs& inputs = {}) {
    must(verify_claim(env, claim, ""));
    return must(assess_claim(env, claim, inputs, "", write));
  }

  ClaimView approve(std::int64_t claim) {
    return must(approve_claim(env, claim, approvable(must(claim_view(env, claim))), ""));
  }

  std::vector<Flag> flags(std::int64_t claim) {
    std::vector<Flag> found;
    for (const auto& one : must(doubts_of_claim(env, must(claim_view(env, claim))))) {
      found.push_back(one.flag);
    }
    return found;
  }

  template <class T>
  static T must(Result<T> result) {
    EXPECT_TRUE(result.ok()) << (result.ok() ? ""
                                             : result.error().where + " " + result.error().detail);
    PAYUNG_CHECK(result.ok());
    return *std::move(result);
  }

  Town town;
  Environment env;
};

}  // namespace payung::app::testing

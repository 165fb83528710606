// Goal: what was assessed can be reckoned again long after, from what is stored alone, and every
// step adds up. Method: 10,000 assessments with invented bills, losses, children and savings on
// events of nine years, through the use case into a database file; the file is opened anew a year
// later, with rules in which every open row has ended and another holds, and each assessment is
// asked again. The sum of the steps is reckoned here, not by the engine.
#include <gtest/gtest.h>
#include <unistd.h>

#include <nlohmann/json.hpp>
#include <random>
#include <set>

#include "app/claims_testing.hpp"

namespace payung::app {
namespace {

using testing::ClaimsOffice;
using testing::day;
using testing::Kind;

constexpr std::int64_t kWati = 13;  ///< a member of nine years
constexpr int kClaims = 200;
constexpr int kAssessments = 50;
constexpr const char* kNewLaw = "2027-03-01";

/// Every leaf of the trace: what the total must be the sum of.
void add_leaves(const reckoning::Step& step, std::vector<std::int64_t>* leaves) {
  if (step.parts.empty() && !step.operands.empty()) leaves->push_back(step.amount.amount());
  for (const reckoning::Step& part : step.parts) add_leaves(part, leaves);
}

std::int64_t sum_of(const std::vector<std::int64_t>& leaves) {
  std::int64_t sum = 0;
  for (const std::int64_t leaf : leaves) sum += leaf;
  return sum;
}

std::vector<std::int64_t> leaves_of(const reckoning::Outcome& outcome) {
  std::vector<std::int64_t> leaves;
  add_leaves(outcome.trace, &leaves);
  return leaves;
}

std::string write_leaves(const reckoning::Outcome& outcome, Date) {
  return nlohmann::json{{"total", outcome.total.amount()}, {"leaves", leaves_of(outcome)}}.dump();
}

/// The law of a year later: from that day on every number of a row that was open is another.
std::vector<rules::RuleFile> law_with_a_new_period() {
  auto files = testing::law_files();
  for (rules::RuleFile& file : files) {
    const auto cut = [&](std::size_t from) { return file.text.find("\n[[", from); };
    std::string appended;
    for (std::size_t at = cut(0); at != std::string::npos; at = cut(at + 1)) {
      const std::size_t end = std::min(cut(at + 1), file.text.size());
      std::string row = file.text.substr(at, end - at);
      const bool plain = row.find("\nvalue      = ") != std::string::npos;
      const bool word = row.find("unit       = \"word\"") != std::string::npos;
      if (!plain || word || row.find("\nuntil ") != std::string::npos) continue;
      const std::size_t number = row.find("value      = ") + 13;
      const std::size_t from = row.find("\nfrom       = ") + 14;
      if (row.compare(from, 10, kNewLaw) >= 0) continue;  // it begins later still
      std::string next = row;
      next.replace(from, 10, kNewLaw);
      next.replace(number, next.find('\n', number) - number, "1");
      file.text.insert(at + from + 10, std::string("\nuntil      = ") + kNewLaw);
      appended += next;
    }
    file.text += "\n" + appended;
  }
  return files;
}

rules::RuleBook book_of(const std::vector<rules::RuleFile>& files) {
  auto book = rules::RuleBook::load(files);
  EXPECT_TRUE(book.ok()) << (book.ok() ? "" : book.error().where + " " + book.error().detail);
  PAYUNG_CHECK(book.ok());
  return *std::move(book);
}

class Papers {
 public:
  std::int64_t number(std::int64_t least, std::int64_t most) {
    return std::uniform_int_distribution<std::int64_t>(least, most)(random_);
  }
  std::string text(std::int64_t least, std::int64_t most) {
    return std::to_string(number(least, most));
  }
  std::string word(std::initializer_list<const char*> words) {
    return *(words.begin() + number(0, static_cast<std::int64_t>(words.size()) - 1));
  }
  Date day_in(Date from, Date until) {
    return *Date::from_days(number(from.days_since_1970(), until.days_since_1970()));
  }

  ClaimInputs of(Kind kind, Date happened_on) {
    switch (kind) {
      case Kind::jkk:
        return {{"wage", text(0, 30'000'000)},
                {"treatment", text(0, 90'000'000)},
                {"transport_sea", text(0, 3'000'000)},
                {"months_off", text(0, 30)},
                {"days_off", text(0, 29)},
                {"prosthesis", text(0, 9'999'999)},
                {"losses", word({"one_eye", "auricle x2", "left_arm @3333", "smell"}) + tail()}};
      case Kind::jkk_death:
        return {{"wage", text(0, 30'000'000)},
                {"home_care", text(0, 30'000'000)},
                {"home_care_months", text(0, 20)}};
      case Kind::jkm: return {};
      case Kind::jht:
        return {{"why", word({"death", "total_disability", "house", "preparation"})},
                {"member_since", day_in(day(2004, 1, 1), day(2014, 1, 1)).text()},
                {"balance", text(0, 900'000'000)}};
      case Kind::scholarship:
        return {{"programme", word({"JKK", "JKM"})},
                {"dues_months", text(30, 70)},
                {"children", day_in(day(1998, 1, 1), happened_on).text() + " primary*" +
                                 text(1, 9) + " senior*" + text(1, 4) + " tertiary*" + text(1, 6)}};
    }
    return {};
  }

 private:
  std::string tail() { return ",scalp =" + text(1'000, 3'000); }
  std::mt19937_64 random_{20261130};
};

/// A member since 2016 whose every month is paid in time.
void make_member(ClaimsOffice& office) {
  office.town.enrol(kWati, 1, day(2016, 1, 1));
  for (Month month = *Month::parse("2016-01"); month < *Month::parse("2025-02");
       month = month.plus(1)) {
    const auto bill = office.town.bill(month.year(), month.month());
    office.town.pay("dinas", bill.total.amount(), month.first_day());
  }
}

/// Assesses one claim many times; each time other papers lie before the office.
void assess_often(ClaimsOffice& office, Papers& papers, int number) {
  const Kind kinds[] = {Kind::jkk, Kind::jkk_death, Kind::jkm, Kind::jht, Kind::scholarship};
  ClaimReport report{kWati, kinds[number % 5], papers.day_in(day(2016, 2, 1), day(2025, 1, 20))};
  report.reporter = "family";
  report.key = "again-" + std::to_string(number);
  const std::int64_t later = papers.number(0, 2'000);
  office.env.today = *Date::from_days(report.happened_on.days_since_1970() + later);
  const std::int64_t id = ClaimsOffice::must(report_claim(office.env, report)).view.claim.id;
  ClaimsOffice::must(verify_claim(office.env, id, ""));
  for (int i = 0; i < kAssessments; ++i) {
    const ClaimInputs inputs = papers.of(report.kind, report.happened_on);
    ClaimsOffice::must(assess_claim(office.env, id, inputs, "", write_leaves));
  }
}

struct Seen {
  int assessments = 0;
  int owed = 0;
  std::set<std::string> reasons = {};
};

/// Every assessment of a claim, from the file alone.
void ask_again(Environment& env, std::int64_t claim, Seen* seen) {
  const ClaimView whole = ClaimsOffice::must(claim_view(env, claim));
  for (std::size_t last = 0; last < whole.events.size(); ++last) {
    if (whole.events[last].event.step != claims::Step::assessed) continue;
    ClaimView then = whole;
    then.events.erase(then.events.begin() + static_cast<std::ptrdiff_t>(last) + 1,
                      then.events.end());
    const auto stored = ClaimsOffice::must(assessment_of(then));
    ASSERT_TRUE(stored.has_value());
    const auto kept = nlohmann::json::parse(stored->outcome);
    const auto again = ClaimsOffice::must(recompute(env, *stored));
    const auto leaves = kept["leaves"].get<std::vector<std::int64_t>>();
    ASSERT_EQ(sum_of(leaves), stored->total.amount()) << "the stored steps add up";
    ASSERT_EQ(kept["total"].get<std::int64_t>(), stored->total.amount());
    ASSERT_EQ(again.total, stored->total) << whole.claim.happened_on.text();
    ASSERT_EQ(leaves_of(again), leaves);
    ASSERT_EQ(again.reason, stored->reason);
    ASSERT_TRUE(reckoning::adds_up(again.trace));
    ++seen->assessments;
    seen->owed += stored->total > Rupiah(0) ? 1 : 0;
    if (!stored->reason.empty()) seen->reasons.insert(stored->reason);
  }
}

TEST(ClaimsAgain, TenThousandAssessmentsComeOutTheSameAYearLater) {
  const auto folder = std::filesystem::temp_directory_path() /
                      ("payung-claims-again-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  const std::string path = (folder / "claims.db").string();
  std::vector<std::int64_t> ids;
  {
    const auto connection = store::testing::file_database(path);
    ClaimsOffice office(*connection);
    make_member(office);
    Papers papers;
    for (int i = 0; i < kClaims; ++i) assess_often(office, papers, i);
  }
  const auto connection = store::testing::file_database(path);
  const rules::RuleBook newer = book_of(law_with_a_new_period());
  EXPECT_EQ(newer.find("JKK.funeral", day(2027, 3, 1))->number, 1) << "the new period holds";
  EXPECT_EQ(newer.find("JKK.funeral", day(2027, 2, 28))->number, 10'000'000);
  RegionTable regions;
  SilentProgress progress;
  Environment env{*connection, newer, regions, progress, day(2028, 1, 20), "2028-01-20T08:00:00Z",
                  "budi"};
  Seen seen;
  for (std::int64_t claim = 1; claim <= kClaims; ++claim) ask_again(env, claim, &seen);
  EXPECT_EQ(seen.assessments, kClaims * kAssessments);
  EXPECT_GT(seen.owed, 5'000);
  EXPECT_EQ(seen.reasons,
            (std::set<std::string>{"dues_too_short", "membership_too_short", "right_lapsed"}));
  std::filesystem::remove_all(folder);
}

/// So that the test above can fail: one rupiah more in a past row is noticed.
TEST(ClaimsAgain, AChangedPastIsNoticed) {
  const auto connection = store::testing::memory_database();
  ClaimsOffice office(*connection);
  const std::int64_t id = office.report(Kind::jkk_death, day(2025, 1, 19)).claim.id;
  EXPECT_EQ(office.assess(id).standing.assessed, Rupiah(70'000'000)) << "RADAR-UT";
  auto files = testing::law_files();
  for (rules::RuleFile& file : files) {
    const std::size_t at = file.text.find("[[JKK.funeral]]\nvalue      = 10_000_000");
    if (at != std::string::npos) file.text.replace(at + 16 + 13, 10, "10_000_001");
  }
  const rules::RuleBook changed = book_of(files);
  Environment env{*connection,
                  changed,
                  office.env.regions,
                  office.env.progress,
                  day(2026, 1, 20),
                  "2026-01-20T08:00:00Z",
                  "budi"};
  const auto stored = ClaimsOffice::must(assessment_of(ClaimsOffice::must(claim_view(env, id))));
  EXPECT_EQ(stored->total, Rupiah(70'000'000));
  EXPECT_EQ(ClaimsOffice::must(recompute(env, *stored)).total, Rupiah(70'000'001));
}

}  // namespace
}  // namespace payung::app

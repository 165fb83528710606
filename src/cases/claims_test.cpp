// Goal: whatever is claimed, the steps of the trace add up to the result, and the question as it is
// stored (in text) gives the same figure again. Method: 10,000 random claims of every programme
// from a fixed seed; every step is reckoned here once more, in fractions, by other code than the
// engine's; dues beside the bills' own. Out of a database and by later rules:
// app/claims_again_test.
#include <gtest/gtest.h>

#include <random>

#include "billing/monthly_charge.hpp"
#include "cases/testing.hpp"
#include "contributions/contributions.hpp"

namespace payung::cases {
namespace {

class Claims {
 public:
  std::int64_t number(std::int64_t least, std::int64_t most) {
    return std::uniform_int_distribution<std::int64_t>(least, most)(random_);
  }
  bool maybe() { return number(0, 1) == 1; }
  std::string word(std::initializer_list<const char*> words) {
    return *(words.begin() + number(0, static_cast<std::int64_t>(words.size()) - 1));
  }
  Date day(const char* least, const char* most) {
    return *Date::from_days(
        number(Date::parse(least)->days_since_1970(), Date::parse(most)->days_since_1970()));
  }

  Question jkk() {
    Question q{"jkk", day("2015-07-01", "2026-11-21"), {}};
    q.given["wage"] = number(0, 60'000'000);
    q.given["segment"] = word({"PU", "BPU", "construction"});
    q.given["ending"] = word({"recovered", "total_disability", "death"});
    q.given["months_off"] = number(0, 40);
    q.given["days_off"] = number(0, 29);
    q.given["transport_land"] = number(0, 7'000'000);
    q.given["transport_air"] = number(0, 12'000'000);
    q.given["treatment"] = number(0, 900'000'000);
    q.given["home_care"] = number(0, 30'000'000);
    q.given["home_care_months"] = number(0, 20);
    q.given["prosthesis"] = number(0, 20'000'001);
    if (maybe()) {
      q.given["losses"] = std::vector<std::string>{
          word({"one_eye", "left_arm", "auricle"}) + " @" + std::to_string(number(1, 10'000)),
          "hearing_one x" + std::to_string(number(1, 20)),
          "scalp =" + std::to_string(number(1'000, 3'000))};
    }
    return q;
  }

  Question jkm() {
    const Date on = day("2015-07-01", "2026-11-21");
    Question q{"jkm", on, {}};
    q.given["member_since"] = *Date::from_days(on.days_since_1970() - number(0, 4'000));
    if (maybe()) q.given["claimed"] = *Date::from_days(on.days_since_1970() + number(0, 3'000));
    return q;
  }

  Question scholarship() {
    const Date on = day("2015-07-01", "2026-11-21");
    Question q{"scholarship", on, {}};
    q.given["programme"] = word({"JKK", "JKM"});
    q.given["dues_months"] = number(0, 90);
    std::vector<std::string> children;
    for (std::int64_t i = number(0, 4); i > 0; --i) {
      children.push_back(day("1995-01-01", "2015-06-30").text() + " primary*" +
                         std::to_string(number(1, 9)) + " tertiary*" +
                         std::to_string(number(1, 6)));
    }
    q.given["children"] = children;
    if (maybe()) q.given["claimed"] = *Date::from_days(on.days_since_1970() + number(0, 3'000));
    return q;
  }

  Question savings() {
    const Date on = day("2022-05-01", "2026-02-28");
    Question q{word({"jht", "jp", "jkp"}), on, {}};
    q.given["birth"] = day("1950-01-01", "2000-01-01");
    if (q.kind == "jht") {
      q.given["why"] = word({"retirement", "death", "house", "preparation", "resigned"});
      q.given["balance"] = number(0, 2'000'000'000);
      q.given["stopped"] = *Date::from_days(on.days_since_1970() - number(0, 60));
      q.given["member_since"] = day("2005-01-01", "2020-01-01");
    } else if (q.kind == "jp") {
      q.given["who"] = word({"old_age", "disability", "widow", "parent"});
      q.given["months"] = number(0, 500);
      q.given["average_wage"] = number(0, 12'000'000);
      q.given["balance"] = number(0, 200'000'000);
      q.given["density"] = number(7'000, 10'000);
    } else {
      q.given["wage"] = number(0, 20'000'000);
      q.given["months"] = number(0, 9);
      q.given["dues_months"] = number(8, 24);
      if (maybe()) q.given["new_job"] = *Date::from_days(on.days_since_1970() + number(0, 250));
    }
    return q;
  }

  Question dues() {
    Question q{word({"pu_dues", "construction_dues", "bpu_dues", "bpu_surplus"}),
               day("2015-07-01", "2027-06-30"),
               {}};
    if (q.kind == "pu_dues") {
      q.given["wage"] = number(0, 50'000'000);
      q.given["risk_class"] = number(1, 5);
      q.given["size"] = word({"micro", "small", "medium", "large"});
    } else if (q.kind == "construction_dues") {
      q.given["contract"] = number(0, 90'000'000'000);
    } else {
      q.given["income"] = number(0, 30'000'000);
      q.given["programmes"] = word({"JKK+JKM", "JKK+JKM+JHT"});
      q.given["sector"] = word({"transport", "agriculture", "trade"});
      q.given["payer"] = word({"self", "apbn", "village", "company"});
      if (q.kind == "bpu_surplus") {
        q.given["months"] = number(1, 24);
        q.given["paid"] = number(0, 20'000'000);
      }
    }
    return q;
  }

  Question any() {
    switch (number(0, 4)) {
      case 0: return jkk();
      case 1: return jkm();
      case 2: return scholarship();
      case 3: return savings();
      default: return dues();
    }
  }

 private:
  std::mt19937_64 random_{20261121};
};

__extension__ using Wide = __int128;

/// An exact number between two operands.
struct Fraction {
  Wide top = 0;
  Wide bottom = 1;

  Fraction(Wide t, Wide b) : top(t), bottom(b) {
    Wide x = top < 0 ? -top : top;
    for (Wide y = bottom; y != 0;) std::swap(x, y), y %= x;
    if (x > 1) top /= x, bottom /= x;
  }
  bool below(const Fraction& other) const { return top * other.bottom < other.top * bottom; }
  Wide floor() const { return top >= 0 ? top / bottom : -((-top + bottom - 1) / bottom); }
};

/// What a step comes to, without the engine's own `reckon`.
Fraction own_amount(const reckoning::Step& step) {
  using reckoning::Op;
  Fraction now(0, 1);
  if (!step.parts.empty()) {
    for (const reckoning::Step& part : step.parts) now = {now.top + own_amount(part).top, 1};
    return now;
  }
  for (const reckoning::Operand& operand : step.operands) {
    const Wide number = operand.number;
    const Fraction bound(number, 1);
    switch (operand.op) {
      case Op::take: now = bound; break;
      case Op::times: now = {now.top * number, now.bottom}; break;
      case Op::share: now = {now.top * number, now.bottom * 10'000}; break;
      case Op::divide: now = {now.top, now.bottom * number}; break;
      case Op::plus: now = {now.top + number * now.bottom, now.bottom}; break;
      case Op::minus: now = {now.top - number * now.bottom, now.bottom}; break;
      case Op::at_most: now = bound.below(now) ? bound : now; break;
      case Op::at_least: now = now.below(bound) ? bound : now; break;
      case Op::round:
        EXPECT_EQ(operand.parameter->word, "half_up");
        now = {Fraction(2 * now.top + now.bottom, 2 * now.bottom).floor(), 1};
        break;
      case Op::floor_to: now = {Fraction(now.top, now.bottom * number).floor() * number, 1}; break;
    }
  }
  return now;
}

/// Every step of the tree beside its own amount.
void check_steps(const reckoning::Step& step) {
  const Fraction own = own_amount(step);
  EXPECT_EQ(static_cast<std::int64_t>(own.bottom), 1) << step.code;
  EXPECT_EQ(static_cast<std::int64_t>(own.top), step.amount.amount()) << step.code;
  for (const reckoning::Step& part : step.parts) check_steps(part);
}

/// The question as a claim keeps it: every input is text.
Question as_stored(const Question& question) {
  Question stored{question.kind, question.on, {}};
  for (const auto& [name, value] : question.given) {
    std::string text;
    if (const auto* number = std::get_if<std::int64_t>(&value)) text = std::to_string(*number);
    if (const auto* word = std::get_if<std::string>(&value)) text = *word;
    if (const auto* day = std::get_if<Date>(&value)) text = day->text();
    if (const auto* list = std::get_if<std::vector<std::string>>(&value)) {
      for (const std::string& one : *list) text += (text.empty() ? "" : ",") + one;
    }
    EXPECT_TRUE(stored.add(name + "=" + text).ok());
  }
  return stored;
}

TEST(RandomClaims, StepsAddUpAndTheFigureStays) {
  Claims claims;
  int owed = 0;
  int refused = 0;
  for (int i = 0; i < 10'000; ++i) {
    const Question question = claims.any();
    const auto outcome = answer(question, law());
    ASSERT_TRUE(outcome.ok()) << question.kind << " " << question.on->text() << " "
                              << outcome.error().where << " " << outcome.error().detail;
    EXPECT_TRUE(reckoning::adds_up(outcome->trace)) << question.kind;
    check_steps(outcome->trace);
    EXPECT_EQ(outcome->trace.amount, outcome->total);
    EXPECT_GE(outcome->total, Rupiah(0));
    const auto again = answer(as_stored(question), law());
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(again->total, outcome->total);
    EXPECT_EQ(again->facts, outcome->facts);
    if (!outcome->reason.empty()) {
      EXPECT_EQ(outcome->total, Rupiah(0)) << outcome->reason;
    }
    owed += outcome->total > Rupiah(0) ? 1 : 0;
    refused += outcome->reason.empty() ? 0 : 1;
  }
  EXPECT_GT(owed, 5'000);
  EXPECT_GT(refused, 500);
}

TEST(RandomClaims, DuesAreThoseOfTheBills) {
  Claims claims;
  for (int i = 0; i < 2'000; ++i) {
    contributions::BpuMonth query{claims.day("2015-07-01", "2027-06-30").month_of()};
    query.programmes = {Programme::jkk, Programme::jkm, Programme::jht};
    query.declared_income = Rupiah(claims.number(0, 30'000'000));
    query.sector = *parse_sector(claims.word({"transport", "agriculture"}));
    query.payer = *parse_payer_kind(claims.word({"self", "apbn", "donor"}));
    const auto ours = contributions::bpu_dues(query, law());
    const auto bill = billing::monthly_charge(
        {query.month, query.sector, query.payer, query.programmes, query.declared_income}, law());
    ASSERT_TRUE(ours.ok() && bill.ok());
    EXPECT_EQ(ours->total, bill->total) << query.month.text();
  }
}

}  // namespace
}  // namespace payung::cases

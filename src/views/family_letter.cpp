#include "views/family_letter.hpp"

namespace payung::views {
namespace {

std::string months_text(const std::vector<Month>& months) {
  std::string text;
  for (const Month month : months) text.append(text.empty() ? "" : ", ").append(month.text());
  return text;
}

Json day_or_null(const std::optional<Date>& day) { return day ? Json(day->text()) : Json(nullptr); }

std::string day_or_dash(const std::optional<Date>& day, const Words& words) {
  return day ? day_text(*day, words) : "-";
}

}  // namespace

std::vector<std::string> unclaimed_letter(const app::Unclaimed& right, const LetterHead& head,
                                          const Words& words) {
  const std::string died = day_text(right.died_on, words);
  std::vector<std::string> lines{
      words("claims.letter.head", {{"office", head.office}, {"day", day_text(head.today, words)}}),
      words("claims.letter.to", {{"name", head.name}}),
      words(right.day_is_of_list ? "claims.letter.sorry_listed" : "claims.letter.sorry",
            {{"name", head.name}, {"day", died}}),
      words("claims.letter.member", {{"name", head.name}})};
  const auto owed = outcome_letter(right.outcome, right.died_on, words);
  lines.insert(lines.end(), owed.begin(), owed.end());
  lines.push_back(words("claims.letter.accident", {}));
  lines.push_back(words("claims.letter.heirs", {}));
  for (std::size_t i = 0; i < right.heirs.size(); ++i) {
    lines.push_back(words(
        "claims.letter.heir",
        {{"number", std::to_string(i + 1)}, {"who", words("claims.heir." + right.heirs[i], {})}}));
  }
  lines.push_back(words("claims.bring", {}));
  for (const auto& paper : right.papers) {
    const bool always = paper.need == claims::Need::always;
    lines.push_back(words(always ? "claims.letter.paper" : "claims.letter.paper_if",
                          {{"paper", words("claims.paper." + paper.code, {})}}));
  }
  lines.push_back(words("claims.letter.where", {{"office", head.office}}));
  return lines;
}

std::string lapsing_line(const app::Lapsing& lapsing, const Words& words) {
  return words("claims.lapsing", {{"person", std::to_string(lapsing.person)},
                                  {"count", std::to_string(lapsing.months_unpaid)},
                                  {"months", months_text(lapsing.months)},
                                  {"last", day_text(lapsing.last_day, words)},
                                  {"amount", lapsing.to_pay.text()},
                                  {"payer", lapsing.payer ? lapsing.payer->name : "-"}});
}

std::string school_year_line(const app::SchoolYear& year, const Words& words) {
  if (year.child == 0) {
    return words("claims.school_unasked", {{"person", std::to_string(year.person)},
                                           {"claim", std::to_string(year.claim)},
                                           {"day", day_text(year.begins, words)}});
  }
  return words(
      "claims.school_year",
      {{"person", std::to_string(year.person)},
       {"claim", std::to_string(year.claim)},
       {"child", std::to_string(year.child)},
       {"birth", day_text(year.child_birth, words)},
       {"level", words("benefits.step.scholarship." + std::string(to_text(year.level)), {})},
       {"begins", day_text(year.begins, words)},
       {"amount", year.amount.text()}});
}

std::string treated_line(const app::Treated& treated, const Words& words) {
  return words("claims.treated", {{"person", std::to_string(treated.person)},
                                  {"day", day_text(treated.listed_on, words)},
                                  {"report", day_or_dash(treated.last_day_to_report, words)},
                                  {"last", day_or_dash(treated.last_day_to_claim, words)}});
}

Json lapsing_json(const app::Lapsing& lapsing) {
  Json months = Json::array();
  for (const Month month : lapsing.months) months.push_back(month.text());
  return {{"covered_until", day_or_null(lapsing.covered_until)},
          {"last_day", lapsing.last_day.text()},
          {"months_unpaid", lapsing.months_unpaid},
          {"months", std::move(months)},
          {"to_pay", lapsing.to_pay.amount()},
          {"payer", lapsing.payer ? lapsing.payer->name : std::string()},
          {"payer_kind", lapsing.payer ? std::string(to_text(lapsing.payer->kind)) : std::string()},
          {"citation", lapsing.rule.source.citation()}};
}

Json school_year_json(const app::SchoolYear& year) {
  const bool known = year.child != 0;
  return {{"child", year.child},
          {"child_birth", known ? Json(year.child_birth.text()) : Json(nullptr)},
          {"level", known ? std::string(to_text(year.level)) : std::string()},
          {"begins", year.begins.text()},
          {"amount", year.amount.amount()},
          {"citation", year.rule ? year.rule->source.citation() : std::string()}};
}

Json treated_json(const app::Treated& treated) {
  return {{"listed_on", treated.listed_on.text()},
          {"covered", coverage::to_text(treated.covered)},
          {"last_day_to_report", day_or_null(treated.last_day_to_report)},
          {"last_day_to_claim", day_or_null(treated.last_day_to_claim)}};
}

}  // namespace payung::views

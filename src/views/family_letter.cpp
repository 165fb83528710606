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

/// "November 2025": what a day of the month is called, without its day.
std::string month_name(Month month, const Words& words) {
  const std::string day = day_text(month.first_day(), words);
  return day.starts_with("1 ") ? day.substr(2) : month.text();
}

void add_papers(const std::vector<claims::Paper>& papers, const Words& words,
                std::vector<std::string>& lines) {
  lines.push_back(words("claims.bring", {}));
  for (const auto& paper : papers) {
    const bool always = paper.need == claims::Need::always;
    lines.push_back(words(always ? "claims.letter.paper" : "claims.letter.paper_if",
                          {{"paper", words("claims.paper." + paper.code, {})}}));
  }
}

/// Who writes, when and to whom.
std::vector<std::string> begun(const LetterHead& head, std::string_view to, const Words& words) {
  return {
      words("claims.letter.head", {{"office", head.office}, {"day", day_text(head.today, words)}}),
      words(to, {{"name", head.name}})};
}

}  // namespace

std::vector<std::string> unclaimed_letter(const app::Unclaimed& right, const LetterHead& head,
                                          const Words& words) {
  const std::string died = day_text(right.died_on, words);
  auto lines = begun(head, "claims.letter.to", words);
  lines.push_back(words(right.day_is_of_list ? "claims.letter.sorry_listed" : "claims.letter.sorry",
                        {{"name", head.name}, {"day", died}}));
  lines.push_back(words("claims.letter.member", {{"name", head.name}}));
  const auto owed = outcome_letter(right.outcome, right.died_on, words);
  lines.insert(lines.end(), owed.begin(), owed.end());
  lines.push_back(words("claims.letter.accident", {}));
  lines.push_back(words("claims.letter.heirs", {}));
  for (std::size_t i = 0; i < right.heirs.size(); ++i) {
    lines.push_back(words(
        "claims.letter.heir",
        {{"number", std::to_string(i + 1)}, {"who", words("claims.heir." + right.heirs[i], {})}}));
  }
  add_papers(right.papers, words, lines);
  lines.push_back(words("claims.letter.where", {{"office", head.office}}));
  return lines;
}

std::vector<std::string> lapsing_letter(const app::Lapsing& lapsing, const LetterHead& head,
                                        const Words& words) {
  auto lines = begun(head, "claims.letter.to_member", words);
  std::string months;
  for (const Month month : lapsing.months) {
    months.append(months.empty() ? "" : ", ").append(month_name(month, words));
  }
  lines.push_back(words("claims.letter.unpaid", {{"months", months}}));
  lines.push_back(words("claims.letter.pay_by", {{"amount", amount_text(lapsing.to_pay, words)},
                                                 {"day", day_text(lapsing.last_day, words)}}));
  const auto pays = [](const auto& payer) { return payer && payer->kind != PayerKind::self; };
  if (pays(lapsing.payer)) {
    lines.push_back(words("claims.letter.other_pays", {{"payer", lapsing.payer->name}}));
  } else if (!lapsing.payer && pays(lapsing.paid_by)) {
    lines.push_back(words("claims.letter.nobody_pays", {{"payer", lapsing.paid_by->name}}));
  }
  lines.push_back(words("claims.letter.by_law", {{"law", lapsing.rule.source.citation()}}));
  lines.push_back(words("claims.letter.where_to_pay", {{"office", head.office}}));
  return lines;
}

std::vector<std::string> school_year_letter(const std::vector<app::SchoolYear>& years,
                                            const std::vector<claims::Paper>& papers,
                                            const LetterHead& head, const Words& words) {
  auto lines = begun(head, "claims.letter.to", words);
  std::string law;
  for (const app::SchoolYear& year : years) {
    if (year.child == 0) {
      lines.push_back(words("claims.letter.school_unasked", {{"name", head.name}}));
      continue;
    }
    lines.push_back(words(
        "claims.letter.school_year",
        {{"child", std::to_string(year.child)},
         {"birth", day_text(year.child_birth, words)},
         {"level", words("benefits.step.scholarship." + std::string(to_text(year.level)), {})},
         {"begins", day_text(year.begins, words)},
         {"amount", amount_text(year.amount, words)}}));
    if (year.rule) law = year.rule->source.citation();
  }
  if (!law.empty()) lines.push_back(words("claims.letter.by_law", {{"law", law}}));
  add_papers(papers, words, lines);
  lines.push_back(words("claims.letter.where", {{"office", head.office}}));
  return lines;
}

std::vector<std::string> treated_letter(const app::Treated& treated, const LetterHead& head,
                                        const Words& words) {
  auto lines = begun(head, "claims.letter.to_member", words);
  lines.push_back(words("claims.letter.treated", {{"day", day_text(treated.listed_on, words)}}));
  lines.push_back(words("claims.letter.if_accident", {}));
  if (treated.last_day_to_report && treated.last_day_to_claim) {
    lines.push_back(
        words("claims.letter.report_by", {{"report", day_text(*treated.last_day_to_report, words)},
                                          {"last", day_text(*treated.last_day_to_claim, words)}}));
  }
  if (treated.covered == coverage::Covered::conditional) {
    lines.push_back(words("claims.letter.settle_first", {}));
  }
  add_papers(treated.papers, words, lines);
  lines.push_back(words("claims.letter.where", {{"office", head.office}}));
  return lines;
}

std::string lapsing_line(const app::Lapsing& lapsing, const Words& words) {
  return words("claims.lapsing", {{"person", std::to_string(lapsing.person)},
                                  {"count", std::to_string(lapsing.months_unpaid)},
                                  {"months", months_text(lapsing.months)},
                                  {"last", day_text(lapsing.last_day, words)},
                                  {"amount", amount_text(lapsing.to_pay, words)},
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
       {"amount", amount_text(year.amount, words)}});
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
          {"payer_code", lapsing.payer ? lapsing.payer->code : std::string()},
          {"payer_kind", lapsing.payer ? std::string(to_text(lapsing.payer->kind)) : std::string()},
          {"paid_by", lapsing.paid_by ? lapsing.paid_by->name : std::string()},
          {"paid_by_code", lapsing.paid_by ? lapsing.paid_by->code : std::string()},
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

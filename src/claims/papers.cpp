#include "claims/papers.hpp"

#include <algorithm>

#include "reckoning/trace.hpp"

namespace payung::claims {
namespace {

constexpr int kPapersMax = 20;

Status add_papers(std::vector<Paper>& list, Kind kind, std::string_view what, Need need, Date on,
                  const rules::RuleBook& rules) {
  const std::string stem = "claim." + std::string(to_text(kind)) + "_" + std::string(what) + "_";
  for (int number = 1; number <= kPapersMax; ++number) {
    const auto value = rules.find(stem + std::to_string(number), on);
    if (!value) {
      // The first of a list must be there; after it the list ends where the numbers end.
      if (number == 1 && need == Need::always) return value.error();
      return {};
    }
    list.push_back({value->word, need, *value});
  }
  return {};
}

Result<Date> after(Date day, const rules::Value& term) {
  if (term.unit == rules::Unit::working_days) {
    return reckoning::working_days_after(day, term.number);
  }
  return Date::from_days(day.days_since_1970() + term.number);
}

Result<std::optional<Standard>> standard(const char* waits_for, Date since, const std::string& key,
                                         const rules::RuleBook& rules) {
  const auto term = rules.find(key, since);
  if (!term) return term.error();
  const auto due = after(since, *term);
  if (!due) return due.error();
  return std::optional(Standard{waits_for, *due, *term});
}

}  // namespace

Result<std::vector<Paper>> papers_of(Kind kind, Date on, const rules::RuleBook& rules) {
  std::vector<Paper> list;
  if (auto good = add_papers(list, kind, "paper", Need::always, on, rules); !good) {
    return good.error();
  }
  if (auto good = add_papers(list, kind, "extra", Need::if_it_applies, on, rules); !good) {
    return good.error();
  }
  return list;
}

std::vector<std::string> missing(const std::vector<Paper>& checklist, const Standing& standing) {
  std::vector<std::string> codes;
  for (const Paper& paper : checklist) {
    if (paper.need == Need::always &&
        std::ranges::find(standing.papers, paper.code) == standing.papers.end()) {
      codes.push_back(paper.code);
    }
  }
  return codes;
}

std::optional<Date> complete_on(const std::vector<Paper>& checklist,
                                std::span<const Event> events) {
  std::optional<Date> last;
  for (const Paper& paper : checklist) {
    if (paper.need != Need::always) continue;
    const auto first = std::ranges::find_if(events, [&](const Event& event) {
      return event.step == Step::paper_received && event.what == paper.code;
    });
    if (first == events.end()) return {};
    if (!last || *last < first->on) last = first->on;
  }
  return last;
}

std::string_view media_type_of(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("%PDF-"sv)) return "application/pdf";
  if (bytes.starts_with("\xFF\xD8\xFF"sv)) return "image/jpeg";
  if (bytes.starts_with("\x89PNG\r\n\x1A\n"sv)) return "image/png";
  if (bytes.size() >= 12 && bytes.starts_with("RIFF"sv) && bytes.substr(8, 4) == "WEBP"sv) {
    return "image/webp";
  }
  return "";
}

Result<std::optional<Standard>> standard_of(Programme programme, const Standing& standing,
                                            std::optional<Date> complete,
                                            const rules::RuleBook& rules) {
  if (!is_open(standing.state) || !standing.last_on) return std::optional<Standard>{};
  if (standing.state == State::appealed) {
    return standard("appeal", *standing.last_on, "claim.appeal_days", rules);
  }
  if (standing.state == State::overpaid) {
    return standard("money_back", *standing.last_on, "claim.money_back_days", rules);
  }
  if (!complete) return standard("papers", *standing.last_on, "claim.papers_days", rules);
  return standard("payment", *complete, std::string(to_text(programme)) + ".payment_days", rules);
}

}  // namespace payung::claims

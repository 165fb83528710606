#include <array>

#include "benefits/benefits.hpp"

/// The closed lists of claims, and the short forms of losses and children.
namespace payung::benefits {
namespace {

template <class Kind, std::size_t N>
Result<Kind> parse_kind(const std::array<Kind, N>& kinds, std::string_view text,
                        std::string_view field) {
  std::string list;
  for (const Kind kind : kinds) {
    if (to_text(kind) == text) return kind;
    list.append(list.empty() ? "" : ", ").append(to_text(kind));
  }
  return Error{Errc::bad_value, std::string(field), list};
}

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const auto end = text.find(' ');
    if (end != 0) words.push_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return words;
}

std::optional<std::int64_t> small_number(std::string_view text) {
  if (text.empty() || text.size() > 5) return std::nullopt;
  std::int64_t number = 0;
  for (const char digit : text) {
    if (digit < '0' || digit > '9') return std::nullopt;
    number = number * 10 + (digit - '0');
  }
  return number;
}

/// Basis points: "5000", or "50%".
std::optional<std::int64_t> small_share(std::string_view text) {
  constexpr std::int64_t kOnePercent = 100;
  if (!text.ends_with('%')) return small_number(text);
  const auto percent = small_number(text.substr(0, text.size() - 1));
  return percent ? std::optional(*percent * kOnePercent) : std::nullopt;
}

bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= 60 &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
}

}  // namespace

std::string_view to_text(Cause cause) {
  switch (cause) {
    case Cause::accident: return "accident";
    case Cause::disease: return "disease";
    case Cause::violence: return "violence";
  }
  PAYUNG_CHECK(false && "a Cause outside its list");
}

Result<Cause> parse_cause(std::string_view text) {
  return parse_kind(std::array{Cause::accident, Cause::disease, Cause::violence}, text, "cause");
}

std::string_view to_text(Ending ending) {
  switch (ending) {
    case Ending::recovered: return "recovered";
    case Ending::total_disability: return "total_disability";
    case Ending::death: return "death";
  }
  PAYUNG_CHECK(false && "an Ending outside its list");
}

Result<Ending> parse_ending(std::string_view text) {
  return parse_kind(std::array{Ending::recovered, Ending::total_disability, Ending::death}, text,
                    "ending");
}

std::string_view to_text(MigrantPhase phase) {
  switch (phase) {
    case MigrantPhase::before: return "before";
    case MigrantPhase::during: return "during";
    case MigrantPhase::after: return "after";
  }
  PAYUNG_CHECK(false && "a MigrantPhase outside its list");
}

Result<MigrantPhase> parse_migrant_phase(std::string_view text) {
  return parse_kind(std::array{MigrantPhase::before, MigrantPhase::during, MigrantPhase::after},
                    text, "phase");
}

std::string_view to_text(MigrantAid aid) {
  switch (aid) {
    case MigrantAid::failed_departure: return "failed_departure";
    case MigrantAid::return_loss: return "return_loss";
    case MigrantAid::rape: return "rape";
    case MigrantAid::dismissed: return "dismissed";
    case MigrantAid::misplaced: return "misplaced";
  }
  PAYUNG_CHECK(false && "a MigrantAid outside its list");
}

Result<MigrantAid> parse_migrant_aid(std::string_view text) {
  return parse_kind(std::array{MigrantAid::failed_departure, MigrantAid::return_loss,
                               MigrantAid::rape, MigrantAid::dismissed, MigrantAid::misplaced},
                    text, "aid");
}

std::string_view to_text(Level level) {
  switch (level) {
    case Level::primary: return "primary";
    case Level::junior: return "junior";
    case Level::senior: return "senior";
    case Level::tertiary: return "tertiary";
  }
  PAYUNG_CHECK(false && "a Level outside its list");
}

Result<Level> parse_level(std::string_view text) {
  return parse_kind(std::array{Level::primary, Level::junior, Level::senior, Level::tertiary}, text,
                    "children");
}

std::string_view to_text(JhtReason reason) {
  switch (reason) {
    case JhtReason::retirement: return "retirement";
    case JhtReason::death: return "death";
    case JhtReason::total_disability: return "total_disability";
    case JhtReason::resigned: return "resigned";
    case JhtReason::dismissed: return "dismissed";
    case JhtReason::contract_ended: return "contract_ended";
    case JhtReason::bpu_stopped: return "bpu_stopped";
    case JhtReason::preparation: return "preparation";
    case JhtReason::house: return "house";
  }
  PAYUNG_CHECK(false && "a JhtReason outside its list");
}

Result<JhtReason> parse_jht_reason(std::string_view text) {
  return parse_kind(std::array{JhtReason::retirement, JhtReason::death, JhtReason::total_disability,
                               JhtReason::resigned, JhtReason::dismissed, JhtReason::contract_ended,
                               JhtReason::bpu_stopped, JhtReason::preparation, JhtReason::house},
                    text, "why");
}

std::string_view to_text(JpKind kind) {
  switch (kind) {
    case JpKind::old_age: return "old_age";
    case JpKind::disability: return "disability";
    case JpKind::widow: return "widow";
    case JpKind::child: return "child";
    case JpKind::parent: return "parent";
  }
  PAYUNG_CHECK(false && "a JpKind outside its list");
}

Result<JpKind> parse_jp_kind(std::string_view text) {
  return parse_kind(
      std::array{JpKind::old_age, JpKind::disability, JpKind::widow, JpKind::child, JpKind::parent},
      text, "who");
}

Result<Loss> Loss::parse(std::string_view text) {
  const Error bad{Errc::bad_value, "losses",
                  "a part such as one_eye, hearing_both x3, left_arm @50%"};
  const auto words = split(text);
  if (words.empty() || !is_name(words[0])) return bad;
  Loss loss;
  loss.part = words[0];
  for (std::size_t i = 1; i < words.size(); ++i) {
    const bool counts = words[i][0] == 'x';
    const auto number = counts ? small_number(words[i].substr(1)) : small_share(words[i].substr(1));
    if (!number || *number < 1) return bad;
    switch (words[i][0]) {
      case 'x': loss.count = *number; break;
      case '@': loss.function = *number; break;
      case '=': loss.degree = *number; break;
      default: return bad;
    }
  }
  if (loss.count > 20 || loss.function.value_or(0) > 10'000 || loss.degree.value_or(0) > 10'000) {
    return bad;
  }
  return loss;
}

Result<Child> Child::parse(std::string_view text) {
  const Error bad{Errc::bad_value, "children", "such as: 2012-05-01 junior*2 senior*3"};
  const auto words = split(text);
  if (words.size() < 2) return bad;
  const auto birth = Date::parse(words[0]);
  if (!birth) return Error{Errc::bad_date, "children", birth.error().detail};
  Child child{*birth, {}};
  for (std::size_t i = 1; i < words.size(); ++i) {
    const auto star = words[i].find('*');
    const auto level = parse_level(words[i].substr(0, star));
    if (!level) return level.error();
    const auto years = star == std::string_view::npos ? std::optional<std::int64_t>(1)
                                                      : small_number(words[i].substr(star + 1));
    if (!years || *years < 1 || *years > 30) return bad;
    child.schooling.push_back({*level, *years});
  }
  return child;
}

}  // namespace payung::benefits

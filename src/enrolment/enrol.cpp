#include "enrolment/enrol.hpp"

#include <algorithm>

#include "allocation/budget.hpp"

namespace payung::enrolment {
namespace {

constexpr std::int64_t kPersonMax = 999'999'999;

/// The digit that makes the Luhn sum of `digits` and itself a multiple of ten.
char check_digit(std::string_view digits) {
  int sum = 0;
  bool twice = true;
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) {
    int value = *digit - '0';
    if (twice) value = value * 2 > 9 ? value * 2 - 9 : value * 2;
    sum += value;
    twice = !twice;
  }
  return static_cast<char>('0' + (10 - sum % 10) % 10);
}

bool holds_in(const Spell& spell, Month month) {
  return spell.from <= month && (!spell.until || month < *spell.until);
}

Status check_enrolled(std::span<const MembershipEvent> known, std::span<const Spell> spells,
                      const MembershipEvent& event) {
  if (event.until && *event.until <= event.effective) {
    return Error{Errc::conflict, "enrolled", "ends before it begins: " + event.until->text()};
  }
  for (const Spell& spell : spells) {
    const bool before = spell.until && *spell.until <= event.effective;
    const bool after = event.until && *event.until <= spell.from;
    if (before || after) continue;
    return Error{Errc::conflict, "enrolled",
                 "already a member in " + std::max(spell.from, event.effective).text()};
  }
  const auto gone = [&](std::int64_t id) {
    return std::any_of(known.begin(), known.end(), [&](const MembershipEvent& one) {
      return one.kind == EventKind::withdrawn && one.withdraws == id;
    });
  };
  for (const MembershipEvent& one : known) {
    if (one.kind == EventKind::died && !gone(one.id)) {
      return Error{Errc::conflict, "enrolled", "reported dead"};
    }
  }
  return {};
}

Status check_change(std::span<const Spell> spells, const MembershipEvent& event) {
  const bool payer = event.kind == EventKind::payer_changed;
  for (const Spell& spell : spells) {
    if (holds_in(spell, event.effective)) return {};
    // A new payer may take over where the agreed months of the old one end.
    if (payer && !spell.ended_by && spell.until == event.effective) return {};
  }
  return Error{Errc::conflict, std::string(to_text(event.kind)),
               "not a member in " + event.effective.text()};
}

/// Whether it was taken back.
bool is_undone(std::span<const MembershipEvent> known, const MembershipEvent& event) {
  return std::ranges::any_of(known, [&](const MembershipEvent& one) {
    return one.kind == EventKind::withdrawn && one.withdraws == event.id;
  });
}

/// The same end is told once: taking one of two back would leave the other, and him out.
Status check_end(std::span<const MembershipEvent> known, std::span<const Spell> spells,
                 const MembershipEvent& event) {
  for (const MembershipEvent& one : known) {
    const bool same = one.kind == event.kind && one.effective == event.effective;
    if (same && !is_undone(known, one)) {
      return Error{Errc::conflict, std::string(to_text(event.kind)),
                   "it was told before; take that back first to tell it otherwise"};
    }
  }
  for (const Spell& spell : spells) {
    if (holds_in(spell, event.effective) || holds_in(spell, event.on.month_of())) return {};
    // Somebody may end before the first month, by which nothing becomes due.
    if (spell.from == event.effective) return {};
  }
  return Error{Errc::conflict, std::string(to_text(event.kind)),
               "not a member in " + event.on.month_of().text()};
}

Status check_withdrawn(std::span<const MembershipEvent> known, const MembershipEvent& event) {
  const MembershipEvent* target = nullptr;
  for (const MembershipEvent& one : known) {
    if (one.id == event.withdraws && one.kind != EventKind::withdrawn) target = &one;
    if (one.kind == EventKind::withdrawn && one.withdraws == event.withdraws) {
      return Error{Errc::conflict, "withdrawn", "was taken back before"};
    }
  }
  if (target == nullptr) {
    return Error{Errc::not_found, "withdrawn", "no event " + std::to_string(event.withdraws)};
  }
  return {};
}

}  // namespace

Result<Start> start_of(Date received, PayerKind payer, std::optional<Date> agreement,
                       const rules::RuleBook& rules) {
  const std::string_view key =
      allocation::is_public(payer) ? "enrolment.start_public_payer" : "enrolment.start";
  const auto rule = rules.find(key, received);
  if (!rule) return rule.error();
  Date day = received;
  if (rule->word == "on_agreement") {
    day = agreement.value_or(received);
  } else if (rule->word == "on_receipt") {
    day = std::max(received, agreement.value_or(received));
  } else {
    return Error{Errc::bad_rule, rule->row, "on_receipt or on_agreement"};
  }
  return Start{day, day.month_of(), rule->source.citation(), rule->row};
}

Status check_programmes(ProgrammeSet programmes, const rules::RuleBook& rules, Date on) {
  const auto least = rules.find("enrolment.programmes_min", on);
  if (!least) return least.error();
  std::int64_t count = 0;
  for (const Programme programme : all_programmes()) count += programmes.has(programme) ? 1 : 0;
  const std::string where = "programmes " + programmes.text();
  if (count < least->number || !programmes.has(Programme::jkk) || !programmes.has(Programme::jkm)) {
    return Error{Errc::conflict, where,
                 "JKK and JKM, at least " + std::to_string(least->number) + " programmes (" +
                     least->source.citation() + ")"};
  }
  if (programmes.has(Programme::jp) || programmes.has(Programme::jkp)) {
    return Error{Errc::conflict, where, "JP and JKP are for wage earners"};
  }
  return {};
}

Result<Kpj> provisional_kpj(std::int64_t person) {
  if (person < 1 || person > kPersonMax) {
    return Error{Errc::bad_kpj, "person number", "1 to " + std::to_string(kPersonMax)};
  }
  const std::string serial = std::to_string(person);
  std::string digits = "9" + std::string(9 - serial.size(), '0') + serial;
  digits += check_digit(digits);
  return Kpj::parse(digits);
}

Month effective_month(EventKind kind, Date on) {
  const Month month = on.month_of();
  if (kind == EventKind::enrolled) return month;
  if (ends_membership(kind)) return month.plus(1);
  return on.day() == 1 ? month : month.plus(1);
}

Status check_event(std::span<const MembershipEvent> known, const MembershipEvent& event) {
  const auto spells = spells_of(known);
  switch (event.kind) {
    case EventKind::enrolled: return check_enrolled(known, spells, event);
    case EventKind::payer_changed:
    case EventKind::sector_changed:
    case EventKind::programmes_changed: return check_change(spells, event);
    case EventKind::left:
    case EventKind::died:
    case EventKind::moved:
    case EventKind::got_employer: return check_end(known, spells, event);
    case EventKind::withdrawn: return check_withdrawn(known, event);
  }
  return {};
}

}  // namespace payung::enrolment

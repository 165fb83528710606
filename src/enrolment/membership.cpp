#include "enrolment/membership.hpp"

#include <algorithm>
#include <tuple>

#include "eligibility/words.hpp"

namespace payung::enrolment {
namespace {

constexpr eligibility::Words<EventKind, 9> kKinds{
    {{EventKind::enrolled, "enrolled"},
     {EventKind::payer_changed, "payer_changed"},
     {EventKind::sector_changed, "sector_changed"},
     {EventKind::programmes_changed, "programmes_changed"},
     {EventKind::left, "left"},
     {EventKind::died, "died"},
     {EventKind::moved, "moved"},
     {EventKind::got_employer, "got_employer"},
     {EventKind::withdrawn, "withdrawn"}}};

/// One person's events in order become spells that never overlap.
class Fold {
 public:
  explicit Fold(std::vector<Spell>& spells) : spells_(spells) {}

  void add(const MembershipEvent& event) {
    switch (event.kind) {
      case EventKind::enrolled: return enrol(event);
      case EventKind::payer_changed: return change_payer(event);
      case EventKind::sector_changed:
      case EventKind::programmes_changed: return change_terms(event);
      case EventKind::left:
      case EventKind::died:
      case EventKind::moved:
      case EventKind::got_employer: return end(event);
      case EventKind::withdrawn: return;
    }
  }

  void finish() {
    if (!open_) return;
    if (!open_->until || *open_->until > open_->from) spells_.push_back(*open_);
    open_.reset();
  }

 private:
  /// Whether the open spell reaches into `month`, or ends just where it begins.
  bool reaches(Month month) const { return open_ && (!open_->until || *open_->until >= month); }

  void close(Month month) {
    if (!open_->until || *open_->until > month) open_->until = month;
    finish();
  }

  void enrol(const MembershipEvent& event) {
    if (open_) close(event.effective);
    const Member member{
        event.person,     event.payer,  event.budget, event.sector.value_or(Sector::other),
        event.programmes, event.income, event.on,     event.id};
    open_ = Spell{member, event.effective, event.until, std::nullopt, std::nullopt};
  }

  void change_payer(const MembershipEvent& event) {
    if (!reaches(event.effective)) return;
    Member member = open_->member;
    close(event.effective);
    member.payer = event.payer;
    member.budget = event.budget;
    member.event = event.id;
    open_ = Spell{member, event.effective, event.until, std::nullopt, std::nullopt};
  }

  void change_terms(const MembershipEvent& event) {
    if (!reaches(event.effective) || open_->until == event.effective) return;
    Member member = open_->member;
    const std::optional<Month> until = open_->until;
    close(event.effective);
    if (event.kind == EventKind::sector_changed && event.sector) member.sector = *event.sector;
    if (event.kind == EventKind::programmes_changed) member.programmes = event.programmes;
    open_ = Spell{member, event.effective, until, std::nullopt, std::nullopt};
  }

  void end(const MembershipEvent& event) {
    if (!reaches(event.effective)) return;
    open_->ended_by = event.kind;
    open_->ended_on = event.on;
    close(event.effective);
  }

  std::vector<Spell>& spells_;
  std::optional<Spell> open_;
};

std::vector<const MembershipEvent*> in_order(std::span<const MembershipEvent> events) {
  std::vector<std::int64_t> taken_back;
  for (const auto& event : events) {
    if (event.kind == EventKind::withdrawn) taken_back.push_back(event.withdraws);
  }
  std::sort(taken_back.begin(), taken_back.end());
  std::vector<const MembershipEvent*> sorted;
  sorted.reserve(events.size());
  for (const auto& event : events) {
    if (std::binary_search(taken_back.begin(), taken_back.end(), event.id)) continue;
    sorted.push_back(&event);
  }
  std::sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) {
    return std::tie(a->person, a->effective, a->id) < std::tie(b->person, b->effective, b->id);
  });
  return sorted;
}

}  // namespace

std::string_view to_text(EventKind kind) { return eligibility::word_of(kKinds, kind); }
Result<EventKind> parse_event_kind(std::string_view text) {
  return eligibility::value_of(kKinds, text, "event");
}

bool ends_membership(EventKind kind) {
  switch (kind) {
    case EventKind::left:
    case EventKind::died:
    case EventKind::moved:
    case EventKind::got_employer: return true;
    case EventKind::enrolled:
    case EventKind::payer_changed:
    case EventKind::sector_changed:
    case EventKind::programmes_changed:
    case EventKind::withdrawn: return false;
  }
  return false;
}

std::vector<Spell> spells_of(std::span<const MembershipEvent> events) {
  std::vector<Spell> spells;
  Fold fold(spells);
  std::int64_t person = 0;
  for (const MembershipEvent* event : in_order(events)) {
    if (event->person != person) fold.finish();
    person = event->person;
    fold.add(*event);
  }
  fold.finish();
  return spells;
}

std::vector<Member> members_in(std::span<const MembershipEvent> events, Month month) {
  std::vector<Member> members;
  for (const Spell& spell : spells_of(events)) {
    if (spell.from <= month && (!spell.until || month < *spell.until)) {
      members.push_back(spell.member);
    }
  }
  return members;
}

}  // namespace payung::enrolment

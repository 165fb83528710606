#include "app/erase_person.hpp"

#include <algorithm>
#include <map>

#include "enrolment/membership.hpp"
#include "store/audit.hpp"
#include "store/history.hpp"
#include "store/lists.hpp"
#include "store/membership.hpp"

namespace payung::app {
namespace {

enum class Standing : std::uint8_t { never_member, former_member, member };

Result<Standing> standing_of(Environment& env, std::int64_t person) {
  const auto events = store::membership_events_of(env.database, person);
  if (!events) return events.error();
  if (events->empty()) return Standing::never_member;
  const auto members = enrolment::members_in(*events, env.today.month_of());
  return members.empty() ? Standing::former_member : Standing::member;
}

/// The months after the one in which the row ended have gone by.
bool over(std::string_view ended_at, std::int64_t months, Date today) {
  constexpr std::int64_t kMonthsMax = 1200;
  const auto ended = Date::parse(ended_at.substr(0, 10));
  if (!ended || months > kMonthsMax) return false;
  const Date last = ended->month_of().plus(static_cast<int>(months)).last_day();
  return last < today;
}

Kept kept_of(const store::HeldRow& row, store::ErasureGround ground, Standing standing,
             Date today) {
  if (row.erased) return Kept::erased_before;
  if (ground == store::ErasureGround::asked) {
    return standing == Standing::never_member ? Kept::no : Kept::member;
  }
  if (standing == Standing::member) return Kept::member;
  if (row.ended_at.empty()) return Kept::speaks_now;
  return row.months && over(row.ended_at, *row.months, today) ? Kept::no : Kept::not_over;
}

Result<std::vector<RowErasure>> plan(Environment& env, std::int64_t person,
                                     store::ErasureGround ground) {
  const auto known = store::person_known(env.database, person);
  if (!known) return known.error();
  if (!*known) return Error{Errc::not_found, "person " + std::to_string(person)};
  const auto standing = standing_of(env, person);
  if (!standing) return standing.error();
  const auto rows = store::held_rows_of(env.database, person);
  if (!rows) return rows.error();
  std::vector<RowErasure> all;
  for (const store::HeldRow& row : *rows) {
    all.push_back({row.row, row.sender_code, kept_of(row, ground, *standing, env.today)});
  }
  return all;
}

Status tell(Environment& env, const std::string& subject, const ErasureReport& report,
            store::ErasureGround ground, std::string_view reason) {
  return store::audit(
      env.database,
      {env.now, env.actor, "erase", subject,
       "rows erased " + std::to_string(report.erased) + ", kept " + std::to_string(report.kept) +
           ", ground " + std::string(store::to_text(ground)) + ": " + std::string(reason)});
}

}  // namespace

std::string_view to_text(Kept kept) {
  switch (kept) {
    case Kept::no: return "no";
    case Kept::erased_before: return "erased_before";
    case Kept::member: return "member";
    case Kept::speaks_now: return "speaks_now";
    case Kept::not_over: return "not_over";
  }
  PAYUNG_CHECK(false);
}

Result<std::vector<RowErasure>> erasure_plan(Environment& env, std::int64_t person,
                                             store::ErasureGround ground) {
  auto transaction = db::Transaction::begin(env.database, db::Access::read);
  if (!transaction) return transaction.error();
  return plan(env, person, ground);
}

Result<ErasureReport> erase_person(Environment& env, std::int64_t person,
                                   store::ErasureGround ground, std::string_view reason) {
  if (reason.empty()) return Error{Errc::bad_option, "reason", "who decided, on what request"};
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  auto rows = plan(env, person, ground);
  if (!rows) return rows.error();
  ErasureReport report;
  for (const RowErasure& row : *rows) {
    if (row.kept != Kept::no) {
      ++report.kept;
      continue;
    }
    const auto erased = store::erase_row(env.database, row.row, ground, reason, env.now, env.actor);
    if (!erased) return erased.error();
    ++report.erased;
  }
  if (report.erased == 0) {
    const auto stays = std::ranges::find_if(
        *rows, [](const RowErasure& row) { return row.kept != Kept::erased_before; });
    if (stays == rows->end()) {
      return Error{Errc::nothing_done, "person " + std::to_string(person), "nothing is left"};
    }
    return Error{Errc::conflict, "person " + std::to_string(person),
                 std::string(to_text(stays->kept))};
  }
  report.rows = *std::move(rows);
  const auto told = tell(env, "person " + std::to_string(person), report, ground, reason);
  if (!told) return told.error();
  if (const auto done = transaction->commit(); !done) return done.error();
  return report;
}

Result<ErasureReport> erase_past_retention(Environment& env, std::string_view reason) {
  if (reason.empty()) return Error{Errc::bad_option, "reason", "who decided, by which rule"};
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  const auto rows = store::ended_rows_with_retention(env.database);
  if (!rows) return rows.error();
  ErasureReport report;
  std::map<std::int64_t, Standing> standings;
  for (const store::EndedHeldRow& row : *rows) {
    if (!over(row.ended_at, row.months, env.today)) continue;
    if (!standings.contains(row.person)) {
      const auto standing = standing_of(env, row.person);
      if (!standing) return standing.error();
      standings[row.person] = *standing;
    }
    if (standings[row.person] == Standing::member) {
      ++report.kept;
      continue;
    }
    const auto erased = store::erase_row(env.database, row.row, store::ErasureGround::retention,
                                         reason, env.now, env.actor);
    if (!erased) return erased.error();
    ++report.erased;
  }
  if (report.erased > 0) {
    const auto told =
        tell(env, "rows past retention", report, store::ErasureGround::retention, reason);
    if (!told) return told.error();
  }
  if (const auto done = transaction->commit(); !done) return done.error();
  return report;
}

Status set_source_basis(Environment& env, std::string_view sender, store::SourceBasis basis) {
  constexpr std::int64_t kRetentionMonthsMax = 1200;
  if (basis.purpose.empty()) return Error{Errc::bad_option, "purpose", "what the data is for"};
  if (basis.retention_months < 1 || basis.retention_months > kRetentionMonthsMax) {
    return Error{Errc::bad_option, "retention_months", "1 to 1200"};
  }
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  const auto known = store::find_sender(env.database, sender);
  if (!known) return known.error();
  if (!*known) return Error{Errc::not_found, "sender " + std::string(sender)};
  basis.sender = (*known)->id;
  basis.recorded_at = env.now;
  basis.actor = env.actor;
  if (auto added = store::add_source_basis(env.database, basis); !added) return added;
  const std::string detail = std::string(store::to_text(basis.basis)) + ", " +
                             std::to_string(basis.retention_months) + " months: " + basis.purpose;
  auto told = store::audit(env.database, {env.now, env.actor, "set_source_basis",
                                          "sender " + std::string(sender), detail});
  if (!told) return told;
  return transaction->commit();
}

}  // namespace payung::app

#include "app/record_event.hpp"

#include <algorithm>
#include <map>

#include "enrolment/enrol.hpp"
#include "store/audit.hpp"

namespace payung::app {
namespace {

using enrolment::EventKind;
using enrolment::MembershipEvent;

Result<std::int64_t> person_of(Environment& environment, const EventQuery& query) {
  if (query.person != 0) return query.person;
  if (!query.nik) return Error{Errc::bad_option, "NIK", "give a NIK or --person"};
  const auto persons = store::persons_of_nik(environment.database, *query.nik);
  if (!persons) return persons.error();
  if (persons->empty()) return Error{Errc::not_found, "person", query.nik->masked()};
  if (persons->size() > 1) {
    std::string numbers;
    for (const auto one : *persons) numbers += (numbers.empty() ? "" : ", ") + std::to_string(one);
    return Error{Errc::conflict, "NIK " + query.nik->masked(),
                 "stands for several persons; give --person, one of " + numbers};
  }
  return persons->front();
}

Result<allocation::Payer> payer_of(Environment& environment, const std::string& code) {
  auto found = store::payer_by_code(environment.database, code);
  if (!found) return found.error();
  if (!*found) return Error{Errc::not_found, "payer " + code, "payung payers list"};
  return **std::move(found);
}

/// The budget out of which a new payer pays: the scheme that began last, then the smallest rank.
Status choose_budget(Environment& environment, std::int64_t payer, MembershipEvent& event) {
  const auto schemes = store::schemes(environment.database);
  if (!schemes) return schemes.error();
  std::optional<Month> scheme_from;
  int rank = 0;
  for (const auto& version : *schemes) {
    const auto programme = stored_programme(environment, version.code);
    if (!programme) return programme.error();
    for (const auto& budget : programme->file.funding.budgets) {
      if (budget.payer != payer || !budget.months.contains(event.effective)) continue;
      const bool better = !scheme_from || version.period.from > *scheme_from ||
                          (version.period.from == *scheme_from && budget.rank < rank);
      if (!better) continue;
      scheme_from = version.period.from;
      rank = budget.rank;
      event.budget = budget.id;
      event.until = budget.months.until;
    }
  }
  return {};
}

std::string key_of(const MembershipEvent& event) {
  std::string key =
      std::string(to_text(event.kind)) + ":" + std::to_string(event.person) + ":" + event.on.text();
  if (event.payer != 0) key += ":payer " + std::to_string(event.payer);
  if (event.sector) key += ":" + std::string(to_text(*event.sector));
  if (!event.programmes.empty()) key += ":" + event.programmes.text();
  if (event.withdraws != 0) key += ":event " + std::to_string(event.withdraws);
  return key;
}

/// What an event changes must be given, and nothing else.
Status check_form(const EventQuery& query) {
  const bool payer = query.kind == EventKind::payer_changed;
  const bool sector = query.kind == EventKind::sector_changed;
  const bool programmes = query.kind == EventKind::programmes_changed;
  const bool withdrawn = query.kind == EventKind::withdrawn;
  if (query.kind == EventKind::enrolled) return Error{Errc::bad_option, "event", "payung enrol"};
  if (payer == query.payer.empty()) return Error{Errc::bad_option, "--payer"};
  if (sector != query.sector.has_value()) return Error{Errc::bad_option, "--sector"};
  if (programmes == query.programmes.empty()) return Error{Errc::bad_option, "--programmes"};
  if (withdrawn != (query.withdraws != 0)) return Error{Errc::bad_option, "--event"};
  return {};
}

Result<MembershipEvent> event_of(Environment& environment, const EventQuery& query) {
  const auto person = person_of(environment, query);
  if (!person) return person.error();
  const Date on = query.on.value_or(environment.today);
  // It holds from the month after: the calendar must not end there.
  constexpr int kLastYear = 2150;
  if (on.year() > kLastYear) {
    return Error{Errc::bad_date, "on", "a day up to " + std::to_string(kLastYear)};
  }
  MembershipEvent event{0,
                        *person,
                        query.kind,
                        on,
                        enrolment::effective_month(query.kind, on),
                        std::nullopt,
                        0,
                        0,
                        query.sector,
                        query.programmes,
                        std::nullopt,
                        query.withdraws,
                        environment.now,
                        query.reason,
                        query.key};
  if (!query.payer.empty()) {
    const auto payer = payer_of(environment, query.payer);
    if (!payer) return payer.error();
    event.payer = payer->id;
    if (const auto status = choose_budget(environment, payer->id, event); !status) {
      return status.error();
    }
  }
  if (event.key.empty()) event.key = key_of(event);
  return event;
}

bool same_fact(const MembershipEvent& a, const MembershipEvent& b) {
  return a.person == b.person && a.kind == b.kind && a.on == b.on && a.payer == b.payer &&
         a.sector == b.sector && a.programmes == b.programmes && a.withdraws == b.withdraws;
}

}  // namespace

Result<EventReport> record_event(Environment& environment, const EventQuery& query) {
  if (const auto status = check_form(query); !status) return status.error();
  auto transaction = db::Transaction::begin(environment.database);
  if (!transaction) return transaction.error();
  auto event = event_of(environment, query);
  if (!event) return event.error();
  const auto before = store::membership_event_by_key(environment.database, event->key);
  if (!before) return before.error();
  if (*before) {
    if (same_fact(**before, *event)) {
      transaction->leave();
      return EventReport{Effect::nothing_new, **before};
    }
    return Error{Errc::already_there, "event", "the key stands for another event"};
  }
  const auto known = store::membership_events_of(environment.database, event->person);
  if (!known) return known.error();
  if (const auto fits = enrolment::check_event(*known, *event); !fits) return fits.error();
  if (query.kind == EventKind::programmes_changed) {
    const auto lawful =
        enrolment::check_programmes(event->programmes, environment.rules, event->on);
    if (!lawful) return lawful.error();
  }
  const auto id = store::next_membership_event(environment.database);
  if (!id) return id.error();
  event->id = *id;
  if (const auto status =
          store::add_membership_events(environment.database, {&*event, 1}, environment.actor);
      !status) {
    return status.error();
  }
  const std::string subject = "membership_event " + std::to_string(*id);
  const std::string detail = std::string(to_text(event->kind)) + " of person " +
                             std::to_string(event->person) + " on " + event->on.text() +
                             ", holds from " + event->effective.text();
  if (const auto status = store::audit(environment.database, {environment.now, environment.actor,
                                                              "record_event", subject, detail});
      !status) {
    return status.error();
  }
  if (const auto status = transaction->commit(); !status) return status.error();
  return EventReport{Effect::done, *std::move(event)};
}

Result<std::optional<ListedMember>> member_in(Environment& environment, std::int64_t person,
                                              Month month) {
  const auto events = store::membership_events_of(environment.database, person);
  if (!events) return events.error();
  const auto members = enrolment::members_in(*events, month);
  if (members.empty()) return std::optional<ListedMember>{};
  const auto payer = store::payer_code(environment.database, members.front().payer);
  if (!payer) return payer.error();
  const auto number = store::newest_number(environment.database, person);
  if (!number) return number.error();
  ListedMember one{members.front(), std::nullopt, store::NumberSource::provisional, *payer};
  if (*number) {
    one.kpj = (*number)->kpj;
    one.number = (*number)->source;
  }
  return std::optional(std::move(one));
}

Result<std::vector<ListedMember>> list_members(Environment& environment, Month month,
                                               const std::string& payer_code) {
  std::int64_t wanted = 0;
  if (!payer_code.empty()) {
    const auto payer = payer_of(environment, payer_code);
    if (!payer) return payer.error();
    wanted = payer->id;
  }
  const auto events = store::membership_events(environment.database);
  if (!events) return events.error();
  const auto payers = store::payers(environment.database);
  if (!payers) return payers.error();
  const auto numbers = store::member_numbers(environment.database);
  if (!numbers) return numbers.error();
  std::map<std::int64_t, std::string> codes;
  for (const auto& payer : *payers) codes.emplace(payer.id, payer.code);

  std::vector<ListedMember> all;
  auto number = numbers->begin();
  for (const auto& member : enrolment::members_in(*events, month)) {
    if (wanted != 0 && member.payer != wanted) continue;
    while (number != numbers->end() && number->person < member.person) ++number;
    ListedMember one{member, std::nullopt, store::NumberSource::provisional, codes[member.payer]};
    if (number != numbers->end() && number->person == member.person) {
      one.kpj = number->kpj;
      one.number = number->source;
    }
    all.push_back(std::move(one));
  }
  return all;
}

}  // namespace payung::app

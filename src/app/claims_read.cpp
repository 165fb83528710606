#include "app/claims_shared.hpp"
#include "store/audit.hpp"
#include "store/registry.hpp"

/// Reading a claim, its doubts, and adding one event to it.
namespace payung::app {
namespace {

std::vector<claims::Event> bare(const std::vector<store::ClaimEvent>& events) {
  std::vector<claims::Event> all;
  for (const auto& one : events) all.push_back(one.event);
  return all;
}

/// The first day of the membership that the newest verification found.
Result<std::optional<Date>> membership_start(const ClaimView& view) {
  const auto* verified = newest(view, claims::Step::verified);
  if (verified == nullptr) return std::optional<Date>{};
  const auto facts = facts_of(*verified);
  if (!facts) return facts.error();
  const auto day = Date::parse(facts->value("membership_start", ""));
  if (!day) return std::optional<Date>{};
  return std::optional(*day);
}

bool not_refused(const Result<ClaimView>& view) {
  return view.ok() && view->standing.state != claims::State::refused;
}

Status look_at_receiver(Environment& env, const ClaimView& view, claims::Surroundings& around) {
  const auto* named = newest(view, claims::Step::receiver_named);
  if (named == nullptr) return {};
  const auto facts = facts_of(*named);
  if (!facts) return facts.error();
  const auto same =
      store::claims_with_account(env.database, facts->value("account", ""), view.claim.person);
  if (!same) return same.error();
  around.same_account = *same;
  const std::string nik = facts->value("nik", "");
  if (nik.empty() || !claims::is_death(view.claim.kind)) return {};
  const auto own = store::registry_facts(env.database, view.claim.person);
  if (!own) return own.error();
  if (!*own) return {};
  for (const std::string& one : (*own)->niks) around.receiver_died |= one == nik;
  return {};
}

}  // namespace

Result<ClaimJson> facts_of(const store::ClaimEvent& event) {
  auto json = ClaimJson::parse(event.private_text, nullptr, false);
  if (!json.is_object()) return Error{Errc::integrity, "claim_event"};
  return json;
}

const store::ClaimEvent* newest(const ClaimView& view, claims::Step step) {
  const store::ClaimEvent* found = nullptr;
  for (const auto& one : view.events) {
    if (one.event.step == step) found = &one;
  }
  return found;
}

Status check_words(std::string_view name, std::string_view text, std::size_t bytes_max) {
  if (text.size() > bytes_max || !db::check_text(text)) {
    return Error{Errc::bad_value, std::string(name), "at most " + std::to_string(bytes_max)};
  }
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 && c != '\n') || byte == 0x7F) {
      return Error{Errc::bad_value, std::string(name), "printable characters"};
    }
  }
  return {};
}

Status check_said(std::string_view name, std::string_view text, std::size_t bytes_max) {
  if (text.find_first_not_of(" \n") == std::string_view::npos) {
    return Error{Errc::bad_value, std::string(name), "it is empty"};
  }
  return check_words(name, text, bytes_max);
}

Result<ClaimView> claim_view_of(Environment& env, store::Claim claim) {
  ClaimView view{std::move(claim), {}, {}, {}, {}, {}, {}, {}};
  auto events = store::claim_events(env.database, view.claim.id);
  if (!events) return events.error();
  view.events = *std::move(events);
  const auto all = bare(view.events);
  auto standing = claims::standing_of(all);
  if (!standing) return Error{Errc::integrity, "claim " + std::to_string(view.claim.id)};
  view.standing = *std::move(standing);
  auto checklist = claims::papers_of(view.claim.kind, view.claim.reported_on, env.rules);
  if (!checklist) return checklist.error();
  view.checklist = *std::move(checklist);
  view.missing = claims::missing(view.checklist, view.standing);
  view.complete_on = claims::complete_on(view.checklist, all);
  auto standard = claims::standard_of(claims::programme_of(view.claim.kind), view.standing,
                                      view.complete_on, env.rules);
  if (!standard) return standard.error();
  view.standard = *std::move(standard);
  return view;
}

Result<ClaimView> claim_view(Environment& env, std::int64_t claim) {
  auto found = store::claim(env.database, claim);
  if (!found) return found.error();
  auto view = claim_view_of(env, *std::move(found));
  if (!view) return view;
  auto papers = store::claim_papers(env.database, claim);
  if (!papers) return papers.error();
  view->papers = *std::move(papers);
  return view;
}

Result<std::vector<claims::Doubt>> doubts_of_claim(Environment& env, const ClaimView& view) {
  const store::Claim& claim = view.claim;
  claims::Surroundings around{claim.kind, claim.happened_on, claim.reported_on};
  const auto others = store::claims_of_person(env.database, claim.person);
  if (!others) return others.error();
  for (const store::Claim& other : *others) {
    if (other.id == claim.id || !not_refused(claim_view_of(env, other))) continue;
    around.others.push_back({other.id, other.kind, other.happened_on});
  }
  if (claims::is_death(claim.kind)) {
    const auto alive = store::alive_after(env.database, claim.person, claim.happened_on);
    if (!alive) return alive.error();
    around.alive_after = *alive;
  }
  const auto start = membership_start(view);
  if (!start) return start.error();
  around.membership_start = *start;
  if (const Status looked = look_at_receiver(env, view, around); !looked) return looked.error();
  return claims::doubts_of(around, env.rules);
}

Status add_step(Environment& env, ClaimView& view, claims::Step step, Rupiah amount,
                std::string_view what, const ClaimJson& facts) {
  const claims::Event event{step, env.today, amount, std::string(what), env.actor};
  if (const Status may = claims::may_follow(view.standing, event); !may) return may;
  const auto number = static_cast<std::int64_t>(view.events.size()) + 1;
  const store::ClaimEvent stored{number, event, facts.dump(), env.now};
  if (const Status added = store::add_claim_event(env.database, view.claim.id, stored); !added) {
    return added;
  }
  view.events.push_back(stored);
  auto standing = claims::standing_of(bare(view.events));
  if (!standing) return standing.error();
  view.standing = *std::move(standing);
  const std::string action = "claim_" + std::string(claims::to_text(step));
  const std::string subject = "claim " + std::to_string(view.claim.id);
  std::string detail = "person " + std::to_string(view.claim.person);
  if (amount != Rupiah(0)) detail += " amount=" + std::to_string(amount.amount());
  if (!what.empty()) detail += " " + std::string(what);
  return store::audit(env.database, {env.now, env.actor, action, subject, detail});
}

Result<ClaimView> one_step(Environment& env, std::int64_t claim, claims::Step step, Rupiah amount,
                           const ClaimJson& facts) {
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  auto view = claim_view(env, claim);
  if (!view) return view;
  if (const Status added = add_step(env, *view, step, amount, "", facts); !added) {
    return added.error();
  }
  if (const Status done = transaction->commit(); !done) return done.error();
  return claim_view(env, claim);
}

}  // namespace payung::app

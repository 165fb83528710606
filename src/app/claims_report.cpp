#include <algorithm>

#include "app/claims_shared.hpp"
#include "base/nik.hpp"
#include "store/history.hpp"
#include "store/membership.hpp"
#include "store/registry.hpp"

/// A claim is reported, papers come in, the receiver is named.
namespace payung::app {
namespace {

constexpr std::size_t kLine = 200;
constexpr std::size_t kStory = 4'000;
constexpr std::string_view kReporters[] = {"worker", "family", "employer", "village",
                                           "group",  "union",  "facility", "office"};

Status check_texts(const ClaimReport& report) {
  if (std::ranges::find(kReporters, report.reporter) == std::end(kReporters)) {
    return Error{Errc::bad_value, "reporter", "family, worker, employer, village ..."};
  }
  const std::pair<std::string_view, const std::string*> lines[] = {
      {"reporter_name", &report.reporter_name},
      {"reporter_phone", &report.reporter_phone},
      {"place", &report.place},
      {"diagnosis", &report.diagnosis},
      {"key", &report.key}};
  for (const auto& [name, text] : lines) {
    if (const Status good = check_words(name, *text, kLine); !good) return good;
  }
  return check_words("story", report.story, kStory);
}

/// Somebody here must know the person, and nothing happens to him before birth or tomorrow.
Status check_days(Environment& env, const ClaimReport& report) {
  if (report.happened_on > env.today) {
    return Error{Errc::bad_date, "happened_on", "after today, " + env.today.text()};
  }
  const auto facts = store::registry_facts(env.database, report.person);
  if (!facts) return facts.error();
  if (!*facts) {
    const auto events = store::membership_events_of(env.database, report.person);
    if (!events) return events.error();
    if (events->empty()) return Error{Errc::not_found, "person"};
    return {};
  }
  const auto birth = Date::parse((*facts)->birth_date);
  if (birth && report.happened_on < *birth) {
    return Error{Errc::bad_date, "happened_on", "before birth"};
  }
  return {};
}

std::string key_of(const ClaimReport& report) {
  if (!report.key.empty()) return report.key;
  return "person " + std::to_string(report.person) + ":" +
         std::string(claims::to_text(report.kind)) + ":" + report.happened_on.text();
}

Result<Reported> reported_before(Environment& env, const store::Claim& known,
                                 const ClaimReport& report) {
  const bool same = known.person == report.person && known.kind == report.kind &&
                    known.happened_on == report.happened_on;
  if (!same) return Error{Errc::already_there, "key", "it stands for another claim"};
  auto view = claim_view(env, known.id);
  if (!view) return view.error();
  return Reported{*std::move(view), true};
}

}  // namespace

Result<Reported> report_claim(Environment& env, const ClaimReport& report) {
  if (const Status good = check_texts(report); !good) return good.error();
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  const std::string key = key_of(report);
  const auto known = store::claim_by_key(env.database, key);
  if (!known) return known.error();
  if (*known) {
    auto before = reported_before(env, **known, report);
    if (before) transaction->leave();
    return before;
  }
  if (const Status good = check_days(env, report); !good) return good.error();
  const ClaimJson told{{"reporter_name", report.reporter_name},
                       {"reporter_phone", report.reporter_phone},
                       {"place", report.place},
                       {"story", report.story},
                       {"diagnosis", report.diagnosis}};
  store::Claim claim{0,         report.person,   report.kind, report.happened_on,
                     env.today, report.reporter, key,         told.dump(),
                     env.now,   env.actor};
  if (const Status added = store::add_claim(env.database, claim); !added) return added.error();
  const std::int64_t id = claim.id;
  auto view = claim_view_of(env, std::move(claim));
  if (!view) return view.error();
  const Status stepped = add_step(env, *view, claims::Step::reported, Rupiah(0),
                                  claims::to_text(report.kind), ClaimJson::object());
  if (!stepped) return stepped.error();
  if (const Status done = transaction->commit(); !done) return done.error();
  auto made = claim_view(env, id);
  if (!made) return made.error();
  return Reported{*std::move(made), false};
}

Result<AddedPaper> add_claim_paper(Environment& env, const NewClaimPaper& wish) {
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  auto view = claim_view(env, wish.claim);
  if (!view) return view.error();
  const auto listed = std::ranges::find(view->checklist, wish.code, &claims::Paper::code);
  if (listed == view->checklist.end()) {
    return Error{Errc::bad_value, "paper", "a paper of this claim's checklist"};
  }
  store::ClaimPaper paper{0,          wish.claim, wish.code, wish.sha256, wish.media_type,
                          wish.bytes, env.now,    env.actor};
  const auto added = store::add_claim_paper(env.database, paper);
  if (!added) return added.error();
  if (!*added) {
    auto papers = store::claim_papers(env.database, wish.claim);
    if (!papers) return papers.error();
    const auto same = std::ranges::find(*papers, paper.id, &store::ClaimPaper::id);
    transaction->leave();
    return AddedPaper{*same, true};
  }
  const Status stepped = add_step(env, *view, claims::Step::paper_received, Rupiah(0), wish.code,
                                  ClaimJson{{"paper", paper.id}});
  if (!stepped) return stepped.error();
  if (const Status done = transaction->commit(); !done) return done.error();
  return AddedPaper{std::move(paper), false};
}

Result<ClaimView> ask_for_papers(Environment& env, std::int64_t claim, const std::string& note) {
  if (const Status good = check_words("note", note, kLine); !good) return good.error();
  const auto view = claim_view(env, claim);
  if (!view) return view;
  return one_step(env, claim, claims::Step::papers_asked, Rupiah(0),
                  {{"note", note}, {"missing", view->missing}});
}

Result<ClaimView> name_receiver(Environment& env, std::int64_t claim, const Receiver& receiver) {
  if (const Status good = check_said("name", receiver.name, kLine); !good) return good.error();
  if (const Status good = check_said("bank", receiver.bank, kLine); !good) return good.error();
  if (const Status good = check_words("relation", receiver.relation, 40); !good) {
    return good.error();
  }
  const bool figures = receiver.account.find_first_not_of("0123456789") == std::string::npos;
  if (!figures || receiver.account.size() < 5 || receiver.account.size() > 30) {
    return Error{Errc::bad_value, "account", "5 to 30 figures"};
  }
  if (!receiver.nik.empty()) {
    const auto nik = Nik::parse(receiver.nik);
    if (!nik) return nik.error();
  }
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  auto view = claim_view(env, claim);
  if (!view) return view;
  const Status stepped = add_step(env, *view, claims::Step::receiver_named, Rupiah(0), "",
                                  {{"name", receiver.name},
                                   {"nik", receiver.nik},
                                   {"relation", receiver.relation},
                                   {"bank", receiver.bank},
                                   {"account", receiver.account}});
  if (!stepped) return stepped.error();
  const Status indexed = store::add_claim_receiver(env.database, claim, view->events.back().number,
                                                   receiver.account, receiver.nik);
  if (!indexed) return indexed.error();
  if (const Status done = transaction->commit(); !done) return done.error();
  return claim_view(env, claim);
}

}  // namespace payung::app

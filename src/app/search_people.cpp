#include "app/search_people.hpp"

#include <algorithm>

#include "base/nik.hpp"
#include "coverage/terms.hpp"
#include "linkage/birth_date.hpp"
#include "store/coverage.hpp"
#include "store/lists.hpp"
#include "store/membership.hpp"
#include "store/payments.hpp"

namespace payung::app {
namespace {

using coverage::Covered;
using CoveredMap = PeopleIndex::CoveredMap;
using CoveredBy = PeopleIndex::CoveredBy;

/// One row with its texts, until all rows of its person are there.
struct Kept {
  std::int64_t person;
  std::int64_t sender;
  std::string nik;
  std::string name;
  std::string phone;
  std::optional<RegionCode> region;
  std::optional<Sector> sector;
  std::int32_t birth_year;
};

std::int32_t year_of(std::string_view date) {
  const std::uint32_t born = linkage::read_birth_date(date);
  return born >= 1'000'000 ? static_cast<std::int32_t>(born / 10'000) : 0;
}

Kept keep(const store::SearchRow& row) {
  return {
      row.person, row.sender, std::string(row.nik),   std::string(row.name), std::string(row.phone),
      row.region, row.sector, year_of(row.birth_date)};
}

template <class T>
void add_once(std::vector<T>& all, const T& value) {
  if (std::ranges::find(all, value) == all.end()) all.push_back(value);
}

/// Adds one person from his rows; the newest row speaks first.
void add_person(search::Builder& builder, std::int64_t person, std::span<const Kept> rows,
                std::span<const store::PaysFor> pays) {
  std::vector<std::string_view> niks;
  std::vector<std::string_view> names;
  std::vector<std::string_view> phones;
  std::vector<RegionCode> regions;
  std::vector<Sector> sectors;
  std::vector<std::int64_t> senders;
  std::vector<std::int64_t> payers;
  std::int32_t year = 0;
  for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
    if (!row->nik.empty()) add_once(niks, std::string_view(row->nik));
    if (!row->name.empty()) add_once(names, std::string_view(row->name));
    if (!row->phone.empty()) add_once(phones, std::string_view(row->phone));
    if (row->region) add_once(regions, *row->region);
    if (row->sector) add_once(sectors, *row->sector);
    if (row->sender != 0) add_once(senders, row->sender);
    if (year == 0) year = row->birth_year;
  }
  for (const store::PaysFor& one : pays) payers.push_back(one.payer);
  builder.add({person, niks, names, phones, regions, sectors, senders, payers, year});
}

/// Rows in any order, payers by person.
search::Index index_of(std::vector<Kept> rows, const std::vector<store::PaysFor>& payers) {
  std::ranges::stable_sort(rows, {}, &Kept::person);
  search::Builder builder;
  for (auto first = rows.begin(); first != rows.end();) {
    const std::int64_t person = first->person;
    auto last = std::find_if(first, rows.end(), [&](const Kept& k) { return k.person != person; });
    const auto pays = std::ranges::equal_range(payers, person, {}, &store::PaysFor::person);
    add_person(builder, person, {first, last}, {pays.begin(), pays.end()});
    first = last;
  }
  return std::move(builder).build();
}

Covered covered_in(coverage::State state, coverage::GracePolicy policy) {
  if (state == coverage::State::active) return Covered::yes;
  if (state != coverage::State::grace || policy == coverage::GracePolicy::reject) {
    return Covered::no;
  }
  return policy == coverage::GracePolicy::pay ? Covered::yes : Covered::conditional;
}

using Events = std::span<const enrolment::MembershipEvent>;
using PaidMonths = std::map<Programme, std::vector<coverage::PaidMonth>>;

/// As status_of_person decides: JHT is savings and decides nothing where there is another one.
Covered covered_person(Events events, const PaidMonths& paid, Date on,
                       const coverage::CoverRules& rules) {
  Covered all = Covered::yes;
  std::optional<Covered> savings;
  bool any = false;
  for (const Programme programme : all_programmes()) {
    const auto terms = coverage::terms_of(events, programme);
    if (terms.empty()) continue;
    const auto months = paid.find(programme);
    const std::vector<coverage::PaidMonth> none;
    const auto state =
        coverage::state_on(on, terms, months == paid.end() ? none : months->second, rules);
    const Covered one = covered_in(state, rules.in_grace);
    if (programme == Programme::jht) {
      savings = one;
      continue;
    }
    any = true;
    if (one == Covered::no) return Covered::no;
    if (one == Covered::conditional) all = one;
  }
  return any ? all : savings.value_or(Covered::no);
}

/// Walks events and paid months side by side; both come by person.
class CoverWalk {
 public:
  CoverWalk(Events events, Date on, const coverage::CoverRules& rules)
      : events_(events), on_(on), rules_(rules) {}

  Status paid(const store::PaidRow& row) {
    while (!events_.empty() && events_.front().person < row.person) close();
    if (!events_.empty() && events_.front().person == row.person) {
      paid_[row.programme].push_back(row.paid);
    }
    return {};
  }
  CoveredBy finish() {
    while (!events_.empty()) close();
    return std::move(covered_);
  }

 private:
  void close() {
    const std::int64_t person = events_.front().person;
    const auto next = std::ranges::find_if(
        events_, [&](const enrolment::MembershipEvent& event) { return event.person != person; });
    const auto count = static_cast<std::size_t>(next - events_.begin());
    covered_->emplace_hint(covered_->end(), person,
                           covered_person(events_.first(count), paid_, on_, rules_));
    events_ = events_.subspan(count);
    paid_.clear();
  }

  Events events_;
  Date on_;
  const coverage::CoverRules& rules_;
  PaidMonths paid_;
  std::unique_ptr<CoveredMap> covered_ = std::make_unique<CoveredMap>();
};

Result<CoveredBy> covered_by_person(Environment& env) {
  auto events = store::membership_events(env.database);
  if (!events) return events.error();
  if (events->empty()) return CoveredBy(std::make_unique<CoveredMap>());
  const auto rules = coverage::CoverRules::on(env.today, env.rules);
  if (!rules) return rules.error();
  const auto first = Month::of(1850, 1);
  const auto last = Month::of(2199, 12);
  if (!first) return first.error();
  if (!last) return last.error();
  std::ranges::stable_sort(*events, {}, &enrolment::MembershipEvent::person);
  CoverWalk walk(*events, env.today, *rules);
  const auto read =
      store::each_paid_month(env.database, MonthRange{*first, *last},
                             [&](const store::PaidRow& row) { return walk.paid(row); });
  if (!read) return read.error();
  return walk.finish();
}

}  // namespace

PeopleIndex::SharedState PeopleIndex::state() const {
  const std::shared_lock lock(mutex_);
  return state_;
}

void PeopleIndex::publish(State next) {
  auto made = std::make_shared<const State>(std::move(next));
  const std::unique_lock lock(mutex_);
  state_.swap(made);
}

Status PeopleIndex::load(Environment& env) {
  const auto marks = store::search_marks(env.database);
  if (!marks) return marks.error();
  std::vector<Kept> rows;
  const auto read = store::each_search_row(env.database, [&](const store::SearchRow& row) {
    rows.push_back(keep(row));
    return Status{};
  });
  if (!read) return read;
  const auto payers = store::payers_of_everybody(env.database);
  if (!payers) return payers.error();
  const auto covered = covered_by_person(env);
  if (!covered) return covered.error();
  State next;
  next.people.base = std::make_shared<const search::Index>(index_of(std::move(rows), *payers));
  next.covered = *covered;
  next.covered_on = env.today;
  next.marks = *marks;
  changed_.clear();
  publish(std::move(next));
  return {};
}

Status PeopleIndex::load_changes(Environment& env, const std::set<std::int64_t>& changed,
                                 State next) {
  std::vector<Kept> rows;
  const auto read =
      store::each_search_row_of(env.database, changed, [&](const store::SearchRow& row) {
        rows.push_back(keep(row));
        return Status{};
      });
  if (!read) return read;
  std::vector<store::PaysFor> payers;
  for (const std::int64_t person : changed) {
    const auto his = store::payers_of_person(env.database, person);
    if (!his) return his.error();
    payers.insert(payers.end(), his->begin(), his->end());
  }
  next.people.changes = std::make_shared<const search::Index>(index_of(std::move(rows), payers));
  std::vector<bool> hidden(next.people.base->size());
  for (const std::int64_t person : changed) {
    if (const auto place = next.people.base->place(person)) hidden[*place] = true;
  }
  next.people.base_hidden = std::make_shared<const std::vector<bool>>(std::move(hidden));
  changed_ = changed;
  publish(std::move(next));
  return {};
}

Result<bool> PeopleIndex::refresh(Environment& env) {
  const std::lock_guard refreshing(refreshing_);
  const auto now = state();
  auto transaction = db::Transaction::begin(env.database, db::Access::read);
  if (!transaction) return transaction.error();
  const auto marks = store::search_marks(env.database);
  if (!marks) return marks.error();
  const bool same_day = now && now->covered_on == env.today;
  if (same_day && now->marks == *marks) return false;
  if (!now || now->marks.erasures != marks->erasures) {
    if (auto loaded = load(env); !loaded) return loaded.error();
    return true;
  }
  auto changed = store::persons_changed_since(env.database, now->marks, changes_max_ + 1);
  if (!changed) return changed.error();
  changed->insert(changed_.begin(), changed_.end());
  if (changed->size() > static_cast<std::size_t>(changes_max_)) {
    if (auto loaded = load(env); !loaded) return loaded.error();
    return true;
  }
  State next = *now;
  next.marks = *marks;
  if (!same_day || now->marks.event != marks->event || now->marks.matching != marks->matching) {
    const auto covered = covered_by_person(env);
    if (!covered) return covered.error();
    next.covered = *covered;
    next.covered_on = env.today;
  }
  if (auto loaded = load_changes(env, *changed, std::move(next)); !loaded) return loaded.error();
  return true;
}

namespace {

/// The limits of a scope as the index knows them; empty: nobody is inside.
Result<std::optional<search::Within>> within_of(Environment& env, const identity::Scope& scope) {
  if (scope.empty()) return std::optional<search::Within>();
  search::Within within;
  within.regions = scope.regions;
  within.sectors = scope.sectors;
  within.person = scope.person;
  if (scope.sender) {
    const auto sender = store::find_sender(env.database, *scope.sender);
    if (!sender) return sender.error();
    if (!*sender) return std::optional<search::Within>();
    within.sender = (*sender)->id;
  }
  if (scope.payer) {
    const auto payer = store::billed_payer(env.database, *scope.payer);
    if (!payer && payer.error().code == Errc::not_found) return std::optional<search::Within>();
    if (!payer) return payer.error();
    within.payer = payer->id;
  }
  return std::optional(std::move(within));
}

FoundPerson found_person(const Environment& env, const PeopleIndex::State& state,
                         const search::Hit& hit) {
  FoundPerson person;
  person.person = hit.person;
  person.found = hit.found;
  const auto card = state.people.card(hit.person);
  if (card) {
    person.name = card->name;
    if (const auto nik = Nik::parse(card->nik)) person.masked_nik = nik->masked();
    person.birth_year = card->birth_year;
    person.region = card->region;
    person.sector = card->sector;
    if (const Region* region = env.regions.find(card->region)) person.region_name = region->name;
  }
  if (state.covered) {
    const auto covered = state.covered->find(hit.person);
    if (covered != state.covered->end()) person.covered = covered->second;
  }
  return person;
}

}  // namespace

Result<FoundPeople> search_people(Environment& env, const PeopleIndex& index,
                                  const PeopleQuestion& question) {
  FoundPeople found;
  const auto state = index.state();
  if (!state) return Error{Errc::interrupted, "search", "the people are still being loaded"};
  auto within = within_of(env, question.scope);
  if (!within) return within.error();
  found.covered_on = state->covered_on;
  if (!*within) return found;
  (*within)->area = question.area;
  const auto hits = state->people.find(question.text, **within, question.most);
  found.more = hits.more;
  found.cut = hits.cut;
  for (const search::Hit& hit : hits.hits) found.people.push_back(found_person(env, *state, hit));
  return found;
}

Result<Reach> reach_of(Environment& env, const PeopleIndex& index, const identity::Scope& scope) {
  auto state = index.state();
  if (!state) return Error{Errc::interrupted, "search", "the people are still being loaded"};
  auto within = within_of(env, scope);
  if (!within) return within.error();
  return Reach(std::move(state), *std::move(within));
}

Result<bool> reaches_person(Environment& env, const PeopleIndex& index,
                            const identity::Scope& scope, std::int64_t person) {
  const auto reach = reach_of(env, index, scope);
  if (!reach) return reach.error();
  return reach->reaches(person);
}

}  // namespace payung::app

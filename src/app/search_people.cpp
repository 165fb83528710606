#include "app/search_people.hpp"

#include <algorithm>

#include "base/nik.hpp"
#include "linkage/birth_date.hpp"
#include "store/lists.hpp"
#include "store/payments.hpp"

namespace payung::app {
namespace {

std::int32_t year_of(std::string_view date) {
  const std::uint32_t born = linkage::read_birth_date(date);
  return born >= 1'000'000 ? static_cast<std::int32_t>(born / 10'000) : 0;
}

IndexedRow keep(const store::SearchRow& row) {
  return {
      row.person, row.sender, std::string(row.nik),   std::string(row.name), std::string(row.phone),
      row.region, row.sector, year_of(row.birth_date)};
}

template <class T>
void add_once(std::vector<T>& all, const T& value) {
  if (std::ranges::find(all, value) == all.end()) all.push_back(value);
}

/// Adds one person from his rows; the newest row speaks first.
void add_person(search::Builder& builder, std::int64_t person, std::span<const IndexedRow> rows,
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
search::Index index_of(std::vector<IndexedRow> rows, const std::vector<store::PaysFor>& payers) {
  std::ranges::stable_sort(rows, {}, &IndexedRow::person);
  search::Builder builder;
  for (auto first = rows.begin(); first != rows.end();) {
    const std::int64_t person = first->person;
    auto last = std::find_if(first, rows.end(),
                             [&](const IndexedRow& row) { return row.person != person; });
    const auto pays = std::ranges::equal_range(payers, person, {}, &store::PaysFor::person);
    add_person(builder, person, {first, last}, {pays.begin(), pays.end()});
    first = last;
  }
  return std::move(builder).build();
}

}  // namespace

PeopleIndex::SharedState PeopleIndex::state() const {
  const std::shared_lock lock(mutex_);
  return state_;
}

coverage::Covered PeopleIndex::State::covered_now(std::int64_t person) const {
  if (const auto one = covered_since.find(person); one != covered_since.end()) return one->second;
  if (!covered) return coverage::Covered::no;
  const auto one = covered->find(person);
  return one == covered->end() ? coverage::Covered::no : one->second;
}

void PeopleIndex::publish(State next) {
  auto made = std::make_shared<const State>(std::move(next));
  const std::unique_lock lock(mutex_);
  state_.swap(made);
}

Status PeopleIndex::load(Environment& env) {
  const auto marks = store::search_marks(env.database);
  if (!marks) return marks.error();
  std::vector<IndexedRow> rows;
  const auto read = store::each_search_row(env.database, [&](const store::SearchRow& row) {
    rows.push_back(keep(row));
    return Status{};
  });
  if (!read) return read;
  const auto payers = store::payers_of_everybody(env.database);
  if (!payers) return payers.error();
  auto covered = covered_members(env);
  if (!covered) return covered.error();
  State next;
  next.people.base = std::make_shared<const search::Index>(index_of(std::move(rows), *payers));
  next.covered = std::make_shared<const CoveredMembers>(*std::move(covered));
  next.covered_on = env.today;
  next.marks = *marks;
  changed_.clear();
  publish(std::move(next));
  return {};
}

Status PeopleIndex::read_changed(Environment& env, const std::set<std::int64_t>& fresh) {
  for (const std::int64_t person : fresh) changed_[person] = {};
  const auto read =
      store::each_search_row_of(env.database, fresh, [&](const store::SearchRow& row) {
        changed_[row.person].rows.push_back(keep(row));
        return Status{};
      });
  if (!read) return read;
  for (const std::int64_t person : fresh) {
    auto his = store::payers_of_person(env.database, person);
    if (!his) return his.error();
    changed_[person].payers = *std::move(his);
  }
  return {};
}

void PeopleIndex::publish_changes(State next) {
  search::Builder builder;
  std::vector<bool> hidden(next.people.base->size());
  for (const auto& [person, changed] : changed_) {
    if (!changed.rows.empty()) add_person(builder, person, changed.rows, changed.payers);
    if (const auto place = next.people.base->place(person)) hidden[*place] = true;
  }
  next.people.changes = std::make_shared<const search::Index>(std::move(builder).build());
  next.people.base_hidden = std::make_shared<const std::vector<bool>>(std::move(hidden));
  publish(std::move(next));
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
  const auto fresh =
      store::persons_changed_since(env.database, now->marks, *marks, changes_max_ + 1);
  if (!fresh) return fresh.error();
  const auto more = std::ranges::count_if(
      *fresh, [&](std::int64_t person) { return !changed_.contains(person); });
  if (static_cast<std::int64_t>(changed_.size()) + more > changes_max_) {
    if (auto loaded = load(env); !loaded) return loaded.error();
    return true;
  }
  State next = *now;
  next.marks = *marks;
  if (!same_day || now->marks.matching != marks->matching) {
    auto covered = covered_members(env);
    if (!covered) return covered.error();
    next.covered = std::make_shared<const CoveredMembers>(*std::move(covered));
    next.covered_since.clear();
    next.covered_on = env.today;
  } else if (now->marks.event != marks->event) {
    const auto covered = covered_members_of(env, *fresh);
    if (!covered) return covered.error();
    for (const auto& [person, one] : *covered) next.covered_since[person] = one;
  }
  if (auto read = read_changed(env, *fresh); !read) return read.error();
  publish_changes(std::move(next));
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
  person.covered = state.covered_now(hit.person);
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

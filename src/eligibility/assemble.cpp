#include "eligibility/assemble.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "eligibility/words.hpp"

namespace payung::eligibility {
namespace {

constexpr Words<Teller, 8> kTellers{{{Teller::agency, "agency"},
                                     {Teller::company, "company"},
                                     {Teller::village, "village"},
                                     {Teller::volunteers, "volunteers"},
                                     {Teller::welfare_register, "welfare_register"},
                                     {Teller::registry, "registry"},
                                     {Teller::branch, "branch"},
                                     {Teller::hospital, "hospital"}}};

/// Members of a register that names no programmes have at least what the law asks of everyone.
constexpr ProgrammeSet kLeastProgrammes{Programme::jkk, Programme::jkm};

bool asks(const Statement& one) {
  return one.teller != Teller::registry && one.teller != Teller::branch &&
         one.teller != Teller::hospital;
}

bool knows_work(const Statement& one) {
  switch (one.teller) {
    case Teller::agency:
    case Teller::company:
    case Teller::village:
    case Teller::volunteers: return true;
    case Teller::welfare_register:
    case Teller::registry:
    case Teller::branch:
    case Teller::hospital: return false;
  }
  return false;
}

/// Newer lists first; among rows of a day the later one.
bool newer(const Statement* a, const Statement* b) {
  return std::tie(a->as_of, a->row) > std::tie(b->as_of, b->row);
}

/// Of rows that left their list: a death or move that the sender has not taken back since.
void remember_marks(std::span<const Statement> statements, PersonFacts& facts) {
  for (const Statement& gone : statements) {
    if (!gone.left) continue;
    const bool taken_back =
        std::any_of(statements.begin(), statements.end(), [&](const Statement& row) {
          return row.working && !row.left && row.sender == gone.sender && newer(&row, &gone);
        });
    if (taken_back) continue;
    facts.reported_dead = facts.reported_dead || gone.dead;
    facts.reported_moved_away = facts.reported_moved_away || gone.moved;
  }
}

std::optional<Nik> choose_nik(const std::vector<const Statement*>& rows) {
  struct Votes {
    int count = 0;
    bool fits_birth = false;
  };
  std::map<Nik, Votes> votes;
  for (const auto* row : rows) {
    if (!row->nik || row->nik_state != NikState::ok) continue;
    auto& vote = votes[*row->nik];
    ++vote.count;
    vote.fits_birth =
        vote.fits_birth || (row->birth_date && row->nik->agrees_with(*row->birth_date));
  }
  const auto best = std::max_element(votes.begin(), votes.end(), [](const auto& a, const auto& b) {
    return std::tie(a.second.count, a.second.fits_birth) <
           std::tie(b.second.count, b.second.fits_birth);
  });
  if (best == votes.end()) return std::nullopt;
  return best->first;
}

NikState state_of(const std::vector<const Statement*>& rows) {
  const auto any = [&](NikState state) {
    return std::any_of(rows.begin(), rows.end(),
                       [&](const auto* row) { return row->nik_state == state; });
  };
  if (any(NikState::damaged)) return NikState::damaged;
  return any(NikState::invalid) ? NikState::invalid : NikState::missing;
}

std::optional<Date> choose_birth(const std::vector<const Statement*>& rows,
                                 const std::optional<Nik>& nik) {
  struct Votes {
    bool fits_nik = false;
    bool registry = false;
    int count = 0;
    std::int64_t first = 0;
  };
  std::map<Date, Votes> votes;
  for (const auto* row : rows) {
    if (!row->birth_date) continue;
    const auto [at, fresh] = votes.try_emplace(*row->birth_date);
    auto& vote = at->second;
    ++vote.count;
    vote.first = fresh ? row->row : std::min(vote.first, row->row);
    vote.fits_nik = nik && nik->agrees_with(*row->birth_date);
    vote.registry = vote.registry || row->teller == Teller::registry;
  }
  const auto best = std::max_element(votes.begin(), votes.end(), [](const auto& a, const auto& b) {
    const auto key = [](const Votes& v) {
      return std::tuple(v.fits_nik, v.registry, v.count, -v.first);
    };
    return key(a.second) < key(b.second);
  });
  if (best == votes.end()) return std::nullopt;
  return best->first;
}

void add_cover(const Statement& row, PersonFacts& facts) {
  const bool member = row.teller == Teller::branch;
  if (!member && (row.programmes.empty() || !row.covered_until)) return;
  Cover cover{row.programmes.empty() ? kLeastProgrammes : row.programmes,
              row.segment.value_or(Segment::bpu),
              row.as_of.month_of(),
              std::nullopt,
              row.sender,
              ""};
  if (row.covered_until) {
    cover.until = row.covered_until->month_of().plus(1);
    cover.from = std::min(cover.from, row.covered_until->month_of());
  }
  facts.cover.push_back(std::move(cover));
}

/// `rows` newest first.
void fill_places_and_work(const std::vector<const Statement*>& rows, PersonFacts& facts) {
  std::optional<Sector> register_sector;
  for (const auto* row : rows) {
    if (!facts.home && row->region) facts.home = row->region;
    if (row->stopped) continue;
    if (!facts.sector && knows_work(*row)) facts.sector = row->sector;
    if (!register_sector) register_sector = row->sector;
    const bool at_work = knows_work(*row) && row->teller != Teller::village;
    if (!facts.workplace && at_work && !row->moved && row->sender_area != RegionCode()) {
      facts.workplace = row->sender_area;
    }
  }
  if (!facts.sector) facts.sector = register_sector;
}

}  // namespace

std::string_view to_text(Teller teller) { return word_of(kTellers, teller); }
Result<Teller> parse_teller(std::string_view text) {
  return value_of(kTellers, text, "sender kind");
}

Assembled assemble(std::int64_t person, std::span<const Statement> statements,
                   Registers registers) {
  std::vector<const Statement*> rows;
  for (const auto& one : statements) {
    if (!one.left) rows.push_back(&one);
  }
  std::sort(rows.begin(), rows.end(), newer);

  Assembled result;
  PersonFacts& facts = result.facts;
  facts.person = person;
  facts.nik = choose_nik(rows);
  facts.nik_state = facts.nik ? NikState::ok : state_of(rows);
  facts.birth_date = choose_birth(rows, facts.nik);
  facts.poverty = registers == Registers::imported ? Register::not_listed : Register::unknown;
  fill_places_and_work(rows, facts);
  remember_marks(statements, facts);
  for (const auto* row : rows) {
    if (row->teller == Teller::welfare_register) {
      facts.poverty = Register::listed;
      if (!facts.decile) facts.decile = row->decile;
    }
    facts.reported_dead = facts.reported_dead || row->dead;
    facts.reported_moved_away = facts.reported_moved_away || row->moved;
    if (row->hired || row->segment == Segment::pu) facts.wage = Wage::earner;
    add_cover(*row, facts);
    if (!asks(*row)) continue;
    result.listed = result.asks ? std::min(result.listed, row->row) : row->row;
    result.asks = true;
    result.senders.push_back(row->sender);
  }
  std::sort(result.senders.begin(), result.senders.end());
  result.senders.erase(std::unique(result.senders.begin(), result.senders.end()),
                       result.senders.end());
  return result;
}

}  // namespace payung::eligibility

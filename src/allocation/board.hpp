#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "allocation/allocate.hpp"

/// What one budget would cover, answered while somebody moves a slider.
/// In: the people who ask, once; then questions. Out: who is covered and who waits, by sector and
/// district. It is the answer of allocation::allocate for one budget and the same order of
/// priority, to the person (board_test.cpp compares them), but most of it is counted in groups:
/// only where the money ends among people of one rank are these looked at one by one.
namespace payung::allocation {

struct BoardQuestion {
  MonthRange months;                          ///< who is covered is covered for all of them
  PayerKind payer = PayerKind::apbd_regency;  ///< decides the price
  std::optional<Rupiah> amount = {};          ///< with neither amount nor heads all are covered
  std::optional<std::int64_t> heads_max = {};
  std::optional<std::size_t> budget = {};  ///< whose conditions hold; empty: open to all who ask
  enum class First : std::uint8_t { sector, area };
  First first = First::sector;         ///< which of the two orders counts more
  std::vector<Sector> sectors = {};    ///< in this order, others after
  std::vector<RegionCode> areas = {};  ///< in this order, others after; districts or larger
};

/// The keys of that order, as allocate takes them before the scheme's own.
std::vector<PriorityKey> keys_of(const BoardQuestion& question);

struct BoardCell {
  Sector sector = Sector::other;
  std::optional<RegionCode> district;  ///< empty: not known
  std::int64_t people = 0;             ///< whom the budget may pay for
  std::int64_t covered = 0;
  Rupiah cost;
};

struct BoardAnswer {
  std::int64_t people = 0;  ///< whom the budget may pay for
  std::int64_t covered = 0;
  std::int64_t unfundable = 0;   ///< who ask, but the budget may not pay for them
  Rupiah cost;                   ///< of the covered
  Rupiah cost_of_all;            ///< of everybody it may pay for
  std::vector<BoardCell> cells;  ///< by sector, then district
};

class Board {
 public:
  /// `funding`: the budgets that questions may name, and the scheme's order of priority, which
  /// decides among people whom a question puts side by side. `on`: the day at which ages count.
  Board(const Candidates& candidates, const Funding& funding, Date on);

  std::int64_t people() const { return static_cast<std::int64_t>(group_of_.size()); }

  /// Errors: those of `price_of`; overflow; bad_month without months; bad_region for an area
  /// smaller than a district.
  Result<BoardAnswer> answer(const BoardQuestion& question, const PriceOf& price_of) const;

  /// How many of each sector and of each district ask.
  std::map<Sector, std::int64_t> by_sector() const;
  std::map<std::optional<RegionCode>, std::int64_t> by_district() const;

 private:
  struct Group {
    Candidate like;  ///< stands for all of them
    std::optional<RegionCode> district;
    std::int64_t people = 0;
  };
  friend class BoardFilling;

  std::vector<Group> groups_;
  std::vector<std::uint32_t> group_of_;  ///< of each person, in the scheme's order of priority
  std::vector<std::vector<std::string>> sender_sets_;
  std::vector<Conditions> conditions_;  ///< of each budget
  Date on_;
};

}  // namespace payung::allocation

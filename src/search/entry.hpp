#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/kinds.hpp"
#include "base/region_code.hpp"

/// What goes into the index and what comes out of it.
namespace payung::search {

/// One person as the index is told of him. Views need to live until add() returns. What is no NIK
/// or no phone number is left out; names may be empty.
struct Entry {
  std::int64_t person = 0;
  std::span<const std::string_view> niks = {};    ///< sixteen digits
  std::span<const std::string_view> names = {};   ///< as written; the first one is shown
  std::span<const std::string_view> phones = {};  ///< as written
  std::span<const RegionCode> regions = {};       ///< where he lives or works; the first is shown
  std::span<const Sector> sectors = {};
  std::span<const std::int64_t> senders = {};  ///< whose lists he stands in
  std::span<const std::int64_t> payers = {};   ///< who pays or paid for him
  std::int32_t birth_year = 0;                 ///< 0: not known
};

/// Whom a search may find: people with at least one value inside every limit that is set.
/// No limit at all finds everybody; who may see nobody does not ask.
struct Within {
  std::vector<RegionCode> regions = {};  ///< areas with all below them
  std::vector<Sector> sectors = {};
  std::optional<std::int64_t> sender = {};
  std::optional<std::int64_t> payer = {};
  std::optional<std::int64_t> person = {};
  std::optional<RegionCode> area = {};  ///< what the asker chose himself, a village for one

  bool unlimited() const {
    return regions.empty() && sectors.empty() && !sender && !payer && !person && !area;
  }
};

/// What a hit was found by, best first.
enum class Found : std::uint8_t {
  by_nik_start,    ///< the NIK begins so
  by_phone_start,  ///< the phone number begins so
  by_nik,          ///< the digits stand within the NIK
  by_phone,
  by_name,
};
std::string_view to_text(Found found);  ///< "nik_start"

/// Order of hits: found, cost, order, name, person; all ascending, so the order is total and the
/// same in every run. `cost`: for digits where in the number they stand; for names what every word
/// of the question cost (see Index::find).
struct Hit {
  Found found = Found::by_name;
  std::int32_t cost = 0;
  std::uint64_t order = 0;  ///< digits: those of the number from where the question's stand
  std::string name;         ///< names: the words that were compared, in capitals
  std::int64_t person = 0;

  friend auto operator<=>(const Hit&, const Hit&) = default;
};

struct Hits {
  std::vector<Hit> hits;  ///< best first, each person once
  bool more = false;      ///< there are others
  bool cut = false;       ///< a question so broad for so small a reach that not all was looked at
};

/// What a list of hits shows without asking the database.
struct Card {
  std::int64_t person = 0;
  std::string name;
  std::string nik;  ///< in full: whoever shows it masks it
  std::int32_t birth_year = 0;
  RegionCode region;
  std::optional<Sector> sector;
};

}  // namespace payung::search

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/kinds.hpp"
#include "base/region_code.hpp"
#include "base/rupiah.hpp"
#include "eligibility/scheme.hpp"

/// Who pays, how much, and for whom: data, from a programme file (docs/flow/allocation.md).
namespace payung::allocation {

/// Through which collecting body the dues of vulnerable workers run (BPJS Ketenagakerjaan's
/// process manual p. 67).
enum class Wadah : std::uint8_t {
  sc,  ///< company
  sb,  ///< bank
  sg,  ///< government
  sd,  ///< village, from the village budget
  sa,  ///< village, from the regional budget
  sl,  ///< village, other funds
};
std::string_view to_text(Wadah wadah);  ///< "SC"
Result<Wadah> parse_wadah(std::string_view text);

/// Who is billed.
struct Payer {
  std::int64_t id = 0;
  std::string code;  ///< "dinas-perdagangan"
  std::string name;
  PayerKind kind;
  RegionCode area;  ///< where it is: the district of a company, the regency of an agency
  std::optional<Wadah> wadah;
  std::string source;
};

/// Public money: state, province, regency, village, tobacco excise.
bool is_public(PayerKind kind);

/// Whom a budget may pay for; what is empty does not narrow.
struct Conditions {
  std::vector<Sector> sectors;
  std::vector<RegionCode> areas;  ///< lives or works in one of them
  eligibility::Poverty poverty = eligibility::Poverty::any;
  std::optional<int> decile_max;  ///< binds those in the register
  std::optional<int> age_min_years;
  std::optional<int> age_limit_years;  ///< first age that is too old
  std::vector<std::string> senders;    ///< stands on a list of one of them
};

/// Money or places for some months. Without amount and heads it has no limit (self-payers).
struct Budget {
  std::int64_t id = 0;
  std::int64_t payer = 0;  ///< Payer::id
  std::string code;        ///< unique in the programme
  std::optional<Rupiah> amount;
  std::optional<std::int64_t> heads_max;
  MonthRange months;  ///< whom it pays for, it pays for all of them
  Conditions may_cover;
  int rank = 0;                       ///< smaller is used first, where coverage stays the same
  std::optional<RegionCode> prefers;  ///< people of this area first, where coverage stays the same
  std::string source;
};

}  // namespace payung::allocation

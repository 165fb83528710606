#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/kinds.hpp"
#include "base/nik.hpp"
#include "base/region_code.hpp"

/// What is known of one person when somebody asks whether they may be covered. Everything that
/// lists may leave open can be open here: not known is never taken for yes or for no.
namespace payung::eligibility {

/// How the NIK stands after intake and linkage.
enum class NikState : std::uint8_t { ok, missing, invalid, damaged };
std::string_view to_text(NikState state);
Result<NikState> parse_nik_state(std::string_view text);

/// Whether the person stands in the poverty register (DTKS, since 2025 DTSEN).
enum class Register : std::uint8_t { listed, not_listed, unknown };
std::string_view to_text(Register poverty);
Result<Register> parse_register(std::string_view text);

enum class Wage : std::uint8_t { earner, none, unknown };

/// Months in which somebody else already pays for the person.
struct Cover {
  ProgrammeSet programmes;
  Segment segment;
  Month from;
  std::optional<Month> until;  ///< first month no longer covered; empty: no end known
  std::string by;              ///< a payer, or the list that says so; never a person's name
  std::string scheme;          ///< code of the scheme that covers; empty when it is none of ours
};

struct PersonFacts {
  std::int64_t person = 0;
  std::optional<Nik> nik;
  NikState nik_state = NikState::missing;
  std::optional<Date> birth_date;
  std::optional<Sector> sector;
  std::optional<RegionCode> home;
  std::optional<RegionCode> workplace;
  Register poverty = Register::unknown;
  std::optional<int> decile;  ///< 1 poorest to 10
  Wage wage = Wage::unknown;
  bool reported_dead = false;
  std::optional<Date> died;
  bool reported_moved_away = false;
  std::optional<Date> first_registered;  ///< the age limit was met then and is not asked again
  std::vector<Cover> cover;
};

}  // namespace payung::eligibility

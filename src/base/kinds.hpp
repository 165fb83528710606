#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"

/// The closed lists of the field. Each has to_text (a stable English word for storage, rules and
/// JSON; what people read stands in web/text) and parse_<kind> (Errors: bad_value).
namespace payung {

enum class Sex : std::uint8_t { male, female };
std::string_view to_text(Sex sex);  ///< "L" (laki-laki) or "P" (perempuan), as every list has it
Result<Sex> parse_sex(std::string_view text);

/// What the law and the budgets tell apart by work. An occupation of a list ("buruh tani") is
/// mapped to its sector by data/occupations.csv.
enum class Sector : std::uint8_t {
  agriculture,  ///< farmers and farm labourers
  fishery,
  trade,  ///< market traders, street vendors
  construction,
  transport,      ///< ojek, becak, drivers: a group of its own in PP 50/2025
  manufacturing,  ///< tobacco and other piece work at home or in small shops
  services,       ///< domestic work, repair, hairdressers, micro-businesses
  day_labour,
  volunteer,       ///< disaster and traffic volunteers
  religious,       ///< teachers and servants of mosques, churches, temples
  community_head,  ///< heads of RT and RW
  arts,
  other,
};
std::string_view to_text(Sector sector);
Result<Sector> parse_sector(std::string_view text);
std::span<const Sector> all_sectors();

/// Membership segment of BPJS Ketenagakerjaan.
enum class Segment : std::uint8_t {
  pu,            ///< penerima upah, wage earner
  bpu,           ///< bukan penerima upah, informal worker
  construction,  ///< jasa konstruksi, per project
  migrant,       ///< pekerja migran Indonesia
};
std::string_view to_text(Segment segment);
Result<Segment> parse_segment(std::string_view text);

enum class Programme : std::uint8_t { jkk, jkm, jht, jp, jkp };
std::string_view to_text(Programme programme);  ///< "JKK"
Result<Programme> parse_programme(std::string_view text);
std::span<const Programme> all_programmes();

/// A set of programmes, small enough to copy.
class ProgrammeSet {
 public:
  constexpr ProgrammeSet() = default;
  constexpr ProgrammeSet(std::initializer_list<Programme> programmes) {
    for (const Programme p : programmes) bits_ |= bit(p);
  }
  constexpr bool has(Programme p) const { return (bits_ & bit(p)) != 0; }
  constexpr void add(Programme p) { bits_ |= bit(p); }
  constexpr bool empty() const { return bits_ == 0; }
  /// "JKK+JKM", in the order of the enum.
  std::string text() const;
  static Result<ProgrammeSet> parse(std::string_view text);
  friend constexpr bool operator==(const ProgrammeSet&, const ProgrammeSet&) = default;

 private:
  static constexpr std::uint8_t bit(Programme p) {
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(p));
  }
  std::uint8_t bits_ = 0;
};

/// Where the money for somebody's dues comes from. Public money of the state (APBN) and of a
/// province or regency (APBD) is what PP 50/2025 leaves out of its relief.
enum class PayerKind : std::uint8_t {
  self,     ///< the worker
  company,  ///< a company that sponsors workers of its district
  donor,    ///< another donor, a person or a body
  apbn,     ///< state budget
  apbd_province,
  apbd_regency,
  village,  ///< village budget (APBDes)
  dbhcht,   ///< the regency's share of the tobacco excise
};
std::string_view to_text(PayerKind kind);
Result<PayerKind> parse_payer_kind(std::string_view text);
std::span<const PayerKind> all_payer_kinds();

}  // namespace payung

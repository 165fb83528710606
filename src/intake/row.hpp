#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/kinds.hpp"
#include "base/nik.hpp"
#include "base/region_code.hpp"
#include "base/rupiah.hpp"

/// One person as one list row tells of them, after reading. Everything that could not be read
/// for certain is empty here and named by a Finding; nothing is repaired by guessing.
namespace payung::intake {

enum class NikState : std::uint8_t {
  ok,       ///< read whole and possible
  missing,  ///< blank, a dash, a word, zeros or one digit repeated
  invalid,  ///< digits, but no NIK: impossible date, serial 0000, or not sixteen of them
  damaged,  ///< what was typed is lost: stored as a number, scientific notation, O for 0
};
std::string_view to_text(NikState state);

enum class RowStatus : std::uint8_t {
  accepted,  ///< no error; goes on
  waiting,   ///< has an error; waits for the sender's correction
};
std::string_view to_text(RowStatus status);

/// What the list says became of the person.
enum class Condition : std::uint8_t {
  unknown,  ///< the list says nothing
  working,  ///< alive and at work
  dead,
  moved,    ///< no longer lives in the sender's area
  stopped,  ///< gave the work up
  hired,    ///< became a wage earner, insured by an employer
};
std::string_view to_text(Condition condition);
Result<Condition> parse_condition(std::string_view text);  ///< the word of to_text

struct Row {
  std::string sheet;         ///< empty for CSV
  std::uint32_t number = 0;  ///< as the sheet numbers it; in CSV the record's number

  std::string record_id;
  std::optional<Nik> nik;  ///< only when nik_state is ok
  NikState nik_state = NikState::missing;
  std::string family_card;  ///< nomor KK: sixteen digits, else empty
  std::string kpj;          ///< eleven digits, else empty
  std::string name;         ///< as typed, white space folded
  std::string birth_place;
  std::optional<Date> birth_date;
  std::optional<int> birth_year;  ///< when the list has no more than the year
  std::optional<Sex> sex;
  std::string mother_name;

  std::string address;
  std::string rt;  ///< digits without leading zeros; also when they stand in the address
  std::string rw;
  std::string village;   ///< as typed, or what the address, sub-heading or sheet says
  std::string district;  ///< as typed
  std::string regency;   ///< as typed
  /// Village by code or by name inside the sender's area; only a district or regency when the
  /// list tells no more; empty when it tells nothing that the region table knows.
  std::optional<RegionCode> region;

  std::string phone;  ///< as the list had it, white space folded
  std::string email;
  std::string occupation;
  std::optional<Sector> sector;
  std::optional<Rupiah> income;  ///< per month, as the list says it
  std::string marital;
  std::optional<int> decile;  ///< 1 (poorest) to 10, DTKS/DTSEN
  Condition condition = Condition::unknown;
  std::string employer;
  std::optional<Segment> segment;
  ProgrammeSet programmes;
  std::optional<Date> covered_until;
  std::string payer;
  std::string note;

  RowStatus status = RowStatus::accepted;
  /// Name and (NIK or birth date) are there: linking may look for the person in the register
  /// even while the row waits, and tell the sender which NIK it found.
  bool linkable = false;
};

}  // namespace payung::intake

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/rupiah.hpp"
#include "eligibility/person_facts.hpp"

/// One person's facts out of what several lists say.
/// In: the current rows of the person. Out: facts, and what allocation asks besides. Where lists
/// differ the rules stated below decide, the same each time. Nothing fails.
namespace payung::eligibility {

/// What kind of body sent a list, in intake's words for its senders.
enum class Teller : std::uint8_t {
  agency,            ///< a dinas: lists workers of its area
  company,           ///< lists whom it would sponsor
  village,           ///< lists its people
  volunteers,        ///< a group that lists its own
  welfare_register,  ///< DTKS, DTSEN: the poverty register
  registry,          ///< SIAK, who lives, moved, died; asks for nobody
  branch,            ///< who is a member already; asks for nobody
  hospital,          ///< whom it treated; asks for nobody
};
std::string_view to_text(Teller teller);
Result<Teller> parse_teller(std::string_view text);

/// What one row of one list says of the person.
struct Statement {
  std::int64_t row = 0;  ///< order in which rows came in
  Teller teller = Teller::agency;
  std::string sender;
  RegionCode sender_area;
  Date as_of;  ///< the day the list speaks of
  std::optional<Nik> nik;
  NikState nik_state = NikState::missing;
  std::optional<Date> birth_date;
  std::optional<RegionCode> region;
  std::optional<Sector> sector;
  std::optional<int> decile;
  std::optional<Rupiah> income;
  bool dead = false;
  bool moved = false;
  bool stopped = false;  ///< gave the work up: the row's sector no longer holds
  bool hired = false;    ///< works for an employer now
  bool working = false;  ///< alive and at work
  /// No longer in the sender's list: only its death or move still counts, until a newer row of the
  /// same sender says working.
  bool left = false;
  std::optional<Segment> segment;
  ProgrammeSet programmes;
  std::optional<Date> covered_until;
};

struct Assembled {
  PersonFacts facts;
  bool asks = false;        ///< some list asks for cover: not known from registers of others alone
  std::int64_t listed = 0;  ///< the first row that asks
  std::vector<std::string> senders;  ///< that ask, sorted, each once
};

/// NIK: the valid one most rows give; then the one that fits the birth date; then the smaller.
/// Birth date: the one that fits the NIK; then the civil registry's; then what most rows give;
/// then the earliest row's. Home and sector: the newest list that knows, for the sector those of
/// agencies, companies and villages before registers. Workplace: the area of an agency or company
/// that lists the person as at work. Decile: the newest of the poverty register.
/// Dead, moved and hired hold when any row says so. `registers`: whether a poverty register
/// was imported at all; without one nobody is known to be outside it.
enum class Registers : std::uint8_t { imported, none };
Assembled assemble(std::int64_t person, std::span<const Statement> statements, Registers registers);

}  // namespace payung::eligibility

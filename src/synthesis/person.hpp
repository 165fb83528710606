#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/kinds.hpp"
#include "base/region_code.hpp"

/// The truth: people as they are, before any agency has written them down.
namespace payung::synthesis {

enum class Role : std::uint8_t { head, spouse, child, parent, other };

enum class Fate : std::uint8_t {
  lives_here,
  moved_away,  ///< left the regency before the day of the lists
  died,
};

/// What the branch of BPJS Ketenagakerjaan knows of a member.
struct Membership {
  Segment segment = Segment::bpu;
  Date covered_until;  ///< last day that is paid for
};

struct Person {
  std::int64_t id = 0;  ///< 0, 1, 2 ... in the order they are made
  Role role = Role::other;
  std::string nik;                ///< sixteen digits, right by construction, unique
  std::vector<std::string> name;  ///< one to four parts, as in the civil register
  std::string birth_place;        ///< a regency's name without "Kabupaten"/"Kota"
  Date birth;
  Sex sex = Sex::male;
  std::string mother;  ///< full name
  std::string phone;   ///< "0812..."; empty when there is none
  Sector sector = Sector::other;
  std::string occupation;    ///< a word of data/names/occupations.csv; empty: does not work
  bool wage_earner = false;  ///< works for a wage (PU)
  Fate fate = Fate::lives_here;
  std::optional<Membership> membership = {};
  bool works() const { return !occupation.empty(); }
};

struct Address {
  RegionCode village;
  std::string village_name;
  std::string street;  ///< "DK KRAJAN", "JL MURIA 12"
  int rt = 1;
  int rw = 1;
};

struct Household {
  std::int64_t id = 0;
  std::string card;  ///< KK number, sixteen digits
  Address address;
  int decile = 5;     ///< of welfare, 1 the poorest
  std::string phone;  ///< the one that members share
  std::vector<Person> members;
};

}  // namespace payung::synthesis

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "synthesis/generate.hpp"
#include "synthesis/household_maker.hpp"

namespace payung::synthesis {

/// Writes one agency's list: decides who stands in it, and damages each row on its way.
class ListMaker {
 public:
  ListMaker(ListKind list, const Settings& settings, const Materials& materials,
            const ListRates& rates, const Places& places);

  /// Appends the rows that the list has of this household; number and record id are given later.
  void add_rows(const Household& household, std::vector<Record>& to);
  ListKind list() const { return list_; }
  Random& order() { return order_; }

 private:
  bool belongs(const Person& person, const Household& household);
  Record row(const Person& person, const Household& household);
  void write_nik(const Person& person, const Household& household, Record& record);
  void write_name(const Person& person, Record& record);
  void write_birth(const Person& person, Record& record);
  void write_home(const Household& household, Record& record);
  void write_phone(const Person& person, Record& record);
  void write_work(const Person& person, const Household& household, Record& record);
  /// Draws whether this damage befalls the row.
  bool befalls(Damage damage);
  std::string in_case(std::string_view text);
  std::optional<std::string> spoilt_nik(Damage damage, const std::string& nik);
  bool agency_list() const;
  std::string side_work() const;
  static void mark(Record& record, Damage damage);

  ListKind list_;
  const Materials& materials_;
  const Places& places_;
  Date as_of_;
  std::int64_t presence_;
  std::array<std::int64_t, damage_count> damage_;
  Random presence_random_;
  Random random_;
  Random order_;
};

}  // namespace payung::synthesis

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "intake/finding.hpp"
#include "intake/name_and_nik.hpp"
#include "intake/place.hpp"
#include "intake/raw_table.hpp"
#include "intake/read_list.hpp"
#include "intake/row.hpp"
#include "intake/sheet_plan.hpp"

namespace payung::intake {

/// Reads the rows of one sheet, each by itself.
class RowReader {
 public:
  RowReader(const SheetPlan& plan, const ReadOptions& options, PlaceFinder& places);

  /// A sub-heading between the rows: "Desa Wates" holds for those below it.
  void take_heading(const std::string& heading);
  /// The row and, until the next call, its findings.
  Row read(const RawRow& raw);
  std::vector<Finding>& findings() { return findings_; }
  /// A finding about a cell of the current row, or about the row.
  void add(FindingCode code, std::vector<std::pair<std::string, std::string>> args = {});
  void add(FindingCode code, Field field,
           std::vector<std::pair<std::string, std::string>> args = {});
  /// Status and linkable, from the findings so far. Last.
  void conclude(Row& row) const;

 private:
  std::string text(Field field);  ///< folded; a dash is nothing
  const RawCell* cell(Field field) const;
  /// The field whose column holds what is asked for: NIK and name of this row may be exchanged.
  Field place_of(Field field) const;
  void read_identity(Row& row);
  void read_name(Row& row);
  void read_birth(Row& row);
  bool read_birth_parts(Row& row);
  void judge_birth(Row& row, Field field, const DateReading& reading);
  void read_sex(Row& row);
  void read_contact(Row& row);
  void read_place(Row& row);
  void split_village(Row& row) const;
  void read_bare_place(Row& row);
  void find_region(Row& row);
  bool region_by_code(Row& row);
  void read_work(Row& row);
  void read_condition(Row& row);
  void read_membership(Row& row);
  void report_error_cells();

  const SheetPlan& plan_;
  const ReadOptions& options_;
  PlaceFinder& places_;
  bool has_both_;              ///< one column holds name and NIK
  std::vector<Field> mapped_;  ///< that have a column; the NIK, which has its own findings, aside
  std::string sheet_village_;
  std::string sheet_district_;
  std::string heading_village_;
  std::string heading_district_;
  const RawRow* raw_ = nullptr;
  NameAndNik both_;         ///< of the row, when one column holds the two
  bool exchanged_ = false;  ///< in this row each of the two stands in the other's cell
  std::vector<Finding> findings_;
};

}  // namespace payung::intake

#include <algorithm>
#include <utility>

#include "intake/name_and_nik.hpp"
#include "intake/nik_cell.hpp"
#include "intake/sheet_plan.hpp"

/// What a plan tells of the cells of one row.
namespace payung::intake {

std::string SheetPlan::header(std::size_t column) const {
  for (const ColumnProposal& known : proposal.columns) {
    if (known.column == column) return known.header;
  }
  return {};
}

std::optional<std::size_t> SheetPlan::birth_column() const {
  for (const Field field :
       {Field::birth_date, Field::place_and_date, Field::birth_day, Field::birth_year}) {
    if (const auto at = column(field)) return at;
  }
  return std::nullopt;
}

std::optional<Nik> nik_of(const SheetPlan& plan, const RawRow& row) {
  const RawCell* cell = plan.cell(row, Field::nik);
  if (cell == nullptr) return std::nullopt;
  if (plan.column(Field::nik) != plan.column(Field::name_and_nik)) return read_nik(*cell).nik;
  return read_nik(split_name_and_nik(*cell).nik).nik;
}

DateShape date_in_parts(const SheetPlan& plan, const RawRow& row) {
  if (!plan.column(Field::birth_year)) return {};
  const RawCell none;
  const auto part = [&](Field field) -> const RawCell& {
    const RawCell* cell = plan.cell(row, field);
    return cell == nullptr ? none : *cell;
  };
  return date_shape_of_parts(part(Field::birth_day), part(Field::birth_month),
                             part(Field::birth_year));
}

void keep_merged(SheetPlan& plan, std::vector<MergedCells> merged) {
  static constexpr Field kShared[] = {
      Field::kk,        Field::address,      Field::rt,         Field::rw,
      Field::rt_and_rw, Field::village,      Field::district,   Field::regency,
      Field::employer,  Field::village_code, Field::occupation, Field::sector,
      Field::segment,   Field::payer,        Field::programmes, Field::covered_until};
  std::erase_if(merged, [&](const MergedCells& cells) {
    if (cells.row_first <= plan.proposal.header_row_last) return true;
    return std::none_of(std::begin(kShared), std::end(kShared),
                        [&](Field field) { return plan.column(field) == cells.column; });
  });
  std::sort(merged.begin(), merged.end(), [](const MergedCells& a, const MergedCells& b) {
    return std::pair(a.row_first, a.column) < std::pair(b.row_first, b.column);
  });
  plan.merged = std::move(merged);
}

}  // namespace payung::intake

#include "intake/first_pass.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "intake/fold.hpp"
#include "intake/nik_cell.hpp"
#include "intake/row_sorter.hpp"
#include "intake/sheet_plan.hpp"
#include "intake/table_order.hpp"

namespace payung::intake {
namespace {

constexpr std::size_t kSampleRows = 400;
constexpr std::size_t kSampleCells = 200'000;
constexpr std::int64_t kRowsPerReport = 2'000;

/// In which regency most of the NIKs were issued.
class AreaGuess {
 public:
  void add(RegionCode code) {
    const std::int64_t key = code.at(RegionLevel::regency).key();
    if (key < 0 || key >= static_cast<std::int64_t>(counts_.size())) return;
    ++counts_[static_cast<std::size_t>(key)];
    ++total_;
  }
  RegionCode area(const RegionTable& regions) const {
    const auto most = std::max_element(counts_.begin(), counts_.end());
    if (*most == 0 || *most * 5 < total_ * 2) return {};  // less than two in five
    const std::string digits = std::to_string(most - counts_.begin());
    const auto code = RegionCode::parse(digits);
    return code && regions.find(*code) != nullptr ? *code : RegionCode();
  }

 private:
  std::vector<std::int64_t> counts_ = std::vector<std::int64_t>(10'000);
  std::int64_t total_ = 0;
};

class FirstPass {
 public:
  explicit FirstPass(const ReadOptions& options) : options_(options) {
    places_.emplace(options.regions, options.area);
  }

  Result<ListPlan> run(TableSource& source) {
    for (;;) {
      const auto sheet = source.next_sheet();
      if (!sheet) return sheet.error();
      if (!*sheet) break;
      if (const Status done = take_sheet(source, **sheet); !done) return done.error();
    }
    plan_.area = options_.area;
    if (options_.area.level() == RegionLevel::country) {
      plan_.area = guess_.area(options_.regions);
      plan_.area_inferred = plan_.area.level() != RegionLevel::country;
    }
    plan_.niks.settle();
    plan_.rows.settle();
    return std::move(plan_);
  }

 private:
  Status take_sheet(TableSource& source, const SheetInfo& info) {
    std::vector<RawRow> sample;
    std::size_t cells = 0;
    bool more = true;
    RawRow row;
    while (more && sample.size() < kSampleRows && cells < kSampleCells) {
      const auto next = source.next_row(row);
      if (!next) return next.error();
      more = *next;
      if (!more) break;
      cells += row.cells.size() + 1;
      sample.push_back(row);
    }
    learn_area(sample);
    SheetPlan plan;
    if (info.hidden) {
      plan.info = info;
      plan.proposal.sheet = info.name;
    } else {
      plan = plan_sheet(info, sample, options_, *places_, last_used());
    }
    plan.holds_niks = holds_niks(sample);
    RowSorter sorter(plan);
    TableOrder order(plan);
    for (RawRow& seen : sample) observe(plan, sorter, order, seen);
    while (more) {
      const auto next = source.next_row(row);
      if (!next) return next.error();
      more = *next;
      if (more) observe(plan, sorter, order, row);
      if (++rows_ % kRowsPerReport == 0 && stop_asked(options_)) {
        return Error{Errc::interrupted, "list"};
      }
    }
    keep_merged(plan, source.merged_down());
    plan_.sheets.push_back(std::move(plan));
    return {};
  }

  const SheetPlan* last_used() const {
    for (auto plan = plan_.sheets.rbegin(); plan != plan_.sheets.rend(); ++plan) {
      if (plan->proposal.used && !plan->header_missing) return &*plan;
    }
    return nullptr;
  }

  static bool holds_niks(const std::vector<RawRow>& sample) {
    return std::any_of(sample.begin(), sample.end(), [](const RawRow& row) {
      return std::any_of(row.cells.begin(), row.cells.end(), [](const RawCell& cell) {
        return cell.kind == CellKind::text && count_digits(cell.text) == 16 &&
               read_nik(cell).nik.has_value();
      });
    });
  }

  /// Village names can only be known as such inside an area, which a sample of NIKs may tell.
  void learn_area(const std::vector<RawRow>& sample) {
    if (places_->can_find()) return;
    AreaGuess guess;
    for (const RawRow& row : sample) {
      for (const RawCell& cell : row.cells) {
        if (cell.kind != CellKind::text || count_digits(cell.text) < 16) continue;
        if (const NikReading nik = read_nik(cell); nik.nik) guess.add(nik.nik->region());
      }
    }
    const RegionCode area = guess.area(options_.regions);
    if (area.level() == RegionLevel::country) return;
    places_.emplace(options_.regions, area);
  }

  void observe(SheetPlan& plan, RowSorter& sorter, TableOrder& order, RawRow& row) {
    if (!plan.proposal.used || row.number <= plan.proposal.header_row_last) return;
    order.follow(row);
    if (sorter.sort(row) != RowKind::person) return;
    const std::optional<Nik> nik = nik_of(plan, row);
    if (nik) {
      plan_.niks.add(number_of(*nik));
      guess_.add(nik->region());
    }
    plan_.rows.add(hash_of(row, plan));
    const Epoch epoch = plan.info.epoch_1904 ? Epoch::from_1904 : Epoch::from_1900;
    if (const RawCell* cell = plan.cell(row, Field::sex)) {
      std::string_view word = cell->text;
      if (word.ends_with(".0")) word.remove_suffix(2);
      plan.sexes.add(word, nik);
    }
    if (const RawCell* cell = plan.cell(row, Field::birth_date)) {
      plan.births.add(date_shape(*cell), nik, epoch);
    }
    if (const RawCell* cell = plan.cell(row, Field::place_and_date)) {
      plan.births.add(split_place_and_date(*cell).date, nik, epoch);
    }
  }

  const ReadOptions& options_;
  std::optional<PlaceFinder> places_;
  AreaGuess guess_;
  ListPlan plan_;
  std::int64_t rows_ = 0;
};

bool fits_some_column(const MappingOverride& wish, const std::vector<SheetPlan>& sheets) {
  for (const SheetPlan& sheet : sheets) {
    for (const ColumnProposal& column : sheet.proposal.columns) {
      if (column.reason == MappingReason::asked && column.field == wish.field) return true;
    }
  }
  return false;
}

}  // namespace

std::uint64_t number_of(const Nik& nik) {
  std::uint64_t number = 0;
  for (const char c : nik.digits()) number = number * 10 + static_cast<std::uint64_t>(c - '0');
  return number;
}

std::uint64_t hash_of(const RawRow& row, const SheetPlan& plan) {
  std::uint64_t hash = 14695981039346656037ULL;
  const auto mix = [&](unsigned char byte) { hash = (hash ^ byte) * 1099511628211ULL; };
  for (const Field field : all_fields()) {
    const RawCell* cell = plan.cell(row, field);
    if (cell != nullptr && cell->kind != CellKind::empty) {
      for (const char c : cell->text) mix(static_cast<unsigned char>(c));
    }
    mix(0x1F);
  }
  return hash;
}

bool stop_asked(const ReadOptions& options) {
  return options.progress != nullptr && options.progress->stop_requested();
}

Result<ListPlan> first_pass(TableSource& source, const ReadOptions& options) {
  auto plan = FirstPass(options).run(source);
  if (!plan) return plan.error();
  for (const MappingOverride& wish : options.overrides) {
    if (!fits_some_column(wish, plan->sheets)) {
      return Error{Errc::bad_option, "--map", "no column has that header or those letters"};
    }
  }
  return plan;
}

}  // namespace payung::intake

#include "app/list_comparison.hpp"

#include "app/entries.hpp"

namespace payung::app {
namespace {

using intake::Change;
using intake::Row;
using store::VersionKind;

/// Whom somebody entered by hand no file of the sender has: its silence says nothing of him.
bool entered(const Row& row) { return row.sheet == kEntrySheet; }

/// `differences`: of a whole list against the rows before.
VersionKind kind_of(ListKind asked, std::span<const intake::RowDifference> differences,
                    std::span<const Row> before) {
  if (asked == ListKind::next) return VersionKind::next;
  if (asked == ListKind::correction) return VersionKind::correction;
  std::int64_t accepted = 0;
  for (const Row& row : before) {
    accepted += row.status == intake::RowStatus::accepted && !entered(row) ? 1 : 0;
  }
  std::int64_t named_again = 0;
  for (const auto& one : differences) {
    if (!one.earlier || !one.later) continue;
    const Row& row = before[*one.earlier];
    named_again += row.status == intake::RowStatus::accepted && !entered(row) ? 1 : 0;
  }
  return named_again * 3 > accepted * 2 ? VersionKind::next : VersionKind::correction;
}

std::string_view month_of(std::string_view day) { return day.substr(0, 7); }

}  // namespace

SentAgain sent_again(std::string_view before, std::string_view now) {
  return month_of(before) == month_of(now) ? SentAgain::same_month : SentAgain::later;
}

Result<RowsBefore> rows_before(db::Connection& database, std::int64_t sender) {
  auto stored = store::current_rows(database, sender);
  if (!stored) return stored.error();
  RowsBefore before;
  for (auto& one : *stored) {
    before.ids.push_back(one.id);
    before.rows.push_back(std::move(one.row));
  }
  return before;
}

std::vector<intake::RowDifference> compare_with_before(std::span<const Row> before,
                                                       std::span<const Row> now, ListKind asked,
                                                       SentAgain sent, VersionKind& kind) {
  auto mended = intake::corrections(before, now);
  auto whole = sent == SentAgain::later ? intake::compare_lists(before, now) : mended;
  kind = kind_of(asked, whole, before);
  if (kind == VersionKind::correction) return mended;
  if (sent == SentAgain::later) {
    std::erase_if(whole, [&](const auto& one) {
      return one.change == Change::left && entered(before[*one.earlier]);
    });
    return whole;
  }
  std::vector<bool> named(before.size());
  for (const auto& one : whole) {
    if (one.earlier) named[*one.earlier] = true;
  }
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (named[i] || entered(before[i])) continue;
    whole.push_back({Change::left, i, std::nullopt, intake::PairedBy::nothing, {}});
  }
  return whole;
}

}  // namespace payung::app

#include "api/draft_room.hpp"

namespace payung::api {
namespace {

/// Near enough: a judged row takes some thirty bytes, a finding with its words some sixty.
std::size_t bytes_of(const intake::PackedTable& table, const intake::CheckedList& list) {
  constexpr std::size_t kRow = 32;
  constexpr std::size_t kFinding = 64;
  constexpr std::size_t kEdit = 96;
  std::size_t rows = 0;
  std::size_t findings = 0;
  for (std::size_t sheet = 0; sheet < table.sheets(); ++sheet) {
    rows += list.rows(sheet).size();
    for (const auto& row : list.rows(sheet)) findings += row.findings;
  }
  return table.bytes() + rows * kRow + findings * kFinding + list.edits().size() * kEdit;
}

}  // namespace

DraftRoom::Shared DraftRoom::find(const Wish& wish) {
  const std::lock_guard lock(mutex_);
  for (auto one = kept_.begin(); one != kept_.end(); ++one) {
    const bool same = one->upload == wish.upload && one->wish.revision == wish.revision &&
                      one->wish.reading == wish.reading;
    if (!same) continue;
    kept_.splice(kept_.begin(), kept_, one);
    return one->checked;
  }
  return nullptr;
}

CheckedDraft::Table DraftRoom::find_table(std::int64_t upload) {
  const std::lock_guard lock(mutex_);
  for (const Kept& one : kept_) {
    if (one.upload == upload) return one.table;
  }
  return nullptr;
}

void DraftRoom::keep(Kept kept) {
  const std::lock_guard lock(mutex_);
  kept_.remove_if([&](const Kept& one) { return one.upload == kept.upload; });
  kept_.push_front(std::move(kept));
  std::size_t bytes = 0;
  for (auto one = kept_.begin(); one != kept_.end();) {
    bytes += one->bytes;
    const bool over = bytes > kBytesMax && one != kept_.begin();
    one = over ? kept_.erase(one) : std::next(one);
  }
}

Result<DraftRoom::Shared> DraftRoom::look(const Wish& wish, const ReadTable& read_table,
                                          const ReadEdits& read_edits,
                                          const intake::ReadOptions& options) {
  if (auto known = find(wish)) return known;
  const std::lock_guard lock(building_);
  if (auto known = find(wish)) return known;  // somebody else has made it meanwhile
  auto table = find_table(wish.upload);
  if (table == nullptr) {
    auto read = read_table();
    if (!read) return read.error();
    table = std::make_shared<const intake::PackedTable>(*std::move(read));
  }
  auto made = std::make_shared<CheckedDraft>();
  made->table = table;
  auto edits = read_edits();
  if (!edits) return edits.error();
  made->edits = *std::move(edits);
  auto list = intake::CheckedList::check(*made->table, made->edits, options);
  if (!list) return list.error();
  made->list.emplace(*std::move(list));
  keep({wish.upload, table, wish, made, bytes_of(*table, *made->list)});
  return Shared(made);
}

}  // namespace payung::api

#include "adapters/assets/assets.hpp"

#include <cstddef>

namespace {

/// One row of the table that cmake/PayungAssets.cmake writes.
struct TableRow {
  const char* path;
  const char* data;
  std::size_t size;
};

}  // namespace

extern "C" const TableRow payung_asset_table[];

namespace payung::assets {

std::optional<std::string_view> find(std::string_view path) {
  for (const TableRow* row = payung_asset_table; row->path != nullptr; ++row) {
    if (path == row->path) return std::string_view(row->data, row->size);
  }
  return std::nullopt;
}

std::vector<Asset> under(std::string_view prefix) {
  std::vector<Asset> found;
  for (const TableRow* row = payung_asset_table; row->path != nullptr; ++row) {
    const std::string_view path(row->path);
    if (path.starts_with(prefix)) found.push_back({path, std::string_view(row->data, row->size)});
  }
  return found;
}

}  // namespace payung::assets

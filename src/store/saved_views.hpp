#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.hpp"

/// Names that an account gave to filters of the dashboard.
namespace payung::store {

struct SavedView {
  std::int64_t id = 0;
  std::string name;
  std::string query;  ///< "region=33.19&sector=trade"
};

/// Most an account keeps.
inline constexpr std::int64_t kSavedViewsMax = 100;

/// By name.
Result<std::vector<SavedView>> saved_views(db::Connection& connection, std::int64_t account);

/// The same name again gets the new filters. Errors: conflict when there are too many; storage.
Result<SavedView> save_view(db::Connection& connection, std::int64_t account, const SavedView& view,
                            std::string_view now);

/// Only the account's own. Errors: not_found; storage.
Status drop_view(db::Connection& connection, std::int64_t account, std::int64_t id);

}  // namespace payung::store

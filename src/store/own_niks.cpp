#include "store/own_niks.hpp"

#include <algorithm>

#include "intake/fold.hpp"
#include "store/private_fields.hpp"

namespace payung::store {

Result<std::vector<OwnNik>> own_niks(db::Connection& connection, std::int64_t sender,
                                     std::string_view name, std::size_t most) {
  std::vector<OwnNik> found;
  const std::string wanted = intake::fold_tight(name);
  if (wanted.empty()) return found;
  const auto status = connection.query(
      "select r.id, r.private, r.name, r.birth_date, r.village, v.as_of from list_row r "
      "join list_version v on v.id = r.version where v.sender = $1 and r.nik_index is not null "
      "order by r.id desc",
      {sender}, [&](const db::Row& row) -> Status {
        if (found.size() == most || intake::fold_tight(row.text(2)) != wanted) return {};
        auto fields = open_fields(connection, row.integer(0), row.text(1));
        if (!fields) return fields.error();
        const bool known = std::any_of(found.begin(), found.end(),
                                       [&](const OwnNik& one) { return one.nik == fields->nik; });
        if (known || fields->nik.empty()) return {};
        found.push_back({std::move(fields->nik), std::string(row.text(2)), std::string(row.text(3)),
                         std::string(row.text(4)), std::string(row.text(5))});
        return {};
      });
  if (!status) return status.error();
  return found;
}

}  // namespace payung::store

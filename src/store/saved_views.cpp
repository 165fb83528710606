#include "store/saved_views.hpp"

namespace payung::store {

Result<std::vector<SavedView>> saved_views(db::Connection& connection, std::int64_t account) {
  std::vector<SavedView> views;
  const auto status = connection.query(
      "select id, name, query from saved_view where account = $1 order by name, id", {account},
      [&](const db::Row& row) -> Status {
        views.push_back({row.integer(0), std::string(row.text(1)), std::string(row.text(2))});
        return {};
      });
  if (!status) return status.error();
  return views;
}

Result<SavedView> save_view(db::Connection& connection, std::int64_t account, const SavedView& view,
                            std::string_view now) {
  SavedView saved = view;
  const auto same = connection.number("select id from saved_view where account = $1 and name = $2",
                                      {account, std::string_view(view.name)});
  if (!same) return same.error();
  if (*same) {
    saved.id = **same;
    const auto changed = connection.run("update saved_view set query = $2 where id = $1",
                                        {saved.id, std::string_view(view.query)});
    if (!changed) return changed.error();
    return saved;
  }
  const auto many =
      connection.number("select count(*) from saved_view where account = $1", {account});
  if (!many) return many.error();
  if (many->value_or(0) >= kSavedViewsMax) {
    return Error{Errc::conflict, "name", "there are 100 views already; remove one"};
  }
  const auto last = connection.number("select max(id) from saved_view");
  if (!last) return last.error();
  saved.id = last->value_or(0) + 1;
  const auto written = connection.run(
      "insert into saved_view (id, account, name, query, created_at) values ($1, $2, $3, $4, $5)",
      {saved.id, account, std::string_view(view.name), std::string_view(view.query), now});
  if (!written) return written.error();
  return saved;
}

Status drop_view(db::Connection& connection, std::int64_t account, std::int64_t id) {
  const auto gone =
      connection.run("delete from saved_view where id = $1 and account = $2", {id, account});
  if (!gone) return gone.error();
  if (*gone == 0) return Error{Errc::not_found, "saved_view"};
  return {};
}

}  // namespace payung::store

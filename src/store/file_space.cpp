#include "store/file_space.hpp"

namespace payung::store {
namespace {

Result<std::int64_t> value_or_zero(const Result<std::optional<std::int64_t>>& asked) {
  if (!asked) return asked.error();
  return asked->value_or(0);
}

}  // namespace

Result<std::int64_t> bytes_of_account(db::Connection& connection, std::int64_t account,
                                      std::string_view name) {
  return value_or_zero(connection.number(
      "select cast(coalesce((select sum(bytes) from upload where account = $1 and removed_at is "
      "null), 0)"
      " + coalesce((select sum(bytes) from claim_paper where actor = $2), 0)"
      " + coalesce((select sum(bytes) from entry_photo where actor = $2), 0) as bigint)",
      {account, name}));
}

Result<std::int64_t> bytes_of_claim(db::Connection& connection, std::int64_t claim) {
  return value_or_zero(connection.number(
      "select cast(coalesce(sum(bytes), 0) as bigint) from claim_paper where claim = $1", {claim}));
}

Result<bool> file_is_known(db::Connection& connection, std::string_view sha256) {
  const auto one = connection.number(
      "select 1 where exists (select 1 from upload where sha256 = $1 and removed_at is null)"
      " or exists (select 1 from claim_paper where sha256 = $1)"
      " or exists (select 1 from entry_photo where sha256 = $1)",
      {sha256});
  if (!one) return one.error();
  return one->has_value();
}

}  // namespace payung::store

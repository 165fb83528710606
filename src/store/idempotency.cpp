#include "store/idempotency.hpp"

namespace payung::store {
namespace {

std::string index_of(const db::Connection& connection, std::string_view caller,
                     std::string_view key) {
  return connection.cipher().recognise("idempotency",
                                       std::string(caller) + "\n" + std::string(key));
}

}  // namespace

Result<std::optional<KeptAnswer>> kept_answer(db::Connection& connection, std::string_view caller,
                                              std::string_view key) {
  const std::string index = index_of(connection, caller, key);
  std::optional<KeptAnswer> kept;
  std::string sealed;
  const auto status = connection.query(
      "select route, request_hash, status, answer from idempotent_request where key_index = $1",
      {std::string_view(index)}, [&](const db::Row& row) {
        kept = KeptAnswer{std::string(row.text(0)), std::string(row.text(1)), row.integer(2), {}};
        sealed = row.text(3);
        return Status{};
      });
  if (!status) return status.error();
  if (!kept) return kept;
  auto answer = connection.cipher().open("idempotent_request:" + index, sealed);
  if (!answer) return answer.error();
  kept->answer = *std::move(answer);
  return kept;
}

Status keep_answer(db::Connection& connection, std::string_view caller, std::string_view key,
                   const KeptAnswer& answer, std::string_view now) {
  const std::string index = index_of(connection, caller, key);
  const std::string sealed = connection.cipher().seal("idempotent_request:" + index, answer.answer);
  const auto written = connection.run(
      "insert into idempotent_request (key_index, route, request_hash, status, answer, "
      "recorded_at) values ($1, $2, $3, $4, $5, $6)",
      {std::string_view(index), std::string_view(answer.route),
       std::string_view(answer.request_hash), answer.status, std::string_view(sealed), now});
  return written ? Status{} : Status{written.error()};
}

Result<std::int64_t> forget_answers(db::Connection& connection, std::string_view before) {
  return connection.run("delete from idempotent_request where recorded_at < $1", {before});
}

}  // namespace payung::store

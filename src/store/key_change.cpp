#include "store/key_change.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "store/private_fields.hpp"

namespace payung::store {
namespace {

struct SealedRow {
  std::array<std::int64_t, 3> key{};
  std::array<std::string, 2> texts;
};

/// Rows that open with neither key are named here.
class Sealer {
 public:
  Sealer(const SealingKeys& keys, SealedPortion& portion) : keys_(keys), portion_(portion) {}

  struct Anew {
    std::string sealed;
    std::optional<std::string> plain;  ///< what stood in it; empty when there was nothing to open
  };
  /// Sealed with the new key. What opens with neither stays as it is.
  Anew open_and_seal(const std::string& place, const std::string& sealed) {
    if (sealed.empty()) return {sealed, std::nullopt};
    if (auto opened = keys_.from.open(place, sealed)) {
      return {keys_.to.seal(place, *opened), *std::move(opened)};
    }
    if (auto opened = keys_.to.open(place, sealed)) return {sealed, *std::move(opened)};
    portion_.unopenable.push_back(place);
    return {sealed, std::nullopt};
  }
  std::string anew(const std::string& place, const std::string& sealed) {
    return open_and_seal(place, sealed).sealed;
  }
  std::string blind(std::string_view kind, std::string_view value) const {
    return keys_.to.blind(kind, value);
  }
  std::string blind_if_any(std::string_view kind, std::string_view value) const {
    return value.empty() ? std::string() : blind(kind, value);
  }

 private:
  const SealingKeys& keys_;
  SealedPortion& portion_;
};

Status done(const Result<std::int64_t>& written) {
  return written ? Status{} : Status{written.error()};
}

std::string place_of(const char* what, const SealedRow& row, std::size_t numbers) {
  std::string place = what;
  for (std::size_t i = 0; i < numbers; ++i) place += ":" + std::to_string(row.key[i]);
  return place;
}

Status list_row(db::Connection& connection, Sealer& sealer, const SealedRow& row) {
  const auto anew = sealer.open_and_seal(place_of("list_row", row, 1), row.texts[0]);
  if (!anew.plain) return {};  // erased, or its index cannot be known
  const auto fields = unpacked_fields(row.key[0], *anew.plain);
  if (!fields) return fields.error();
  const std::string index = sealer.blind_if_any("nik", fields->nik);
  return done(connection.run("update list_row set private = $2, nik_index = $3 where id = $1",
                             {row.key[0], std::string_view(anew.sealed),
                              index.empty() ? db::Param(db::null) : db::Param(index)}));
}

Status list_finding(db::Connection& connection, Sealer& sealer, const SealedRow& row) {
  const std::string place = place_of("list_finding", row, 1);
  const std::string value = sealer.anew(place, row.texts[0]);
  const std::string args = sealer.anew(place, row.texts[1]);
  return done(connection.run("update list_finding set value = $2, args = $3 where id = $1",
                             {row.key[0], std::string_view(value), std::string_view(args)}));
}

Status list_edit(db::Connection& connection, Sealer& sealer, const SealedRow& row) {
  const std::string sealed = sealer.anew(place_of("list_edit", row, 2), row.texts[0]);
  return done(connection.run("update list_edit set change = $3 where version = $1 and number = $2",
                             {row.key[0], row.key[1], std::string_view(sealed)}));
}

Status draft_cells(db::Connection& connection, Sealer& sealer, const SealedRow& row) {
  const std::string sealed = sealer.anew(place_of("draft_cells", row, 3), row.texts[0]);
  return done(connection.run(
      "update draft_cells set cells = $4 where upload = $1 and step = $2 and portion = $3",
      {row.key[0], row.key[1], row.key[2], std::string_view(sealed)}));
}

Status claim(db::Connection& connection, Sealer& sealer, const SealedRow& row) {
  const std::string sealed = sealer.anew(place_of("claim", row, 1), row.texts[0]);
  return done(connection.run("update claim set private = $2 where id = $1",
                             {row.key[0], std::string_view(sealed)}));
}

Status claim_event(db::Connection& connection, Sealer& sealer, const SealedRow& row) {
  const std::string sealed = sealer.anew(place_of("claim_event", row, 2), row.texts[0]);
  return done(connection.run("update claim_event set private = $3 where claim = $1 and number = $2",
                             {row.key[0], row.key[1], std::string_view(sealed)}));
}

/// Only indexes; what they are made of stands in the event that named the receiver.
Status claim_receiver(db::Connection& connection, Sealer& sealer, const SealedRow& row) {
  const auto event = sealer.open_and_seal(place_of("claim_event", row, 2), row.texts[0]);
  if (!event.plain) return {};
  const auto said = nlohmann::json::parse(*event.plain, nullptr, false);
  if (!said.is_object()) return Error{Errc::integrity, place_of("claim_event", row, 2)};
  const std::string by_account = sealer.blind_if_any("claim_account", said.value("account", ""));
  const std::string by_nik = sealer.blind_if_any("claim_nik", said.value("nik", ""));
  return done(connection.run(
      "update claim_receiver set account_index = $3, nik_index = $4 "
      "where claim = $1 and number = $2",
      {row.key[0], row.key[1], std::string_view(by_account), std::string_view(by_nik)}));
}

Status registry_message(db::Connection& connection, Sealer& sealer, const SealedRow& row) {
  const std::string sealed = sealer.anew(place_of("registry_message", row, 1), row.texts[0]);
  return done(connection.run("update registry_message set payload = $2 where id = $1",
                             {row.key[0], std::string_view(sealed)}));
}

Status registry_subscription(db::Connection& connection, Sealer& sealer, const SealedRow& row) {
  const auto anew = sealer.open_and_seal(place_of("registry_subscription", row, 1), row.texts[0]);
  if (!anew.plain) return {};
  const std::string index = sealer.blind("registry_filter", *anew.plain);
  return done(connection.run(
      "update registry_subscription set filter = $2, filter_index = $3 where id = $1",
      {row.key[0], std::string_view(anew.sealed), std::string_view(index)}));
}

Status webhook(db::Connection& connection, Sealer& sealer, const SealedRow& row) {
  const std::string sealed = sealer.anew(place_of("webhook", row, 1), row.texts[0]);
  return done(connection.run("update webhook set secret = $2 where id = $1",
                             {row.key[0], std::string_view(sealed)}));
}

Status totp(db::Connection& connection, Sealer& sealer, const SealedRow& row) {
  const std::string sealed = sealer.anew(place_of("totp", row, 1), row.texts[0]);
  return done(connection.run("update totp set secret = $2 where account = $1",
                             {row.key[0], std::string_view(sealed)}));
}

Status oidc_attempt(db::Connection& connection, Sealer& sealer, const SealedRow& row) {
  const std::string sealed = sealer.anew("oidc:" + row.texts[1], row.texts[0]);
  return done(connection.run("update oidc_attempt set verifier = $2 where id = $1",
                             {row.key[0], std::string_view(sealed)}));
}

Status idempotent_request(db::Connection& connection, Sealer& sealer, const SealedRow& row) {
  const std::string sealed = sealer.anew("idempotent_request:" + row.texts[1], row.texts[0]);
  return done(connection.run("update idempotent_request set answer = $2 where key_index = $1",
                             {std::string_view(row.texts[1]), std::string_view(sealed)}));
}

struct SealedTable {
  std::string_view name;
  std::string_view last;    ///< the largest first number of a key
  std::string_view select;  ///< three numbers of the key, two texts; those in ($1, $2]
  std::int64_t step;        ///< how many first numbers a portion takes
  Status (*anew)(db::Connection&, Sealer&, const SealedRow&);
};

constexpr std::int64_t kPortion = 5000;
/// Of one list or claim there may be many rows.
constexpr std::int64_t kFewer = 50;

constexpr std::array<SealedTable, 13> kTables{{
    {"list_row", "select max(id) from list_row",
     "select id, 0, 0, private, '' from list_row where id > $1 and id <= $2 order by id", kPortion,
     &list_row},
    {"list_finding", "select max(id) from list_finding",
     "select id, 0, 0, value, args from list_finding where id > $1 and id <= $2 "
     "and (value <> '' or args <> '') order by id",
     kPortion, &list_finding},
    {"list_edit", "select max(version) from list_edit",
     "select version, number, 0, change, '' from list_edit where version > $1 and version <= $2 "
     "and change <> '' order by version, number",
     kFewer, &list_edit},
    {"draft_cells", "select max(upload) from draft_cells",
     "select upload, step, portion, cells, '' from draft_cells where upload > $1 and upload <= $2 "
     "order by upload, step, portion",
     kFewer, &draft_cells},
    {"claim_receiver", "select max(claim) from claim_receiver",
     "select r.claim, r.number, 0, e.private, '' from claim_receiver r join claim_event e "
     "on e.claim = r.claim and e.number = r.number where r.claim > $1 and r.claim <= $2 "
     "order by r.claim, r.number",
     kPortion, &claim_receiver},
    {"claim", "select max(id) from claim",
     "select id, 0, 0, private, '' from claim where id > $1 and id <= $2 order by id", kPortion,
     &claim},
    {"claim_event", "select max(claim) from claim_event",
     "select claim, number, 0, private, '' from claim_event where claim > $1 and claim <= $2 "
     "order by claim, number",
     kPortion, &claim_event},
    {"registry_message", "select max(id) from registry_message",
     "select id, 0, 0, payload, '' from registry_message where id > $1 and id <= $2 order by id",
     kPortion, &registry_message},
    {"registry_subscription", "select max(id) from registry_subscription",
     "select id, 0, 0, filter, '' from registry_subscription where id > $1 and id <= $2 "
     "order by id",
     kPortion, &registry_subscription},
    {"webhook", "select max(id) from webhook",
     "select id, 0, 0, secret, '' from webhook where id > $1 and id <= $2 order by id", kPortion,
     &webhook},
    {"totp", "select max(account) from totp",
     "select account, 0, 0, secret, '' from totp where account > $1 and account <= $2 "
     "order by account",
     kPortion, &totp},
    {"oidc_attempt", "select max(id) from oidc_attempt",
     "select id, 0, 0, verifier, state_hash from oidc_attempt where id > $1 and id <= $2 "
     "order by id",
     kPortion, &oidc_attempt},
    // Its key is a text and its rows live some days only: one portion.
    {"idempotent_request", "select 1",
     "select 0, 0, 0, answer, key_index from idempotent_request where $1 < 1 and $2 >= 1", 1,
     &idempotent_request},
}};

Result<std::int64_t> done_until(db::Connection& connection, const KeyChange& change,
                                std::string_view table) {
  const auto known = connection.number(
      "select done_until from key_change_step where change = $1 and table_name = $2",
      {change.id, table});
  if (!known) return known.error();
  if (*known) return **known;
  const auto added = connection.run(
      "insert into key_change_step (change, table_name, done_until) values ($1, $2, 0)",
      {change.id, table});
  if (!added) return added.error();
  return std::int64_t{0};
}

}  // namespace

Result<std::optional<KeyChange>> key_change_under_way(db::Connection& connection) {
  std::optional<KeyChange> change;
  const auto status = connection.query(
      "select id, old_key, new_key, replaces, reason from key_change where ended_at is null", {},
      [&](const db::Row& row) {
        change = KeyChange{row.integer(0), std::string(row.text(1)), std::string(row.text(2)),
                           row.text(3) == "everything", std::string(row.text(4))};
        return Status{};
      });
  if (!status) return status.error();
  return change;
}

Status begin_key_change(db::Connection& connection, KeyChange& change, std::string_view now) {
  const auto last = connection.number("select max(id) from key_change");
  if (!last) return last.error();
  change.id = last->value_or(0) + 1;
  return done(connection.run(
      "insert into key_change (id, old_key, new_key, replaces, reason, started_at) "
      "values ($1, $2, $3, $4, $5, $6)",
      {change.id, std::string_view(change.old_key), std::string_view(change.new_key),
       change.everything ? "everything" : "what_is_stored", std::string_view(change.reason), now}));
}

Status end_key_change(db::Connection& connection, const KeyChange& change, std::string_view now) {
  auto status = done(connection.run("update vault_key set fingerprint = $1, recorded_at = $2",
                                    {std::string_view(change.new_key), now}));
  if (!status) return status;
  return done(
      connection.run("update key_change set ended_at = $2 where id = $1", {change.id, now}));
}

std::span<const std::string_view> sealed_tables() {
  static constexpr auto kNames = [] {
    std::array<std::string_view, kTables.size()> names;
    for (std::size_t i = 0; i < kTables.size(); ++i) names[i] = kTables[i].name;
    return names;
  }();
  return kNames;
}

Result<SealedPortion> seal_portion(db::Connection& connection, const KeyChange& change,
                                   std::string_view table, const SealingKeys& keys) {
  const auto* const found = std::find_if(kTables.begin(), kTables.end(),
                                         [&](const SealedTable& one) { return one.name == table; });
  PAYUNG_CHECK(found != kTables.end());
  const auto from = done_until(connection, change, table);
  if (!from) return from.error();
  const auto last = connection.number(found->last);
  if (!last) return last.error();
  SealedPortion portion;
  if (*from >= last->value_or(0)) {
    portion.last = true;
    return portion;
  }
  const std::int64_t until = std::min(*from + found->step, last->value_or(0));
  std::vector<SealedRow> rows;
  auto status = connection.query(found->select, {*from, until}, [&](const db::Row& row) {
    rows.push_back({{row.integer(0), row.integer(1), row.integer(2)},
                    {std::string(row.text(3)), std::string(row.text(4))}});
    return Status{};
  });
  if (!status) return status.error();
  Sealer sealer(keys, portion);
  for (const SealedRow& row : rows) {
    if (status = found->anew(connection, sealer, row); !status) return status.error();
  }
  portion.rows = static_cast<std::int64_t>(rows.size());
  portion.last = until == last->value_or(0);
  status = done(connection.run(
      "update key_change_step set done_until = $3 where change = $1 and table_name = $2",
      {change.id, table, until}));
  if (!status) return status.error();
  return portion;
}

Status end_all_proofs(db::Connection& connection, std::int64_t now_s, std::string_view now) {
  for (const std::string_view sql :
       {"update user_session set ended_s = $1, ended_why = 'key_replaced' where ended_s is null",
        "update api_key set revoked_s = $1 where revoked_s is null",
        "update one_time_link set ended_s = $1, ended_why = 'key_replaced' where ended_s is null",
        "update one_time_code set ended_s = $1 where ended_s is null"}) {
    if (const auto ended = connection.run(sql, {now_s}); !ended) return ended.error();
  }
  const auto used =
      connection.run("update recovery_code set used_at = $1 where used_at is null", {now});
  if (!used) return used.error();
  for (const std::string_view sql : {"delete from idempotent_request", "delete from oidc_attempt",
                                     "update draft_step set request = '' where request <> ''"}) {
    if (const auto forgotten = connection.run(sql); !forgotten) return forgotten.error();
  }
  return {};
}

}  // namespace payung::store

#include "store/access_log.hpp"

#include <array>
#include <utility>

#include "db/sha256.hpp"

namespace payung::store {
namespace {

constexpr std::string_view kFirstHash =
    "0000000000000000000000000000000000000000000000000000000000000000";

constexpr std::array<std::pair<Seen, std::string_view>, 8> kWords{{
    {Seen::card, "card"},
    {Seen::history, "history"},
    {Seen::unmasked, "unmasked"},
    {Seen::exported, "export"},
    {Seen::search_hit, "search_hit"},
    {Seen::identity_check, "identity_check"},
    {Seen::registry, "registry"},
    {Seen::own, "own"},
}};

/// Every field with its length, so that no two groups have the same bytes.
void append_field(std::string& bytes, std::string_view field) {
  bytes += '|';
  bytes += std::to_string(field.size());
  bytes += ':';
  bytes += field;
}

void append_entry(std::string& bytes, std::int64_t id, const AccessEntry& entry) {
  append_field(bytes, std::to_string(id));
  append_field(bytes, entry.at);
  append_field(bytes, entry.account);
  append_field(bytes, entry.organisation);
  append_field(bytes, entry.person ? std::to_string(*entry.person) : std::string());
  append_field(bytes, to_text(entry.seen));
  append_field(bytes, entry.purpose);
  append_field(bytes, entry.subject);
  append_field(bytes, entry.request);
}

std::string batch_start(std::string_view previous, std::int64_t id, std::string_view at) {
  std::string bytes(previous);
  append_field(bytes, std::to_string(id));
  append_field(bytes, at);
  return bytes;
}

Result<StoredAccess> read_entry(const db::Row& row) {
  const auto seen = parse_seen(row.text(5));
  if (!seen) return Error{Errc::integrity, "access_entry", std::to_string(row.integer(0))};
  StoredAccess stored;
  stored.id = row.integer(0);
  stored.entry.at = row.text(1);
  stored.entry.account = row.text(2);
  stored.entry.organisation = row.text(3);
  if (!row.is_null(4)) stored.entry.person = row.integer(4);
  stored.entry.seen = *seen;
  stored.entry.purpose = row.text(6);
  stored.entry.subject = row.text(7);
  stored.entry.request = row.text(8);
  return stored;
}

Status collect(const db::Row& row, std::vector<StoredAccess>& into) {
  auto entry = read_entry(row);
  if (!entry) return entry.error();
  into.push_back(*std::move(entry));
  return {};
}

struct Batch {
  std::int64_t id = 0;
  std::int64_t first = 0;
  std::int64_t last = 0;
  std::string at;
  std::string hash;
};

Result<std::vector<Batch>> batches(db::Connection& connection) {
  std::vector<Batch> all;
  const auto status = connection.query(
      "select id, first, last, at, hash from access_batch order by id", {}, [&](const db::Row& r) {
        all.push_back({r.integer(0), r.integer(1), r.integer(2), std::string(r.text(3)),
                       std::string(r.text(4))});
        return Status{};
      });
  if (!status) return status.error();
  return all;
}

/// Walks the groups beside the entries, which come in the order of their numbers.
class ChainWalk {
 public:
  explicit ChainWalk(const std::vector<Batch>& all) : batches_(all) { open(); }

  void entry(const StoredAccess& stored) {
    while (at_ < batches_.size() && stored.id > batches_[at_].last) close();
    if (stored.id != expected_) {
      breaks_.push_back("access entry " + std::to_string(expected_) + " is missing");
    }
    expected_ = stored.id + 1;
    if (at_ == batches_.size() || stored.id < batches_[at_].first) {
      breaks_.push_back("access entry " + std::to_string(stored.id) + " belongs to no group");
      return;
    }
    append_entry(bytes_, stored.id, stored.entry);
  }

  std::vector<std::string> finish() {
    while (at_ < batches_.size()) close();
    return std::move(breaks_);
  }

 private:
  void open() {
    if (at_ == batches_.size()) return;
    const Batch& batch = batches_[at_];
    if (batch.id != static_cast<std::int64_t>(at_) + 1) {
      breaks_.push_back("access group " + std::to_string(at_ + 1) + " is missing");
    }
    bytes_ = batch_start(previous_, batch.id, batch.at);
  }
  void close() {
    const Batch& batch = batches_[at_];
    if (expected_ <= batch.last) {
      breaks_.push_back("access entry " + std::to_string(expected_) + " is missing");
      expected_ = batch.last + 1;
    }
    if (db::sha256(bytes_) != batch.hash) {
      breaks_.push_back("access group " + std::to_string(batch.id) + " was changed");
    }
    previous_ = batch.hash;
    ++at_;
    open();
  }

  const std::vector<Batch>& batches_;
  std::size_t at_ = 0;
  std::int64_t expected_ = 1;
  std::string previous_{kFirstHash};
  std::string bytes_;
  std::vector<std::string> breaks_;
};

}  // namespace

std::string_view to_text(Seen seen) {
  for (const auto& [value, word] : kWords) {
    if (value == seen) return word;
  }
  PAYUNG_CHECK(false);
}

Result<Seen> parse_seen(std::string_view text) {
  for (const auto& [value, word] : kWords) {
    if (word == text) return value;
  }
  return Error{Errc::bad_value, "seen", "card, history, unmasked, export, search_hit, ..."};
}

Status add_access(db::Connection& connection, std::span<const AccessEntry> entries,
                  std::string_view now) {
  if (entries.empty()) return {};
  std::int64_t batch = 0;
  std::int64_t id = 0;
  std::string previous(kFirstHash);
  const auto read =
      connection.query("select id, last, hash from access_batch order by id desc limit 1", {},
                       [&](const db::Row& row) {
                         batch = row.integer(0);
                         id = row.integer(1);
                         previous = row.text(2);
                         return Status{};
                       });
  if (!read) return read;
  ++batch;
  const std::int64_t first = id + 1;
  std::string bytes = batch_start(previous, batch, now);
  auto rows = connection.bulk("access_entry", {"id", "at", "account", "organisation", "person",
                                               "seen", "purpose", "subject", "request"});
  if (!rows) return rows.error();
  for (const AccessEntry& entry : entries) {
    append_entry(bytes, ++id, entry);
    auto added = (*rows)->add({id, std::string_view(entry.at), std::string_view(entry.account),
                               std::string_view(entry.organisation), db::maybe(entry.person),
                               to_text(entry.seen), std::string_view(entry.purpose),
                               std::string_view(entry.subject), std::string_view(entry.request)});
    if (!added) return added;
  }
  if (const auto finished = (*rows)->finish(); !finished) return finished.error();
  const std::string hash = db::sha256(bytes);
  const auto written = connection.run(
      "insert into access_batch (id, at, first, last, hash) values ($1, $2, $3, $4, $5)",
      {batch, now, first, id, std::string_view(hash)});
  return written ? Status{} : Status{written.error()};
}

Result<std::vector<std::string>> access_breaks(db::Connection& connection) {
  const auto all = batches(connection);
  if (!all) return all.error();
  ChainWalk walk(*all);
  const auto status = connection.query(
      "select id, at, account, organisation, person, seen, purpose, subject, request "
      "from access_entry order by id",
      {}, [&](const db::Row& row) {
        const auto entry = read_entry(row);
        if (!entry) return Status{entry.error()};
        walk.entry(*entry);
        return Status{};
      });
  if (!status) return status.error();
  return walk.finish();
}

Result<std::vector<StoredAccess>> access_of_person(db::Connection& connection, std::int64_t person,
                                                   std::optional<std::int64_t> before,
                                                   std::int64_t most) {
  std::vector<StoredAccess> found;
  const auto status = connection.query(
      "select id, at, account, organisation, person, seen, purpose, subject, request "
      "from access_entry where person = $1 and ($2 = 0 or id < $2) order by id desc limit $3",
      {person, before.value_or(0), most}, [&](const db::Row& row) { return collect(row, found); });
  if (!status) return status.error();
  return found;
}

Result<std::vector<StoredAccess>> access_by_account(db::Connection& connection,
                                                    std::string_view account,
                                                    std::optional<std::int64_t> before,
                                                    std::int64_t most) {
  std::vector<StoredAccess> found;
  const auto status = connection.query(
      "select id, at, account, organisation, person, seen, purpose, subject, request "
      "from access_entry where account = $1 and ($2 = 0 or id < $2) order by id desc limit $3",
      {account, before.value_or(0), most}, [&](const db::Row& row) { return collect(row, found); });
  if (!status) return status.error();
  return found;
}

Status each_access(db::Connection& connection, std::string_view from, std::string_view until,
                   const EachAccess& each) {
  return connection.query(
      "select id, at, account, organisation, person, seen, purpose, subject, request "
      "from access_entry where at >= $1 and at < $2 order by id",
      {from, until}, [&](const db::Row& row) {
        const auto entry = read_entry(row);
        if (!entry) return Status{entry.error()};
        return each(*entry);
      });
}

}  // namespace payung::store

#include "adapters/postgres/postgres.hpp"

#include <libpq-fe.h>

#include <charconv>
#include <map>

namespace payung::postgres {
namespace {

constexpr Oid kBigint = 20;
constexpr Oid kText = 25;
constexpr std::size_t kCopyBuffer = std::size_t{1} << 18;

struct CloseConnection {
  void operator()(PGconn* connection) const { PQfinish(connection); }
};
struct ClearResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Handle = std::unique_ptr<PGconn, CloseConnection>;
using Answer = std::unique_ptr<PGresult, ClearResult>;

std::string first_line(std::string_view message) {
  return std::string(message.substr(0, message.find('\n')));
}

Error error_of(const PGresult* result, const PGconn* connection) {
  const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  const char* primary = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  const std::string code = state == nullptr ? "" : state;
  const std::string message = primary == nullptr ? first_line(PQerrorMessage(connection)) : primary;
  if (code == "23505") return {Errc::already_there, "database", message};
  if (code == "40001" || code == "40P01" || code == "55P03") {
    return {Errc::conflict, "database", "it is locked by another process; try again"};
  }
  return {Errc::storage, "database", message};
}

bool succeeded(const PGresult* result) {
  const auto status = PQresultStatus(result);
  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_SINGLE_TUPLE;
}

/// Parameters in the form that libpq takes; numbers in text form.
class Parameters {
 public:
  static Result<Parameters> make(std::span<const db::Param> params) {
    Parameters made;
    made.storage_.reserve(params.size());
    for (const auto& param : params) {
      if (const auto* number = std::get_if<std::int64_t>(&param)) {
        made.add(std::to_string(*number), kBigint);
      } else if (const auto* text = std::get_if<std::string_view>(&param)) {
        if (const auto status = db::check_text(*text); !status) return status.error();
        made.add(std::string(*text), kText);
      } else {
        made.values_.push_back(nullptr);
        made.types_.push_back(0);
      }
    }
    return made;
  }
  int count() const { return static_cast<int>(values_.size()); }
  const char* const* values() const { return values_.data(); }
  const std::vector<Oid>& types() const { return types_; }

 private:
  void add(std::string text, Oid type) {
    storage_.push_back(std::move(text));
    values_.push_back(storage_.back().c_str());
    types_.push_back(type);
  }
  std::vector<std::string> storage_;  // reserved: its texts must not move
  std::vector<const char*> values_;
  std::vector<Oid> types_;
};

class ResultRow final : public db::Row {
 public:
  explicit ResultRow(const PGresult* result) : result_(result) {}
  bool is_null(int column) const override { return PQgetisnull(result_, 0, column) == 1; }
  std::int64_t integer(int column) const override {
    const std::string_view digits = text(column);
    std::int64_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
  }
  std::string_view text(int column) const override {
    return {PQgetvalue(result_, 0, column),
            static_cast<std::size_t>(PQgetlength(result_, 0, column))};
  }

 private:
  const PGresult* result_;
};

class CopyWriter final : public db::BulkWriter {
 public:
  CopyWriter(PGconn* connection, std::size_t width) : connection_(connection), width_(width) {}
  CopyWriter(const CopyWriter&) = delete;
  CopyWriter& operator=(const CopyWriter&) = delete;
  ~CopyWriter() override {
    if (finished_) return;
    PQputCopyEnd(connection_, "not finished");
    while (const Answer rest{PQgetResult(connection_)}) {
    }
  }

  Status add(std::span<const db::Param> values) override {
    PAYUNG_CHECK(values.size() == width_);
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (i > 0) buffer_ += '\t';
      if (const auto* number = std::get_if<std::int64_t>(&values[i])) {
        buffer_ += std::to_string(*number);
      } else if (const auto* text = std::get_if<std::string_view>(&values[i])) {
        if (auto status = db::check_text(*text); !status) return status;
        append_escaped(*text);
      } else {
        buffer_ += "\\N";
      }
    }
    buffer_ += '\n';
    return buffer_.size() < kCopyBuffer ? Status{} : send();
  }

  Result<std::int64_t> finish() override {
    if (const auto status = send(); !status) return status.error();
    finished_ = true;
    if (PQputCopyEnd(connection_, nullptr) != 1) {
      return Error{Errc::storage, "database", first_line(PQerrorMessage(connection_))};
    }
    std::int64_t written = 0;
    std::optional<Error> error;
    while (const Answer answer{PQgetResult(connection_)}) {
      if (!succeeded(answer.get())) {
        error = error_of(answer.get(), connection_);
      } else {
        written = std::strtoll(PQcmdTuples(answer.get()), nullptr, 10);
      }
    }
    if (error) return *error;
    return written;
  }

 private:
  /// The escapes of COPY's text form.
  void append_escaped(std::string_view text) {
    for (const char c : text) {
      switch (c) {
        case '\\': buffer_ += "\\\\"; break;
        case '\t': buffer_ += "\\t"; break;
        case '\n': buffer_ += "\\n"; break;
        case '\r': buffer_ += "\\r"; break;
        default: buffer_ += c;
      }
    }
  }
  Status send() {
    if (buffer_.empty()) return {};
    const int sent = PQputCopyData(connection_, buffer_.data(), static_cast<int>(buffer_.size()));
    buffer_.clear();
    if (sent == 1) return {};
    return Error{Errc::storage, "database", first_line(PQerrorMessage(connection_))};
  }

  PGconn* connection_;
  std::size_t width_;
  std::string buffer_;
  bool finished_ = false;
};

class PostgresConnection final : public db::Connection {
 public:
  explicit PostgresConnection(Handle handle) : handle_(std::move(handle)) {}

  db::Engine engine() const override { return db::Engine::postgres; }

  Result<std::int64_t> run(std::string_view sql, std::span<const db::Param> params) override {
    std::int64_t touched = 0;
    const auto status = send(sql, params, [&](const PGresult* result) {
      touched = std::strtoll(PQcmdTuples(const_cast<PGresult*>(result)), nullptr, 10);
      return Status{};
    });
    if (!status) return status.error();
    return touched;
  }

  Status query(std::string_view sql, std::span<const db::Param> params,
               const EachRow& each) override {
    return send(sql, params, [&](const PGresult* result) {
      return PQntuples(result) == 1 ? each(ResultRow(result)) : Status{};
    });
  }

  Status script(std::string_view sql) override {
    if (asking_) return db::asked_inside_a_query();
    const Answer answer(PQexec(handle_.get(), std::string(sql).c_str()));
    if (!succeeded(answer.get())) return error_of(answer.get(), handle_.get());
    return {};
  }

  using db::Connection::bulk;
  Result<std::unique_ptr<db::BulkWriter>> bulk(std::string_view table,
                                               std::span<const std::string_view> columns) override {
    if (asking_) return db::asked_inside_a_query();
    std::string sql = "copy " + std::string(table) + " (";
    for (std::size_t i = 0; i < columns.size(); ++i) {
      sql += (i == 0 ? "" : ", ") + std::string(columns[i]);
    }
    const Answer answer(PQexec(handle_.get(), (sql + ") from stdin").c_str()));
    if (PQresultStatus(answer.get()) != PGRES_COPY_IN) {
      return error_of(answer.get(), handle_.get());
    }
    return std::unique_ptr<db::BulkWriter>(
        std::make_unique<CopyWriter>(handle_.get(), columns.size()));
  }

  Status begin(db::Access access) override {
    if (access == db::Access::read)
      return script("begin isolation level repeatable read read only");
    // The number is arbitrary and Payung's own: "payung" as letters of the alphabet. Read committed
    // whatever the database's default is: a snapshot from before the wait for the lock would not
    // show what the writer before this one wrote.
    auto begun =
        script("begin isolation level read committed; select pg_advisory_xact_lock(1601251407)");
    // The begin went through and the lock did not come: nothing may be left open for the next one.
    if (!begun) static_cast<void>(script("rollback"));
    return begun;
  }
  Status commit() override {
    const Answer answer(PQexec(handle_.get(), "commit"));
    if (!succeeded(answer.get())) return error_of(answer.get(), handle_.get());
    // After a failed statement the server rolls back at commit and calls that a success.
    if (std::string_view(PQcmdStatus(answer.get())) == "COMMIT") return {};
    return Error{Errc::storage, "database", "the transaction had failed and was rolled back"};
  }
  Status rollback() override { return script("rollback"); }
  bool alive() const override { return PQstatus(handle_.get()) == CONNECTION_OK; }

 private:
  /// The name of a prepared statement for this text and these types.
  Result<std::string> prepared(std::string_view sql, const std::vector<Oid>& types) {
    std::string key;
    for (const Oid type : types) key += std::to_string(type) + ",";
    key += sql;
    const auto known = statements_.find(key);
    if (known != statements_.end()) return known->second;
    std::string name = "s" + std::to_string(statements_.size());
    const Answer answer(PQprepare(handle_.get(), name.c_str(), std::string(sql).c_str(),
                                  static_cast<int>(types.size()), types.data()));
    if (!succeeded(answer.get())) return error_of(answer.get(), handle_.get());
    statements_[key] = name;
    return name;
  }

  template <class Each>
  Status send(std::string_view sql, std::span<const db::Param> params, const Each& each) {
    if (asking_) return db::asked_inside_a_query();
    const auto made = Parameters::make(params);
    if (!made) return made.error();
    const auto name = prepared(sql, made->types());
    if (!name) return name.error();
    if (PQsendQueryPrepared(handle_.get(), name->c_str(), made->count(), made->values(), nullptr,
                            nullptr, 0) != 1 ||
        PQsetSingleRowMode(handle_.get()) != 1) {
      return Error{Errc::storage, "database", first_line(PQerrorMessage(handle_.get()))};
    }
    // Every result must be fetched, also after an error, or the connection stays busy.
    std::optional<Error> error;
    asking_ = true;
    while (const Answer answer{PQgetResult(handle_.get())}) {
      if (!succeeded(answer.get())) {
        if (!error) error = error_of(answer.get(), handle_.get());
      } else if (!error) {
        if (const auto status = each(answer.get()); !status) error = status.error();
      }
    }
    asking_ = false;
    if (error) return *error;
    return {};
  }

  Handle handle_;
  std::map<std::string, std::string> statements_;
  bool asking_ = false;  ///< while a query hands out its rows
};

}  // namespace

Result<std::unique_ptr<db::Connection>> open(const std::string& where) {
  Handle handle(PQconnectdb(where.c_str()));
  if (PQstatus(handle.get()) != CONNECTION_OK) {
    return Error{Errc::storage, "PostgreSQL", first_line(PQerrorMessage(handle.get()))};
  }
  auto connection = std::make_unique<PostgresConnection>(std::move(handle));
  const auto status = connection->script(
      "set client_min_messages = warning; set client_encoding = 'UTF8'; "
      "set standard_conforming_strings = on");
  if (!status) return status.error();
  return std::unique_ptr<db::Connection>(std::move(connection));
}

}  // namespace payung::postgres

#include "adapters/postgres/listener.hpp"

#include <libpq-fe.h>
#include <poll.h>

#include <utility>

namespace payung::postgres {
namespace {

struct CloseConnection {
  void operator()(PGconn* connection) const { PQfinish(connection); }
};
struct ClearResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
struct FreeNotice {
  void operator()(PGnotify* notice) const { PQfreemem(notice); }
};
using Answer = std::unique_ptr<PGresult, ClearResult>;

Error lost(const PGconn* connection) {
  const std::string message = PQerrorMessage(connection);
  return {Errc::storage, "PostgreSQL", message.substr(0, message.find('\n'))};
}

}  // namespace

struct Listener::State {
  std::unique_ptr<PGconn, CloseConnection> connection;
};

Listener::Listener(std::unique_ptr<State> state) : state_(std::move(state)) {}
Listener::Listener(Listener&&) noexcept = default;
Listener::~Listener() = default;

Result<Listener> Listener::open(const std::string& where, std::string_view channel) {
  // A way that swallows everything is noticed after three seconds, not after a quarter of an hour.
  const char* names[] = {"dbname", "connect_timeout", "tcp_user_timeout", nullptr};
  const char* values[] = {where.c_str(), "3", "3000", nullptr};
  auto state = std::make_unique<State>();
  state->connection.reset(PQconnectdbParams(names, values, 1));
  PGconn* connection = state->connection.get();
  if (PQstatus(connection) != CONNECTION_OK) return lost(connection);
  const std::string sql = "listen " + std::string(channel);
  const Answer answer(PQexec(connection, sql.c_str()));
  if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) return lost(connection);
  return Listener(std::move(state));
}

Result<std::vector<std::string>> Listener::hear(std::chrono::milliseconds wait) {
  PGconn* connection = state_->connection.get();
  pollfd way{PQsocket(connection), POLLIN, 0};
  if (way.fd < 0) return lost(connection);
  static_cast<void>(poll(&way, 1, static_cast<int>(wait.count())));
  // The server tells an idle connection what was committed before it answers the next question.
  const Answer answer(PQexec(connection, "select 1"));
  if (PQresultStatus(answer.get()) != PGRES_TUPLES_OK) return lost(connection);
  if (PQconsumeInput(connection) != 1) return lost(connection);
  std::vector<std::string> heard;
  while (const std::unique_ptr<PGnotify, FreeNotice> notice{PQnotifies(connection)}) {
    heard.emplace_back(notice->extra);
  }
  return heard;
}

}  // namespace payung::postgres

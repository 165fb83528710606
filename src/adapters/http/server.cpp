#include "adapters/http/server.hpp"

#include <openssl/ssl.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <list>
#include <map>
#include <mutex>
#include <optional>
#include <random>
#include <thread>

#include "adapters/http/dialogue.hpp"
#include "adapters/http/head_text.hpp"
#include "identity/address.hpp"

namespace payung::http {
namespace {

constexpr std::chrono::milliseconds kWatch{200};
constexpr std::chrono::milliseconds kAcceptPause{50};
using Tcp = asio::ip::tcp;
using boost::system::error_code;

/// Who is connected, from where.
class Census {
 public:
  explicit Census(const Limits& limits) : limits_(limits) {}

  bool enter(const std::string& address) {
    const std::lock_guard lock(mutex_);
    if (all_ >= limits_.connections_max) return false;
    std::size_t& here = by_address_[address];
    if (here >= limits_.connections_per_address_max) return false;
    ++here;
    ++all_;
    return true;
  }
  void leave(const std::string& address) {
    const std::lock_guard lock(mutex_);
    --all_;
    const auto found = by_address_.find(address);
    if (--found->second == 0) by_address_.erase(found);
  }
  std::size_t all() {
    const std::lock_guard lock(mutex_);
    return all_;
  }

 private:
  const Limits& limits_;
  std::mutex mutex_;
  std::size_t all_ = 0;
  std::map<std::string, std::size_t> by_address_;
};

/// One network thread with the connections that are its own.
struct Loop {
  asio::io_context context{1};
  std::list<Dialogue*> dialogues;
  std::thread thread;
};

std::string new_prefix() {
  std::random_device device;
  std::string text;
  static constexpr char kDigits[] = "0123456789abcdef";
  for (int i = 0; i < 8; ++i) text += kDigits[device() % 16];
  return text + "-";
}

}  // namespace

struct Server::State {
  State(Application& application, const ServerOptions& given)
      : options(given),
        workers(given.workers, given.limits.waiting_max),
        shared{application, options, workers, false, 0, new_prefix()},
        census(options.limits),
        tls(asio::ssl::context::tls_server) {}

  Status open();
  Status read_certificate();
  void run();
  asio::awaitable<void> accept();
  asio::awaitable<void> serve(Loop& loop, Tcp::socket socket);
  asio::awaitable<void> turn_away(Conn& conn);
  asio::awaitable<void> watch(Loop& loop);
  void cut_where(Loop& loop, bool (*chosen)(const Dialogue&));

  ServerOptions options;
  Workers workers;
  Shared shared;
  Census census;
  asio::ssl::context tls;
  std::vector<std::unique_ptr<Loop>> loops;
  std::optional<Tcp::acceptor> acceptor;
  std::size_t next_loop = 0;
  bool stopped = false;
};

Status Server::State::read_certificate() {
  if (options.certificate_file.empty() != options.key_file.empty()) {
    return Error{Errc::bad_option, "tls", "give certificate and key together"};
  }
  if (options.certificate_file.empty()) return {};
  error_code failed;
  tls.set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_tlsv1 |
                      asio::ssl::context::no_tlsv1_1 | asio::ssl::context::no_compression,
                  failed);
  SSL_CTX_set_min_proto_version(tls.native_handle(), TLS1_2_VERSION);
  tls.use_certificate_chain_file(options.certificate_file, failed);
  if (failed) return Error{Errc::io, options.certificate_file, failed.message()};
  tls.use_private_key_file(options.key_file, asio::ssl::context::pem, failed);
  if (failed) return Error{Errc::io, options.key_file, failed.message()};
  return {};
}

Status Server::State::open() {
  if (auto status = read_certificate(); !status) return status;
  for (unsigned i = 0; i < std::max(1U, options.io_threads); ++i) {
    loops.push_back(std::make_unique<Loop>());
  }
  error_code failed;
  const auto address = asio::ip::make_address(options.address, failed);
  if (failed) {
    return Error{Errc::bad_option, "address", "an IP address such as 127.0.0.1 or 0.0.0.0"};
  }
  const Tcp::endpoint end(address, options.port);
  const std::string where = options.address + ":" + std::to_string(options.port);
  acceptor.emplace(loops[0]->context);
  acceptor->open(end.protocol(), failed);
  if (!failed) acceptor->set_option(Tcp::acceptor::reuse_address(true), failed);
  if (!failed) acceptor->bind(end, failed);
  if (!failed) acceptor->listen(1'024, failed);
  if (failed) return Error{Errc::io, where, failed.message()};
  return {};
}

void Server::State::run() {
  asio::co_spawn(loops[0]->context, accept(), asio::detached);
  for (const auto& loop : loops) {
    asio::co_spawn(loop->context, watch(*loop), asio::detached);
    loop->thread = std::thread([&context = loop->context] { context.run(); });
  }
}

asio::awaitable<void> Server::State::accept() {
  asio::steady_timer pause(loops[0]->context);
  while (!shared.draining) {
    Loop& loop = *loops[next_loop++ % loops.size()];
    Tcp::socket socket(loop.context);
    error_code failed;
    co_await acceptor->async_accept(socket, asio::redirect_error(asio::use_awaitable, failed));
    if (failed == asio::error::operation_aborted) co_return;
    if (failed) {
      // Out of descriptors: those that close free some.
      pause.expires_after(kAcceptPause);
      co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, failed));
      continue;
    }
    socket.set_option(Tcp::no_delay(true), failed);
    asio::co_spawn(loop.context, serve(loop, std::move(socket)), asio::detached);
  }
}

asio::awaitable<void> Server::State::turn_away(Conn& conn) {
  const Response busy = plain_problem(429);
  const auto& body = std::get<std::string>(busy.body);
  const std::string text =
      head_text(busy, Ending::close, static_cast<std::int64_t>(body.size())) + body;
  const auto part = asio::buffer(text);
  const asio::const_buffer whole(part.data(), part.size());
  // Over TLS nothing was agreed yet, so there is nothing that he would understand.
  if (options.certificate_file.empty()) co_await conn.write(&whole, 1);
  co_await conn.finish();
  conn.cut();
}

asio::awaitable<void> Server::State::serve(Loop& loop, Tcp::socket socket) {
  const bool plain = options.certificate_file.empty();
  auto conn = plain ? plain_conn(std::move(socket)) : tls_conn(std::move(socket), tls);
  const std::string peer = identity::counted_address(conn->peer());
  if (!census.enter(peer)) {
    co_await turn_away(*conn);
    co_return;
  }
  Dialogue dialogue(shared, std::move(conn));
  const auto place = loop.dialogues.insert(loop.dialogues.end(), &dialogue);
  co_await dialogue.run();
  loop.dialogues.erase(place);
  census.leave(peer);
}

void Server::State::cut_where(Loop& loop, bool (*chosen)(const Dialogue&)) {
  for (Dialogue* dialogue : loop.dialogues) {
    if (chosen(*dialogue)) dialogue->cut();
  }
}

/// Cuts whoever went beyond his time. One timer for all is cheaper than one for each read.
asio::awaitable<void> Server::State::watch(Loop& loop) {
  asio::steady_timer timer(loop.context);
  for (;;) {
    timer.expires_after(kWatch);
    error_code failed;
    co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, failed));
    if (failed) co_return;
    cut_where(loop, [](const Dialogue& one) { return Clock::now() > one.deadline(); });
    if (shared.draining) cut_where(loop, [](const Dialogue& one) { return one.idle(); });
  }
}

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}

Result<std::unique_ptr<Server>> Server::start(Application& application,
                                              const ServerOptions& options) {
  auto state = std::make_unique<State>(application, options);
  if (auto status = state->open(); !status) return status.error();
  state->run();
  return std::unique_ptr<Server>(new Server(std::move(state)));
}

Server::~Server() { stop(std::chrono::milliseconds(0)); }

std::uint16_t Server::port() const {
  error_code failed;
  return state_->acceptor->local_endpoint(failed).port();
}

void Server::stop(std::chrono::milliseconds grace) {
  if (std::exchange(state_->stopped, true)) return;
  State& state = *state_;
  state.shared.draining = true;
  asio::post(state.loops[0]->context, [&state] {
    error_code ignored;
    state.acceptor->close(ignored);
  });
  const auto end = Clock::now() + grace;
  while (state.census.all() > 0 && Clock::now() < end) std::this_thread::sleep_for(kWatch / 10);
  for (const auto& loop : state.loops) {
    asio::post(loop->context, [&state, &loop = *loop] {
      state.cut_where(loop, [](const Dialogue&) { return true; });
    });
  }
  // What a worker still does comes back to a loop that runs, and ends at its cut connection.
  state.workers.join();
  const auto last = Clock::now() + std::chrono::seconds(2);
  while (state.census.all() > 0 && Clock::now() < last) std::this_thread::sleep_for(kWatch / 10);
  for (const auto& loop : state.loops) loop->context.stop();
  for (const auto& loop : state.loops) loop->thread.join();
}

}  // namespace payung::http

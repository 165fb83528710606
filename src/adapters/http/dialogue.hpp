#pragma once

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "adapters/http/conn.hpp"
#include "adapters/http/head_text.hpp"
#include "adapters/http/limits.hpp"
#include "adapters/http/message.hpp"
#include "adapters/http/request_reader.hpp"
#include "adapters/http/workers.hpp"

/// What is said on one connection: request after request, each answered before the next is read.
namespace payung::http {

using Clock = std::chrono::steady_clock;

/// What all connections of a server share.
struct Shared {
  Application& application;
  const ServerOptions& options;
  Workers& workers;
  std::atomic<bool> draining = false;
  std::atomic<std::uint64_t> last_request = 0;
  std::string id_prefix;  ///< of this process, so that numbers do not repeat after a restart
};

class Dialogue {
 public:
  Dialogue(Shared& shared, std::unique_ptr<Conn> conn);

  asio::awaitable<void> run();

  /// When it will be cut off; asked by the watchdog of its thread.
  Clock::time_point deadline() const { return deadline_; }
  /// Between requests: nothing is lost when it is cut.
  bool idle() const { return idle_; }
  void cut() { conn_->cut(); }

 private:
  enum class Next : bool { close, go_on };
  asio::awaitable<bool> fill();  ///< reads once into buffer_; false when there is nothing more
  asio::awaitable<Next> one_request();
  asio::awaitable<RequestReader::Need> read_until_known(RequestReader& reader);
  asio::awaitable<int> read_body(RequestReader& reader, Request& request,
                                 const Admission& admission);
  asio::awaitable<Next> refuse(RequestHead& head, Response& response, Ending wanted,
                               Clock::time_point start);
  asio::awaitable<Next> send(const RequestHead& head, Response& response, bool keep,
                             Clock::time_point start);
  asio::awaitable<bool> send_pieces(Producer& producer, bool zip, std::string head);
  asio::awaitable<bool> send_events(EventStream& events, std::string head);
  asio::awaitable<bool> send_file(const FileBody& file, const Response& response, bool keep,
                                  bool body);
  asio::awaitable<bool> write(std::string_view first, std::string_view second = {});
  asio::awaitable<void> linger();
  void complete(RequestHead& head);

  Shared& shared_;
  std::unique_ptr<Conn> conn_;
  std::string peer_;
  std::string buffer_;            ///< read and not taken yet
  std::unique_ptr<char[]> room_;  ///< what a read fills; never cleared, so it costs nothing
  Clock::time_point deadline_ = Clock::time_point::max();
  bool idle_ = true;
  std::int64_t bytes_out_ = 0;
};

}  // namespace payung::http

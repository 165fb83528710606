#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <memory>
#include <string>

/// A connection behind four calls, so that the protocol is compiled once for plain and TLS.
namespace payung::http {

namespace asio = boost::asio;

class Conn {
 public:
  virtual ~Conn() = default;
  /// TLS: the handshake; plain: nothing. False when it failed.
  virtual asio::awaitable<bool> open() = 0;
  /// Bytes read; 0 at the end, on an error and after cut().
  virtual asio::awaitable<std::size_t> read(asio::mutable_buffer into) = 0;
  /// False when the other side is gone or after cut().
  virtual asio::awaitable<bool> write(const asio::const_buffer* parts, std::size_t count) = 0;
  /// Says that nothing more will be sent.
  virtual asio::awaitable<void> finish() = 0;
  /// Ends every operation under way; from the connection's own thread.
  virtual void cut() = 0;
  virtual std::string peer() const = 0;
  virtual asio::any_io_executor executor() = 0;
};

std::unique_ptr<Conn> plain_conn(asio::ip::tcp::socket socket);
std::unique_ptr<Conn> tls_conn(asio::ip::tcp::socket socket, asio::ssl::context& context);

}  // namespace payung::http

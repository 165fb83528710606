#include "adapters/http/conn.hpp"

#include <array>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace payung::http {
namespace {

using boost::system::error_code;

/// At most two parts: head and body in one gather write.
template <class Stream>
asio::awaitable<bool> write_parts(Stream& stream, const asio::const_buffer* parts,
                                  std::size_t count) {
  std::array<asio::const_buffer, 2> both{};
  for (std::size_t i = 0; i < count && i < both.size(); ++i) both[i] = parts[i];
  error_code failed;
  co_await asio::async_write(stream, both, asio::redirect_error(asio::use_awaitable, failed));
  co_return !failed;
}

std::string address_of(const asio::ip::tcp::socket& socket) {
  error_code failed;
  const auto end = socket.remote_endpoint(failed);
  if (failed) return "";
  auto address = end.address();
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    address = asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
  }
  return address.to_string();
}

class PlainConn final : public Conn {
 public:
  explicit PlainConn(asio::ip::tcp::socket socket)
      : peer_(address_of(socket)), socket_(std::move(socket)) {}

  asio::awaitable<bool> open() override { co_return true; }
  asio::awaitable<std::size_t> read(asio::mutable_buffer into) override {
    error_code failed;
    const std::size_t got =
        co_await socket_.async_read_some(into, asio::redirect_error(asio::use_awaitable, failed));
    co_return failed ? 0 : got;
  }
  asio::awaitable<bool> write(const asio::const_buffer* parts, std::size_t count) override {
    return write_parts(socket_, parts, count);
  }
  asio::awaitable<void> finish() override {
    error_code ignored;
    socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    co_return;
  }
  void cut() override {
    error_code ignored;
    socket_.close(ignored);
  }
  std::string peer() const override { return peer_; }
  asio::any_io_executor executor() override { return socket_.get_executor(); }

 private:
  std::string peer_;
  asio::ip::tcp::socket socket_;
};

class TlsConn final : public Conn {
 public:
  TlsConn(asio::ip::tcp::socket socket, asio::ssl::context& context)
      : peer_(address_of(socket)), stream_(std::move(socket), context) {}

  asio::awaitable<bool> open() override {
    error_code failed;
    co_await stream_.async_handshake(asio::ssl::stream_base::server,
                                     asio::redirect_error(asio::use_awaitable, failed));
    co_return !failed;
  }
  asio::awaitable<std::size_t> read(asio::mutable_buffer into) override {
    error_code failed;
    const std::size_t got =
        co_await stream_.async_read_some(into, asio::redirect_error(asio::use_awaitable, failed));
    co_return failed ? 0 : got;
  }
  asio::awaitable<bool> write(const asio::const_buffer* parts, std::size_t count) override {
    return write_parts(stream_, parts, count);
  }
  asio::awaitable<void> finish() override {
    error_code ignored;
    co_await stream_.async_shutdown(asio::redirect_error(asio::use_awaitable, ignored));
  }
  void cut() override {
    error_code ignored;
    stream_.lowest_layer().close(ignored);
  }
  std::string peer() const override { return peer_; }
  asio::any_io_executor executor() override { return stream_.get_executor(); }

 private:
  std::string peer_;
  asio::ssl::stream<asio::ip::tcp::socket> stream_;
};

}  // namespace

std::unique_ptr<Conn> plain_conn(asio::ip::tcp::socket socket) {
  return std::make_unique<PlainConn>(std::move(socket));
}

std::unique_ptr<Conn> tls_conn(asio::ip::tcp::socket socket, asio::ssl::context& context) {
  return std::make_unique<TlsConn>(std::move(socket), context);
}

}  // namespace payung::http

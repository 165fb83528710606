// The peer of bench/http: a plain Boost.Beast server, one coroutine for each connection, that
// answers every request with the same JSON of some 200 bytes and does nothing else.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <cstdlib>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using Tcp = asio::ip::tcp;

namespace {

const std::string kBody =
    R"({"id":"aaaaaaaaaaaaaaaaaaaaaaaaaa","nik":"331902******0001","name":"SITI AMINAH",)"
    R"("village":"33.19.02.2001","covered":"yes","payer":"Dinas Sosial","until":"2025-12-31",)"
    R"("programmes":["JKK","JKM"]})";

asio::awaitable<void> converse(beast::tcp_stream stream) {
  beast::flat_buffer buffer;
  try {
    for (;;) {
      http::request<http::string_body> request;
      co_await http::async_read(stream, buffer, request, asio::use_awaitable);
      http::response<http::string_body> response(http::status::ok, request.version());
      response.set(http::field::content_type, "application/json");
      response.keep_alive(request.keep_alive());
      response.body() = kBody;
      response.prepare_payload();
      co_await http::async_write(stream, response, asio::use_awaitable);
    }
  } catch (const std::exception&) {
  }
}

asio::awaitable<void> listen(asio::io_context& context, unsigned short port) {
  Tcp::acceptor acceptor(context, Tcp::endpoint(asio::ip::make_address("127.0.0.1"), port));
  for (;;) {
    auto socket = co_await acceptor.async_accept(asio::use_awaitable);
    socket.set_option(Tcp::no_delay(true));
    asio::co_spawn(context, converse(beast::tcp_stream(std::move(socket))), asio::detached);
  }
}

}  // namespace

int main(int argc, char** argv) {
  const auto port = static_cast<unsigned short>(argc > 1 ? std::atoi(argv[1]) : 8092);
  asio::io_context context;
  asio::co_spawn(context, listen(context, port), asio::detached);
  std::vector<std::thread> threads;
  for (int i = 0; i < 2; ++i) threads.emplace_back([&] { context.run(); });
  std::cout << "bare Beast on " << port << '\n' << std::flush;
  for (auto& thread : threads) thread.join();
}

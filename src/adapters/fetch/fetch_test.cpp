// Goal: nothing that others name makes this machine talk to its own network, and every call ends.
// Method: addresses at the edges of each special block; then calls to a server of our own.
#include "adapters/fetch/fetch.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstring>
#include <thread>

#include "adapters/fetch/public_address.hpp"

namespace payung::fetch {
namespace {

bool reached(const char* text) {
  sockaddr_storage storage{};
  auto* v4 = reinterpret_cast<sockaddr_in*>(&storage);
  auto* v6 = reinterpret_cast<sockaddr_in6*>(&storage);
  if (inet_pton(AF_INET, text, &v4->sin_addr) == 1) {
    v4->sin_family = AF_INET;
  } else {
    EXPECT_EQ(inet_pton(AF_INET6, text, &v6->sin6_addr), 1) << text;
    v6->sin6_family = AF_INET6;
  }
  return is_public(reinterpret_cast<const sockaddr&>(storage));
}

TEST(PublicAddress, OrdinaryOnesAreReached) {
  for (const char* text :
       {"1.1.1.1", "8.8.8.8", "103.10.66.1", "172.15.255.255", "172.32.0.0", "100.63.255.255",
        "100.128.0.0", "223.255.255.255", "2606:4700::1111", "2400:cb00::1", "64:ff9b::808:808"}) {
    EXPECT_TRUE(reached(text)) << text;
  }
}

TEST(PublicAddress, OwnAndSpecialOnesAreNot) {
  for (const char* text : {"0.0.0.0",
                           "0.1.2.3",
                           "10.0.0.1",
                           "10.255.255.255",
                           "100.64.0.0",
                           "100.127.255.255",
                           "127.0.0.1",
                           "127.255.255.255",
                           "169.254.169.254",
                           "172.16.0.0",
                           "172.31.255.255",
                           "192.0.0.1",
                           "192.0.2.1",
                           "192.168.0.1",
                           "198.18.0.1",
                           "198.19.255.255",
                           "198.51.100.1",
                           "203.0.113.9",
                           "224.0.0.1",
                           "255.255.255.255",
                           "::",
                           "::1",
                           "::ffff:10.0.0.1",
                           "::ffff:8.8.8.8",
                           "fc00::1",
                           "fd12:3456::1",
                           "fe80::1",
                           "ff02::1",
                           "2001:db8::1",
                           "2001::1",
                           "2002:7f00:1::",
                           "2002:a00:1::",
                           "64:ff9b::7f00:1",
                           "64:ff9b::a00:1"}) {
    EXPECT_FALSE(reached(text)) << text;
  }
}

/// Answers one call with the given bytes and goes.
class OneAnswer {
 public:
  explicit OneAnswer(std::string bytes) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in here{};
    here.sin_family = AF_INET;
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof here;
    EXPECT_EQ(::bind(socket_, reinterpret_cast<sockaddr*>(&here), size), 0);
    EXPECT_EQ(::listen(socket_, 4), 0);
    ::getsockname(socket_, reinterpret_cast<sockaddr*>(&here), &size);
    port_ = ntohs(here.sin_port);
    thread_ = std::jthread([this, bytes = std::move(bytes)] {
      const int peer = ::accept(socket_, nullptr, nullptr);
      if (peer < 0) return;
      char buffer[4096];
      const auto n = ::recv(peer, buffer, sizeof buffer, 0);
      if (n > 0) heard_.assign(buffer, static_cast<std::size_t>(n));
      std::size_t sent = 0;
      while (sent < bytes.size()) {
        const auto more = ::send(peer, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
        if (more <= 0) break;
        sent += static_cast<std::size_t>(more);
      }
      ::shutdown(peer, SHUT_WR);
      ::close(peer);
    });
  }
  ~OneAnswer() {
    ::shutdown(socket_, SHUT_RDWR);
    thread_.join();
    ::close(socket_);
  }
  std::string url(const std::string& path = "/x") const {
    return "http://127.0.0.1:" + std::to_string(port_) + path;
  }
  /// After the call came back.
  std::string heard() {
    if (thread_.joinable()) thread_.join();
    thread_ = std::jthread([] {});
    return heard_;
  }

 private:
  int socket_;
  std::uint16_t port_ = 0;
  std::string heard_;
  std::jthread thread_;
};

TEST(Fetch, SendsAndReads) {
  OneAnswer server("HTTP/1.1 201 Created\r\nX-Thing: two\r\nContent-Length: 5\r\n\r\nhello");
  const auto client = make_client(Reach::anywhere);
  const auto answer = client->send({"POST", server.url("/hook"), {{"X-Ours", "1"}}, "{\"a\":1}"});
  ASSERT_TRUE(answer.ok()) << answer.error().detail;
  EXPECT_EQ(answer->status, 201);
  EXPECT_EQ(answer->body, "hello");
  ASSERT_FALSE(answer->headers.empty());
  EXPECT_EQ(answer->headers.front().first, "x-thing");
  EXPECT_EQ(answer->headers.front().second, "two");
  const std::string heard = server.heard();
  EXPECT_EQ(heard.rfind("POST /hook HTTP/1.1\r\n", 0), 0U);
  EXPECT_NE(heard.find("X-Ours: 1\r\n"), std::string::npos);
  EXPECT_NE(heard.find("\r\n\r\n{\"a\":1}"), std::string::npos);
}

TEST(Fetch, RedirectsAreAnswersNotOrders) {
  OneAnswer server(
      "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");
  const auto answer = make_client(Reach::anywhere)->send({"GET", server.url()});
  ASSERT_TRUE(answer.ok());
  EXPECT_EQ(answer->status, 302);
}

TEST(Fetch, TooLongAnswersAreCut) {
  OneAnswer server("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + std::string(100'000, 'x'));
  Limits limits;
  limits.answer_bytes = 1'000;
  const auto answer = make_client(Reach::anywhere, limits)->send({"GET", server.url()});
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().code, Errc::io);
}

TEST(Fetch, PublicOnlyRefusesThisMachineAndPlainHttp) {
  OneAnswer server("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  const auto client = make_client(Reach::public_only);
  EXPECT_EQ(client->send({"GET", server.url()}).error().code, Errc::bad_option);
  for (const char* url : {"https://127.0.0.1:9/", "https://localhost:9/", "https://[::1]:9/",
                          "https://2130706433:9/", "https://0x7f.1:9/"}) {
    EXPECT_FALSE(client->send({"GET", url}).ok()) << url;
  }
}

TEST(Fetch, WhatIsNoAddressIsRefusedBeforeAnyCall) {
  const auto client = make_client(Reach::anywhere);
  for (const char* url : {"", "x", "file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/",
                          "http://name:secret@127.0.0.1/", "http://127.0.0.1/\r\nX: y"}) {
    const auto answer = client->send({"GET", url});
    ASSERT_FALSE(answer.ok()) << url;
    EXPECT_EQ(answer.error().code, Errc::bad_option) << url;
  }
  const auto split = client->send({"GET", "http://127.0.0.1:1/", {{"X", "a\r\nY: b"}}});
  ASSERT_FALSE(split.ok());
  EXPECT_EQ(split.error().code, Errc::bad_option);
}

}  // namespace
}  // namespace payung::fetch

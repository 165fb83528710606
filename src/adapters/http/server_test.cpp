// Goal: the server answers what is honest, refuses or cuts off what is not, and loses nothing when
// it stops.
// Method: raw sockets against a small application; literal status lines and bodies.
#include "adapters/http/server.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>
#include <zlib.h>

#include <atomic>
#include <fstream>
#include <thread>

namespace payung::http {
namespace {

using std::chrono::milliseconds;

/// What the tests serve; the path says which.
class Little final : public Application {
 public:
  Admission admit(RequestHead& head) override {
    Admission admission;
    admission.body_bytes_max = 1'000;
    if (head.path == "/quick") admission.where = Admission::Where::inline_thread;
    if (head.path == "/upload") {
      admission.spool = true;
      admission.body_bytes_max = std::int64_t{8} << 20;
    }
    if (head.path == "/no") {
      Response refusal;
      refusal.status = 403;
      refusal.body = "no";
      admission.refusal = refusal;
    }
    return admission;
  }

  Response answer(Request& request) noexcept override {
    Response response;
    response.headers.add("Content-Type", "text/plain");
    response.body = std::string(to_text(request.method)) + " " + request.path + " " + request.body;
    if (request.path == "/slow") std::this_thread::sleep_for(milliseconds(300));
    if (request.path == "/long") response.body = std::string(5'000, 'a');
    if (request.path == "/peer") response.body = request.peer;
    if (request.path == "/split") response.headers.add("X-A", "b\r\nX-Evil: 1");
    if (request.path == "/upload") response.body = spooled(request);
    if (request.path == "/pieces") response.body = pieces();
    if (request.path == "/file") response.body = FileBody{file, nullptr};
    if (request.path == "/events") {
      response.headers.set("Content-Type", "text/event-stream");
      response.body = EventStream{[n = 0](std::string& events) mutable {
                                    events += "data: " + std::to_string(++n) + "\n\n";
                                    return n < 3;
                                  },
                                  milliseconds(10)};
    }
    return response;
  }

  void finished(const RequestHead&, int status, std::chrono::microseconds, std::int64_t) override {
    last_status = status;
    ++answered;
  }

  std::string file;
  std::atomic<int> last_status = -1;
  std::atomic<int> answered = 0;

 private:
  static std::string spooled(const Request& request) {
    if (!request.spooled) return "not spooled";
    std::ifstream in(request.spooled->path(), std::ios::binary);
    std::uint64_t sum = 0;
    std::int64_t bytes = 0;
    for (char c = 0; in.get(c); ++bytes) sum = sum * 31 + static_cast<unsigned char>(c);
    return std::to_string(bytes) + " " + std::to_string(sum);
  }
  static Producer pieces() {
    return [n = 0](std::string& piece) mutable {
      piece = "piece " + std::to_string(++n) + "\n";
      return n < 3;
    };
  }
};

class Wire {
 public:
  explicit Wire(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in end{};
    end.sin_family = AF_INET;
    end.sin_port = htons(port);
    end.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected = ::connect(socket_, reinterpret_cast<sockaddr*>(&end), sizeof end) == 0;
    const timeval patience{5, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  }
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;
  ~Wire() { ::close(socket_); }

  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  /// Reads until `part` was seen or the other side closed.
  std::string until(std::string_view part) {
    while (seen_.find(part) == std::string::npos && more()) {
    }
    return seen_;
  }
  std::string all() {
    while (more()) {
    }
    return seen_;
  }
  void forget() { seen_.clear(); }
  bool connected = false;

 private:
  bool more() {
    char buffer[65536];
    const ssize_t got = ::recv(socket_, buffer, sizeof buffer, 0);
    if (got <= 0) return false;
    seen_.append(buffer, static_cast<std::size_t>(got));
    return true;
  }
  int socket_;
  std::string seen_;
};

std::string status_of(const std::string& answer) { return answer.substr(0, answer.find("\r\n")); }
std::string body_of(const std::string& answer) {
  const std::size_t head = answer.find("\r\n\r\n");
  return head == std::string::npos ? "" : answer.substr(head + 4);
}

class ServerTest : public ::testing::Test {
 protected:
  void start(const ServerOptions& options = {}) {
    auto started = Server::start(app_, options);
    ASSERT_TRUE(started.ok()) << started.error().detail;
    server_ = *std::move(started);
  }
  std::string ask(const std::string& bytes) {
    Wire wire(server_->port());
    wire.send(bytes);
    return wire.all();
  }
  std::string get(const std::string& path, const std::string& fields = "") {
    return ask("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + fields + "\r\n");
  }
  Little app_;
  std::unique_ptr<Server> server_;
};

TEST_F(ServerTest, AnswersOnWorkersAndAtOnce) {
  start();
  EXPECT_EQ(status_of(get("/work")), "HTTP/1.1 200 OK");
  EXPECT_EQ(body_of(get("/work")), "GET /work ");
  EXPECT_EQ(body_of(get("/quick")), "GET /quick ");
  EXPECT_EQ(body_of(ask("POST /work HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                        "Content-Length: 3\r\n\r\nabc")),
            "POST /work abc");
}

TEST_F(ServerTest, OneConnectionServesRequestAfterRequest) {
  start();
  Wire wire(server_->port());
  wire.send("GET /quick HTTP/1.1\r\nHost: x\r\n\r\nGET /work HTTP/1.1\r\nHost: x\r\n\r\n");
  const std::string both = wire.until("GET /work ");
  EXPECT_LT(both.find("GET /quick "), both.find("GET /work "));
  wire.forget();
  wire.send("HEAD /long HTTP/1.1\r\nHost: x\r\n\r\n");
  const std::string head = wire.until("\r\n\r\n");
  EXPECT_NE(head.find("Content-Length: 5000"), std::string::npos);
  EXPECT_EQ(body_of(head), "");
}

TEST_F(ServerTest, RefusesWithAStatusAndCloses) {
  start();
  EXPECT_EQ(status_of(ask("nonsense\r\n\r\n")), "HTTP/1.1 400 Bad Request");
  EXPECT_EQ(status_of(get("/no")), "HTTP/1.1 403 Forbidden");
  EXPECT_EQ(status_of(ask("POST /no HTTP/1.1\r\nHost: x\r\nContent-Length: 9999999\r\n\r\nabc")),
            "HTTP/1.1 403 Forbidden");
  EXPECT_EQ(status_of(ask("POST /work HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\n\r\n")),
            "HTTP/1.1 413 Content Too Large");
}

TEST_F(ServerTest, SaysContinueOnlyToWhomItWillListen) {
  start();
  Wire wire(server_->port());
  wire.send(
      "POST /work HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n"
      "Connection: close\r\n\r\n");
  EXPECT_EQ(status_of(wire.until("\r\n\r\n")), "HTTP/1.1 100 Continue");
  wire.send("ab");
  EXPECT_NE(wire.all().find("POST /work ab"), std::string::npos);
  EXPECT_EQ(status_of(ask("POST /work HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
                          "Content-Length: 5000\r\n\r\n")),
            "HTTP/1.1 413 Content Too Large");
}

TEST_F(ServerTest, AnUploadGoesToAFileAndTheFileGoes) {
  start();
  std::string body(std::size_t{5} << 20, '\0');
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < body.size(); ++i) {
    body[i] = static_cast<char>(i * 7 + i / 251);
    sum = sum * 31 + static_cast<unsigned char>(body[i]);
  }
  const std::string answer =
      ask("POST /upload HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: " +
          std::to_string(body.size()) + "\r\n\r\n" + body);
  EXPECT_EQ(body_of(answer), std::to_string(body.size()) + " " + std::to_string(sum));
}

TEST_F(ServerTest, StreamsPiecesFilesAndEvents) {
  app_.file = "/tmp/server_test_" + std::to_string(getpid());
  std::ofstream(app_.file) << std::string(300'000, 'f');
  start();
  EXPECT_EQ(body_of(get("/pieces")),
            "8\r\npiece 1\n\r\n8\r\npiece 2\n\r\n8\r\npiece 3\n\r\n0\r\n\r\n");
  EXPECT_EQ(body_of(get("/file")), std::string(300'000, 'f'));
  EXPECT_EQ(body_of(get("/events")), "data: 1\n\ndata: 2\n\ndata: 3\n\n");
  ::unlink(app_.file.c_str());
}

TEST_F(ServerTest, PacksWhatIsWorthItForWhoCanUnpack) {
  start();
  const std::string packed = get("/long", "Accept-Encoding: br, gzip\r\n");
  EXPECT_NE(packed.find("Content-Encoding: gzip"), std::string::npos);
  EXPECT_LT(body_of(packed).size(), 200U);
  z_stream stream{};
  ASSERT_EQ(inflateInit2(&stream, 31), Z_OK);
  std::string body = body_of(packed);
  std::string plain(10'000, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(body.data());
  stream.avail_in = static_cast<uInt>(body.size());
  stream.next_out = reinterpret_cast<Bytef*>(plain.data());
  stream.avail_out = static_cast<uInt>(plain.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  EXPECT_EQ(stream.total_out, 5'000U);
  inflateEnd(&stream);
  for (const char* fields : {"", "Accept-Encoding: gzip;q=0\r\n", "Accept-Encoding: br\r\n"}) {
    EXPECT_EQ(body_of(get("/long", fields)).size(), 5'000U) << fields;
  }
  EXPECT_EQ(get("/quick", "Accept-Encoding: gzip\r\n").find("Content-Encoding"), std::string::npos);
}

TEST_F(ServerTest, NothingIsSmuggledIntoAnAnswer) {
  start();
  EXPECT_EQ(get("/split").find("X-Evil"), std::string::npos);
}

TEST_F(ServerTest, WhoIsTooSlowIsCutOff) {
  ServerOptions options;
  options.limits.head_time = milliseconds(300);
  options.limits.body_start_time = milliseconds(300);
  options.limits.idle_time = milliseconds(300);
  start(options);
  for (const char* begun :
       {"GET /quick HT", "POST /work HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nab", ""}) {
    Wire wire(server_->port());
    wire.send(begun);
    EXPECT_EQ(wire.all(), "") << begun;  // the reading ends because the server closed
  }
  EXPECT_EQ(status_of(get("/work")), "HTTP/1.1 200 OK");
}

TEST_F(ServerTest, WhenTooManyWaitTheRestIsToldAtOnceAndItRecovers) {
  ServerOptions options;
  options.workers = 1;
  options.limits.waiting_max = 1;
  start(options);
  std::vector<std::thread> threads;
  std::atomic<int> fine = 0;
  std::atomic<int> busy = 0;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      const std::string status = status_of(get("/slow"));
      fine += status == "HTTP/1.1 200 OK" ? 1 : 0;
      busy += status == "HTTP/1.1 503 Service Unavailable" ? 1 : 0;
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(fine + busy, 8);
  EXPECT_GE(fine, 2);
  EXPECT_GE(busy, 1);
  EXPECT_EQ(status_of(get("/work")), "HTTP/1.1 200 OK");
}

TEST_F(ServerTest, OneAddressHasSoManyConnectionsAndNoMore) {
  ServerOptions options;
  options.limits.connections_per_address_max = 2;
  start(options);
  Wire first(server_->port());
  Wire second(server_->port());
  first.send("GET /quick HTTP/1.1\r\nHost: x\r\n\r\n");
  second.send("GET /quick HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(status_of(first.until("GET /quick ")), "HTTP/1.1 200 OK");
  EXPECT_EQ(status_of(second.until("GET /quick ")), "HTTP/1.1 200 OK");
  Wire third(server_->port());  // told without a word of its own
  EXPECT_EQ(status_of(third.all()), "HTTP/1.1 429 Too Many Requests");
}

TEST_F(ServerTest, AForwardedAddressCountsFromATrustedProxyOnly) {
  start();
  EXPECT_EQ(body_of(get("/peer", "X-Forwarded-For: 9.9.9.9\r\n")), "127.0.0.1");
  server_.reset();
  ServerOptions options;
  options.trusted_proxies = {"127.0.0.1", "10.0.0.1"};
  start(options);
  EXPECT_EQ(body_of(get("/peer", "X-Forwarded-For: 6.6.6.6, 9.9.9.9, 10.0.0.1\r\n")), "9.9.9.9");
}

TEST_F(ServerTest, StoppingAnswersWhatIsUnderWay) {
  start();
  Wire wire(server_->port());
  Wire idle(server_->port());
  wire.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
  while (!wire.connected) {
  }
  std::this_thread::sleep_for(milliseconds(100));
  const std::uint16_t port = server_->port();
  std::thread stopper([&] { server_->stop(milliseconds(3'000)); });
  EXPECT_EQ(body_of(wire.until("GET /slow ")), "GET /slow ");
  EXPECT_EQ(idle.all(), "");
  stopper.join();
  EXPECT_EQ(app_.answered, 1);
  EXPECT_EQ(app_.last_status, 200);
  EXPECT_FALSE(Wire(port).connected);
}

TEST(ServerStart, WhatCannotBeIsSaid) {
  Little app;
  ServerOptions options;
  options.address = "nowhere";
  EXPECT_EQ(Server::start(app, options).error().code, Errc::bad_option);
  options.address = "127.0.0.1";
  options.certificate_file = "/there/is/none.pem";
  EXPECT_EQ(Server::start(app, options).error().code, Errc::bad_option);
  options.key_file = "/there/is/none.key";
  EXPECT_EQ(Server::start(app, options).error().code, Errc::io);
  ServerOptions taken;
  const auto first = Server::start(app, taken);
  ASSERT_TRUE(first.ok());
  taken.port = (*first)->port();
  EXPECT_EQ(Server::start(app, taken).error().code, Errc::io);
}

TEST(ServerTls, SpeaksTlsAndNothingElseThere) {
  const std::string base = "/tmp/server_tls_" + std::to_string(getpid());
  const std::string make =
      "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes "
      "-subj /CN=localhost -days 1 -keyout " +
      base + ".key -out " + base + ".pem 2>/dev/null";
  ASSERT_EQ(std::system(make.c_str()), 0);
  Little app;
  ServerOptions options;
  options.certificate_file = base + ".pem";
  options.key_file = base + ".key";
  const auto server = Server::start(app, options);
  ASSERT_TRUE(server.ok()) << server.error().detail;
  const std::string port = std::to_string((*server)->port());
  const auto client = [&](const std::string& version) {
    const std::string command =
        "printf 'GET /work HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\n\\r\\n' | "
        "timeout 5 openssl s_client -quiet -connect 127.0.0.1:" +
        port + " " + version + " 2>/dev/null | grep -q 'GET /work'";
    return std::system(command.c_str());
  };
  EXPECT_EQ(client("-tls1_3"), 0);
  EXPECT_EQ(client("-tls1_2"), 0);
  EXPECT_NE(client("-tls1_1"), 0);
  for (const char* end : {".key", ".pem"}) ::unlink((base + end).c_str());
}

}  // namespace
}  // namespace payung::http

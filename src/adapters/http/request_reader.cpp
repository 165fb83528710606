#include "adapters/http/request_reader.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>

#include "adapters/http/target.hpp"

namespace payung::http {
namespace {

namespace beast_http = boost::beast::http;

constexpr std::size_t kPiece = std::size_t{64} * 1024;
constexpr std::size_t kFieldsMax = 100;

Method method_of(beast_http::verb verb) {
  if (verb == beast_http::verb::get) return Method::get;
  if (verb == beast_http::verb::head) return Method::head;
  if (verb == beast_http::verb::post) return Method::post;
  if (verb == beast_http::verb::put) return Method::put;
  if (verb == beast_http::verb::patch) return Method::patch;
  if (verb == beast_http::verb::delete_) return Method::del;
  if (verb == beast_http::verb::options) return Method::options;
  return Method::other;
}

}  // namespace

struct RequestReader::Parser {
  beast_http::request_parser<beast_http::buffer_body> beast;
  std::unique_ptr<char[]> piece;  ///< of kPiece bytes; most requests have no body and need none
};

RequestReader::RequestReader(const Limits& limits)
    : limits_(limits), parser_(std::make_unique<Parser>()) {
  parser_->beast.header_limit(static_cast<std::uint32_t>(limits.header_bytes_max));
  parser_->beast.body_limit(boost::none);  // counted here, with an answer of our own
}

RequestReader::~RequestReader() {
  if (spool_ >= 0) ::close(spool_);
}

RequestReader::Need RequestReader::refuse(int status) {
  status_ = status;
  return Need::broken;
}

RequestReader::Need RequestReader::feed(std::string_view bytes, std::size_t& taken) {
  auto& beast = parser_->beast;
  taken = 0;
  for (;;) {
    if (beast.is_done()) return Need::done;
    if (head_seen_ && !body_wanted_) return Need::head;
    auto& body = beast.get().body();
    if (head_seen_) {
      if (!parser_->piece) parser_->piece = std::make_unique_for_overwrite<char[]>(kPiece);
      body.data = parser_->piece.get();
      body.size = kPiece;
      body.more = true;
    }
    boost::system::error_code error;
    taken += beast.put(boost::asio::buffer(bytes.data() + taken, bytes.size() - taken), error);
    if (head_seen_) {
      const std::size_t filled = kPiece - body.size;
      if (!keep({parser_->piece.get(), filled})) return refuse(status_);
      if (error == beast_http::error::need_buffer) continue;
    }
    if (error == beast_http::error::need_more) return Need::more;
    if (error == beast_http::error::header_limit) return refuse(431);
    if (error == beast_http::error::bad_version) return refuse(505);
    if (error) return refuse(400);
    if (!head_seen_ && beast.is_header_done()) return read_head();
    if (!beast.is_done() && taken == bytes.size()) return Need::more;
  }
}

RequestReader::Need RequestReader::read_head() {
  const auto& message = parser_->beast.get();
  head_seen_ = true;
  const std::string_view target(message.target().data(), message.target().size());
  if (target.size() > limits_.target_bytes_max) return refuse(414);
  head_.method = method_of(message.method());
  for (const auto& field : message) {
    head_.headers.add({field.name_string().data(), field.name_string().size()},
                      {field.value().data(), field.value().size()});
  }
  if (const int status = unacceptable(); status != 0) return refuse(status);
  auto parsed = parse_target(target);
  if (!parsed) return refuse(400);
  head_.target = target;
  head_.path = std::move(parsed->path);
  head_.query = std::move(parsed->query);
  if (const auto length = parser_->beast.content_length()) {
    head_.content_length = static_cast<std::int64_t>(*length);
  }
  return Need::head;
}

/// Requests that two servers could read differently (RFC 9112, 11.2), or that are none of ours.
int RequestReader::unacceptable() const {
  const auto& message = parser_->beast.get();
  const auto& headers = head_.headers;
  if (message.version() != 11 && message.version() != 10) return 505;
  if (headers.all().size() > kFieldsMax) return 431;
  if (headers.count("Host") > 1 || (message.version() == 11 && headers.count("Host") == 0)) {
    return 400;
  }
  if (headers.count("Content-Length") > 1 || headers.count("Transfer-Encoding") > 1) return 400;
  const auto coding = headers.find("Transfer-Encoding");
  if (coding && (message.version() == 10 || headers.count("Content-Length") > 0)) return 400;
  if (coding && !same_name(*coding, "chunked")) return 501;
  if (headers.find("Content-Encoding").value_or("identity") != "identity") return 415;
  for (const auto& [name, value] : headers.all()) {
    for (const char c : value) {
      if (static_cast<unsigned char>(c) < 0x20 && c != '\t') return 400;
    }
  }
  return 0;
}

bool RequestReader::keep_alive() const { return parser_->beast.get().keep_alive(); }

bool RequestReader::has_body() const { return !parser_->beast.is_done(); }

void RequestReader::body(std::int64_t bytes_max, std::string spool_path) {
  body_wanted_ = true;
  body_max_ = bytes_max;
  if (spool_path.empty() || !has_body()) return;
  spool_ = ::open(spool_path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (spool_ < 0) status_ = 500;
}

bool RequestReader::keep(std::string_view piece) {
  if (status_ != 0) return false;
  body_bytes_ += static_cast<std::int64_t>(piece.size());
  if (body_bytes_ > body_max_) {
    status_ = 413;
    return false;
  }
  if (spool_ < 0) {
    memory_ += piece;
    return true;
  }
  while (!piece.empty()) {
    const ssize_t written = ::write(spool_, piece.data(), piece.size());
    if (written <= 0) {
      status_ = 500;
      return false;
    }
    piece.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace payung::http

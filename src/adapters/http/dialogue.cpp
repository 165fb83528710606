#include "adapters/http/dialogue.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <charconv>
#include <filesystem>

#include "adapters/http/gzip.hpp"
#include "adapters/http/head_text.hpp"

// GCC 12 miscompiles co_await inside a condition or ?: (it loses the frame), so each result gets a
// name first.
namespace payung::http {
namespace {

constexpr std::size_t kReadBytes = std::size_t{32} * 1024;
constexpr std::size_t kPieceBytes = std::size_t{128} * 1024;
constexpr std::size_t kZipFrom = 1'024;
constexpr std::size_t kLingerBytes = std::size_t{256} * 1024;
constexpr std::chrono::milliseconds kLingerTime{1'000};
// What reading a body comes to, beside the status to refuse it with.
constexpr int kWhole = 0;
constexpr int kGone = -1;

bool is_trusted(const std::vector<std::string>& proxies, std::string_view address) {
  return std::find(proxies.begin(), proxies.end(), address) != proxies.end();
}

/// The last address that no trusted proxy wrote about itself.
std::string forwarded_peer(const RequestHead& head, const std::vector<std::string>& proxies,
                           const std::string& peer) {
  std::string_view list = head.headers.find("X-Forwarded-For").value_or("");
  while (!list.empty()) {
    const std::size_t comma = list.rfind(',');
    std::string_view one = comma == std::string_view::npos ? list : list.substr(comma + 1);
    list = comma == std::string_view::npos ? std::string_view() : list.substr(0, comma);
    while (one.starts_with(' ')) one.remove_prefix(1);
    while (one.ends_with(' ')) one.remove_suffix(1);
    if (!one.empty() && one.size() <= 45 && !is_trusted(proxies, one)) return std::string(one);
  }
  return peer;
}

std::string hex_size(std::size_t size) {
  std::array<char, 20> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), size, 16);
  return {text.data(), end.ptr};
}

std::string chunk_of(std::string_view piece) {
  std::string chunk = hex_size(piece.size());
  chunk += "\r\n";
  chunk += piece;
  chunk += "\r\n";
  return chunk;
}

bool zips(const RequestHead& head, const Response& response) {
  return response.compressible && !response.headers.find("Content-Encoding") &&
         worth_gzip(response.headers.find("Content-Type").value_or("")) &&
         accepts_gzip(head.headers.find("Accept-Encoding").value_or(""));
}

}  // namespace

Dialogue::Dialogue(Shared& shared, std::unique_ptr<Conn> conn)
    : shared_(shared),
      conn_(std::move(conn)),
      peer_(conn_->peer()),
      room_(std::make_unique_for_overwrite<char[]>(kReadBytes)) {}

asio::awaitable<void> Dialogue::run() {
  deadline_ = Clock::now() + shared_.options.limits.head_time;
  idle_ = false;
  const bool opened = co_await conn_->open();
  Next next = opened ? Next::go_on : Next::close;
  while (next == Next::go_on) next = co_await one_request();
  conn_->cut();
}

asio::awaitable<bool> Dialogue::fill() {
  const std::size_t got = co_await conn_->read(asio::mutable_buffer(room_.get(), kReadBytes));
  buffer_.append(room_.get(), got);
  co_return got > 0;
}

asio::awaitable<bool> Dialogue::write(std::string_view first, std::string_view second) {
  deadline_ = Clock::now() + shared_.options.limits.write_time;
  const std::array<asio::const_buffer, 2> parts{asio::buffer(first.data(), first.size()),
                                                asio::buffer(second.data(), second.size())};
  const bool sent = co_await conn_->write(parts.data(), second.empty() ? 1 : 2);
  if (sent) bytes_out_ += static_cast<std::int64_t>(first.size() + second.size());
  co_return sent;
}

/// Reads until the head is whole, or it is clear that it never will be.
asio::awaitable<RequestReader::Need> Dialogue::read_until_known(RequestReader& reader) {
  for (;;) {
    std::size_t taken = 0;
    const auto need = reader.feed(buffer_, taken);
    buffer_.erase(0, taken);
    if (need != RequestReader::Need::more) co_return need;
    const bool came = co_await fill();
    if (!came) co_return RequestReader::Need::more;
  }
}

void Dialogue::complete(RequestHead& head) {
  const std::uint64_t number = shared_.last_request.fetch_add(1, std::memory_order_relaxed) + 1;
  head.id = shared_.id_prefix + hex_size(number);
  head.peer = peer_;
  head.secure = !shared_.options.certificate_file.empty();
  if (!is_trusted(shared_.options.trusted_proxies, peer_)) return;
  head.peer = forwarded_peer(head, shared_.options.trusted_proxies, peer_);
  head.secure = head.headers.find("X-Forwarded-Proto").value_or("") == "https";
}

asio::awaitable<Dialogue::Next> Dialogue::one_request() {
  const Limits& limits = shared_.options.limits;
  if (buffer_.empty()) {
    idle_ = true;
    if (shared_.draining) co_return Next::close;
    deadline_ = Clock::now() + limits.idle_time;
    const bool came = co_await fill();
    idle_ = false;
    if (!came) co_return Next::close;
  }
  const auto start = Clock::now();
  deadline_ = start + limits.head_time;
  bytes_out_ = 0;
  RequestReader reader(limits);
  const auto need = co_await read_until_known(reader);
  if (need == RequestReader::Need::more) co_return Next::close;
  Request request;
  static_cast<RequestHead&>(request) = std::move(reader.head());
  complete(request);
  if (need == RequestReader::Need::broken) {
    Response refusal = plain_problem(reader.refused_with());
    co_return co_await refuse(request, refusal, Ending::close, start);
  }
  // Who asks for the end of the connection waits for it, also when he is refused.
  const Ending wanted = reader.keep_alive() ? Ending::keep : Ending::close;
  Admission admission = shared_.application.admit(request);
  if (admission.refusal) {
    Response refusal = *std::move(admission.refusal);
    co_return co_await refuse(request, refusal, wanted, start);
  }
  const bool pooled = admission.where == Admission::Where::worker;
  if (pooled && !admission.perhaps_at_once && !shared_.workers.has_room()) {
    Response refusal = plain_problem(503);
    co_return co_await refuse(request, refusal, wanted, start);
  }
  const int status = co_await read_body(reader, request, admission);
  if (status == kGone) co_return Next::close;
  if (status != kWhole) {
    Response refusal = plain_problem(status);
    co_return co_await refuse(request, refusal, wanted, start);
  }
  deadline_ = Clock::time_point::max();  // our own work is not the caller's fault
  Response response;
  auto work = [this, &response, &request] { response = shared_.application.answer(request); };
  std::optional<Response> known;
  if (admission.perhaps_at_once) known = shared_.application.at_once(request);
  if (known) {
    response = *std::move(known);
  } else if (pooled && !shared_.workers.has_room()) {
    response = plain_problem(503);
  } else if (pooled) {
    const auto home = conn_->executor();
    co_await shared_.workers.run(home, work);
  } else {
    work();
  }
  const bool keep = wanted == Ending::keep && !shared_.draining;
  co_return co_await send(request, response, keep, start);
}

asio::awaitable<int> Dialogue::read_body(RequestReader& reader, Request& request,
                                         const Admission& admission) {
  const Limits& limits = shared_.options.limits;
  std::int64_t most = admission.body_bytes_max;
  std::string spool;
  if (reader.has_body()) {
    if (admission.spool) {
      spool = spool_path(shared_.options.spool_folder, request.id);
      request.spooled = std::make_shared<SpooledFile>(spool);
    } else {
      most = std::min(most, static_cast<std::int64_t>(limits.memory_body_bytes_max));
    }
    // Who says beforehand that it is too much is refused before he sends it.
    if (request.content_length.value_or(0) > most) co_return 413;
    if (same_name(request.headers.find("Expect").value_or(""), "100-continue")) {
      const bool sent = co_await write("HTTP/1.1 100 Continue\r\n\r\n");
      if (!sent) co_return kGone;
    }
  }
  reader.body(most, spool);
  const auto start = Clock::now();
  for (;;) {
    std::size_t taken = 0;
    const auto need = reader.feed(buffer_, taken);
    buffer_.erase(0, taken);
    if (need == RequestReader::Need::done) break;
    if (need == RequestReader::Need::broken) co_return reader.refused_with();
    const auto earned =
        std::chrono::milliseconds(reader.body_bytes() * 1'000 / limits.body_bytes_per_second_min);
    deadline_ = start + limits.body_start_time + earned;
    const bool came = co_await fill();
    if (!came) co_return kGone;
  }
  request.body = reader.take_memory();
  request.body_bytes = reader.body_bytes();
  co_return kWhole;
}

/// The rest of the request is not read, so the connection ends with the answer.
asio::awaitable<Dialogue::Next> Dialogue::refuse(RequestHead& head, Response& response,
                                                 Ending wanted, Clock::time_point start) {
  const bool body_pending =
      head.content_length.value_or(0) > 0 || head.headers.find("Transfer-Encoding").has_value();
  const bool readable = response.status != 400 && response.status < 500;
  const bool keep = wanted == Ending::keep && readable && !body_pending && response.status != 413 &&
                    !shared_.draining && response.status != 414 && response.status != 431;
  const Next next = co_await send(head, response, keep, start);
  if (next == Next::close) co_await linger();
  co_return next;
}

/// Closing at once would reset the connection and take the answer away from who is still sending.
asio::awaitable<void> Dialogue::linger() {
  deadline_ = Clock::now() + kLingerTime;
  co_await conn_->finish();
  std::size_t seen = 0;
  while (seen < kLingerBytes) {
    const std::size_t got = co_await conn_->read(asio::mutable_buffer(room_.get(), kReadBytes));
    if (got == 0) break;
    seen += got;
  }
}

asio::awaitable<Dialogue::Next> Dialogue::send(const RequestHead& head, Response& response,
                                               bool keep, Clock::time_point start) {
  const bool body = head.method != Method::head && response.status != 304;
  bool sent = false;
  if (auto* text = std::get_if<std::string>(&response.body)) {
    if (zips(head, response) && text->size() >= kZipFrom) {
      std::string small;
      Gzip().add(*text, Gzip::Last::yes, small);
      *text = std::move(small);
      response.headers.set("Content-Encoding", "gzip");
      response.headers.add("Vary", "Accept-Encoding");
    }
    const std::string top = head_text(response, keep ? Ending::keep : Ending::close,
                                      static_cast<std::int64_t>(text->size()));
    sent = co_await write(top, body ? std::string_view(*text) : std::string_view());
  } else if (auto* file = std::get_if<FileBody>(&response.body)) {
    sent = co_await send_file(*file, response, keep, body);
  } else if (auto* producer = std::get_if<Producer>(&response.body)) {
    const bool zip = zips(head, response);
    if (zip) response.headers.set("Content-Encoding", "gzip");
    response.headers.set("Transfer-Encoding", "chunked");
    std::string top = head_text(response, keep ? Ending::keep : Ending::close, -1);
    if (body)
      sent = co_await send_pieces(*producer, zip, std::move(top));
    else
      sent = co_await write(top);
  } else if (auto* events = std::get_if<EventStream>(&response.body)) {
    keep = false;
    std::string top = head_text(response, Ending::close, -1);
    if (body)
      sent = co_await send_events(*events, std::move(top));
    else
      sent = co_await write(top);
  }
  const auto took = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start);
  shared_.application.finished(head, sent ? response.status : 0, took, bytes_out_);
  co_return sent&& keep ? Next::go_on : Next::close;
}

asio::awaitable<bool> Dialogue::send_file(const FileBody& file, const Response& response, bool keep,
                                          bool body) {
  std::error_code failed;
  const auto size = std::filesystem::file_size(file.path, failed);
  const int descriptor = failed ? -1 : ::open(file.path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    Response broken = plain_problem(500);
    const std::string top = head_text(broken, Ending::close, 0);
    co_return co_await write(top);
  }
  const std::unique_ptr<const int, void (*)(const int*)> closer(
      &descriptor, [](const int* open) { ::close(*open); });
  const std::string top =
      head_text(response, keep ? Ending::keep : Ending::close, static_cast<std::int64_t>(size));
  bool sent = co_await write(top);
  auto left = static_cast<std::int64_t>(size);
  std::string piece;
  while (body && sent && left > 0) {
    piece.resize(static_cast<std::size_t>(std::min<std::int64_t>(left, kPieceBytes)));
    const ssize_t got = ::read(descriptor, piece.data(), piece.size());
    if (got <= 0) co_return false;  // it was cut short: the caller must see a broken answer
    left -= got;
    sent = co_await write(std::string_view(piece).substr(0, static_cast<std::size_t>(got)));
  }
  co_return sent;
}

asio::awaitable<bool> Dialogue::send_pieces(Producer& producer, bool zip, std::string head) {
  const auto gzip = zip ? std::make_unique<Gzip>() : nullptr;
  const bool begun = co_await write(head);
  if (!begun) co_return false;
  const auto home = conn_->executor();
  bool more = true;
  while (more) {
    std::string piece;
    auto work = [&producer, &piece, &more] { more = producer(piece); };
    deadline_ = Clock::time_point::max();
    co_await shared_.workers.run(home, work);
    if (gzip) {
      std::string small;
      gzip->add(piece, more ? Gzip::Last::no : Gzip::Last::yes, small);
      piece = std::move(small);
    }
    if (piece.empty()) continue;
    const std::string chunk = chunk_of(piece);
    const bool sent = co_await write(chunk);
    if (!sent) co_return false;
  }
  co_return co_await write("0\r\n\r\n");
}

asio::awaitable<bool> Dialogue::send_events(EventStream& events, std::string head) {
  const bool begun = co_await write(head);
  if (!begun) co_return false;
  asio::steady_timer timer(conn_->executor());
  auto spoken = Clock::now();
  for (;;) {
    std::string text;
    const bool more = events.next(text);
    const bool silent = Clock::now() - spoken > shared_.options.limits.heartbeat;
    if (text.empty() && silent) text = ": still here\n\n";
    if (!text.empty()) {
      const bool sent = co_await write(text);
      if (!sent) co_return false;
      spoken = Clock::now();
    }
    if (!more || shared_.draining) co_return true;
    deadline_ = Clock::time_point::max();
    timer.expires_after(events.interval);
    boost::system::error_code ignored;
    co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
  }
}

}  // namespace payung::http

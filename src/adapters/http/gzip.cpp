#include "adapters/http/gzip.hpp"

#include <zlib.h>

#include <array>

#include "base/check.hpp"

namespace payung::http {
namespace {

constexpr int kFast = 1;              // level 1: most of the gain at a third of the time
constexpr int kGzipWindow = 15 + 16;  // zlib writes gzip's frame when 16 is added
constexpr int kMemory = 8;

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

}  // namespace

struct Gzip::State {
  z_stream stream{};
};

Gzip::Gzip() : state_(std::make_unique<State>()) {
  const int code =
      deflateInit2(&state_->stream, kFast, Z_DEFLATED, kGzipWindow, kMemory, Z_DEFAULT_STRATEGY);
  PAYUNG_CHECK(code == Z_OK);
}

Gzip::~Gzip() { deflateEnd(&state_->stream); }

void Gzip::add(std::string_view piece, Last last, std::string& out) {
  z_stream& stream = state_->stream;
  // zlib reads through a pointer that is not const, and does not write to it.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(piece.data()));
  stream.avail_in = static_cast<uInt>(piece.size());
  std::array<char, std::size_t{32} * 1024> ready{};
  do {
    stream.next_out = reinterpret_cast<Bytef*>(ready.data());
    stream.avail_out = static_cast<uInt>(ready.size());
    const int code = deflate(&stream, last == Last::yes ? Z_FINISH : Z_NO_FLUSH);
    PAYUNG_CHECK(code != Z_STREAM_ERROR);
    out.append(ready.data(), ready.size() - stream.avail_out);
  } while (stream.avail_out == 0);
}

bool accepts_gzip(std::string_view accept_encoding) {
  while (!accept_encoding.empty()) {
    const std::size_t comma = accept_encoding.find(',');
    const std::string_view one = trimmed(accept_encoding.substr(0, comma));
    accept_encoding =
        comma == std::string_view::npos ? std::string_view() : accept_encoding.substr(comma + 1);
    const std::size_t semicolon = one.find(';');
    if (trimmed(one.substr(0, semicolon)) != "gzip") continue;
    if (semicolon == std::string_view::npos) return true;
    const std::string_view weight = trimmed(one.substr(semicolon + 1));
    return weight != "q=0" && weight != "q=0.0" && weight != "q=0.00" && weight != "q=0.000";
  }
  return false;
}

bool worth_gzip(std::string_view content_type) {
  const std::string_view type = content_type.substr(0, content_type.find(';'));
  if (type == "text/event-stream") return false;
  return type.starts_with("text/") || type.ends_with("json") || type.ends_with("xml") ||
         type.ends_with("javascript");
}

}  // namespace payung::http

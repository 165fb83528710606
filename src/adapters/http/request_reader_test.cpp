// Goal: a request is read the same however its bytes are cut, and a dishonest one is refused.
// Method: literal requests, each fed whole and byte by byte; the status that refuses it (RFC 9112).
#include "adapters/http/request_reader.hpp"

#include <gtest/gtest.h>

namespace payung::http {
namespace {

std::string read(const std::string& bytes, std::size_t step, const Limits& limits = {}) {
  RequestReader reader(limits);
  std::string waiting;
  std::size_t given = 0;
  bool body_asked = false;
  for (;;) {
    std::size_t taken = 0;
    const auto need = reader.feed(waiting, taken);
    waiting.erase(0, taken);
    if (need == RequestReader::Need::broken) return std::to_string(reader.refused_with());
    if (need == RequestReader::Need::head && !body_asked) {
      body_asked = true;
      reader.body(1'000, "");
      continue;
    }
    if (need == RequestReader::Need::done) {
      if (!body_asked) reader.body(1'000, "");
      return "done " + std::string(to_text(reader.head().method)) + " " + reader.head().path + " " +
             std::to_string(reader.body_bytes()) + " " + reader.take_memory();
    }
    if (given == bytes.size()) return "more";
    waiting += bytes.substr(given, step);
    given = std::min(bytes.size(), given + step);
  }
}

std::string get(const std::string& fields) { return "GET /a HTTP/1.1\r\n" + fields + "\r\n"; }
std::string post(const std::string& fields, const std::string& body) {
  return "POST /a HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n" + body;
}

struct Case {
  const char* name;
  std::string bytes;
  const char* outcome;
};
class Requests : public ::testing::TestWithParam<Case> {};

TEST_P(Requests, AreReadAlikeHoweverTheyAreCut) {
  for (const std::size_t step : {std::size_t{100'000}, std::size_t{7}, std::size_t{1}}) {
    EXPECT_EQ(read(GetParam().bytes, step), GetParam().outcome) << "in steps of " << step;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Table, Requests,
    ::testing::Values(
        Case{"plain", get("Host: x\r\n"), "done GET /a 0 "},
        Case{"old_version_needs_no_host", "GET /a HTTP/1.0\r\n\r\n", "done GET /a 0 "},
        Case{"body", post("Content-Length: 3\r\n", "abc"), "done POST /a 3 abc"},
        Case{"chunked", post("Transfer-Encoding: chunked\r\n", "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"),
             "done POST /a 5 abcde"},
        Case{"half", post("Content-Length: 5\r\n", "abc"), "more"},
        Case{"too_much", post("Content-Length: 2000\r\n", std::string(2'000, 'x')), "413"},
        Case{"too_much_in_chunks",
             post("Transfer-Encoding: chunked\r\n", "7d0\r\n" + std::string(2'000, 'x') + "\r\n"),
             "413"},
        Case{"unknown_method", "BREW /a HTTP/1.1\r\nHost: x\r\n\r\n", "done OTHER /a 0 "},
        Case{"no_host", get(""), "400"}, Case{"two_hosts", get("Host: x\r\nHost: y\r\n"), "400"},
        Case{"two_lengths", post("Content-Length: 3\r\nContent-Length: 4\r\n", "abcd"), "400"},
        Case{"length_and_chunks",
             post("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), "400"},
        Case{"chunks_and_length",
             post("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n", "0\r\n\r\n"), "400"},
        Case{"length_is_no_number", post("Content-Length: 3x\r\n", "abc"), "400"},
        Case{"negative_length", post("Content-Length: -3\r\n", "abc"), "400"},
        Case{"bad_chunk", post("Transfer-Encoding: chunked\r\n", "zz\r\nabc\r\n"), "400"},
        // RFC 9112, 5.2: refuse a folded line or put blanks in its place; Beast does the latter.
        Case{"folded", get("Host: x\r\nA: b\r\n c\r\n"), "done GET /a 0 "},
        Case{"blank_before_colon", get("Host : x\r\n"), "400"},
        Case{"control_in_value", get("Host: x\r\nA: b\001c\r\n"), "400"},
        Case{"no_http", "hello\r\n\r\n", "400"},
        Case{"http_2_preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "505"},
        Case{"absolute_form", "GET http://x/a HTTP/1.1\r\nHost: x\r\n\r\n", "400"},
        Case{"dot_segments", "GET /a/../b HTTP/1.1\r\nHost: x\r\n\r\n", "400"},
        Case{"packed_body", post("Content-Encoding: gzip\r\nContent-Length: 3\r\n", "abc"), "415"},
        Case{"long_target", "GET /" + std::string(5'000, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n",
             "414"},
        Case{"long_head", get("Host: x\r\nA: " + std::string(20'000, 'a') + "\r\n"), "431"}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(RequestReader, ManyFieldsAreRefused) {
  std::string fields = "Host: x\r\n";
  for (int i = 0; i < 101; ++i) fields += "A: b\r\n";
  EXPECT_EQ(read(get(fields), 100'000), "431");
}

}  // namespace
}  // namespace payung::http

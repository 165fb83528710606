#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/http/limits.hpp"
#include "adapters/http/message.hpp"

/// One request out of a stream of bytes (RFC 9112), a portion at a time. Beast's parser does the
/// grammar; what it lets through and no honest client sends is refused here.
namespace payung::http {

class RequestReader {
 public:
  explicit RequestReader(const Limits& limits);
  ~RequestReader();

  enum class Need : std::uint8_t {
    more,    ///< more bytes
    head,    ///< the head is whole: look at it, then call body() or stop
    done,    ///< the request is whole
    broken,  ///< answer refused_with() and close
  };
  /// Takes what it can of `bytes` and says how much; what is left belongs to the next call.
  Need feed(std::string_view bytes, std::size_t& taken);

  /// After Need::head. Path, query, method, headers, content_length.
  RequestHead& head() { return head_; }
  bool keep_alive() const;
  bool has_body() const;

  /// Where the body goes: memory up to `bytes_max`, or into this file.
  void body(std::int64_t bytes_max, std::string spool_path);
  /// After Need::done.
  std::string take_memory() { return std::move(memory_); }
  std::int64_t body_bytes() const { return body_bytes_; }
  /// After Need::broken: 400, 413, 414, 431, 500 (the spool failed), 501, 505.
  int refused_with() const { return status_; }

 private:
  struct Parser;
  Need refuse(int status);
  Need read_head();
  int unacceptable() const;
  bool keep(std::string_view piece);

  Limits limits_;
  std::unique_ptr<Parser> parser_;
  RequestHead head_;
  bool head_seen_ = false;
  bool body_wanted_ = false;
  std::int64_t body_max_ = 0;
  std::int64_t body_bytes_ = 0;
  std::string memory_;
  int spool_ = -1;
  int status_ = 0;
};

}  // namespace payung::http

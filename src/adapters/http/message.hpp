#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

/// What goes in and out of the HTTP server, free of any library: a door builds on these alone.
namespace payung::http {

enum class Method : std::uint8_t {
  get,
  head,
  post,
  put,
  patch,
  del,
  options,
  other,  ///< TRACE, CONNECT and words nobody knows: the application says which it takes
};
std::string_view to_text(Method method);  ///< "GET"

/// Whether two field names are the same; case does not count.
bool same_name(std::string_view a, std::string_view b);

/// Names are compared without regard to case; order is kept.
class Headers {
 public:
  void add(std::string name, std::string value);
  /// Replaces every field of that name.
  void set(std::string name, std::string value);
  /// The first field's value; empty when there is none.
  std::optional<std::string_view> find(std::string_view name) const;
  /// How many fields have that name (two Host fields are an attack).
  std::size_t count(std::string_view name) const;
  const std::vector<std::pair<std::string, std::string>>& all() const { return fields_; }

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

/// A body too large for memory, in a temporary file that goes with this object.
class SpooledFile {
 public:
  explicit SpooledFile(std::string path) : path_(std::move(path)) {}
  SpooledFile(const SpooledFile&) = delete;
  SpooledFile& operator=(const SpooledFile&) = delete;
  ~SpooledFile();
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// What is known before the body is read.
struct RequestHead {
  Method method = Method::get;
  std::string target;  ///< as sent, "/v1/people?name=siti"
  std::string path;    ///< decoded, without dot segments: "/v1/people"
  std::vector<std::pair<std::string, std::string>> query;  ///< decoded, in order
  Headers headers;
  std::string peer;     ///< the caller's address; that of X-Forwarded-For behind a trusted proxy
  bool secure = false;  ///< came over TLS, or a trusted proxy says so
  std::string id;       ///< of this request, for logs and problem details
  std::optional<std::int64_t> content_length;
  std::size_t route =
      static_cast<std::size_t>(-1);  ///< the application's own note of what it found in admit()
};

struct Request : RequestHead {
  std::string body;                      ///< when it was kept in memory
  std::shared_ptr<SpooledFile> spooled;  // shared: whoever keeps the file keeps it there
  std::int64_t body_bytes = 0;
};

/// A file that is streamed; removed afterwards when `temporary`.
struct FileBody {
  std::string path;
  std::shared_ptr<SpooledFile> temporary;  // shared: it stays until it was sent
};

/// Appends the next piece; false when there is none left. Called on a worker thread.
using Producer = std::function<bool(std::string& piece)>;

/// Server-sent events. `next` appends whole events ("event: ...\ndata: ...\n\n") that came up and
/// returns false after the last; it is asked every `interval` and must not block.
struct EventStream {
  std::function<bool(std::string& events)> next;
  std::chrono::milliseconds interval{250};
};

struct Response {
  int status = 200;
  Headers headers;
  std::variant<std::string, FileBody, Producer, EventStream> body;
  bool compressible = true;  ///< false where the body mixes secrets with what a caller chose
  /// Further fields as they are sent, each ended by CRLF; constant text only, so that nothing a
  /// caller chose gets in.
  std::string_view constant_fields = {};
};

/// What the application says when it has seen the head.
struct Admission {
  enum class Where : std::uint8_t {
    inline_thread,  ///< quick: answered on the thread that read it
    worker,         ///< may take long or wait
  };
  Where where = Where::worker;
  std::int64_t body_bytes_max = 0;       ///< more is answered 413 without reading on
  bool spool = false;                    ///< into a file instead of memory
  bool perhaps_at_once = false;          ///< at_once() may know the answer
  std::optional<Response> refusal = {};  ///< answered at once; the body is not read
};

class Application {
 public:
  virtual ~Application() = default;
  virtual Admission admit(RequestHead& head) = 0;
  /// The answer from memory, on the thread that read the request; empty: ask answer(). Asked where
  /// the admission says so; must not wait.
  virtual std::optional<Response> at_once(const Request&) noexcept { return std::nullopt; }
  /// Must answer everything, also its own faults. The head must stay as it is.
  virtual Response answer(Request& request) noexcept = 0;
  /// After the last byte went out, or the caller went away (status 0). For logs and metrics.
  virtual void finished(const RequestHead& head, int status, std::chrono::microseconds took,
                        std::int64_t bytes_out) = 0;
};

}  // namespace payung::http

#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace payung::http {

/// RFC 1952, a piece at a time.
class Gzip {
 public:
  Gzip();
  ~Gzip();
  Gzip(const Gzip&) = delete;
  Gzip& operator=(const Gzip&) = delete;
  enum class Last : bool { no, yes };
  /// Appends what is ready; everything when it is the last piece.
  void add(std::string_view piece, Last last, std::string& out);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Whether Accept-Encoding allows gzip ("gzip;q=0" does not).
bool accepts_gzip(std::string_view accept_encoding);
/// Whether it is worth it: text, JSON, CSV, SVG, XML, scripts.
bool worth_gzip(std::string_view content_type);

}  // namespace payung::http

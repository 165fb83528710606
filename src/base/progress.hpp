#pragma once

#include <cstdint>
#include <string_view>

namespace payung {

/// Where long work tells how far it is, and learns that it should stop. The door (command line,
/// server) implements it; the core only reports.
class Progress {
 public:
  virtual ~Progress() = default;
  /// A new stage begins. `total` 0: not known. `stage` is a key of web/text ("stage.link").
  virtual void begin(std::string_view stage, std::int64_t total) = 0;
  virtual void advance(std::int64_t done) = 0;
  virtual void end() = 0;
  /// Asked between units of work; when true the work rolls back and returns Errc::interrupted.
  virtual bool stop_requested() const = 0;
};

/// Says nothing and never stops: for tests and for callers that do not care.
class SilentProgress final : public Progress {
 public:
  void begin(std::string_view, std::int64_t) override {}
  void advance(std::int64_t) override {}
  void end() override {}
  bool stop_requested() const override { return false; }
};

}  // namespace payung

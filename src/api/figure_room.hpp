#pragma once

#include <chrono>
#include <list>
#include <memory>
#include <mutex>
#include <string>

#include "app/figures.hpp"

/// Keeps gathered figures, so that looking at them from another side costs no reading of a million
/// persons again.
namespace payung::api {

class FigureRoom {
 public:
  using Shared = std::shared_ptr<const app::Figures>;  // shared: readers keep theirs

  /// The figures of a scheme on a day. They are of the newest state, unless gathering them takes
  /// long: then those of a moment ago are given while one caller gathers the new ones, and not
  /// oftener than every ten times that long. `generated_at` tells.
  /// Errors: those of app::gather_figures.
  Result<Shared> figures(app::Environment& environment, const std::string& scheme, Date as_of);

 private:
  using Clock = std::chrono::steady_clock;
  struct Kept {
    std::string scheme;  ///< as asked; empty: the only one
    Date as_of;
    Clock::time_point gathered;
    Clock::duration took;
    Shared figures;
  };
  static constexpr std::size_t kKeptMax = 6;

  std::optional<Kept> find(const std::string& scheme, Date as_of);
  void keep(Kept kept);

  std::mutex gathering_;
  std::mutex mutex_;
  std::list<Kept> kept_;  ///< last used first
};

}  // namespace payung::api

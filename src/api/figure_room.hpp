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

  /// Nobody minds waiting `quick` for the newest figures.
  explicit FigureRoom(std::chrono::milliseconds quick = std::chrono::milliseconds(300))
      : quick_(quick) {}

  /// The figures of a scheme on a day. They are of the newest state, unless gathering them takes
  /// long: then those of a moment ago are given until freshen() or, where nobody calls that, one
  /// caller has gathered the new ones. `generated_at` tells. The potential and the targets in them
  /// are always those of now: who types a target sees it on the next page.
  /// Errors: those of app::gather_figures.
  Result<Shared> figures(app::Environment& environment, const std::string& scheme, Date as_of);
  /// For a thread of its own: gathers those anew that were given although they were old, each not
  /// oftener than every ten times as long as that takes; how many. Errors: those of
  /// app::gather_figures.
  Result<std::size_t> freshen(app::Environment& environment);

 private:
  using Clock = std::chrono::steady_clock;
  struct Kept {
    std::string scheme;  ///< as asked; empty: the only one
    Date as_of;
    Clock::time_point gathered;
    Clock::duration took;
    Shared figures;
    bool wanted = false;  ///< given although old: somebody would like newer ones
  };
  static constexpr std::size_t kKeptMax = 6;

  std::optional<Kept> find(const std::string& scheme, Date as_of);
  void keep(Kept kept);
  void want(const Kept& old);
  /// The kept ones, their series read anew where others are stored by now.
  Result<Shared> with_newest_series(app::Environment& environment, const Shared& figures);
  Result<Shared> gather(app::Environment& environment, const std::string& scheme, Date as_of);

  std::chrono::milliseconds quick_;
  std::mutex gathering_;
  std::mutex mutex_;
  std::list<Kept> kept_;  ///< last used first
};

}  // namespace payung::api

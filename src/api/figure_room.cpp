#include "api/figure_room.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "store/figures.hpp"

namespace payung::api {
namespace {

/// How many times the time it took they are left alone: by freshen(), which comes first, and by
/// callers.
constexpr int kRest = 10;
constexpr int kRestOfCallers = 15;

}  // namespace

std::optional<FigureRoom::Kept> FigureRoom::find(const std::string& scheme, Date as_of) {
  const std::lock_guard lock(mutex_);
  const auto found = std::find_if(kept_.begin(), kept_.end(), [&](const Kept& one) {
    return one.scheme == scheme && one.as_of == as_of;
  });
  if (found == kept_.end()) return std::nullopt;
  kept_.splice(kept_.begin(), kept_, found);
  return kept_.front();
}

void FigureRoom::keep(Kept kept) {
  const std::lock_guard lock(mutex_);
  kept_.remove_if(
      [&](const Kept& one) { return one.scheme == kept.scheme && one.as_of == kept.as_of; });
  kept_.push_front(std::move(kept));
  if (kept_.size() > kKeptMax) kept_.pop_back();
}

Result<FigureRoom::Shared> FigureRoom::figures(app::Environment& environment,
                                               const std::string& scheme, Date as_of) {
  const auto state = store::figures_state(environment.database);
  if (!state) return state.error();
  auto known = find(scheme, as_of);
  if (known && known->figures->state == *state) {
    return with_newest_series(environment, known->figures);
  }
  std::unique_lock gathering(gathering_, std::defer_lock);
  if (known && known->took > quick_) {
    const bool rested = Clock::now() - known->gathered > kRestOfCallers * known->took;
    if (!rested || !gathering.try_lock()) {
      want(*known);
      return with_newest_series(environment, known->figures);
    }
  } else {
    gathering.lock();
    known = find(scheme, as_of);  // whoever held the lock may have gathered them
    if (known && known->figures->state == *state) {
      return with_newest_series(environment, known->figures);
    }
  }
  return gather(environment, scheme, as_of);
}

Result<FigureRoom::Shared> FigureRoom::gather(app::Environment& environment,
                                              const std::string& scheme, Date as_of) {
  const auto begun = Clock::now();
  auto gathered = app::gather_figures(environment, scheme, as_of);
  if (!gathered) return gathered.error();
  auto shared = std::make_shared<const app::Figures>(*std::move(gathered));
  keep({scheme, as_of, Clock::now(), Clock::now() - begun, shared});
  return shared;
}

Result<FigureRoom::Shared> FigureRoom::with_newest_series(app::Environment& environment,
                                                          const Shared& figures) {
  const auto state = store::series_state(environment.database);
  if (!state) return state.error();
  if (figures->series_state == *state) return figures;
  auto newest = app::with_newest_series(environment, *figures);
  if (!newest) return newest.error();
  auto shared = std::make_shared<const app::Figures>(*std::move(newest));
  const std::lock_guard lock(mutex_);
  for (Kept& one : kept_) {
    if (one.figures == figures) one.figures = shared;  // unless newer ones came meanwhile
  }
  return shared;
}

void FigureRoom::want(const Kept& old) {
  const std::lock_guard lock(mutex_);
  for (Kept& one : kept_) {
    if (one.scheme == old.scheme && one.as_of == old.as_of) one.wanted = true;
  }
}

Result<std::size_t> FigureRoom::freshen(app::Environment& environment) {
  std::vector<std::pair<std::string, Date>> old;
  {
    const std::lock_guard lock(mutex_);
    for (Kept& one : kept_) {
      const bool rested = Clock::now() - one.gathered > kRest * one.took;
      if (!one.wanted || !rested) continue;
      one.wanted = false;
      old.emplace_back(one.scheme, one.as_of);
    }
  }
  std::size_t count = 0;
  for (const auto& [scheme, as_of] : old) {
    const std::lock_guard gathering(gathering_);
    const auto state = store::figures_state(environment.database);
    if (!state) return state.error();
    const auto known = find(scheme, as_of);
    if (known && known->figures->state == *state) continue;  // a caller was faster
    if (const auto gathered = gather(environment, scheme, as_of); !gathered) {
      return gathered.error();
    }
    ++count;
  }
  return count;
}

}  // namespace payung::api

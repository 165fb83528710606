#pragma once

#include <functional>
#include <optional>
#include <string>
#include <thread>

#include "api/figure_room.hpp"
#include "api/review_room.hpp"
#include "app/planner.hpp"
#include "db/pool.hpp"

namespace payung::cmd {

/// The thread that gathers the figures of a large register before somebody has to wait for them:
/// those of today's programme once after the start and each midnight, and those that were given
/// although something has changed since; and that reads the queue of pairs and whom the planner
/// asks about. Made once the service stands, ended before it.
class FigureOffice {
 public:
  struct Means {
    db::Pool& readers;
    const rules::RuleBook& rules;
    const RegionTable& regions;
    std::function<Date()> today;
    std::function<std::string()> now;
    api::FigureRoom& room;
    api::ReviewRoom& reviews;
    app::Planner& planner;
  };
  explicit FigureOffice(Means means);
  FigureOffice(const FigureOffice&) = delete;
  FigureOffice& operator=(const FigureOffice&) = delete;
  ~FigureOffice() = default;
  /// Gives up what is being gathered.
  void stop();

 private:
  void run(const std::stop_token& stop);
  Status round(const std::stop_token& stop);
  Status ready_planner(app::Environment& environment);

  Means means_;
  std::optional<Date> begun_;          ///< the day whose figures were gathered before anybody asked
  std::optional<Date> planner_ready_;  ///< the same of the planner
  std::jthread thread_;
};

}  // namespace payung::cmd

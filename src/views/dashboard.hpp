#pragma once

#include <set>
#include <string>

#include "app/figures_part.hpp"
#include "views/json.hpp"

/// The figures of one side of a programme, as the dashboard shows them.
namespace payung::views {

/// What of it a reader may see.
struct DashboardReader {
  /// Small counts too; otherwise they are hidden with what would betray them.
  bool persons = false;
  /// Every payer and sender, so that what is no single one's can be shown: money by month.
  bool everybody = false;
  /// By code, whose money and whose lists he may see.
  std::set<std::string> payers = {};
  std::set<std::string> senders = {};
};

Json dashboard_json(const app::Figures& figures, const app::FiguresPart& part,
                    const DashboardReader& reader, const RegionTable& regions);

}  // namespace payung::views

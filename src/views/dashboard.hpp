#pragma once

#include "app/figures_part.hpp"
#include "views/json.hpp"

/// The figures of one side of a programme, as the dashboard shows them.
namespace payung::views {

/// What of it a reader may see.
struct DashboardReader {
  bool persons =
      false;           ///< small counts too; otherwise they are hidden with what would betray them
  bool money = false;  ///< every payer and sender
};

Json dashboard_json(const app::Figures& figures, const app::FiguresPart& part,
                    const DashboardReader& reader, const RegionTable& regions);

}  // namespace payung::views

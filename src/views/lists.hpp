#pragma once

#include <string>
#include <vector>

#include "app/import_list.hpp"
#include "intake/read_list.hpp"
#include "store/people.hpp"
#include "views/json.hpp"

/// Lists, the columns of a file, rows that a human compares.
namespace payung::views {

Json version_json(const store::ListVersion& version, const Ids& ids);
/// A list that was imported: the version, whether it was new, what it changed.
Json import_json(const app::ImportReport& report, const Ids& ids);

/// Which column is read as which field. A NIK among the samples is masked like everywhere else.
Json sheets_json(const std::vector<intake::SheetProposal>& sheets, Shown shown);
std::vector<std::string> shown_samples(const intake::ColumnProposal& column, Shown shown);

/// One row of a pair that a human decides.
Json card_json(const store::RowCard& card, Shown shown);
/// "97.5%"
std::string percent(std::int64_t per_million);
/// `evidence`: a cause, then "kind,cell,millibits" a line, as app::link_people stores it.
struct EvidenceLine {
  std::string kind;
  std::string cell;
  std::int64_t millibits = 0;
};
std::vector<EvidenceLine> evidence_lines(std::string_view evidence);
Json evidence_json(std::string_view evidence);

}  // namespace payung::views

#include "intake/finding_groups.hpp"

#include <algorithm>

namespace payung::intake {

void GroupCounter::add(const Finding& finding) {
  constexpr std::size_t kFirstRows = 12;
  if (finding.row == 0 || finding.code == FindingCode::row_skipped) return;
  const Key key{finding.severity, finding.code, finding.sheet, finding.column};
  auto [place, is_new] = groups_.try_emplace(key);
  FindingGroup& group = place->second;
  if (is_new) group.first = finding;
  ++group.rows;
  if (group.first_rows.size() < kFirstRows) group.first_rows.push_back(finding.row);
}

std::vector<FindingGroup> GroupCounter::groups() const {
  std::vector<FindingGroup> all;
  for (const auto& [key, group] : groups_) all.push_back(group);
  std::stable_sort(all.begin(), all.end(), [](const FindingGroup& a, const FindingGroup& b) {
    if (a.first.severity != b.first.severity) return a.first.severity < b.first.severity;
    return a.rows > b.rows;
  });
  return all;
}

}  // namespace payung::intake

#include "views/lists.hpp"

#include <algorithm>
#include <cstdlib>

#include "base/nik.hpp"

namespace payung::views {
namespace {

Json sheet_json(const intake::SheetProposal& sheet, Shown shown) {
  Json columns = Json::array();
  for (const intake::ColumnProposal& column : sheet.columns) {
    columns.push_back({{"column", intake::column_letters(column.column)},
                       {"header", column.header},
                       {"field", column.field ? Json(to_text(*column.field)) : Json(nullptr)},
                       {"confidence_percent", column.confidence_percent},
                       {"reason", to_text(column.reason)},
                       {"samples", shown_samples(column, shown)}});
  }
  return {{"sheet", sheet.sheet},
          {"used", sheet.used},
          {"header_row_first", sheet.header_row_first},
          {"header_row_last", sheet.header_row_last},
          {"columns", columns}};
}

}  // namespace

Json version_json(const store::ListVersion& version, const Ids& ids) {
  return {{"version", ids("list", version.id)},
          {"sender", version.sender_code},
          {"file", version.file_name},
          {"sha256", version.original.empty() ? version.sha256 : version.original},
          {"kind", store::to_text(version.kind)},
          {"as_of", version.as_of},
          {"rows", version.rows},
          {"accepted", version.accepted},
          {"waiting", version.waiting},
          {"received_at", version.received_at}};
}

Json import_json(const app::ImportReport& report, const Ids& ids) {
  Json document = version_json(report.version, ids);
  document["nothing_new"] = report.nothing_new;
  for (const auto& [change, count] : report.changes) {
    document["changes"][std::string(intake::to_text(change))] = count;
  }
  return document;
}

std::vector<std::string> shown_samples(const intake::ColumnProposal& column, Shown shown) {
  constexpr std::size_t kShown = 6;
  std::vector<std::string> samples = column.samples;
  if (shown == Shown::full) return samples;
  using intake::Field;
  const bool secret =
      column.field == Field::nik || column.field == Field::kk || column.field == Field::head_nik;
  const bool half_secret = column.field == Field::name_and_nik;
  for (std::string& sample : samples) {
    if (half_secret) {
      std::replace_if(
          sample.begin(), sample.end(), [](char c) { return c >= '0' && c <= '9'; }, '*');
    }
    if (secret && sample.size() > kShown)
      sample.replace(kShown, sample.size(), sample.size() - kShown, '*');
  }
  return samples;
}

Json sheets_json(const std::vector<intake::SheetProposal>& sheets, Shown shown) {
  Json all = Json::array();
  for (const intake::SheetProposal& sheet : sheets) all.push_back(sheet_json(sheet, shown));
  return all;
}

Json card_json(const store::RowCard& card, Shown shown) {
  const auto nik = Nik::parse(card.nik);
  return {{"row", card.row},
          {"sender", card.sender},
          {"sheet", card.sheet},
          {"number", card.number},
          {"nik", shown == Shown::full || !nik ? card.nik : nik->masked()},
          {"name", card.name},
          {"birth_date", card.birth_date},
          {"sex", card.sex},
          {"mother_name", card.mother_name},
          {"address", card.address},
          {"rt", card.rt},
          {"rw", card.rw},
          {"village", card.village},
          {"phone", card.phone},
          {"occupation", card.occupation}};
}

std::string percent(std::int64_t per_million) {
  const std::int64_t tenths = (per_million + 500) / 1000;
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + "%";
}

std::vector<EvidenceLine> evidence_lines(std::string_view evidence) {
  std::vector<EvidenceLine> lines;
  const auto first = evidence.find('\n');
  evidence.remove_prefix(first == std::string_view::npos ? evidence.size() : first + 1);
  while (!evidence.empty()) {
    const auto end = std::min(evidence.find('\n'), evidence.size());
    const std::string line(evidence.substr(0, end));
    evidence.remove_prefix(std::min(end + 1, evidence.size()));
    const auto comma = line.find(',');
    const auto last = line.rfind(',');
    if (comma == last) continue;
    lines.push_back({line.substr(0, comma), line.substr(comma + 1, last - comma - 1),
                     std::strtoll(line.c_str() + last + 1, nullptr, 10)});
  }
  return lines;
}

Json evidence_json(std::string_view evidence) {
  Json all = Json::array();
  for (const EvidenceLine& line : evidence_lines(evidence)) {
    all.push_back({{"evidence", line.kind}, {"cell", line.cell}, {"millibits", line.millibits}});
  }
  return all;
}

}  // namespace payung::views

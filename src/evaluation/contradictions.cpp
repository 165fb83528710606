#include <map>

#include "evaluation/report.hpp"

namespace payung::evaluation {
namespace {

class Findings {
 public:
  void equal(const std::string& what, std::int64_t left, std::int64_t right) {
    if (left == right) return;
    found_.push_back(what + ": " + std::to_string(left) + " is not " + std::to_string(right));
  }
  std::vector<std::string> take() { return std::move(found_); }

 private:
  std::vector<std::string> found_;
};

RegionCode parent_of(RegionCode region) {
  return region.at(static_cast<RegionLevel>(static_cast<int>(region.level()) - 1));
}

void check_areas(const Report& report, Findings& findings) {
  std::map<RegionCode, Counts> parts;
  std::map<RegionCode, bool> has_parts;
  for (const auto& line : report.areas) {
    if (line.region == report.region && !line.not_split) continue;
    const RegionCode parent = line.not_split ? line.region : parent_of(line.region);
    parts[parent].add(line.counts);
    has_parts[parent] = true;
  }
  for (const auto& line : report.areas) {
    if (line.not_split || !has_parts[line.region]) continue;
    for (const Count count : all_counts()) {
      findings.equal("area " + line.region.text() + " " + std::string(to_text(count)),
                     line.counts.of(count), parts[line.region].of(count));
    }
  }
}

void check_money(const Report& report, Findings& findings) {
  std::int64_t billed_months = 0;
  std::int64_t received_months = 0;
  for (const auto& month : report.months) {
    billed_months += month.billed.amount();
    received_months += month.received.amount();
  }
  findings.equal("billed by payer and by month", report.billed.amount(), billed_months);
  findings.equal("received by payer and by month", report.received.amount(), received_months);
  findings.equal("billed - open + suspense and received",
                 report.billed.amount() - report.open.amount() + report.suspense.amount(),
                 report.received.amount());
}

}  // namespace

std::vector<std::string> contradictions(const Report& report) {
  Findings findings;
  check_areas(report, findings);
  check_money(report, findings);
  Counts by_sector;
  for (const auto& line : report.sectors) by_sector.add(line.counts);
  for (const Count count : all_counts()) {
    const std::string name(to_text(count));
    findings.equal("sectors " + name, by_sector.of(count), report.total.of(count));
    if (!report.areas.empty()) {
      findings.equal("areas " + name, report.areas.front().counts.of(count),
                     report.total.of(count));
    }
  }
  std::int64_t lost = 0;
  for (const auto& loss : report.losses) lost += loss.people;
  findings.equal("listed = covered + lost", report.total.of(Count::listed),
                 report.total.of(Count::covered) + lost);
  std::int64_t covered_by_payers = 0;
  for (const auto& payer : report.payers) covered_by_payers += payer.covered;
  findings.equal("covered by payer", covered_by_payers, report.total.of(Count::covered));
  findings.equal("rows accepted and waiting", report.rows_accepted + report.rows_waiting,
                 report.rows_listed);
  return findings.take();
}

}  // namespace payung::evaluation

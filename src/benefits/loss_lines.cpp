#include "benefits/benefits.hpp"

namespace payung::benefits {
namespace {

constexpr std::string_view kTable = "JKK.disability.";
constexpr std::string_view kLeast = "_min";
constexpr std::string_view kMost = "_max";

bool was_read(const rules::Value& value) {
  return value.source.checked != rules::Checked::unverified;
}

}  // namespace

std::vector<LossLine> loss_lines(const rules::RuleBook& rules, Date on) {
  std::vector<LossLine> lines;
  for (const std::string& key : rules.keys()) {
    if (!key.starts_with(kTable) || key.ends_with(kMost)) continue;
    const rules::Value* least = rules.look(key, on);
    // What stands beside the table ("months") is no share.
    if (least == nullptr || least->unit != rules::Unit::basis_points) continue;
    std::string part = key.substr(kTable.size());
    const rules::Value* most = least;
    if (part.ends_with(kLeast)) {
      part.resize(part.size() - kLeast.size());
      most = rules.look(std::string(kTable) + part + std::string(kMost), on);
      if (most == nullptr) continue;
    }
    lines.push_back({part, least->number, most->number, was_read(*least) && was_read(*most)});
  }
  return lines;
}

}  // namespace payung::benefits

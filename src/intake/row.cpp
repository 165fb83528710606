#include "intake/row.hpp"

#include <array>

namespace payung::intake {

std::string_view to_text(NikState state) {
  switch (state) {
    case NikState::ok: return "ok";
    case NikState::missing: return "missing";
    case NikState::invalid: return "invalid";
    case NikState::damaged: return "damaged";
  }
  return "missing";
}

std::string_view to_text(RowStatus status) {
  switch (status) {
    case RowStatus::accepted: return "accepted";
    case RowStatus::waiting: return "waiting";
  }
  return "waiting";
}

std::string_view to_text(Condition condition) {
  switch (condition) {
    case Condition::unknown: return "unknown";
    case Condition::working: return "working";
    case Condition::dead: return "dead";
    case Condition::moved: return "moved";
    case Condition::stopped: return "stopped";
    case Condition::hired: return "hired";
  }
  return "unknown";
}

Result<Condition> parse_condition(std::string_view text) {
  static constexpr std::array all = {Condition::unknown, Condition::working, Condition::dead,
                                     Condition::moved,   Condition::stopped, Condition::hired};
  for (const Condition condition : all) {
    if (to_text(condition) == text) return condition;
  }
  return Error{Errc::bad_value, "condition", std::string(text.substr(0, 40))};
}

}  // namespace payung::intake

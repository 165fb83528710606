#include "eligibility/person_facts.hpp"

#include "eligibility/words.hpp"

namespace payung::eligibility {
namespace {

constexpr Words<NikState, 4> kNikStates{{{NikState::ok, "ok"},
                                         {NikState::missing, "missing"},
                                         {NikState::invalid, "invalid"},
                                         {NikState::damaged, "damaged"}}};
constexpr Words<Register, 3> kRegisters{{{Register::listed, "listed"},
                                         {Register::not_listed, "not_listed"},
                                         {Register::unknown, "unknown"}}};

}  // namespace

std::string_view to_text(NikState state) { return word_of(kNikStates, state); }
Result<NikState> parse_nik_state(std::string_view text) {
  return value_of(kNikStates, text, "nik_state");
}

std::string_view to_text(Register poverty) { return word_of(kRegisters, poverty); }
Result<Register> parse_register(std::string_view text) {
  return value_of(kRegisters, text, "register");
}

}  // namespace payung::eligibility

#include "adapters/text/finding_text.hpp"

namespace payung::text {
namespace {

/// Arguments that are words of a closed list are put into the language too.
std::vector<std::pair<std::string, std::string>> args_in(const Catalogue& catalogue,
                                                         const intake::Finding& finding) {
  auto args = finding.args;
  for (auto& [name, value] : args) {
    if (name == "kind") value = catalogue.text("intake.kind." + value);
  }
  return args;
}

}  // namespace

std::string what_is_wrong(const Catalogue& catalogue, const intake::Finding& finding) {
  return catalogue.text(intake::message_id(finding.code), args_in(catalogue, finding));
}

std::string what_to_do(const Catalogue& catalogue, const intake::Finding& finding) {
  return catalogue.text(intake::remedy_id(finding.code), args_in(catalogue, finding));
}

}  // namespace payung::text

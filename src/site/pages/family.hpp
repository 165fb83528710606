#pragma once

#include <nlohmann/json.hpp>

#include "site/pages/html.hpp"
#include "site/pages/visit.hpp"

/// What the worker's and the family's pages show alike of a claim.
namespace payung::site {

/// Papers that are missing: by name, or how many where a list of all of them follows.
enum class MissingPapers { listed, counted };

/// The way of a claim from report to payment, how far it is, and what is missing.
void add_claim(Html& html, const Visit& visit, const Json& claim,
               MissingPapers missing = MissingPapers::listed);

/// 42000000 -> "Rp42.000.000" (Indonesian, Javanese) or "Rp42,000,000".
std::string rupiah_text(const Visit& visit, std::int64_t amount);

/// "2025-12-28" or "28-12-2025", "28/12/2025", "28.12.2025" as the API takes it.
std::string iso_day(const std::string& typed);

}  // namespace payung::site

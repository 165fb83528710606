#pragma once

#include <string>
#include <string_view>

#include "adapters/text/catalogue.hpp"

namespace payung::text {

/// "2025-12-28" as people write it: "28 Desember 2025". What is no day comes back as it is.
std::string day_text(const Catalogue& words, std::string_view iso);
/// "2025-12-28T20:05:00Z" by the clocks of western Indonesia: "29 Desember 2025 03.05 WIB", "03:05"
/// in English. What is no instant comes back as it is.
std::string moment_text(const Catalogue& words, std::string_view iso);
/// "2025-12" as "Desember 2025".
std::string month_text(const Catalogue& words, std::string_view iso);

}  // namespace payung::text

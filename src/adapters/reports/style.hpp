#pragma once

#include <string_view>

namespace payung::reports {

/// The style sheet of the page: light, dark and print.
std::string_view style_sheet();

}  // namespace payung::reports

#include "views/json.hpp"

namespace payung::views {

Ids plain_numbers() {
  return [](std::string_view, std::int64_t number) { return Json(number); };
}

}  // namespace payung::views

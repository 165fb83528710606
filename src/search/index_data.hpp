#pragma once

#include "search/index.hpp"
#include "search/people.hpp"

namespace payung::search {

struct Index::Data {
  People people;
};

}  // namespace payung::search

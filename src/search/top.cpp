#include "search/top.hpp"

#include <algorithm>

namespace payung::search {

std::string_view to_text(Found found) {
  switch (found) {
    case Found::by_nik_start: return "nik_start";
    case Found::by_phone_start: return "phone_start";
    case Found::by_nik: return "nik";
    case Found::by_phone: return "phone";
    case Found::by_name: return "name";
  }
  return "";
}

void Top::offer(const Place& place) {
  if (full() && !(place < places_.back())) return;
  const auto same = std::ranges::find(places_, place.owner, &Place::owner);
  if (same != places_.end()) {
    if (!(place < *same)) return;
    places_.erase(same);
  }
  places_.insert(std::ranges::upper_bound(places_, place), place);
  if (places_.size() > most_) places_.pop_back();
}

}  // namespace payung::search

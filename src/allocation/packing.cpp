#include "allocation/packing.hpp"

#include <algorithm>
#include <limits>

namespace payung::allocation {

std::vector<Limit> limits_of(const Network& network) {
  std::vector<Limit> limits;
  limits.reserve(network.groups.size());
  for (const auto& group : network.groups) {
    limits.push_back({group.uniform, group.heads_max, group.money_rupiah});
  }
  return limits;
}

Packing::Packing(const Network& network, std::vector<Limit> limits)
    : network_(network),
      free_(std::move(limits)),
      parents_(network.classes.size()),
      class_seen_(network.classes.size(), 0),
      group_seen_(network.groups.size(), 0) {
  counts_.reserve(network.classes.size());
  for (const auto& one : network.classes) counts_.emplace_back(one.arcs.size(), 0);
}

std::int64_t Packing::room(const Arc& arc) const {
  const Limit& free = free_[arc.group];
  if (free.uniform || arc.cost_rupiah == 0) return free.heads;
  return std::min(free.heads, free.money_rupiah / arc.cost_rupiah);
}

void Packing::adopt(Packing&& other) {
  free_ = std::move(other.free_);
  counts_ = std::move(other.counts_);
}

void Packing::place(std::uint32_t person_class, std::uint32_t arc_at, std::int64_t count) {
  const Arc& arc = network_.classes[person_class].arcs[arc_at];
  counts_[person_class][arc_at] += count;
  free_[arc.group].heads -= count;
  if (!free_[arc.group].uniform) free_[arc.group].money_rupiah -= count * arc.cost_rupiah;
}

std::int64_t Packing::add_direct(std::uint32_t person_class, std::int64_t count) {
  const auto& arcs = network_.classes[person_class].arcs;
  std::int64_t taken = 0;
  for (std::uint32_t at = 0; at < arcs.size() && taken < count; ++at) {
    const std::int64_t here = std::min(count - taken, room(arcs[at]));
    if (here <= 0) continue;
    place(person_class, at, here);
    taken += here;
  }
  return taken;
}

/// Who stands in the group of that arc could make room for the class `by`.
void Packing::displace(std::uint32_t by, std::uint32_t by_arc) {
  const Arc& in = network_.classes[by].arcs[by_arc];
  const Limit& free = free_[in.group];
  for (const auto& member : network_.groups[in.group].classes) {
    if (counts_[member.person_class][member.arc] == 0) continue;
    if (class_seen_[member.person_class] == stamp_) continue;
    const Arc& out = network_.classes[member.person_class].arcs[member.arc];
    if (!free.uniform && free.money_rupiah + out.cost_rupiah < in.cost_rupiah) continue;
    class_seen_[member.person_class] = stamp_;
    parents_[member.person_class] = {by, by_arc, member.arc};
    queue_.push_back(member.person_class);
  }
}

/// Breadth first: a class needs a place; it takes the place of another, which then needs one. In
/// a group with one price anybody can make room for anybody, so it is looked at once.
std::optional<Packing::End> Packing::find_chain(std::uint32_t person_class) {
  ++stamp_;
  met_mixed_ = false;
  queue_.assign(1, person_class);
  class_seen_[person_class] = stamp_;
  for (std::size_t head = 0; head < queue_.size(); ++head) {
    const std::uint32_t needs = queue_[head];
    const auto& arcs = network_.classes[needs].arcs;
    for (std::uint32_t at = 0; at < arcs.size(); ++at) {
      if (room(arcs[at]) > 0) return End{needs, at};
      if (!free_[arcs[at].group].uniform) {
        met_mixed_ = true;
      } else if (group_seen_[arcs[at].group] == stamp_) {
        continue;
      } else {
        group_seen_[arcs[at].group] = stamp_;
      }
      displace(needs, at);
    }
  }
  return std::nullopt;
}

/// How many people can move along the chain at once; one where prices differ.
std::int64_t Packing::chain_room(std::uint32_t person_class, End end) const {
  const Arc& last = network_.classes[end.person_class].arcs[end.arc];
  std::int64_t most = free_[last.group].uniform ? room(last) : 1;
  for (std::uint32_t at = end.person_class; at != person_class; at = parents_[at].from) {
    const Parent& parent = parents_[at];
    const Arc& in = network_.classes[parent.from].arcs[parent.from_arc];
    if (!free_[in.group].uniform) return 1;
    most = std::min(most, counts_[at][parent.out_arc]);
  }
  return most;
}

/// Moves `count` along the chain; with them the class itself takes the first place. A chain that
/// meets a budget with differing prices twice can break it: then all is put back.
bool Packing::shift(std::uint32_t person_class, End end, std::int64_t count) {
  const auto walk = [&](std::int64_t sign) {
    place(end.person_class, end.arc, sign * count);
    for (std::uint32_t at = end.person_class; at != person_class; at = parents_[at].from) {
      const Parent& parent = parents_[at];
      place(at, parent.out_arc, -sign * count);
      place(parent.from, parent.from_arc, sign * count);
    }
  };
  walk(1);
  bool holds = free_[network_.classes[end.person_class].arcs[end.arc].group].money_rupiah >= 0;
  for (std::uint32_t at = end.person_class; at != person_class; at = parents_[at].from) {
    const Parent& parent = parents_[at];
    const Limit& free = free_[network_.classes[parent.from].arcs[parent.from_arc].group];
    holds = holds && (free.uniform || free.money_rupiah >= 0) && counts_[at][parent.out_arc] >= 0;
  }
  if (!holds) walk(-1);
  return holds;
}

std::int64_t Packing::add(std::uint32_t person_class, std::int64_t count) {
  std::int64_t taken = add_direct(person_class, count);
  while (taken < count) {
    const auto end = find_chain(person_class);
    if (!end) return taken;
    const std::int64_t most = chain_room(person_class, *end);
    const std::int64_t wanted = std::min(count - taken, most);
    if (!shift(person_class, *end, wanted)) {
      met_mixed_ = true;
      return taken;
    }
    taken += wanted;
    // People of this class come again: make room for half of what the chain can carry now, so
    // that a million people need some dozen searches and not a million.
    const std::int64_t ahead = (most - wanted) / 2;
    const bool short_chain = end->person_class == person_class;
    if (ahead > 0 && !short_chain && shift(person_class, *end, ahead)) {
      std::uint32_t first = end->person_class;
      while (parents_[first].from != person_class) first = parents_[first].from;
      place(person_class, parents_[first].from_arc, -ahead);
    }
  }
  return taken;
}

/// One exchange that leaves more money in the group: somebody dear goes out to another group, from
/// which somebody cheaper comes in.
bool Packing::exchange_into(std::uint32_t group) {
  for (const auto& out : network_.groups[group].classes) {
    if (counts_[out.person_class][out.arc] == 0) continue;
    const auto& out_arcs = network_.classes[out.person_class].arcs;
    for (std::uint32_t to = 0; to < out_arcs.size(); ++to) {
      const Arc& away = out_arcs[to];
      if (away.group == group) continue;
      for (const auto& in : network_.groups[away.group].classes) {
        if (counts_[in.person_class][in.arc] == 0) continue;
        const auto& in_arcs = network_.classes[in.person_class].arcs;
        const auto home = std::lower_bound(
            in_arcs.begin(), in_arcs.end(), group,
            [](const Arc& arc, std::uint32_t wanted) { return arc.group < wanted; });
        if (home == in_arcs.end() || home->group != group) continue;
        if (home->cost_rupiah >= out_arcs[out.arc].cost_rupiah) continue;
        const Limit& there = free_[away.group];
        if (!there.uniform && there.money_rupiah + in_arcs[in.arc].cost_rupiah < away.cost_rupiah) {
          continue;
        }
        place(out.person_class, out.arc, -1);
        place(in.person_class, in.arc, -1);
        place(out.person_class, to, 1);
        place(in.person_class, static_cast<std::uint32_t>(home - in_arcs.begin()), 1);
        return true;
      }
    }
  }
  return false;
}

bool Packing::add_by_exchange(std::uint32_t person_class) {
  const auto& arcs = network_.classes[person_class].arcs;
  for (std::uint32_t at = 0; at < arcs.size(); ++at) {
    const Limit& free = free_[arcs[at].group];
    if (free.uniform || free.heads <= 0) continue;
    while (room(arcs[at]) == 0 && exchange_into(arcs[at].group)) {
    }
    if (room(arcs[at]) == 0) continue;
    place(person_class, at, 1);
    return true;
  }
  return false;
}

}  // namespace payung::allocation

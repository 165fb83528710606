#include "allocation/prefer.hpp"

#include <algorithm>
#include <limits>
#include <queue>
#include <utility>

namespace payung::allocation {
namespace {

constexpr std::int64_t kFar = std::numeric_limits<std::int64_t>::max() / 4;

/// Minimum cost flow, one class after the other. Nodes are classes and groups; a class reaches the
/// groups of its arcs, a group those classes of which it holds somebody.
class Flow {
 public:
  Flow(const Network& network, std::vector<std::int64_t> room)
      : network_(network),
        room_(std::move(room)),
        class_height_(network.classes.size(), 0),
        group_height_(network.groups.size(), 0),
        class_far_(network.classes.size(), kFar),
        group_far_(network.groups.size(), kFar),
        class_by_(network.classes.size()),
        group_by_(network.groups.size()) {
    for (const auto& one : network.classes) counts_.emplace_back(one.arcs.size(), 0);
  }

  void add(std::uint32_t person_class, std::int64_t count) {
    while (count > 0) {
      const std::uint32_t end = nearest_room(person_class);
      PAYUNG_CHECK(end < network_.groups.size());  // a place for everybody was found before
      count -= push(person_class, end, count);
    }
  }

  std::vector<std::vector<std::int64_t>> take() { return std::move(counts_); }

 private:
  struct Hop {
    std::uint32_t person_class;
    std::uint32_t arc;
  };
  struct Node {
    std::int64_t far;
    bool is_group;
    std::uint32_t at;
    auto operator<=>(const Node&) const = default;
  };
  using Queue = std::priority_queue<Node, std::vector<Node>, std::greater<>>;

  /// Dijkstra on reduced weights, until the first group with room.
  std::uint32_t nearest_room(std::uint32_t person_class) {
    reset();
    Queue queue;
    class_far_[person_class] = 0;
    touched_classes_.push_back(person_class);
    queue.push({0, false, person_class});
    while (!queue.empty()) {
      const Node node = queue.top();
      queue.pop();
      if (node.is_group) {
        if (node.far > group_far_[node.at]) continue;
        if (room_[node.at] > 0) {
          raise(node.far);
          return node.at;
        }
        from_group(node, queue);
      } else if (node.far == class_far_[node.at]) {
        from_class(node, queue);
      }
    }
    return static_cast<std::uint32_t>(network_.groups.size());
  }

  void from_class(const Node& node, Queue& queue) {
    const auto& arcs = network_.classes[node.at].arcs;
    for (std::uint32_t at = 0; at < arcs.size(); ++at) {
      const std::uint32_t group = arcs[at].group;
      if (!network_.groups[group].uniform) continue;
      const std::int64_t far =
          node.far + arcs[at].weight + class_height_[node.at] - group_height_[group];
      if (far >= group_far_[group]) continue;
      if (group_far_[group] == kFar) touched_groups_.push_back(group);
      group_far_[group] = far;
      group_by_[group] = {node.at, at};
      queue.push({far, true, group});
    }
  }

  void from_group(const Node& node, Queue& queue) {
    for (const auto& member : network_.groups[node.at].classes) {
      if (counts_[member.person_class][member.arc] == 0) continue;
      const Arc& arc = network_.classes[member.person_class].arcs[member.arc];
      const std::int64_t far =
          node.far - arc.weight + group_height_[node.at] - class_height_[member.person_class];
      if (far >= class_far_[member.person_class]) continue;
      if (class_far_[member.person_class] == kFar) {
        touched_classes_.push_back(member.person_class);
      }
      class_far_[member.person_class] = far;
      class_by_[member.person_class] = {member.person_class, member.arc};
      queue.push({far, false, member.person_class});
    }
  }

  void reset() {
    for (const auto at : touched_classes_) class_far_[at] = kFar;
    for (const auto at : touched_groups_) group_far_[at] = kFar;
    touched_classes_.clear();
    touched_groups_.clear();
  }

  /// Keeps all reduced weights at or above zero: nodes nearer than the end sink by the difference.
  void raise(std::int64_t end_far) {
    for (const auto at : touched_classes_) {
      if (class_far_[at] < end_far) class_height_[at] += class_far_[at] - end_far;
    }
    for (const auto at : touched_groups_) {
      if (group_far_[at] < end_far) group_height_[at] += group_far_[at] - end_far;
    }
  }

  std::int64_t push(std::uint32_t person_class, std::uint32_t end, std::int64_t count) {
    std::int64_t most = std::min(count, room_[end]);
    for (std::uint32_t group = end;;) {
      const Hop hop = group_by_[group];
      if (hop.person_class == person_class) break;
      const Hop out = class_by_[hop.person_class];
      most = std::min(most, counts_[out.person_class][out.arc]);
      group = network_.classes[out.person_class].arcs[out.arc].group;
    }
    room_[end] -= most;
    for (std::uint32_t group = end;;) {
      const Hop hop = group_by_[group];
      counts_[hop.person_class][hop.arc] += most;
      if (hop.person_class == person_class) break;
      const Hop out = class_by_[hop.person_class];
      counts_[out.person_class][out.arc] -= most;
      group = network_.classes[out.person_class].arcs[out.arc].group;
    }
    return most;
  }

  const Network& network_;
  std::vector<std::int64_t> room_;
  std::vector<std::vector<std::int64_t>> counts_;
  std::vector<std::int64_t> class_height_;
  std::vector<std::int64_t> group_height_;
  std::vector<std::int64_t> class_far_;
  std::vector<std::int64_t> group_far_;
  std::vector<Hop> class_by_;
  std::vector<Hop> group_by_;
  std::vector<std::uint32_t> touched_classes_;
  std::vector<std::uint32_t> touched_groups_;
};

}  // namespace

std::vector<std::vector<std::int64_t>> prefer(const Network& network, const Packing& packing) {
  std::vector<std::int64_t> room;
  for (const auto& group : network.groups) room.push_back(group.uniform ? group.heads_max : 0);
  Flow flow(network, std::move(room));
  for (std::uint32_t c = 0; c < network.classes.size(); ++c) {
    std::int64_t movable = 0;
    const auto& arcs = network.classes[c].arcs;
    for (std::uint32_t at = 0; at < arcs.size(); ++at) {
      if (network.groups[arcs[at].group].uniform) movable += packing.count(c, at);
    }
    flow.add(c, movable);
  }
  auto counts = flow.take();
  for (std::uint32_t c = 0; c < network.classes.size(); ++c) {
    const auto& arcs = network.classes[c].arcs;
    for (std::uint32_t at = 0; at < arcs.size(); ++at) {
      if (!network.groups[arcs[at].group].uniform) counts[c][at] = packing.count(c, at);
    }
  }
  return counts;
}

}  // namespace payung::allocation

#include "cmd/give_way.hpp"

#include <sys/resource.h>

namespace payung::cmd {
namespace {

/// A tenth of the weight of a thread that was left alone (sched(7)): what nobody else wants is
/// still used up.
constexpr int kNice = 10;

}  // namespace

void give_way() {
  // 0 is the calling thread on Linux, not its process. A refusal changes only how fast others are.
  static_cast<void>(setpriority(PRIO_PROCESS, 0, kNice));
}

}  // namespace payung::cmd

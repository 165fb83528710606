#pragma once

namespace payung::cmd {

/// The thread that calls this, and those it starts, give way to the ones that answer requests. For
/// work that holds nothing a request waits for: not while a writer is borrowed.
void give_way();

}  // namespace payung::cmd

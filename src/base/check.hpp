#pragma once

/// CHECK(condition): a broken invariant of our own stops the program, in release too.
/// Never for input: what a user, a file or the network sends is answered with an Error.
namespace payung {
[[noreturn]] void check_failed(const char* condition, const char* file, int line);
}  // namespace payung

#define PAYUNG_CHECK(condition) \
  ((condition) ? (void)0 : ::payung::check_failed(#condition, __FILE__, __LINE__))

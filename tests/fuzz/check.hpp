#pragma once

/// A property of a fuzz target that does not hold ends the run with the input that broke it.
#define FUZZ_CHECK(condition) ((condition) ? (void)0 : __builtin_trap())

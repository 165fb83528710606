#!/bin/sh
# Builds the fuzz targets and runs each for some seconds; fails on the first crash, hang or leak.
#   tests/fuzz/run.sh [seconds for each, 10] [target ..., all]
# Seeds stand in tests/fuzz/corpus/<target>/. What the fuzzer finds on the way is kept in
# build/fuzz/corpus/<target>/, and an input that breaks something in build/fuzz/found/.
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-10}
[ $# -gt 0 ] && shift
build=${PAYUNG_FUZZ_BUILD:-build/fuzz}
CC=clang-16 CXX=clang++-16 cmake -S tests/fuzz -B "$build" -G Ninja >"$build.log" 2>&1 || {
  cat "$build.log"
  exit 1
}
[ $# -gt 0 ] || set -- $(cd tests/fuzz && ls ./*_fuzz.cpp | sed 's|^\./||; s|_fuzz\.cpp$||')
for name in "$@"; do
  cmake --build "$build" --target "${name}_fuzz"
done
mkdir -p "$build/found"
# The names of functions in a report; clang-16 would look for a program of its own version.
for symbolizer in /usr/bin/llvm-symbolizer-16 /usr/lib/llvm-14/bin/llvm-symbolizer; do
  [ -x "$symbolizer" ] && export ASAN_SYMBOLIZER_PATH="$symbolizer" && break
done
for name in "$@"; do
  mkdir -p "$build/corpus/$name" "tests/fuzz/corpus/$name"
  echo "fuzz $name: $seconds s"
  dictionary=tests/fuzz/corpus/$name.dict
  set -- -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix="$build/found/$name-"
  [ -f "$dictionary" ] && set -- "$@" -dict="$dictionary"
  if ! "$build/${name}_fuzz" "$@" "$build/corpus/$name" "tests/fuzz/corpus/$name" \
    >"$build/$name.log" 2>&1; then
    tail -n 60 "$build/$name.log"
    echo "fuzz $name: broken; the input stands in $build/found/"
    exit 1
  fi
  grep -E 'number_of_executed_units|peak_rss' "$build/$name.log" | sed "s/^/  /"
done

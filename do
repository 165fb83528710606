#!/usr/bin/env bash
# The one way in. Each command prints what it runs; each is enough by itself on a fresh Debian 12.
set -euo pipefail
cd "$(dirname "$0")"

packages=(
  build-essential cmake ninja-build mold ccache pkg-config git ca-certificates python3 python3-venv time
  libssl-dev openssl libsodium-dev libcjose-dev libjansson-dev libboost1.81-dev libcurl4-openssl-dev libre2-dev
  libqrcodegencpp-dev libhpdf-dev libsqlite3-dev sqlite3 libpq-dev postgresql-15 postgresql-client-15
  nlohmann-json3-dev libfmt-dev libspdlog-dev libcli11-dev libtomlplusplus-dev
  libexpat1-dev libxml2-dev libminizip-dev zlib1g-dev libfreexl-dev libxlsxwriter-dev liblemon-dev libtbb-dev
  libgtest-dev libgmock-dev tzdata chromium fonts-dejavu-core clang-16 clang-tidy-16 clang-format-16 libclang-rt-16-dev
)
jobs=$(nproc)
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1 CCACHE_SLOPPINESS=pch_defines,time_macros

usage() {
  cat <<'TEXT'
Usage: ./do COMMAND

  demo           set up, build, run the Kudus 2025 programme on SQLite and show the result
  serve-demo     serve that programme in the browser, with a log-in for every role
  test           set up, build, run every test (units, both databases, sanitizers, flows, fuzz)
  setup          install the Debian packages that are missing (with sudo when not root)
  build [PRESET] build build/PRESET/payung; release unless told otherwise (dev, asan, tsan)
  unit [NAME]    build and run the unit tests of one module, the quick turn while developing
  bench [NAME]   measure: linkage, intake, search, rules or planner; all of them (see bench/README.md)
  fuzz SECONDS   run every fuzzer that long
  attack [FILE]  schemathesis at length over every route with every role; figures go to FILE
  parquet        make the plugin for exports as Parquet (build/parquet; see the setting parquet_plugin)
  crash [TIMES]  kill -9 at random moments and compare with an undisturbed run (200 times)
  lint           layers, style, format and clang-tidy
  format         put the sources into the project's format
  clean          remove build/ and demo/
TEXT
}

run() {
  printf '+ %s\n' "$*" >&2
  "$@"
}

as_root() {
  if [ "$(id -u)" = 0 ]; then run "$@"; return; fi
  command -v sudo >/dev/null || {
    echo "do: these packages need root; run './do setup' as root or install sudo" >&2
    exit 1
  }
  # Without a terminal sudo cannot ask for a password, and says only that.
  run sudo "$@" || {
    echo "do: sudo refused or the command failed; run './do setup' once as root, then this again" >&2
    exit 1
  }
}

setup() {
  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    echo "do: this sets up Debian 12; elsewhere install what 'packages' in ./do names, then cmake --preset release" >&2
    exit 1
  fi
  local missing=() package state
  # One dpkg call for all: the check must cost nothing when everything is there.
  local installed
  installed=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' "${packages[@]}" 2>/dev/null || true)
  for package in "${packages[@]}"; do
    state=$(printf '%s\n' "$installed" | grep -c "^$package installed$" || true)
    [ "$state" -ge 1 ] || missing+=("$package")
  done
  # Node.js may come from another source than Debian, and those bring npm themselves.
  command -v npm >/dev/null || missing+=(nodejs npm)
  if [ ${#missing[@]} -eq 0 ]; then
    echo "do: every package is installed" >&2
    return
  fi
  echo "do: installing ${#missing[@]} Debian packages: ${missing[*]}" >&2
  as_root apt-get update -q
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
    "${missing[@]}"
}

build() {
  local preset=${1:-release}
  [ -f "build/$preset/build.ninja" ] || run cmake --preset "$preset" --log-level=WARNING
  run cmake --build "build/$preset" -j "$jobs" "${@:2}"
}

unit() {
  if [ $# -eq 0 ]; then
    build dev
    run tools/with_postgres.sh ctest --test-dir build/dev --output-on-failure -j "$jobs"
    return
  fi
  build dev --target "$1_test" || {
    echo "do: is '$1' a module with tests? Those of src/README.md, such as linkage or adapters_http" >&2
    exit 1
  }
  run tools/with_postgres.sh "build/dev/$1_test"
}

check() {
  run python3 tools/check_layers.py
  run python3 tools/check_style.py
}

format() {
  git ls-files -z '*.cpp' '*.hpp' | run xargs -0 clang-format-16 "$@"
}

lint() {
  check
  format --dry-run --Werror
  build dev --target payung
  # clang-tidy 16 cannot be told to leave out a check of the analyzer's core: it takes an Error that
  # is copied out of a Result for one that was never set, and what Boost keeps across a co_await for
  # lost.
  git ls-files 'src/*.cpp' | grep -v '_test\.cpp$' |
    xargs -P "$jobs" -n 4 clang-tidy-16 --quiet -p build/dev >build/dev/tidy.log 2>&1 || true
  if grep -E '(error|warning): |^Error ' build/dev/tidy.log | grep -v -e 'core\.uninitialized\.Assign' -e '^/usr/include/boost/asio/'; then
    echo "do: clang-tidy complains; the whole of it stands in build/dev/tidy.log" >&2
    exit 1
  fi
}

run_tests() {
  check
  build release
  # Both databases, in a time zone and a locale drawn at random: nothing may depend on either.
  local zones=(UTC Asia/Jakarta America/New_York Pacific/Kiritimati)
  export TZ=${zones[RANDOM % ${#zones[@]}]} PAYUNG_REQUIRE_POSTGRES=1
  echo "do: TZ=$TZ" >&2
  run tools/with_postgres.sh ctest --test-dir build/release --output-on-failure -j "$jobs"
  build asan
  run tools/with_postgres.sh ctest --test-dir build/asan --output-on-failure -j "$jobs" -LE flow
  run tests/fuzz/run.sh "${PAYUNG_FUZZ_SECONDS:-10}"
}

case "${1:-help}" in
  setup) setup ;;
  build) setup; build "${@:2}" ;;
  demo) setup; build release --target payung; run tools/demo.sh "${@:2}" ;;
  serve-demo) setup; build release --target payung
    # The report comes last: without it the demo was interrupted.
    [ -f demo/report/report.html ] || run tools/demo.sh
    run python3 tools/serve_demo.py build/release/payung demo "${@:2}" ;;
  test) setup; run_tests ;;
  unit) setup; unit "${@:2}" ;;
  bench) setup; build release --target payung; run bench/run.sh "${@:2}" ;;
  fuzz) setup; run tests/fuzz/run.sh "${2:?how many seconds for each fuzzer?}" ;;
  attack) setup; build release --target payung
    run python3 tests/service/schemathesis/run.py build/release/payung build/release/service/schemathesis \
      --long --report "${2:-build/attack.md}" ;;
  parquet) setup; run tools/parquet/build.sh build/parquet ;;
  crash) setup; build release --target payung; run tests/crash/run.sh "${2:-200}" ;;
  lint) setup; lint ;;
  format) setup; format -i ;;
  clean) run rm -rf build demo ;;
  help | -h | --help) usage ;;
  *) usage >&2; exit 2 ;;
esac

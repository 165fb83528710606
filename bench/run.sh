#!/usr/bin/env bash
# run.sh [linkage|intake|search|rules|planner]: measures beside the peers; all of them unless one is
# named.
set -euo pipefail
cd "$(dirname "$0")/.."
payung=build/release/payung
which=${1:-all}
case "$which" in
  all | linkage | intake | search | rules | planner) ;;
  *) echo "bench: there is no '$which'; linkage, intake, search, rules or planner" >&2; exit 2 ;;
esac
[ "$which" = all ] || [ "$which" = linkage ] && python3 bench/linkage/run.py "$payung" "${@:2}"
[ "$which" = all ] || [ "$which" = intake ] && python3 bench/intake.py "$payung"
if [ "$which" = all ] || [ "$which" = search ]; then
  cmake --build build/release --target search_bench >/dev/null
  tools/with_postgres.sh build/release/search_bench 1000000 peer
fi
if [ "$which" = all ] || [ "$which" = rules ]; then
  [ -x build/rules-venv/bin/python ] || python3 -m venv build/rules-venv
  build/rules-venv/bin/pip install -q -r bench/rules/requirements.txt
  cmake --build build/release --target rules_bench >/dev/null
  build/rules-venv/bin/python bench/rules/run.py build/release/rules_bench
fi
if [ "$which" = all ] || [ "$which" = planner ]; then
  cmake --build build/release --target planner_bench >/dev/null
  build/release/planner_bench 1000000
fi
exit 0

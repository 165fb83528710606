#!/usr/bin/env bash
# run.sh [RECORDS] [ROUNDS]: Payung beside Splink 5 on the same synthetic lists, taking turns; wall,
# processor time, peak memory (medians, least and most) and the scores of both.
# run.sh FOLDER TRUTH.csv [ROUNDS] takes other lists.
set -euo pipefail
cd "$(dirname "$0")/../.."
payung=${PAYUNG:-build/release/payung}
if [ -d "${1:-}" ]; then
  exec python3 bench/linkage/run.py "$payung" "$1" "$2" --rounds "${3:-3}"
fi
records=${1:-200000}
# A bit less than every second of a regency's people stands in its lists.
exec python3 bench/linkage/run.py "$payung" --people $((records * 100 / 47)) --rounds "${2:-3}"

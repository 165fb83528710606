#!/usr/bin/env bash
# Kudus 2025 from agencies' lists to the report, on SQLite, with the score against the known truth
# and the stories of three people. Everything goes to demo/.
set -euo pipefail
cd "$(dirname "$0")/.."
export PAYUNG_LANG=${PAYUNG_LANG:-id}
python3 tools/run_scenario.py build/release/payung scenarios/kudus-2025 demo "$@"
echo
python3 tools/demo_stories.py build/release/payung demo
echo
echo "Report: $PWD/demo/report/report.html"
echo
echo "In the browser: ./do serve-demo serves this at http://127.0.0.1:8080/ with a log-in for every role:"
python3 tools/serve_demo.py build/release/payung demo --log-ins

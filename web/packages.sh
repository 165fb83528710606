#!/usr/bin/env bash
# Installs the npm packages of web/package-lock.json, once for each state of that file.
# Several build folders may ask at once.
set -euo pipefail
cd "$(dirname "$0")"
exec 9>.packages.lock
flock 9
stamp=node_modules/.payung-lock
if [ -f "$stamp" ] && cmp -s package-lock.json "$stamp"; then exit 0; fi
command -v npm >/dev/null || { echo "web: npm is missing; run ./do setup" >&2; exit 1; }
npm ci --no-audit --no-fund --loglevel=error || {
  echo "web: npm could not fetch the packages; is registry.npmjs.org reachable (npm config get registry)?" >&2
  exit 1
}
cp package-lock.json "$stamp"

#!/usr/bin/env bash
# Installs the npm packages of web/package-lock.json, once for each state of that file.
# Several build folders may ask at once.
set -euo pipefail
cd "$(dirname "$0")"
exec 9>.packages.lock
flock 9
stamp=node_modules/.payung-lock
if [ -f "$stamp" ] && cmp -s package-lock.json "$stamp"; then exit 0; fi
npm ci --no-audit --no-fund --loglevel=error
cp package-lock.json "$stamp"

#!/usr/bin/env bash
# with_postgres.sh COMMAND...: runs a command beside a private PostgreSQL on a free loopback port.
# The server lives in a temporary folder and is gone afterwards, whatever happens. The command finds
# it in PAYUNG_TEST_POSTGRES.
set -euo pipefail

bin=$(ls -d /usr/lib/postgresql/15/bin 2>/dev/null || dirname "$(command -v initdb || true)")
[ -x "$bin/initdb" ] || { echo "with_postgres: PostgreSQL 15 is missing; run ./do setup" >&2; exit 1; }

folder=$(mktemp -d "${TMPDIR:-/tmp}/payung-postgres.XXXXXX")
as=()
if [ "$(id -u)" = 0 ]; then  # the server refuses to run as root
  chown postgres "$folder"
  as=(runuser -u postgres --)
fi
in_folder() { (cd "$folder" && "${as[@]}" env LC_ALL=C.UTF-8 "$@"); }
cleanup() {
  in_folder "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

in_folder "$bin/initdb" -D "$folder/data" -A trust -U payung --no-sync >"$folder/initdb.log" 2>&1 ||
  { cat "$folder/initdb.log" >&2; exit 1; }
for _ in 1 2 3 4 5 6 7 8 9 10; do
  port=$((20000 + RANDOM % 20000))
  # A port that is taken makes the start fail; then another is tried.
  if in_folder "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/server.log" -o \
    "-p $port -h 127.0.0.1 -k $folder -c fsync=off -c max_connections=50 -c shared_buffers=128MB" \
    start >/dev/null 2>&1; then
    export PAYUNG_TEST_POSTGRES="postgresql://payung@127.0.0.1:$port/postgres"
    "$@"
    exit
  fi
done
cat "$folder/server.log" >&2
echo "with_postgres: the server did not start" >&2
exit 1

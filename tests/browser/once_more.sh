#!/usr/bin/env bash
# once_more.sh COMMAND...: a browser beside a compiler now and then answers later than a test waits. What fails is
# run once more and says so, so that the log tells of both; what is wrong fails twice.
"$@" && exit 0
echo "once_more: failed; once more on its own: $*"
exec "$@"

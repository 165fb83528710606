#!/usr/bin/env bash
# build.sh FOLDER: makes FOLDER/libpayung_parquet.so and, in FOLDER/venv, the Arrow that it needs.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
folder="$1"
mkdir -p "$folder"
[ -x "$folder/venv/bin/python" ] || python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"
arrow="$("$folder/venv/bin/python" -c 'import pyarrow, os; print(os.path.dirname(pyarrow.__file__))')"
libraries=()
for name in libarrow libparquet; do
  found=("$arrow/$name".so.*)
  libraries+=("-l:$(basename "${found[0]}")")
done
${CXX:-g++} -std=c++20 -O2 -shared -fPIC -Wall -Wextra -isystem "$arrow/include" \
  "$here/plugin.cpp" -L "$arrow" "${libraries[@]}" -Wl,-rpath,"$arrow" -o "$folder/libpayung_parquet.so"
echo "$folder/libpayung_parquet.so"

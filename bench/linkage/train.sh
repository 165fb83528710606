#!/usr/bin/env bash
# train.sh OUT.csv: learns data/linkage_weights.csv anew from lists of our own generator: seven
# regencies of other sizes and rates of damage, some with columns left out or sheets spoilt. No list
# from outside is used, so that any such list remains a fair test.
set -euo pipefail
out=$(realpath "$1")
cd "$(dirname "$0")/../.."
payung=${PAYUNG:-build/release/payung}
work=build/train-linkage
rm -rf "$work" && mkdir -p "$work"

make() {  # name regency people seed damage
  "$payung" synthesise --regency "$2" --people "$3" --seed "$4" --damage "$5" --out "$work/made" > /dev/null
  mv "$work/made/lists" "$work/$1" && mv "$work/made/truth.csv" "$work/$1.truth.csv"
}
make kudus 33.19 40000 11 1
make solo 33.72 60000 12 1.5
make bandung 32.04 400000 13 1
make makassar 73.71 30000 14 2
make medan 12.71 120000 15 1
make kudus-all 33.19 450000 16 1
make surabaya 35.78 5000 17 1

spoil() { python3 bench/linkage/spoil_lists.py "$work/$1" "$work/$1.truth.csv" "$work/$2" "${@:3}"; }
for lists in kudus medan; do
  spoil $lists $lists-raw raw_dates family_card last_lost
  spoil $lists $lists-bare no_mother no_phone
  spoil $lists $lists-sheets scientific no_sex
done
spoil bandung bandung-card family_card no_mother
spoil solo solo-no-nik no_nik
spoil solo solo-no-address no_address
spoil solo solo-no-date no_date

sets=()
for truth in "$work"/*.truth.csv; do sets+=(--in "${truth%.truth.csv}" --truth "$truth"); done
"$payung" link train "${sets[@]}" --out "$out"

#!/usr/bin/env python3
"""spoil_lists.py FOLDER TRUTH OUT KIND...: harder variants of lists, to learn from and to test on.

Writes the lists to OUT and the truth to OUT.truth.csv. Kinds: raw_dates (forms that people type),
family_card (a household's number for 3 % of NIKs outside the register), scientific and last_lost
(what spreadsheets do to whole sheets), no_nik, no_mother, no_phone, no_place, no_address, no_date,
no_sex (columns left out), shuffled. The same input gives the same output."""
import csv
import datetime
import random
import shutil
import sys
import zlib
from pathlib import Path

MONTHS = ("Januari Februari Maret April Mei Juni Juli Agustus September Oktober November "
          "Desember").split()
LEFT_OUT = {
    "no_nik": ["nik"], "no_mother": ["mother_name"], "no_phone": ["phone"], "no_date": ["birth_date"],
    "no_sex": ["sex"], "no_place": ["birth_place", "village_code", "rt", "rw"],
    "no_address": ["address", "village", "village_code", "rt", "rw"],
}


def raw_date(iso, chance):
    if not iso:
        return iso
    year, month, day = iso.split("-")
    serial = datetime.date(int(year), int(month), int(day)) - datetime.date(1899, 12, 30)
    forms = [(0.4, iso), (0.6, f"{day}-{month}-{year}"), (0.75, f"{day}/{month}/{year}"),
             (0.85, f"{day}/{month}/{year[2:]}"), (0.95, str(serial.days)),
             (1.0, f"{int(day)} {MONTHS[int(month) - 1]} {year}")]
    drawn = chance.random()
    return next(form for limit, form in forms if drawn <= limit)


def family_card(row):
    """The region, a day of issue between 2005 and 2019, a serial; one for each address."""
    home = zlib.crc32("|".join((row["address"], row["village"][:4], row["rt"], row["rw"])).encode())
    region = row["nik"][:6] if len(row["nik"]) == 16 else "331901"
    return (f"{region}{1 + home // 9 % 28:02}{1 + home // 300 % 12:02}{5 + home // 4000 % 15:02}"
            f"{1 + home // 60000 % 9000:04}")


def spoil(row, stem, kinds, chance):
    whole = len(row["nik"]) == 16
    if "family_card" in kinds and stem != "register" and chance.random() < 0.03:
        row["nik"] = family_card(row)
    elif "scientific" in kinds and stem == "pertanian" and whole:
        row["nik"] = row["nik"][0] + "," + row["nik"][1:6].rstrip("0") + "E+15"
    elif "last_lost" in kinds and stem in ("perdagangan", "perhubungan") and whole:
        row["nik"] = row["nik"][:15] + "0"
    if "raw_dates" in kinds:
        row["birth_date"] = raw_date(row["birth_date"], chance)


def main():
    folder, truth, out, kinds = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), set(sys.argv[4:])
    out.mkdir(parents=True, exist_ok=True)
    shutil.copy(truth, f"{out}.truth.csv")
    chance = random.Random(7)
    left_out = {column for kind in kinds & LEFT_OUT.keys() for column in LEFT_OUT[kind]}
    for path in sorted(folder.glob("*.csv")):
        if path.name.endswith("truth.csv"):
            continue
        with open(path, newline="", encoding="utf-8") as file:
            reader = csv.DictReader(file)
            columns = [name for name in reader.fieldnames if name not in left_out]
            rows = list(reader)
        for row in rows:
            spoil(row, path.stem, kinds, chance)
        if "shuffled" in kinds:
            chance.shuffle(rows)
        with open(out / path.name, "w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, columns, extrasaction="ignore")
            writer.writeheader()
            writer.writerows(rows)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""demo_stories.py PAYUNG FOLDER: how well the rows were linked, and three people's stories.

FOLDER is what run_scenario.py left: payung.db, lists/truth.csv and lists/workbooks.csv (which row
of which file is which record). The people are invented."""
import csv
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

from score_links import read, score


def person_of_row(database):
    """(file, sheet, row) -> person, as linking left it."""
    query = """select f.name, r.sheet, r.number, p.person from person_row p
               join (select row, max(run) as run from person_row group by row) n
               on n.row = p.row and n.run = p.run join list_row r on r.id = p.row
               join list_version v on v.id = r.version join list_file f on f.id = v.file"""
    return {(name, sheet, number): person for name, sheet, number, person in database.execute(query)}


def print_score(database, lists):
    persons = person_of_row(database)
    truth, clusters = read(lists / "truth.csv"), {}
    with open(lists / "workbooks.csv", newline="", encoding="utf-8") as file:
        for line in csv.DictReader(file):
            key = (Path(line["file"]).name, line["sheet"], int(line["row"]))
            if key in persons:
                clusters[line["record_id"]] = str(persons[key])
    known = {record: truth[record] for record in clusters}
    result = score(known, clusters)
    print(f"== score of the links against the known truth, {result['records']} rows that can be linked")
    print(f"  pairs: precision {result['pair_precision']:.4f}, recall {result['pair_recall']:.4f}, "
          f"F1 {result['pair_f1']:.4f}; B-cubed F1 {result['b3_f1']:.4f}")


def person_who(database, standing):
    """The number of one person; the NIK itself is sealed in the database. Only people whose row has
    a NIK can be asked for by it."""
    with_nik = "select p.person from person_row p join list_row r on r.id = p.row where r.nik_index is not null"
    query = {
        "covered": "select e.person from membership_event e where e.kind = 'enrolled' "
                   f"and e.person in ({with_nik}) order by e.id limit 1",
        "rejected": "select d.person from eligibility_now d join eligibility_reason x on "
                    "x.person = d.person and x.run = d.run where d.answer = 'no' and "
                    f"x.code = 'too_old' and d.person in ({with_nik}) order by d.person limit 1",
        "waiting": "select o.person from allocation_outcome o where o.standing = 'waiting' "
                   f"and o.person in ({with_nik}) order by o.place limit 1"}[standing]
    return database.execute(query).fetchone()[0]


def nik_of(binary, folder, person):
    done = subprocess.run([binary, "--db", str(folder / "payung.db"), "--today", "2025-12-28", "privacy",
                           "own-data", str(person), "--reason", "demo"], text=True, capture_output=True, check=True)
    return next(row["nik"] for row in json.loads(done.stdout)["rows"] if row["nik"])


def tell(binary, folder, title, *arguments):
    print(f"\n== {title}")
    print("> payung " + " ".join(a if not a.isdigit() or len(a) != 16 else a[:6] + "**********"
                                 for a in arguments))
    done = subprocess.run([binary, "--db", str(folder / "payung.db"), "--today", "2025-12-28",
                           *arguments], text=True, capture_output=True, check=False,
                          env=dict(os.environ))
    for line in (done.stdout + done.stderr).rstrip().splitlines()[:14]:
        print("  " + line)


def main():
    binary, folder = sys.argv[1], Path(sys.argv[2])
    database = sqlite3.connect(f"file:{folder}/payung.db?mode=ro", uri=True)
    print_score(database, folder / "lists")
    persons = {standing: person_who(database, standing) for standing in ("covered", "rejected", "waiting")}
    database.close()
    niks = {standing: nik_of(binary, folder, person) for standing, person in persons.items()}
    tell(binary, folder, "one who is covered", "status", niks["covered"], "--on", "2025-12-08")
    tell(binary, folder, "one who was rejected, and why", "eligibility", "explain", niks["rejected"])
    tell(binary, folder, "one who waits, and for what", "eligibility", "explain", niks["waiting"])


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""run.py PAYUNG: Kudus 2025, small, on SQLite and on PostgreSQL; both must end with the same rows.

Needs a server in PAYUNG_TEST_POSTGRES (tools/with_postgres.sh gives one). Every table is compared,
row by row; only schema_version differs, in when a migration was applied."""
import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
# One key for all databases, so that what is sealed in them can be compared too.
os.environ["PAYUNG_KEY_FILE"] = str(PROJECT / "tests/data/test.key")


def psql(server, sql):
    done = subprocess.run(["psql", "-X", "-q", "-A", "-t", "-F", "\x1f", "-R", "\x1e", "-P",
                           "null=\x1d", server, "-c", sql], capture_output=True, text=True, check=True)
    return [tuple(row.split("\x1f")) for row in done.stdout.removesuffix("\n").split("\x1e") if row]


def read_sqlite(path):
    """table -> its columns and its rows as text, sorted."""
    connection = sqlite3.connect(path)
    names = [row[0] for row in connection.execute(
        "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by 1")]
    tables = {}
    for table in names:
        if table == "schema_version":
            continue
        columns = [row[1] for row in connection.execute(f"pragma table_info({table})")]
        rows = connection.execute(f"select {', '.join(columns)} from {table}")
        text = (tuple("\x1d" if value is None else str(value) for value in row) for row in rows)
        tables[table] = (columns, sorted(text))
    connection.close()
    return tables


def main():
    server = os.environ.get("PAYUNG_TEST_POSTGRES")
    if not server:
        sys.exit("no PostgreSQL: run under tools/with_postgres.sh")
    binary = str(Path(sys.argv[1]).resolve())
    psql(server, "drop database if exists differential")
    psql(server, "create database differential")
    server = server.rsplit("/", 1)[0] + "/differential"
    runner = [sys.executable, str(PROJECT / "tools/run_scenario.py"), binary,
              str(PROJECT / "scenarios/kudus-2025")]
    options = ["--people", "6000", "--until", "2025-03", "--plain"]
    with tempfile.TemporaryDirectory(prefix="payung-differential-") as name:
        folder = Path(name) / "run"
        subprocess.run([*runner, str(folder), *options], check=True, stdout=subprocess.DEVNULL)
        tables = read_sqlite(folder / "payung.db")
        # The same folder, so that file names stored in the database are the same too.
        subprocess.run([*runner, str(folder), *options, "--db", server], check=True,
                       stdout=subprocess.DEVNULL)
        differing = 0
        for table, (columns, left) in tables.items():
            right = sorted(psql(server, f"select {', '.join(columns)} from {table}"))
            if left != right:
                differing += 1
                odd = next((pair for pair in zip(left, right) if pair[0] != pair[1]), None)
                print(f"{table}: {len(left)} rows on SQLite, {len(right)} on PostgreSQL, first {odd}")
        print(f"differential: {len(tables)} tables, {differing} differ")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())

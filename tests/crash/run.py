#!/usr/bin/env python3
"""run.py PAYUNG [KILLS] [SEED]: kill -9 at random moments, then rerun; the end must be the same.

An undisturbed run of the whole way (synthesise, import, link, load payers, decide, allocate, enrol,
bill, pay) is the measure. Then the same steps run again and again on fresh databases; every step is
killed at a random moment of its own duration and started anew until it gets through. Each finished
run must pass `payung verify` and hold exactly the rows of the undisturbed one."""
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
# One key for all databases, so that what is sealed in them can be compared too.
os.environ["PAYUNG_KEY_FILE"] = str(PROJECT / "tests/data/test.key")
SCENARIO = PROJECT / "scenarios/kudus-2025"


def steps(lists):
    """The commands of the way, with the day on which each is done."""
    yield "2025-01-02", ["payers", "load", str(SCENARIO / "programme.toml")]
    kinds = {"register": "branch", "dtks": "welfare_register", "relawan": "volunteers",
             "perusahaan": "company"}
    for path in sorted((lists / "lists").glob("*.csv")):
        kind = kinds.get(path.stem, "agency")
        yield "2025-01-02", ["import", str(path), "--sender", path.stem, "--kind", kind,
                             "--area", "33.19"]
    yield "2025-01-03", ["link", "run"]
    yield "2025-01-03", ["eligibility", "run"]
    yield "2025-01-03", ["allocate"]
    yield "2025-01-03", ["enrol"]
    for month in ("2025-01", "2025-02"):
        yield f"{month}-05", ["bill", month]
        yield f"{month}-10", ["pay", "dinas-sosial", "100000000", "--on", f"{month}-10",
                              "--key", f"transfer-{month}"]


def start(binary, database, day, arguments):
    return subprocess.Popen(
        [binary, "--db", str(database), "--today", day, "--actor", "crash", *arguments],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def finish(process, arguments):
    _, error = process.communicate()
    if process.returncode not in (0, 3):
        sys.exit(f"{' '.join(arguments)} failed with {process.returncode}: {error.decode()[-800:]}")


def dump(database):
    """All rows of all tables, in the order of their contents."""
    connection = sqlite3.connect(database)
    tables = [row[0] for row in connection.execute(
        "select name from sqlite_master where type='table' and name not like 'sqlite_%' order by 1")]
    rows = {}
    for table in tables:
        rows[table] = sorted(connection.execute(f"select * from {table}"), key=repr)
    connection.close()
    return rows


def undisturbed(binary, folder, lists):
    database, durations = folder / "calm.db", []
    for day, arguments in steps(lists):
        begun = time.monotonic()
        finish(start(binary, database, day, arguments), arguments)
        durations.append(time.monotonic() - begun)
    return dump(database), durations


def disturbed(binary, database, lists, durations, chance):
    killed = 0
    for (day, arguments), duration in zip(steps(lists), durations):
        for _ in range(2):  # at most two kills a step, then it may get through
            process = start(binary, database, day, arguments)
            time.sleep(chance.uniform(0, duration * 1.05))
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
                killed += 1
            process.communicate()
        finish(start(binary, database, day, arguments), arguments)
    return killed


def verify(binary, database):
    done = subprocess.run([binary, "--db", str(database), "--today", "2025-03-01", "verify"],
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"verify failed: {done.stdout}{done.stderr}")


def compare(calm, storm):
    for table in sorted(set(calm) | set(storm)):
        left, right = calm.get(table), storm.get(table)
        if left != right:
            odd = next((pair for pair in zip(left or [], right or []) if pair[0] != pair[1]), None)
            sys.exit(f"table {table} differs: {len(left or [])} and {len(right or [])} rows, first {odd}")


def main():
    binary = os.path.abspath(sys.argv[1])
    wanted = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(1 << 30)
    chance = random.Random(seed)
    print(f"crash: {wanted} kills wanted, seed {seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="payung-crash-") as name:
        folder = Path(name)
        lists = folder / "lists"
        subprocess.run([binary, "synthesise", "--regency", "33.19", "--people", "6000", "--seed",
                        "7", "--out", str(lists)], check=True, stdout=subprocess.DEVNULL)
        calm, durations = undisturbed(binary, folder, lists)
        killed = runs = 0
        while killed < wanted:
            database = folder / f"storm{runs}.db"
            killed += disturbed(binary, database, lists, durations, chance)
            runs += 1
            verify(binary, database)
            compare(calm, dump(database))
            print(f"crash: run {runs}, {killed} kills, same rows, verify clean", flush=True)
            for left in folder.glob(f"storm{runs - 1}.db*"):
                left.unlink()
    print(f"crash: {killed} kills in {runs} runs, 0 differences")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""run.py PAYUNG FOLDER [STORM...]

Goal: nothing is ever lost or counted twice, however many ask at the same instant.
Method: one `payung serve` on SQLite; beside tools/with_postgres.sh two of them on one PostgreSQL.
The same deeds from many threads, in turn to each server; after each storm exactly one effect must
stand, the losers must have heard why, and every invariant and the sums of the books must hold.
Names of storms run these alone."""
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE)]
import claims  # noqa: E402
import doors  # noqa: E402
import killed  # noqa: E402
import money  # noqa: E402
import offices  # noqa: E402
import people  # noqa: E402
from house import HOME, House, wrong  # noqa: E402
from receiver import Receiver  # noqa: E402
from storm import Storm  # noqa: E402

STORMS = [*money.STORMS, *claims.STORMS, *offices.FIRST, *people.STORMS, *offices.STORMS, *doors.STORMS, *killed.STORMS,
          *offices.LAST]


def psql(server, sql):
    subprocess.run(["psql", "-X", "-q", server, "-c", sql], check=True)


def weather(storm, wanted):
    for one in STORMS:
        if wanted and one.__name__ not in wanted:
            continue
        begun = time.monotonic()
        try:
            one(storm)
        except (KeyError, TypeError, IndexError, OSError) as error:  # an answer of another form than promised
            storm.complaints.append(f"{storm.name}, {one.__name__} broke off: {error!r}")
        storm.sound(one.__name__)
        print(f"races: {storm.name}, {one.__name__}: {time.monotonic() - begun:.1f} s", flush=True)


def over(name, payung, folder, database, gateway, wanted):
    """The whole weather over one database; what was found wrong."""
    first = House(payung, folder / "first", database)
    first.seed(words=(HOME,), count=24, heads=12)
    houses = [first]
    try:
        first.serve()
        storm = Storm(name, houses, gateway)
        storm.staff()  # before a second server starts, whose link for the first administrator ends the first one
        if database:
            second = House(payung, folder / "second", database)
            shutil.copy(folder / "first" / "test.key", folder / "second" / "test.key")
            houses.append(second.serve())
        weather(storm, wanted)
        for house in houses:
            storm.expect("a server stops cleanly", house.stop(), 0)
        first.run("verify")
    finally:
        for house in houses:
            house.stop()
    print(f"races: {name}, {storm.checked} checks, {len(storm.complaints)} complaints, {storm.busy} times busy")
    return storm.complaints


def main(payung, folder, *wanted):
    folder = Path(folder).resolve()
    shutil.rmtree(folder, ignore_errors=True)
    server = os.environ.get("PAYUNG_TEST_POSTGRES")
    if not server and os.environ.get("PAYUNG_REQUIRE_POSTGRES"):
        raise SystemExit("no PostgreSQL: run under tools/with_postgres.sh")
    gateway = Receiver()
    folder.mkdir(parents=True)
    (folder / "token").write_text("gateway-token\n")
    os.environ.update(PAYUNG_ALONE_PAYMENT="100000", PAYUNG_MESSAGE_URL=gateway.url("/messages"),
                      PAYUNG_MESSAGE_TOKEN_FILE=str(folder / "token"))
    complaints = over("SQLite", payung, folder / "sqlite", None, gateway, wanted)
    if server:
        name = f"races_{os.getpid()}"
        psql(server, f"create database {name}")
        try:
            database = server.rsplit("/", 1)[0] + "/" + name
            complaints += over("PostgreSQL", payung, folder / "postgres", database, gateway, wanted)
        finally:
            psql(server, f"drop database {name} with (force)")
    return wrong(complaints, "races")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

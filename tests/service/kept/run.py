"""run.py PAYUNG FOLDER

Goal: an answer given from memory is never older than a change that was answered before it, and is
shown to nobody who may not see it, whoever made it. Method: two servers on one PostgreSQL (where
PAYUNG_TEST_POSTGRES names one; else one server on SQLite); random changes through either and through
the command line; after each, plain reads compared with the same read past the memory
(Cache-Control: no-cache). At once on the server that made the change; on the other as soon as it
hears of it, which is waited for. Then the connection on which servers hear each other is cut."""
import os
import random
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from house import HOME, House, wrong  # noqa: E402

complaints = []
HEARD_WITHIN_S = 5


def complain(text):
    complaints.append(text)


def psql(server, sql):
    return subprocess.run(["psql", "-X", "-q", "-A", "-t", server, "-c", sql], capture_output=True, text=True,
                          check=True).stdout.strip()


def given(house, admin):
    text = house.ask("GET", "/metrics", who=admin).body.decode()
    return int(next(line.split()[1] for line in text.splitlines() if line.startswith("payung_kept_answers_total ")))


def paths_of(house, officer):
    bills = house.ok("GET", "/v1/bills", who=officer)["items"]
    bill = bills[0]["bill"]
    people = house.ok("GET", "/v1/members?month=2025-01", who=officer)["items"]
    person = people[0]["person"]
    lists = house.ok("GET", "/v1/lists", who=officer)["items"]
    return person, bill, [
        f"/v1/bills/{bill}", "/v1/bills", f"/v1/bills/{bill}/lines", "/v1/payments", "/v1/receivables",
        "/v1/arrears", f"/v1/people/{person}", f"/v1/people/{person}/history", f"/v1/people/{person}/coverage",
        "/v1/members?month=2025-01", "/v1/schemes", "/v1/lists", f"/v1/lists/{lists[0]['version']}/rows",
        f"/v1/lists/{lists[0]['version']}/findings", "/v1/ledger/accounts", "/v1/reviews"]


def read(house, path, who, anew=False):
    answer = house.ask("GET", path, who=who, headers={"Cache-Control": "no-cache"} if anew else None)
    if answer.status != 200:
        raise SystemExit(f"{path} answered {answer.status}: {answer.body[:300]!r}")
    return answer.body, answer.headers["etag"]


def same_everywhere(houses, changed, paths, who, after):
    """Right away where the change was made; elsewhere once it was heard of."""
    for path in paths:
        now = read(changed, path, who, anew=True)
        for times in range(2):
            if read(changed, path, who) != now:
                complain(f"{after}: {path} is old on the server that changed it (read {times + 1})")
    for other in houses:
        if other is changed:
            continue
        until = time.monotonic() + HEARD_WITHIN_S
        old = [path for path in paths if read(other, path, who) != read(changed, path, who)]
        while old and time.monotonic() < until:
            old = [path for path in old if read(other, path, who) != read(changed, path, who)]
        for path in old:
            complain(f"{after}: {path} is old on the other server after {HEARD_WITHIN_S} s")


def change(house, chance, number, officer, person):
    """Something that callers of the home regency see; what it was, in words."""
    kind = chance.choice(["payment", "event", "command"] if house.database.startswith("postgres") else ["payment", "event"])
    if kind == "command":
        house.run("pay", f"dinas-{HOME}", "1000", "--on", "2025-01-14", "--key", f"command-{number}", today="2025-01-20")
    elif kind == "payment":
        body = {"payer": f"dinas-{HOME}", "amount": 1000 + number, "received_on": "2025-01-15", "key": f"kept-{number}",
                "reference": "tests"}
        if house.ask("POST", "/v1/payments", body, who=officer).status != 201:
            raise SystemExit("the payment was not booked")
    else:
        body = {"kind": "sector_changed", "sector": chance.choice(["fishery", "agriculture", "trade"]), "on": "2025-01-20",
                "reason": "tests", "key": f"kept-{number}"}
        answer = house.ask("POST", f"/v1/people/{person}/events", body, who=officer)
        if answer.status not in (200, 201, 409, 422):
            raise SystemExit(f"the event was answered {answer.status}: {answer.body!r}")
    return f"change {number} ({kind})"


def who_sees(house, bill, person, officer, admin):
    """Memory filled by one caller is none of another's."""
    path = f"/v1/bills/{bill}"
    for _ in range(2):
        read(house, path, officer)
    foreign = house.add_account("branch_officer", "orang-jepara", [{"kind": "region", "value": "33.20"}])
    analyst = house.add_account("analyst", "analis-kept", [{"kind": "region", "value": "33.19"}])
    for name, who, status in (("another regency", foreign, 404), ("no permission", analyst, 403), ("nobody", None, 401)):
        got = house.ask("GET", path, who=who).status
        if got != status:
            complain(f"{name} is answered {got} instead of {status}")
    answer = house.ask("GET", path, who=officer, headers={"If-None-Match": read(house, path, officer)[1]})
    if (answer.status, answer.body) != (304, b""):
        complain(f"If-None-Match is answered {answer.status}")
    if house.ask("GET", path + "?unknown=1", who=officer).status != 422:
        complain("a query that the contract does not know is answered")
    # Every look is written under the name of who looked, also those answered from what another read.
    read(house, f"/v1/people/{person}", officer)
    watcher = house.add_account("branch_officer", "pengintip", [{"kind": "region", "value": "33.19"}])
    kept = given(house, admin)
    for _ in range(7):
        read(house, f"/v1/people/{person}", watcher)
    if given(house, admin) - kept < 6:
        complain("a person's card is not given from memory")
    time.sleep(0.5)
    looks = house.ok("GET", f"/v1/people/{person}/looks", who=admin)["items"]
    mine = [one for one in looks if one["account"] == watcher.name]
    if len(mine) != 7 or {one["seen"] for one in mine} != {"card"}:
        complain(f"7 looks at a person, {len(mine)} in the access log")


def while_others_read(house, officer, bill):
    """Readers that never stop; whoever paid sees at least what he paid."""
    stop = threading.Event()

    def look():
        while not stop.is_set():
            read(house, f"/v1/bills/{bill}", officer)

    readers = [threading.Thread(target=look) for _ in range(3)]
    for one in readers:
        one.start()
    try:
        path = f"/v1/payments?payer=dinas-{HOME}"
        for number in range(40):
            key = f"beside-{number}"
            body = {"payer": f"dinas-{HOME}", "amount": 500, "received_on": "2025-01-16", "key": key, "reference": "tests"}
            house.ok("POST", "/v1/payments", body, who=officer)
            if not any(one["key"] == key for one in house.ok("GET", path, who=officer)["items"]):
                complain(f"payment {key} was answered and is not in the list after it")
    finally:
        stop.set()
        for one in readers:
            one.join()


def cut_off(server, database, houses, paths, officer, chance, person):
    """Whoever does not hear the others asks the database."""
    for number in range(3):
        for path in paths:
            read(houses[0], path, officer)
        psql(server, "select pg_terminate_backend(pid) from pg_stat_activity "
                     f"where datname = '{database}' and query in ('listen payung_changed', 'select 1')")
        after = change(houses[1], chance, 9000 + number, officer, person) + ", hearing cut"
        same_everywhere(houses, houses[1], paths, officer, after)


def main(payung, folder):
    folder = Path(folder).resolve()
    server = os.environ.get("PAYUNG_TEST_POSTGRES")
    if not server and os.environ.get("PAYUNG_REQUIRE_POSTGRES"):
        raise SystemExit("no PostgreSQL: run under tools/with_postgres.sh")
    shutil.rmtree(folder, ignore_errors=True)
    os.environ["PAYUNG_ALONE_PAYMENT"] = "999999999"
    name = f"kept_{os.getpid()}"
    database = None
    if server:
        psql(server, f"create database {name}")
        database = server.rsplit("/", 1)[0] + "/" + name
    first = House(payung, folder / "first", database)
    first.seed()
    houses = [first]
    chance = random.Random(20260401)
    try:
        first.serve()
        admin = first.open_house()
        first.add_key(admin)
        officer = first.add_account("branch_officer", "kudus-kept", [{"kind": "region", "value": "33.19"}])
        if server:
            second = House(payung, folder / "second", database)
            shutil.copy(folder / "first" / "test.key", folder / "second" / "test.key")
            houses.append(second.serve())
        person, bill, paths = paths_of(first, officer)
        for number in range(24):
            house = chance.choice(houses)
            same_everywhere(houses, house, paths, officer, change(house, chance, number, officer, person))
        while_others_read(first, officer, bill)
        who_sees(first, bill, person, officer, admin)
        if server:
            cut_off(server, name, houses, paths, officer, chance, person)
        for one in houses:
            if given(one, admin) < 100:
                complain(f"only {given(one, admin)} answers were given from memory: this test tests nothing")
    finally:
        for one in houses:
            one.stop()
        if server:
            psql(server, f"drop database {name} with (force)")
    return wrong(complaints, "kept")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))

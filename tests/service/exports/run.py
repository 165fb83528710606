"""run.py PAYUNG FOLDER PLUGIN_SCRIPT

Goal: bulk files hold what the caller may see, the same rows in every form, and run nothing in a
spreadsheet. Method: two regencies; each export by an officer of one, and by one whose place has none;
Parquet is read back with pyarrow, beside which the plugin is built. Every kind of limit that an
account may have, alone and together: files, statements and figures against what was worked out by
hand, and the bulk files against the lists that the same account turns the pages of."""
import csv
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from house import AREAS, FOREIGN, HOME, MONTH, VILLAGES, House, wrong  # noqa: E402

complaints = []


def expect(what, got, wanted):
    if got != wanted:
        complaints.append(f"{what}: {got!r} instead of {wanted!r}")


def parquet_rows(folder, data):
    path = folder / "export.parquet"
    path.write_bytes(data)
    code = "import json,sys,pyarrow.parquet as p; print(json.dumps(p.read_table(sys.argv[1]).to_pylist()))"
    done = subprocess.run([folder / "parquet/venv/bin/python", "-c", code, path], capture_output=True, text=True,
                          check=True)
    return json.loads(done.stdout)


REGION = {"kind": "region", "value": AREAS[HOME]}
OWN_SENDER = {"kind": "sender", "value": f"tani-{HOME}"}
OWN_PAYER, OTHER_PAYER = ({"kind": "payer", "value": f"dinas-{word}"} for word in (HOME, FOREIGN))
FARMERS, FISHERS = ({"kind": "sector", "value": word} for word in ("agriculture", "fishery"))
# Limits of an officer -> members, bills, payments, people in figures (None: no figures for him), those of them in his
# area, statement. All people of the house are farmers: six in each regency, who have one bill and one payment each. A
# programme's figures hold whoever a list names, wherever he lives: so twelve, of whom six in the area.
LIMITS = [
    ("a payer", [OWN_PAYER], 6, 1, 1, None, None, 200),
    ("a payer in its regency", [REGION, OWN_PAYER], 6, 1, 1, 6, 6, 200),
    ("a payer of another regency", [REGION, OTHER_PAYER], 0, 0, 0, 6, 0, 404),
    ("the sector of all", [REGION, FARMERS], 6, 0, 0, 12, 6, 404),
    ("a sector of nobody", [REGION, FISHERS], 0, 0, 0, 0, 0, 404),
    ("a payer and a sector of nobody", [OWN_PAYER, FISHERS], 0, 1, 1, None, None, 200),
    ("a sender", [OWN_SENDER], 6, 0, 0, None, None, 404),
    ("a sender in its regency", [REGION, OWN_SENDER], 6, 0, 0, None, None, 404),
    ("a village", [{"kind": "region", "value": VILLAGES[HOME]}], 6, 0, 0, 6, 6, 404),
    ("the country, one payer", [{"kind": "region", "value": "*"}, OTHER_PAYER], 6, 1, 1, 6, 6, 404),
]


def listed(house, path, key, who):
    """What all pages of a list name."""
    named, cursor = [], ""
    while True:
        page = house.ok("GET", f"{path}{cursor}", who=who)
        named += [item[key] for item in page["items"]]
        if page["next"] is None:
            return sorted(named)
        cursor = f"&{'before' if 'payments' in path else 'after'}={page['next']}"


def limited(house):
    for at, (name, scope, members, bills, payments, people, here, statement) in enumerate(LIMITS):
        who = house.add_account("branch_officer", f"sempit-{at}", scope)
        for what, key, path, count in (
                ("members", "person", f"/v1/members?month={MONTH}&limit=2", members),
                ("bills", "bill", f"/v1/bills?month={MONTH}&limit=1", bills),
                ("payments", "id", "/v1/payments?limit=1", payments)):
            month = "" if what == "payments" else f"&month={MONTH}"
            answer = house.ask("GET", f"/v1/exports/{what}?format=csv{month}", who=who)
            rows = list(csv.reader(io.StringIO(answer.body.decode())))[1:]
            expect(f"{name}: {what}", len(rows), count)
            expect(f"{name}: {what} as the list", sorted(row[0] for row in rows), listed(house, path, key, who))
        lines = [line for bill in listed(house, "/v1/bills?limit=50", "bill", who)
                 for line in house.ok("GET", f"/v1/bills/{bill}/lines", who=who)["items"]]
        expect(f"{name}: people on bills", len({line["person"] for line in lines}), members if bills else 0)
        named = [one for one in lines if not one["name"]]
        expect(f"{name}: everybody on a bill has a name", named, [])
        covered = house.ok("GET", f"/v1/members?month={MONTH}&with=cover", who=who)["items"]
        expect(f"{name}: members by name, with their cover", {(bool(one["name"]), "covered_until" in one)
                                                               for one in covered}, {(True, True)} if members else set())
        answer = house.ask("GET", f"/v1/payers/dinas-{HOME}/statement?format=csv", who=who)
        expect(f"{name}: statement", answer.status, statement)
        figures(house, name, who, people, here)


def figures(house, name, who, people, here):
    """The same number wherever figures stand."""
    scheme = f"scheme={FOREIGN if 'country' in name else HOME}"
    answers = [house.ask("GET", f"{path}{scheme}", who=who) for path in
               ("/v1/dashboard?", "/v1/report?", "/v1/figures?level=village&count=listed&", "/v1/dashboard/file?format=csv&")]
    expect(f"{name}: figures", {answer.status for answer in answers}, {200 if people is not None else 404})
    if people is None:
        return
    expect(f"{name}: dashboard", answers[0].json()["stations"]["listed"], people)
    expect(f"{name}: report", answers[1].json()["counts"]["listed"], people)
    expect(f"{name}: table", answers[2].json()["total"] or 0, here)
    expect(f"{name}: money of the report", "money" in answers[1].json(), False)
    whole = house.ask("GET", f"/v1/report/file?format=html&{scheme}", who=who)
    expect(f"{name}: the whole report", whole.status, 404)


def payers_of_figures(house):
    """On a register that two regencies share, each sees its own payers, their money and its senders alone."""
    for name, region, scheme, words in (("regensi", AREAS[HOME], HOME, [HOME]), ("tetangga", AREAS[FOREIGN], FOREIGN, [FOREIGN]),
                                        ("negara", "*", HOME, sorted([HOME, FOREIGN]))):
        who = house.add_account("branch_officer", name, [{"kind": "region", "value": region}])
        told = house.ok("GET", f"/v1/dashboard?scheme={scheme}", who=who)
        expect(f"payers of {name}", sorted(payer["code"] for payer in told["payers"]), [f"dinas-{word}" for word in words])
        expect(f"senders of {name}", sorted(one["code"] for one in told["senders"]), [f"tani-{word}" for word in words])
        # One bill of 100,800 for six people each, of which 16,800 came.
        money = [told["money"][sum_of] for sum_of in ("billed", "received", "open", "suspense")]
        expect(f"money of {name}", money, [each * len(words) for each in (100_800, 16_800, 84_000, 0)])
        expect(f"money of {name} by month", "billed" in told["months"][0], region == "*")


def quota(house):
    """A stolen key copies no house: another key of the account gives no more."""
    who = house.add_account("auditor", "kuota", [REGION])
    answers = [house.ask("GET", "/v1/exports/bills?format=csv", who=who).status for _ in range(60)]
    expect("quota: sixty an hour", set(answers), {200})
    house.add_key(who)
    after = house.ask("GET", "/v1/exports/payments?format=csv", who=who)
    expect("quota: then no more", (after.status, "retry-after" in after.headers), (429, True))
    expect("quota: lists are read on", house.ask("GET", "/v1/bills", who=who).status, 200)


def main(payung, folder, script):
    folder = Path(folder)
    house = House(payung, folder)
    for name in ("payung.db", "payung.db-wal", "payung.db-shm", "serve.log"):
        (folder / name).unlink(missing_ok=True)
    built = subprocess.run([script, folder / "parquet"], capture_output=True, text=True, check=False)
    if built.returncode != 0:
        raise SystemExit(f"exports: the plugin could not be built; is there a network for PyPI?\n{built.stderr}")
    house.seed()
    with house.serve():
        house.add_key(house.open_house())
        officer = house.add_account("branch_officer", "kudus", [{"kind": "region", "value": "33.19"}])
        answer = house.ask("GET", "/v1/exports/bills?format=parquet", who=officer)
        expect("without the plugin", (answer.status, "parquet_plugin" in answer.body.decode()), (415, True))
    os.environ["PAYUNG_PARQUET_PLUGIN"] = str(folder / "parquet/libpayung_parquet.so")
    with house.serve():
        for what, count in (("members", 6), ("bills", 1), ("payments", 1)):
            path = f"/v1/exports/{what}?" + ("month=2025-01&" if what != "payments" else "")
            answer = house.ask("GET", path + "format=csv", who=officer)
            rows = list(csv.DictReader(io.StringIO(answer.body.decode())))
            expect(f"{what}: rows", len(rows), count)
            if FOREIGN.encode() in answer.body:
                complaints.append(f"{what}: a foreign payer")
            if what != "members" and HOME.encode() not in answer.body:
                complaints.append(f"{what}: not his own payer")
            again = parquet_rows(folder, house.ask("GET", path + "format=parquet", who=officer, seconds=60).body)
            expect(f"{what}: Parquet", [{k: str(v) for k, v in row.items()} for row in again], rows)
            book = house.ask("GET", path + "format=xlsx", who=officer)
            with zipfile.ZipFile(io.BytesIO(book.body)) as parts:
                texts = b"".join(parts.read(name) for name in parts.namelist() if name.endswith(".xml"))
            expect(f"{what}: workbook", all(row[next(iter(row))].encode() in texts for row in rows), True)
            expect(f"{what}: no formula", b"<f>" in texts, False)
            # A person reads it: in his language, where the others say what the contract says.
            expect(f"{what}: heads", (b"Pembayar" in texts, b">payer<" in texts), (True, False))
        empty = house.add_account("branch_officer", "demak", [{"kind": "region", "value": "33.21"}])
        for what in ("members", "bills", "payments"):
            body = house.ask("GET", f"/v1/exports/{what}?format=csv", who=empty).body.decode()
            expect(f"{what} of another place", len(body.splitlines()), 1)
        analyst = house.add_account("analyst", "analis", [{"kind": "region", "value": "33.19"}])
        limited(house)
        payers_of_figures(house)
        quota(house)
        expect("an analyst", house.ask("GET", "/v1/exports/members", who=analyst).status, 403)
    return wrong(complaints, "exports")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3]))

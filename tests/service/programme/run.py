"""run.py PAYUNG FOLDER

Goal: a whole programme runs over the API as it does on the command line: the same files give the same
figures, what needs two people needs two, and a server that is killed forgets no job.
Method: invented lists of one regency; one database by command line, one by HTTP; their reports compared.
Beside tools/with_postgres.sh the same once more on PostgreSQL."""
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from house import House, wrong  # noqa: E402

ROOT = Path(__file__).resolve().parents[3]
SCENARIO = ROOT / "scenarios" / "kudus-2025"
DAY = "2025-01-01"
LISTS = [  # file, sender, name, kind
    ("peserta.csv", "bpjstk-cabang", "BPJS Ketenagakerjaan", "branch"),
    ("dtks.xlsx", "dinas-sosial", "Dinas Sosial", "welfare_register"),
    ("dinas-pertanian.xlsx", "dinas-pertanian", "Dinas Pertanian", "agency"),
    ("perusahaan.xlsx", "perusahaan", "Perusahaan", "company"),
]
complaints = []


def expect(what, got, wanted):
    if got != wanted:
        complaints.append(f"{what}: {got!r} instead of {wanted!r}")


def by_command_line(folder, payung):
    """The same programme in a database of its own; its report."""
    house = House(payung, folder / "cli")
    for file, sender, name, kind in LISTS:
        house.run("import", str(folder / "lists/workbooks" / file), "--sender", sender, "--name", name,
                  "--kind", kind, "--area", "33.19", "--as-of", DAY, today=DAY)
    house.run("link", "run", today=DAY)
    house.run("potential", "load", str(SCENARIO / "potential.toml"), today=DAY)
    house.run("payers", "load", str(SCENARIO / "programme.toml"), today=DAY)
    for step in (["eligibility", "run"], ["allocate"], ["enrol"], ["bill", "2025-01"]):
        house.run(*step, today=DAY)
    bills = json.loads(house.run("--json", "bill", "show", today=DAY))
    for bill in bills:
        code = bill["payer"]["code"]
        house.run("pay", code, str(bill["total"]), "--on", DAY, "--key", f"january-{code}", today=DAY)
    return json.loads(house.run("--json", "report", "--out", str(folder / "cli/report"), today=DAY))


class Office:
    """The officer and a second one, and what both do."""

    def __init__(self, house, officer, second):
        self.house, self.officer, self.second = house, officer, second

    def post(self, path, body=None, who=None, **rest):
        return self.house.ok("POST", path, body, who=who or self.officer, **rest)

    def get(self, path, who=None):
        return self.house.ok("GET", path, who=who or self.officer)

    def wait(self, job, seconds=120):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            job = self.get(f"/v1/jobs/{job['id']}")
            if job["state"] not in ("queued", "running"):
                return job
            time.sleep(0.1)
        raise SystemExit(f"a job never ended: {job}")

    def done(self, job):
        ended = self.wait(job)
        if ended["state"] != "done":
            raise SystemExit(f"a job did not succeed: {ended}")
        return ended["result"]

    def approved(self, told):
        """The maker may not say yes; another one may."""
        approval = told["approval"]["id"]
        path, words = f"/v1/approvals/{approval}/approve", {"answer": "checked"}
        own = self.house.ask("POST", path, words, who=self.officer, cookie=True)
        expect("yes of the maker", own.status, 409)
        done = self.house.ok("POST", path, words, who=self.second, cookie=True)
        again = self.house.ask("POST", path, words, who=self.second, cookie=True)
        expect("a second yes", again.status, 409)
        return done["outcome"]

    def send(self, path):
        return self.house.ok("POST", f"/v1/uploads?file_name={path.name}", path.read_bytes(),
                             who=self.officer, media="application/octet-stream", seconds=120)


def take_lists(office, folder):
    for file, sender, name, kind in LISTS:
        path = folder / "lists/workbooks" / file
        upload = office.send(path)
        expect(f"{file}: bytes", upload["bytes"], path.stat().st_size)
        expect(f"{file}: sent again", office.send(path)["id"], upload["id"])
        sheets = office.get(f"/v1/uploads/{upload['id']}/columns?area=33.19")["sheets"]
        fields = {column["field"] for sheet in sheets for column in sheet["columns"]}
        if not {"nik", "name"} <= fields:
            complaints.append(f"{file}: columns {fields}")
        check = office.get(f"/v1/uploads/{upload['id']}/check?area=33.19&sender_kind={kind}")
        job = office.post("/v1/lists", {"upload": upload["id"], "sender": sender, "sender_name": name,
                                        "sender_kind": kind, "area": "33.19", "as_of": DAY})
        result = office.done(job)
        expect(f"{file}: rows as checked", (result["rows"], result["accepted"]),
               (check["rows"], check["accepted"]))
        again = office.done(office.post("/v1/lists", {"upload": upload["id"], "sender": sender}))
        expect(f"{file}: the same file again", again["nothing_new"], True)
        look_through(office, result["version"], path, result)


def look_through(office, version, path, result):
    rows, after = [], ""
    while after is not None:
        page = office.get(f"/v1/lists/{version}/rows?limit=400" + (f"&after={after}" if after else ""))
        rows += page["items"]
        after = page["next"]
    expect(f"{path.name}: rows page by page", len(rows), result["rows"])
    expect(f"{path.name}: no row twice", len({row["id"] for row in rows}), len(rows))
    if any(row["nik"].isdigit() for row in rows):
        complaints.append(f"{path.name}: a NIK in full")
    waiting = office.get(f"/v1/lists/{version}/findings?severity=error&limit=5")["items"]
    if result["waiting"] and not all(one["what"] and one["remedy"] for one in waiting):
        complaints.append(f"{path.name}: errors without words: {waiting}")
    original = office.house.ask("GET", f"/v1/lists/{version}/original", who=office.officer)
    expect(f"{path.name}: the original", original.body == path.read_bytes(), True)
    marked = office.house.ask("GET", f"/v1/lists/{version}/marked", who=office.officer, seconds=120)
    copy = office.house.folder / "marked.xlsx"
    copy.write_bytes(marked.body)
    expect(f"{path.name}: marked", zipfile.is_zipfile(copy), True)


def review(office):
    """One pair is two persons, said by one; another is one person, said by two."""
    pairs, end = [], time.monotonic() + 20
    while len(pairs) < 2 and time.monotonic() < end:  # the index of people follows within a second
        pairs = office.get("/v1/reviews?limit=10")["items"]
        time.sleep(0.1)
    if len(pairs) < 2:
        complaints.append("no pairs wait for review")
        return
    apart = office.post(f"/v1/reviews/{pairs[-1]['id']}/decision",
                        {"verdict": "different", "reason": "seen both cards"})
    expect("verdict", apart["verdict"], "different")
    told = office.post(f"/v1/reviews/{pairs[0]['id']}/decision",
                       {"verdict": "same", "reason": "one family card"})
    expect("still open", office.get(f"/v1/reviews/{pairs[0]['id']}")["verdict"], "open")
    office.approved(told)
    expect("verdict after two", office.get(f"/v1/reviews/{pairs[0]['id']}")["verdict"], "same")
    office.post(f"/v1/reviews/{pairs[0]['id']}/decision", {"verdict": "undone", "reason": "for the test"})
    office.post(f"/v1/reviews/{pairs[-1]['id']}/decision", {"verdict": "undone", "reason": "for the test"})


def pay_bills(office):
    bills = office.get("/v1/bills?month=2025-01&limit=500")["items"]
    for bill in bills:
        code = bill["payer"]["code"]
        body = {"payer": code, "amount": bill["total"], "received_on": DAY, "key": f"january-{code}"}
        receipt = office.approved(office.post("/v1/payments", body))
        expect(f"{code}: settled", receipt["settled"], bill["total"])
        expect(f"{code}: the same message again", office.post("/v1/payments", body)["again"], True)
        after = office.get(f"/v1/bills/{bill['bill']}")
        expect(f"{code}: the bill is paid", after["settled"], after["total"])
    lines = office.get(f"/v1/bills/{bills[0]['bill']}/lines?limit=3")["items"]
    person = lines[0]["person"]
    told = [one["facts"] for one in office.get(f"/v1/people/{person}/history")["events"] if one["kind"] in ("bill", "payment")]
    expect("the history names the payer as people do", {one["payer_name"] for one in told}, {bills[0]["payer"]["name"]})
    expect("somebody paid for is covered", office.get(f"/v1/people/{person}/coverage?on={DAY}")["covered"], "yes")
    return person


def killed_server(house, office):
    """A job is written down before anything is answered, so a kill loses none; it ends once."""
    job = office.post("/v1/verifications")
    link = office.post("/v1/link-runs")
    house.server.send_signal(signal.SIGKILL)
    house.server.wait()
    house.serve(today=DAY)
    for one in (job, link):
        expect("a job after a kill", office.wait(one)["state"], "done")


def watch(office):
    """Events end by themselves when the job does."""
    job = office.post("/v1/verifications")
    answer = office.house.ask("GET", f"/v1/jobs/{job['id']}/events", who=office.officer)
    text = answer.body.decode()
    deadline = time.monotonic() + 60
    while "event: end" not in text and time.monotonic() < deadline:
        text = office.house.ask("GET", f"/v1/jobs/{job['id']}/events", who=office.officer).body.decode()
    end = json.loads(text.split("event: end\ndata: ")[1].split("\n")[0])
    expect("all invariants", end["result"]["sound"], True)


def bomb(office, folder):
    """527 kB that unpack to 512 MiB are no list, and are refused before anything is kept."""
    path = folder / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as book:
        book.writestr("[Content_Types].xml", "<Types/>")
        book.writestr("xl/workbook.xml", "<workbook/>")
        with book.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(512):
                part.write(b" " * (1 << 20))
    status = Path(f"/proc/{office.house.server.pid}/status")
    peak = lambda: int(next(l for l in status.read_text().splitlines() if l.startswith("VmHWM")).split()[1])  # noqa: E731
    before, begun = peak(), time.monotonic()
    answer = office.house.ask("POST", "/v1/uploads?file_name=bomb.xlsx", path.read_bytes(), who=office.officer,
                              media="application/octet-stream")
    took = time.monotonic() - begun
    print(f"bomb of {path.stat().st_size:,} bytes: {answer.status} after {took * 1000:.0f} ms, "
          f"peak memory {(peak() - before) / 1024:+.1f} MiB")
    expect("a bomb", answer.status, 413)
    if peak() - before > 64 * 1024:
        complaints.append("a bomb took more than 64 MiB")


def bad_files(office):
    for name, content, status in (("x.csv", b"", 400), ("x.xlsx", b"PK\x03\x04 cut", 422), ("x.pdf", b"%PDF-1.7 x", 415),
                                  ("page.xls", b"<html><p>Silakan masuk</p></html>", 415)):
        answer = office.house.ask("POST", f"/v1/uploads?file_name={name}", content, who=office.officer,
                                  media="application/octet-stream")
        expect(f"{name}", answer.status, status)
    away = office.house.ask("POST", "/v1/uploads?file_name=..%2F..%2Fetc%2Fpasswd", b"a,b\n1,2\n",
                            who=office.officer, media="text/csv")
    expect("a path for a name", away.status, 422)


def server_database():
    """A new database beside those of the other tests; None where no server runs."""
    server = os.environ.get("PAYUNG_TEST_POSTGRES")
    if not server:
        return None
    name = f"programme_{os.getpid()}"
    subprocess.run(["psql", server, "-q", "-c", f"create database {name}"], check=True)
    return server.rsplit("/", 1)[0] + "/" + name


def main(payung, folder):
    folder = Path(folder)
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "server").mkdir(parents=True)
    whole_programme(payung, folder, None)
    if database := server_database():
        whole_programme(payung, folder / "server", database)
    return wrong(complaints, "programme")


def whole_programme(payung, folder, database):
    house = House(payung, folder / "http", database)
    house.run("synthesise", "--regency", "33.19", "--people", "3000", "--seed", "7", "--damage", "1.0", "--as-of",
              DAY, "--out", str(folder / "lists"), "--workbooks", "--lists", "register", "dtks", "pertanian",
              "perusahaan", today=DAY)
    wanted = by_command_line(folder, payung)
    with house.serve(today=DAY):
        admin = house.open_house()
        house.add_key(admin)
        region = [{"kind": "region", "value": "33.19"}]
        office = Office(house, house.add_account("branch_officer", "petugas", region),
                        house.add_account("branch_officer", "pemeriksa", region))
        bad_files(office)
        bomb(office, folder)
        take_lists(office, folder)
        linked = office.done(office.post("/v1/link-runs"))
        expect("linked once", office.done(office.post("/v1/link-runs"))["nothing_new"], True)
        review(office)
        office.post("/v1/potential", {"file_name": "potential.toml",
                                      "content": (SCENARIO / "potential.toml").read_text()})
        loaded = office.post("/v1/schemes", {"file_name": "programme.toml",
                                             "content": (SCENARIO / "programme.toml").read_text()})
        scheme = loaded["scheme"]
        office.done(office.post(f"/v1/schemes/{scheme}/eligibility-runs", {}))
        plan = office.post(f"/v1/schemes/{scheme}/plans", {"budget": 100_000_000, "months": 12})
        if not 0 < plan["covered"] <= plan["people"]:
            complaints.append(f"plan: {plan}")
        office.done(office.post(f"/v1/schemes/{scheme}/allocations", {}))
        batch = office.approved(office.post(f"/v1/schemes/{scheme}/enrolments", {"reason": "January"}))
        office.done({"id": batch["job"]})
        office.done(office.post("/v1/billing-runs", {"month": "2025-01"}))
        person = pay_bills(office)
        report = office.get("/v1/report")
        expect("the report's counts", report["counts"], wanted["counts"])
        expect("the report's money", report["money"], wanted["money"])
        expect("contradictions", report["contradictions"], [])
        expect("persons", linked["persons"], wanted["persons_known"])
        table = office.get("/v1/figures?level=village&count=covered")
        small = [cell for row in table["rows"] for cell in row["cells"] if cell is not None and 0 < cell < 5]
        expect("small counts that are shown", small, [])
        office.post(f"/v1/people/{person}/events", {"kind": "moved", "on": DAY, "reason": "told by the village"})
        trail = house.ok("GET", "/v1/audit?action=approve&limit=500", who=admin)["items"]
        if len(trail) < 3:
            complaints.append(f"approvals in the trail: {len(trail)}")
        csv = house.ask("GET", "/v1/audit/export", who=admin).body.decode().splitlines()
        expect("the trail as csv", csv[0], "number,at,actor,action,subject,detail,hash")
        watch(office)
        killed_server(house, office)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))

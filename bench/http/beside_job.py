#!/usr/bin/env python3
"""beside_job.py PAYUNG [ROWS]: how long others wait beside a long job on SQLite, which has one writer.

A list of ROWS people (100,000) is sent, imported and linked over the API. Meanwhile one person after the other is
enrolled, ten a second, and a card is read ten times a second. Each latency counts from the moment the request was due.
Printed: how long each job took, percentiles in milliseconds of what was asked while it ran, and what was answered
503 with which Retry-After."""
import secrets
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent / "tests/service"))
from house import HOME, House, people_of  # noqa: E402

RATE = 10
SPARE = 400


# Names as different as those of real lists: of a hundred thousand people with one name each a clerk would be asked
# about a million pairs.
FIRST = ("Siti Nur Sri Ahmad Slamet Budi Kasmi Joko Endang Agus Sumiyati Bambang Dewi Eko Fitri Gunawan Hartini Indah "
         "Jumadi Kartika Lestari Mulyono Ningsih Oktavia Parman Qomariah Rukmini Suparno Tarmuji Umi Wahyuni Yanto").split()
LAST = ("Santoso Aminah Rahayu Susilo Basri Hidayah Wibowo Saputra Utami Prasetyo Kurniawan Handayani Setiawan Purnomo "
        "Anggraini Firmansyah Maulana Pratiwi Suharto Wulandari Nugroho Permata Riyadi Sulastri Triyono Yulianti").split()


def name_of(i):
    first, rest = i % len(FIRST), i // len(FIRST)
    middle, rest = rest % len(FIRST), rest // len(FIRST)
    return f"{FIRST[first]} {FIRST[middle]} {LAST[rest % len(LAST)]}"


def line_of(kind, i):
    day, month, year = 1 + i % 28, 1 + i // 28 % 12, 60 + i // 336 % 40
    serial = 1 + i // 13440
    nik = f"3319{kind:02d}{day:02d}{month:02d}{year:02d}{serial:04d}"
    return (f"{nik},{name_of(i)},{day:02d}-{month:02d}-19{year},L,Jati Kulon,Petani,aktif,0813{i:08d},"
            f"{name_of(i * 7919 % 26000)}")


def a_list(kind, count):
    head = "NIK,Nama,Tanggal Lahir,L/P,Desa,Pekerjaan,Status,No HP,Nama Ibu"
    return "\n".join([head, *(line_of(kind, i) for i in range(count))]) + "\n"


class Asking:
    """One kind of request at a fixed rate, on threads of its own."""
    def __init__(self, ask):
        self.ask, self.told, self.stopped = ask, [], threading.Event()
        self.threads = [threading.Thread(target=self.work, args=(i,)) for i in range(8)]
        self.begin = time.perf_counter()
        self.next, self.lock = 0, threading.Lock()
        for one in self.threads:
            one.start()

    def work(self, _):
        while not self.stopped.is_set():
            with self.lock:
                number, self.next = self.next, self.next + 1
            due = self.begin + number / RATE
            time.sleep(max(0.0, due - time.perf_counter()))
            answer = self.ask(number)
            self.told.append((due, (time.perf_counter() - due) * 1000, answer.status, answer.headers.get("retry-after")))

    def stop(self):
        self.stopped.set()
        for one in self.threads:
            one.join()


def shown(told, begin, end):
    mine = [one for one in told if begin <= one[0] <= end]
    if not mine:
        return "nothing was asked"
    times = sorted(one[1] for one in mine)
    refused = [one[3] for one in mine if one[2] == 503]
    other = sorted({one[2] for one in mine} - {200, 201, 503})
    at = lambda share: times[min(len(times) - 1, int(len(times) * share))]  # noqa: E731
    return (f"{len(mine)} asked: p50 {at(.5):.0f}, p90 {at(.9):.0f}, p99 {at(.99):.0f}, most {times[-1]:.0f} ms; "
            f"{len(refused)} answered 503 (Retry-After {sorted(set(refused))}){f'; also {other}' if other else ''}")


def done(house, job, who):
    while True:
        told = house.ok("GET", f"/v1/jobs/{job['id']}", who=who)
        if told["state"] in ("done", "failed", "cancelled"):
            return told
        time.sleep(0.05)


def main():
    rows = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    with tempfile.TemporaryDirectory(prefix="payung-bench-") as name, House(sys.argv[1], Path(name)) as house:
        house.seed()
        (house.folder / "spare.csv").write_text(a_list(3, SPARE))
        house.run("import", "spare.csv", "--sender", "spare", "--kind", "agency", "--area", "33.19", "--as-of", "2025-01-05")
        house.run("link", "run")
        house.run("eligibility", "run", "--scheme", HOME)
        house.serve()
        house.staff()
        officer = house.people["branch_officer*"]
        known = house.ok("POST", "/v1/people/searches", {"q": people_of(HOME)[0][0]}, who=officer)["items"][0]["id"]
        spare = []
        for i in range(SPARE):
            found = house.ok("POST", "/v1/people/searches", {"q": line_of(3, i)[:16]}, who=officer)["items"]
            spare.append(found[0]["id"])

        def enrol(number):
            return house.ask("POST", "/v1/members", {"person": spare[number % SPARE], "scheme": HOME,
                                                     "budget": f"apbd-{HOME}"}, officer, seconds=60)

        upload = house.ok("POST", "/v1/uploads?file_name=big.csv", a_list(4, rows).encode(), who=officer,
                          media="application/octet-stream", seconds=120)
        writing = Asking(enrol)
        reading = Asking(lambda _: house.ask("GET", f"/v1/people/{known}", who=officer))
        time.sleep(5)
        print(f"before: enrolments {shown(writing.told, writing.begin, time.perf_counter())}")
        for what, path, body in (
                ("import", "/v1/lists", {"upload": upload["id"], "sender": "besar", "sender_name": "Besar",
                                         "sender_kind": "agency", "area": "33.19", "as_of": "2025-01-06"}),
                ("link", "/v1/link-runs", None)):
            while True:
                asked = house.ask("POST", path, body, officer, headers={"Idempotency-Key": secrets.token_hex(16)})
                if asked.status != 503:
                    break
                time.sleep(0.5)
            begin = time.perf_counter()
            told = done(house, asked.json(), officer)
            end = time.perf_counter()
            print(f"{what} of {rows:,} rows ({told['state']}): {end - begin:.1f} s")
            time.sleep(3)
            print(f"  enrolments, {shown(writing.told, begin, end)}")
            print(f"  reads, {shown(reading.told, begin, end)}")
        writing.stop()
        reading.stop()


if __name__ == "__main__":
    main()

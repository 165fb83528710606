#!/usr/bin/env python3
"""compare_drf.py PAYUNG BEAST FOLDER [--seconds 4] [--rounds 3]: one bill read from the same PostgreSQL
by a bare Beast handler (which reads nothing), by Payung and by Django REST framework, round after round
in the same run. Payung is asked four times: as anybody asks (answers may come from memory), while somebody
books two payments a second, past its memory (Cache-Control: no-cache), and for a person's card, whose every
look is written. Needs wrk, and a server in PAYUNG_TEST_POSTGRES (tools/with_postgres.sh gives one).
Prints requests a second, median and spread of the rounds, and the ratios."""
import argparse
import contextlib
import os
import re
import secrets
import statistics
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent / "tests" / "service"))
from house import HOME, House, free_port  # noqa: E402


def psql(server, sql):
    return subprocess.run(["psql", "-X", "-q", "-A", "-t", server, "-c", sql], capture_output=True, text=True,
                          check=True).stdout.strip()


def install(folder):
    wanted = HERE / "drf" / "requirements.txt"
    if not (folder / "bin" / "gunicorn").exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([folder / "bin" / "pip", "install", "-q", "-r", wanted], check=True)
    return folder / "bin" / "gunicorn"


def wait_for(url, token):
    for _ in range(100):
        try:
            asked = urllib.request.Request(url, headers={"Authorization": f"Bearer {token}"})
            with urllib.request.urlopen(asked, timeout=2) as answer:
                return answer.read()
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"{url} does not answer")


def rate(url, token, seconds, anew=False):
    fields = ["-H", f"Authorization: Bearer {token}"] + (["-H", "Cache-Control: no-cache"] if anew else [])
    said = subprocess.run(["wrk", "-t1", "-c32", f"-d{seconds}s", "--latency", *fields, url],
                          capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        print(said, file=sys.stderr)
        raise SystemExit(f"{url}: not every answer was a good one")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])


class Changes:
    """Two payments a second, as long as it lasts: each makes every kept answer old."""
    def __init__(self, house, who):
        self.house, self.who, self.number, self.stop = house, who, 0, threading.Event()

    def __enter__(self):
        self.stop.clear()
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def __exit__(self, *_):
        self.stop.set()
        self.thread.join()

    def run(self):
        while not self.stop.wait(0.5):
            self.number += 1
            body = {"payer": f"dinas-{HOME}", "amount": 1, "received_on": "2025-01-15", "key": f"bench-{self.number}",
                    "reference": "bench"}
            self.house.ok("POST", "/v1/payments", body, who=self.who)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("payung")
    parser.add_argument("beast")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    server = os.environ.get("PAYUNG_TEST_POSTGRES") or sys.exit("no PostgreSQL: run under tools/with_postgres.sh")
    gunicorn = install(asked.folder.resolve() / "drf-venv")
    name = "peer_" + secrets.token_hex(4)
    psql(server, f"create database {name}")
    database = server.rsplit("/", 1)[0] + "/" + name
    place = urlsplit(database)
    os.environ["PAYUNG_ALONE_PAYMENT"] = "999999999"
    rates = {}
    with House(asked.payung, asked.folder / ("house-" + name), database) as house:
        house.seed()
        house.serve(rate=10_000_000)
        house.open_house()
        who = house.add_account("branch_officer", "branch-officer", [{"kind": "region", "value": "*"}])
        bill = house.ok("GET", "/v1/bills", who=who)["items"][0]
        person = house.ok("GET", "/v1/members?month=2025-01", who=who)["items"][0]["person"]
        token = secrets.token_urlsafe(32)
        psql(database, f"create table peer_token (key text primary key, name text); insert into peer_token values ('{token}', 'a')")
        number = psql(database, "select id from bill order by id limit 1")
        ports = [free_port(), free_port()]
        environment = dict(os.environ, PEER_DATABASE=name, PEER_HOST=place.hostname, PEER_PORT=str(place.port))
        peer = subprocess.Popen([gunicorn, "--workers", "2", "--bind", f"127.0.0.1:{ports[0]}", "--log-level", "error", "peer:application"],
                                cwd=HERE / "drf", env=environment)
        beast = subprocess.Popen([asked.beast, str(ports[1])])
        try:
            ours = f"http://127.0.0.1:{house.port}/v1/bills/{bill['bill']}"
            card = f"http://127.0.0.1:{house.port}/v1/people/{person}"
            urls = {"bare Beast": (f"http://127.0.0.1:{ports[1]}/", "-"),
                    "Payung": (ours, who.key),
                    "Payung, two changes a second": (ours, who.key),
                    "Payung, past its memory": (ours, who.key),
                    "Payung, a person's card": (card, who.key),
                    "Django REST framework": (f"http://127.0.0.1:{ports[0]}/v1/bills/{number}", token)}
            for kind, (url, key) in urls.items():
                print(f"{kind}: {wait_for(url, key)[:300].decode()}")
                rate(url, key, 1)
            for _ in range(asked.rounds):
                for kind, (url, key) in urls.items():
                    with Changes(house, who) if "changes" in kind else contextlib.nullcontext():
                        rates.setdefault(kind, []).append(rate(url, key, asked.seconds, "past" in kind))
        finally:
            for one in (peer, beast):
                one.terminate()
                one.wait()
    psql(server, f"drop database {name}")
    middle = {kind: statistics.median(all_) for kind, all_ in rates.items()}
    for kind, all_ in rates.items():
        print(f"{kind}: {middle[kind]:,.0f} requests/s ({min(all_):,.0f} to {max(all_):,.0f})")
    for kind, one in middle.items():
        if not kind.startswith("Payung"):
            continue
        print(f"{kind} / bare Beast: {one / middle['bare Beast']:.2f}")
        print(f"{kind} / Django REST framework: {one / middle['Django REST framework']:.1f}")


if __name__ == "__main__":
    main()

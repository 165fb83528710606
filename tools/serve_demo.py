#!/usr/bin/env python3
"""serve_demo.py PAYUNG FOLDER [--port N] [--today DAY] [--option ...]

Serves the database that ./do demo made (FOLDER/payung.db) with one account for each role, and prints
the address and the log-ins. Everything in it is invented, and so is the password: these accounts are
for looking around on one's own computer, never for real data. Runs until stopped."""
import argparse
import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PASSWORD = "payung untuk semua pekerja"
VILLAGE = "33.19.01.2006"
# name, role, what it reaches, what it is for
ACCOUNTS = [
    ("admin", "administrator", ["region=*"], "administrator"),
    ("cabang", "branch_officer", ["region=33.19"], "branch officer, Kudus"),
    ("cabang2", "branch_officer", ["region=33.19"], "second branch officer, for the second yes"),
    ("dispertan", "agency_operator", ["sender=dinas-pertanian"], "operator of the agriculture agency"),
    ("sponsor", "company_hr", ["payer=perusahaan-01"], "HR of a company that sponsors workers"),
    ("desa", "village_officer", [f"region={VILLAGE}"], "village officer or volunteer"),
    ("provinsi", "analyst", ["region=33"], "provincial analyst"),
    ("pemeriksa", "auditor", ["region=*"], "auditor, whole country"),
]


def ask(port, method, path, body=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        data = None if body is None else json.dumps(body)
        connection.request(method, path, data, {"Content-Type": "application/json"} if data else {})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def wait_until_ready(server, port, log_file):
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if server.poll() is not None:
            last = log_file.read_text(errors="replace").strip().splitlines()[-3:]
            sys.exit("\n".join(last) + "\npayung serve ended. Is the port taken? ./do serve-demo --port 8090")
        try:
            if ask(port, "GET", "/health/ready")[0] == 200:
                return
        except OSError:
            pass
        time.sleep(0.1)
    sys.exit("payung serve does not answer")


def invite(command, name, role, scope):
    """The one-time token of a new account; None when there is one of that name already."""
    done = subprocess.run([*command, "accounts", "create", name, "--role", role, "--scope", *scope],
                          text=True, capture_output=True, check=False)
    found = re.search(r"/invitation#(pyl_[\w-]+)", done.stdout)
    return found[1] if found else None


def first_administrator(log_file, begun):
    """The one-time token that the server prints while there is no administrator yet."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        said = log_file.read_text(errors="replace")[begun:]
        found = re.search(r"/invitation#(pyl_[\w-]+)", said)
        if found:
            return found[1]
        if said.count("\n") > 0:
            return None
        time.sleep(0.05)
    return None


def print_log_ins():
    for name, _, _, use in ACCOUNTS:
        print(f"  {name:<10} {use}")
    print(f"  password of them all: {PASSWORD}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("payung", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--port", type=int, default=8080)
    parser.add_argument("--today", default="2025-12-28")
    parser.add_argument("--option", action="append", default=[], help="passed on to payung serve")
    parser.add_argument("--log-ins", action="store_true", help="print them and end")
    asked = parser.parse_args()
    if asked.log_ins:
        print_log_ins()
        return 0
    database = asked.folder / "payung.db"
    if not database.exists():
        sys.exit(f"{database} is not there: run ./do demo first")
    command = [str(asked.payung.resolve()), "--db", str(database.resolve()), "--today", asked.today]
    environment = dict(os.environ, PAYUNG_MAPS_DIR=str(ROOT / "data/maps"))
    # An invitation counts from the real day, whatever day the programme is shown on.
    tokens = [invite(command[:3], name, role, scope) for name, role, scope, _ in ACCOUNTS]
    log_file = asked.folder / "serve.log"
    with open(log_file, "ab") as log:
        begun = log.tell()
        server = subprocess.Popen([*command, "serve", "--port", str(asked.port), *asked.option],
                                  env=environment, stdout=log, stderr=log)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: server.terminate())
    try:
        wait_until_ready(server, asked.port, log_file)
        # The server invites an administrator anew while none has come.
        tokens[0] = first_administrator(log_file, begun) or tokens[0]
        for token in tokens:
            if token:
                ask(asked.port, "POST", "/v1/invitations/accept", {"token": token, "password": PASSWORD})
        print(f"\nPayung: http://127.0.0.1:{asked.port}/   (office: /office)")
        print_log_ins()
        print("\nInvented people only. Stop with Ctrl-C.", flush=True)
        return server.wait()
    finally:
        if server.poll() is None:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""run_scenario.py PAYUNG SCENARIO FOLDER [--people N] [--until MONTH] [--plain]

Runs a programme of scenarios/ with the real binary, from the lists to the report: invents the
population, imports every list, links, loads potential and payers, decides, allocates, enrols, bills
and pays month by month, and reports. Prints each command and what it said. FOLDER gets the lists,
the database (payung.db) and the report. --people scales the population down for a quick look; --plain leaves out times."""
import argparse
import json
import os
import shutil
import subprocess
import sys
import time
import tomllib
from pathlib import Path


class Payung:
    """The binary, with the scenario's database; prints what it runs."""

    def __init__(self, binary, folder, database):
        self.binary, self.folder = str(Path(binary).resolve()), folder
        self.database = database or str(folder / "payung.db")
        self.day = None

    def run(self, *arguments, as_json=False, silent=False):
        command = [self.binary, "--db", self.database]
        command += ["--today", str(self.day)] if self.day else []
        command += ["--json"] if as_json else []
        if not as_json and not silent:
            print("> payung " + " ".join(arguments), flush=True)
        environment = dict(os.environ, PAYUNG_ACTOR=os.environ.get("PAYUNG_ACTOR", "scenario"))
        done = subprocess.run([*command, *arguments], text=True, capture_output=True,
                              env=environment, check=False)
        if done.returncode != 0:
            sys.exit(f"payung {' '.join(arguments)} ended with {done.returncode}:\n"
                     f"{done.stdout}{done.stderr}")
        return json.loads(done.stdout) if as_json else done.stdout

    def say(self, *arguments, lines=6):
        out = self.run(*arguments).rstrip().splitlines()
        shown = out if len(out) <= lines else out[:lines - 1] + [f"... ({len(out) - lines + 1} more lines)"]
        for line in shown:
            print("  " + line, flush=True)


def months_of(period, until):
    first, last = (divmod(int(m[:4]) * 12 + int(m[5:]) - 1, 12) for m in period.split("/"))
    index, end = first[0] * 12 + first[1], last[0] * 12 + last[1]
    if until:
        end = min(end, int(until[:4]) * 12 + int(until[5:]))
    return [f"{i // 12:04d}-{i % 12 + 1:02d}" for i in range(index, end)]


def synthesise(payung, scenario, people):
    many = len(scenario["synthesis"]) > 1
    total = sum(part["people"] for part in scenario["synthesis"])
    for part in scenario["synthesis"]:
        folder = payung.folder / "lists" / (part["region"] if many else "")
        count = max(200, part["people"] * people // total) if people else part["people"]
        presence = [f"{name}={share / 1000}" for name, share in part.get("presence_permille", {}).items()]
        payung.say("synthesise", "--regency", part["region"], "--people", str(count), "--seed",
                   str(part["seed"]), "--damage", part.get("damage", "1.0"), "--as-of",
                   str(part["as_of"]), "--out", str(folder), "--workbooks", "--lists",
                   *part["lists"], *(["--presence", *presence] if presence else []), lines=3)


def import_lists(payung, scenario):
    for entry in scenario["list"]:
        path = payung.folder / "lists" / entry["file"]
        if not path.exists():
            print(f"  {entry['file']}: nobody belongs in it at this size")
            continue
        payung.say("import", str(path), "--sender",
                   entry["sender"], "--name", entry["name"], "--kind", entry["kind"], "--area",
                   entry["area"], "--as-of", str(entry["as_of"]), lines=3)


def bill_and_pay(payung, months):
    """Every payer pays its bill in full on the 12th; one company stops after half a year."""
    stopped = None
    for month in months:
        payung.day = f"{month}-05"
        payung.run("bill", month, silent=month != months[0])
        heads = payung.run("bill", "show", month, as_json=True)
        companies = sorted(h["payer"]["code"] for h in heads if h["payer"]["kind"] == "company")
        stopped = stopped or (companies[0] if companies else None)
        payung.day = f"{month}-12"
        people = paid = 0  # the commands of the first month are shown, the others are alike
        for head in heads:
            people += head["people"]
            if head["payer"]["code"] == stopped and months.index(month) >= 6:
                continue
            owed = head["total"] - head["settled"]
            if owed <= 0:
                continue
            payung.run("pay", head["payer"]["code"], str(owed), "--on", payung.day, "--key",
                       f"transfer-{month}-{head['bill']}", silent=paid > 0 or month != months[0])
            paid += owed
        print(f"  {month}: {len(heads)} bills for {people} people, {paid:,} rupiah paid", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("payung")
    parser.add_argument("scenario", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--people", type=int)
    parser.add_argument("--until", help="last month to bill, such as 2025-12")
    parser.add_argument("--db", help="another database than FOLDER/payung.db, such as postgresql://...")
    parser.add_argument("--plain", action="store_true", help="no times, for golden tests")
    asked = parser.parse_args()
    scenario = tomllib.loads((asked.scenario / "scenario.toml").read_text())
    programme = tomllib.loads((asked.scenario / "programme.toml").read_text())
    shutil.rmtree(asked.folder, ignore_errors=True)
    asked.folder.mkdir(parents=True)
    payung = Payung(asked.payung, asked.folder, asked.db)
    begun = time.monotonic()

    def stage(title):
        clock = "" if asked.plain else f"  [{time.monotonic() - begun:.1f} s]"
        print(f"\n== {title}{clock}", flush=True)

    stage(f"{scenario['title']}: an invented population and the files agencies send")
    synthesise(payung, scenario, asked.people)
    payung.day = scenario["as_of"]
    stage("lists in: every row is checked, good rows go on, bad rows wait")
    import_lists(payung, scenario)
    stage("linking: the same person in many lists is one person")
    payung.say("link", "run")
    stage("potential, payers and budgets")
    payung.say("potential", "load", str(asked.scenario / "potential.toml"))
    payung.say("payers", "load", str(asked.scenario / "programme.toml"), lines=2)
    stage("eligibility: who may be covered, with reasons")
    payung.say("eligibility", "run", lines=12)
    stage("allocation: who pays for whom, within every budget")
    payung.say("allocate", lines=8)
    stage("enrolment")
    payung.say("enrol", lines=4)
    stage("bills and payments, month by month")
    months = months_of(programme["scheme"]["period"], asked.until)
    bill_and_pay(payung, months)
    payung.day = f"{months[-1]}-28"
    stage("verify: every invariant recomputed from the stored rows")
    out = payung.run("verify").rstrip().splitlines()
    print("  " + out[-1])
    stage("report")
    payung.say("report", "--out", str(asked.folder / "report"))
    if not asked.plain:
        print(f"\n{scenario['name']}: done in {time.monotonic() - begun:.1f} s")


if __name__ == "__main__":
    main()

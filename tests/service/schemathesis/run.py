#!/usr/bin/env python3
"""run.py PAYUNG FOLDER [--long] [--report FILE]: schemathesis over the whole contract of a running
server, once as every role and once as nobody. What is checked: no 5xx, no status, media type, field
or body outside the contract, no invalid request accepted, no route that forgets to ask who it is.

schemathesis itself comes from PyPI into FOLDER/venv, in the versions of requirements.txt. Seeds are
fixed. --long asks many times more and is not part of the tests; its report is a page of figures."""
import argparse
import json
import re
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "walk")]
from house import House  # noqa: E402
from route_walk import PUBLIC, Walk  # noqa: E402

CHECKS = ("not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,"
          "response_headers_conformance,negative_data_rejection,ignored_auth")
THOROUGH = {"administrator", "branch_officer", "nobody"}
SEED = "20250120"


def install(folder):
    """The tool from PyPI; a machine that cannot reach it must say so, not pass."""
    program = folder / "bin" / "schemathesis"
    wanted = (HERE / "requirements.txt").read_text()
    done = folder / "installed.txt"
    if program.exists() and done.exists() and done.read_text() == wanted:
        return program
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    asked = subprocess.run([folder / "bin" / "pip", "install", "--quiet", "--disable-pip-version-check",
                            "--no-deps", "-r", HERE / "requirements.txt"], capture_output=True, text=True, check=False)
    if asked.returncode != 0:
        sys.exit("schemathesis: it could not be installed from PyPI (is there a network, or a mirror in PIP_INDEX_URL?). "
                 f"This test did not run.\n{asked.stderr[-1500:]}")
    done.write_text(wanted)
    return program


def known_ids(house):
    """Path parameter -> ids of something that is there."""
    walk = Walk(house)
    walk.prepare()
    walk.harvest()
    found = {}
    for prefix, places in walk.places.items():
        name = prefix.rpartition("/")[2].strip("{}")
        if prefix and places and name not in PUBLIC:
            found.setdefault(name, []).extend(place.rsplit("/", 1)[1] for place, _, _ in places)
    return found


def configuration(found, who):
    """Half of the ids in paths are known ones."""
    lines = []
    if who is not None:
        lines += ["[auth.openapi.bearer]", f'bearer = "{who.key}"']
    for name, ids in found.items():
        lines += [f"[dictionaries.{name}]", f"values = {json.dumps(sorted(set(ids))[:20])}"]
    # Too large is an answer to what does not fit, too.
    lines += ["[checks.negative_data_rejection]",
              "expected-statuses = [400, 401, 403, 404, 405, 406, 409, 412, 413, 414, 415, 422, 429, 431]"]
    lines.append("[parameters]")
    lines += [f'"path.{name}" = {{ dictionary = "{name}", probability = 0.5 }}' for name in found]
    return "\n".join(lines) + "\n"


def attack(program, house, folder, ids, role, who, long):
    file = folder / f"{re.sub('[^a-z_]', '-', role)}.toml"
    file.write_text(configuration(ids, who))
    # Every boundary of every field for those who reach most and for nobody; a sample for the rest.
    phases = "coverage,fuzzing" if long or role in THOROUGH else "fuzzing"
    options = ["--phases", phases, "--max-examples", "200" if long else "4"]
    command = [program, "--config-file", file, "run", f"http://127.0.0.1:{house.port}/openapi.json", "--checks", CHECKS,
               "--seed", SEED, "--continue-on-failure", "--no-color", "--warnings", "off",
               "--request-timeout", "30", *options]
    command += ["--generation-database", "none"] if long else ["--generation-deterministic"]
    begun = time.monotonic()
    done = subprocess.run([str(part) for part in command], cwd=folder, capture_output=True, text=True, check=False)
    said = done.stdout
    (folder / f"{file.stem}.log").write_text(said + done.stderr)
    cases = re.search(r"(\d+) generated", said)
    operations = re.search(r"Tested: (\d+)", said)
    return {"role": role, "code": done.returncode, "seconds": time.monotonic() - begun,
            "cases": int(cases[1]) if cases else 0, "operations": int(operations[1]) if operations else 0,
            "said": said[said.find("FAILURES"):][:6000] if done.returncode else "", "error": done.stderr[-1000:]}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("payung")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--report", type=Path)
    parser.add_argument("--only", help="one role")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    program = install(asked.folder.resolve() / "venv")
    waiting, wrong = [], 0
    work = asked.folder.resolve() / "house"
    shutil.rmtree(work, ignore_errors=True)
    with House(asked.payung, work) as house:
        house.seed()
        house.serve()
        house.staff()
        ids = known_ids(house)
        callers = {role: who for role, who in house.people.items() if not role.endswith("*")}
        callers["nobody"] = None
        for role, who in callers.items():
            if asked.only and role != asked.only:
                continue
            waiting.append((role, who))
        with ThreadPoolExecutor(2) as pool:
            results = list(pool.map(lambda one: attack(program, house, work, ids, *one, asked.long), waiting))
        for result in results:
            print(f"schemathesis: {result['role']}: {result['operations']} operations, {result['cases']} requests, "
                  f"{result['seconds']:.0f} s, {'clean' if result['code'] == 0 else 'FAULTS'}", flush=True)
            if result["code"] != 0:
                wrong += 1
                print(result["said"] or result["error"], flush=True)
        if not house.alive():
            wrong += 1
            print("schemathesis: the server does not answer any more")
    total = sum(result["cases"] for result in results)
    print(f"schemathesis: {len(results)} callers, {total} requests, {wrong} with faults")
    if asked.report:
        rows = [f"| {r['role']} | {r['operations']} | {r['cases']} | {r['seconds']:.0f} | {'none' if r['code'] == 0 else 'see log'} |"
                for r in results]
        asked.report.write_text("\n".join(["| caller | operations | requests | seconds | faults |", "|---|---|---|---|---|", *rows]) + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

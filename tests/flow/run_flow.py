#!/usr/bin/env python3
"""run_flow.py PAYUNG FLOW [--accept]: runs a golden session of the real binary.

A .flow file is plain text that an official can read:
    # a remark
    $ payung status 3319020101800001 --on 2025-06-15
    the exact lines that are printed (standard output and error together)
    ? 1                      the exit code, when it is not 0
"payung" is the binary ($PAYUNG its path); $DIR is a fresh folder with payung.db in it; $PROJECT the project. A line
of expected output may hold {*} for text that differs from run to run. --accept writes what was
printed into the file: read the difference before you commit it."""
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent


def parse(text):
    steps, intro = [], []
    for line in text.splitlines():
        if line.startswith("$ "):
            steps.append({"command": line[2:], "lines": [], "code": 0, "remarks": intro})
            intro = []
        elif line.startswith("#") or not steps:
            intro.append(line)
        elif line.startswith("? "):
            steps[-1]["code"] = int(line[2:])
        else:
            if intro:
                steps[-1]["lines"] += intro
                intro = []
            steps[-1]["lines"].append(line)
    return steps, intro


def fits(expected, printed):
    pattern = ".*".join(re.escape(part) for part in expected.split("{*}"))
    return re.fullmatch(pattern, printed) is not None


def run_step(step, binary, folder):
    clean = {key: value for key, value in os.environ.items() if not key.startswith("PAYUNG_")}
    environment = dict(clean, PAYUNG_LANG="en", DIR=str(folder), PROJECT=str(PROJECT), PAYUNG=str(binary),
                       PAYUNG_DATABASE=str(folder / "payung.db"), LC_ALL="C.UTF-8",
                       PAYUNG_KEY_FILE=str(PROJECT / "tests/data/test.key"))
    script = f'payung() {{ "{binary}" "$@"; }}\n{step["command"]}\n'
    done = subprocess.run(["bash", "-c", script], cwd=folder, env=environment, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=600)
    printed = done.stdout.replace(str(folder), "$DIR").replace(str(PROJECT), "$PROJECT")
    return printed.splitlines(), done.returncode


def differences(step, printed, code):
    expected = list(step["lines"])
    while expected and not expected[-1].strip():
        expected.pop()
    while printed and not printed[-1].strip():
        printed.pop()
    if code != step["code"]:
        yield f"exit code {code}, expected {step['code']}"
    for number in range(max(len(expected), len(printed))):
        left = expected[number] if number < len(expected) else None
        right = printed[number] if number < len(printed) else None
        if left is None or right is None or not fits(left, right):
            yield f"- {left}\n+ {right}"


def accepted(steps, results, outro):
    out = []
    for step, (printed, code) in zip(steps, results):
        out += step["remarks"] + ["$ " + step["command"]]
        keep = list(differences(step, list(printed), code)) == []
        out += step["lines"] if keep else printed + ([f"? {code}"] if code else []) + [""]
        if keep and step["code"]:
            out.append(f"? {step['code']}")
    return "\n".join(out + outro).rstrip() + "\n"


def main():
    binary, flow = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    steps, outro = parse(flow.read_text())
    results, failed = [], 0
    with tempfile.TemporaryDirectory(prefix="payung-flow-") as name:
        for step in steps:
            printed, code = run_step(step, binary, Path(name))
            results.append((printed, code))
            wrong = list(differences(step, list(printed), code))
            if wrong and "--accept" not in sys.argv:
                failed += 1
                print(f"{flow.name}: $ {step['command']}", *wrong, sep="\n  ")
    if "--accept" in sys.argv:
        flow.write_text(accepted(steps, results, outro))
    print(f"{flow.name}: {len(steps)} commands, {failed} differ")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

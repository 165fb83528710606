#!/usr/bin/env python3
"""intake.py PAYUNG [PEOPLE]: reads one large workbook and one csv, beside openpyxl and Python's csv.

The peers only fetch the cells, without header, mapping, checks or findings; Payung does all of it.
Prints the median of three runs each, in turn, and the peak of memory."""
import statistics
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "linkage"))
from run import PROJECT, measure  # noqa: E402

XLSX = "import openpyxl,sys\nfor s in openpyxl.load_workbook(sys.argv[1],read_only=True):\n for r in s.iter_rows(values_only=True): pass"
CSV = "import csv,sys\nfor r in csv.reader(open(sys.argv[1],newline='')): pass"


def main():
    payung, people = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "200000"
    work = PROJECT / "build/bench-intake"
    subprocess.run([payung, "synthesise", "--regency", "33.19", "--people", people, "--seed", "3",
                    "--out", str(work), "--workbooks", "--lists", "dtks", "register"],
                   check=True, capture_output=True)
    python = PROJECT / "build/bench-venv/bin/python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(python.parent.parent)], check=True)
    subprocess.run([str(python), "-m", "pip", "install", "-q", "openpyxl"], check=True)
    for name, script in (("workbooks/dtks.xlsx", XLSX), ("lists/register.csv", CSV)):
        file, runs = str(work / name), {"payung": [], "peer": []}
        for _ in range(3):
            runs["payung"].append(measure([payung, "intake", "read", file]))
            runs["peer"].append(measure([str(python), "-c", script, file]))
        middle = {k: [statistics.median(r[i] for r in v) for i in range(3)] for k, v in runs.items()}
        print(f"{name}: payung {middle['payung'][0]:.2f} s {middle['payung'][2]:.0f} MB, cells only in "
              f"Python {middle['peer'][0]:.2f} s {middle['peer'][2]:.0f} MB, ratio "
              f"{middle['payung'][0] / middle['peer'][0]:.2f}")


if __name__ == "__main__":
    main()

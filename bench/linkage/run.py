#!/usr/bin/env python3
"""run.py PAYUNG [FOLDER TRUTH] [--rounds N] [--people N]: linkage beside its peer, in one run.

Without FOLDER the lists are made by `payung synthesise` (a regency that no weights were learnt
on). Payung and Splink take turns, so that the machine's moods hit both; for each the median and the
spread of wall and processor seconds, the peak of memory, and the scores against the truth."""
import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
sys.path.insert(0, str(PROJECT / "tools"))
from score_links import read, score  # noqa: E402


def measure(command):
    """Wall and processor seconds and the peak of memory in MB of one run."""
    begun = time.monotonic()
    child = os.fork()
    if child == 0:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        os.execvp(command[0], command)
    _, status, usage = os.wait4(child, 0)
    if status != 0:
        sys.exit(f"{' '.join(command)} failed")
    return (time.monotonic() - begun, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def environment():
    python = PROJECT / "build/bench-venv/bin/python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(python.parent.parent)], check=True)
    found = subprocess.run([str(python), "-c", "import splink"], capture_output=True, check=False)
    if found.returncode != 0:
        subprocess.run([str(python), "-m", "pip", "install", "-q", "splink==5.0.0", "duckdb"], check=True)
    return str(python)


def line(name, runs, result):
    columns = []
    for index, unit in ((0, "s wall"), (1, "s cpu"), (2, "MB")):
        values = sorted(run[index] for run in runs)
        columns.append(f"{statistics.median(values):8.2f} {unit} ({values[0]:.2f}-{values[-1]:.2f})")
    print(f"{name:8} " + "  ".join(columns)
          + f"  pair F1 {result['pair_f1']:.4f}  B-cubed F1 {result['b3_f1']:.4f}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("payung")
    parser.add_argument("folder", nargs="?")
    parser.add_argument("truth", nargs="?")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--people", type=int, default=380000)
    asked = parser.parse_args()
    python, work = environment(), PROJECT / "build/bench-linkage"
    work.mkdir(parents=True, exist_ok=True)
    if not asked.folder:
        subprocess.run([asked.payung, "synthesise", "--regency", "33.18", "--people",
                        str(asked.people), "--seed", "977", "--out", str(work / "made")],
                       check=True, capture_output=True)
        asked.folder, asked.truth = str(work / "made/lists"), str(work / "made/truth.csv")
    commands = {"payung": [asked.payung, "link", "run", "--in", asked.folder, "--out",
                           str(work / "payung.csv")],
                "splink": [python, str(HERE / "splink_peer.py"), asked.folder, str(work / "splink.csv")]}
    runs = {name: [] for name in commands}
    for _ in range(asked.rounds):
        for name, command in commands.items():
            runs[name].append(measure(command))
    truth = read(asked.truth)
    print(f"{len(truth)} records, {asked.rounds} rounds, medians (least-most)")
    for name in commands:
        line(name, runs[name], score(truth, read(work / f"{name}.csv")))
    ratio = [statistics.median(r[i] for r in runs["payung"]) / statistics.median(r[i] for r in runs["splink"])
             for i in range(3)]
    print(f"payung / splink: wall {ratio[0]:.3f}, cpu {ratio[1]:.3f}, memory {ratio[2]:.3f}")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""soak.py PAYUNG FOLDER [--minutes 30] [--rate 200] [--db URL]: a day at the office, at a fixed rate
whatever the answers take: searches (50 of 100), cards (30), identity checks (10), bills (5), full NIKs
for a reason, which are written before they are shown (5). Each latency counts from the moment the request was
due. Prints for every minute the percentiles, what was not answered well, and the server's memory; then
asks for far more than it can do until it refuses, and says how long it takes to be itself again."""
import argparse
import asyncio
import json
import random
import secrets
import shutil
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent / "tests" / "service"))
from house import FOREIGN, HOME, House, people_of  # noqa: E402

CONNECTIONS = 64


def memory_mb(process):
    for line in Path(f"/proc/{process.pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0


class Day:
    """What people ask, drawn with a fixed seed."""

    def __init__(self, house, who):
        self.chance = random.Random(1)
        self.who = who
        found = []
        for word in (HOME, FOREIGN):
            found += house.ok("POST", "/v1/people/searches", {"q": word, "limit": 50}, who=who)["items"]
        self.people = [one["id"] for one in found]
        self.bills = [one["bill"] for one in house.ok("GET", "/v1/bills", who=who)["items"]]
        self.niks = [row[0] for word in (HOME, FOREIGN) for row in people_of(word)]

    def next(self):
        kind = self.chance.random()
        pick = self.chance.choice
        if kind < 0.5:
            return "search", self.request("POST", "/v1/people/searches", {"q": pick([HOME, FOREIGN, "siti", "budi", "3319", "zz", "0812"])})
        if kind < 0.8:
            return "card", self.request("GET", f"/v1/people/{pick(self.people)}")
        if kind < 0.9:
            return "check", self.request("POST", "/v1/identity-checks", {"nik": pick(self.niks)})
        if kind < 0.95:
            return "bill", self.request("GET", f"/v1/bills/{pick(self.bills)}")
        return "write", self.request("POST", f"/v1/people/{pick(self.people)}/unmask", {"reason": "soak " + secrets.token_hex(4)})

    def request(self, method, path, body=None):
        sent = json.dumps(body).encode() if body is not None else b""
        kind = "Content-Type: application/json\r\n" if body is not None else ""
        return (f"{method} {path} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {self.who.key}\r\nIdempotency-Key: {secrets.token_hex(12)}\r\n"
                f"{kind}Content-Length: {len(sent)}\r\n\r\n").encode() + sent


async def worker(port, queue, answers):
    loop = asyncio.get_running_loop()
    reader = writer = None
    while (item := await queue.get()) is not None:
        due, kind, request = item
        status = 0
        try:
            if writer is None:
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(request)
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 30)
            fields = head.lower()
            length = next((int(line.split(b":")[1]) for line in fields.split(b"\r\n") if line.startswith(b"content-length")), 0)
            await reader.readexactly(length)
            status = int(head.split(b" ", 2)[1])
            if b"connection: close" in fields:
                raise ConnectionResetError
        except (OSError, asyncio.IncompleteReadError, asyncio.TimeoutError):
            if writer is not None:
                writer.close()
            writer = None
        answers.append((loop.time() - due, kind, status))
    if writer is not None:
        writer.close()


async def load(day, port, rate, seconds):
    """All answers of so many seconds at this rate."""
    queue, answers, loop = asyncio.Queue(), [], asyncio.get_running_loop()
    workers = [asyncio.create_task(worker(port, queue, answers)) for _ in range(CONNECTIONS)]
    start = loop.time() + 0.1
    for number in range(int(rate * seconds)):
        due = start + number / rate
        if (wait := due - loop.time()) > 0:
            await asyncio.sleep(wait)
        queue.put_nowait((due, *day.next()))
    for _ in workers:
        queue.put_nowait(None)
    await asyncio.gather(*workers)
    return answers


def told(name, answers, memory):
    took = sorted(one[0] * 1000 for one in answers)
    at = lambda share: took[min(len(took) - 1, int(share * len(took)))]  # noqa: E731
    statuses = {}
    for _, _, status in answers:
        statuses[status] = statuses.get(status, 0) + 1
    print(f"{name}: {len(answers)} answers, p50 {at(.5):.2f} ms, p90 {at(.9):.2f}, p99 {at(.99):.2f}, p99.9 {at(.999):.2f}, "
          f"most {took[-1]:.2f}; {dict(sorted(statuses.items()))}; {memory:.0f} MB", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("payung")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--minutes", type=int, default=30)
    parser.add_argument("--rate", type=float, default=200)
    parser.add_argument("--overload", type=float, default=20_000, help="requests a second of the overload")
    parser.add_argument("--db")
    asked = parser.parse_args()
    shutil.rmtree(asked.folder, ignore_errors=True)
    with House(asked.payung, asked.folder, asked.db) as house:
        house.seed()
        house.serve(rate=2_000)
        house.open_house()
        who = house.add_account("branch_officer", "branch-officer", [{"kind": "region", "value": "*"}])
        day = Day(house, who)
        for minute in range(asked.minutes):
            answers = asyncio.run(load(day, house.port, asked.rate, 60))
            told(f"minute {minute + 1}", answers, memory_mb(house.server))
            for kind in sorted({one[1] for one in answers}) if minute + 1 == asked.minutes else ():
                told(f"  of it {kind}", [one for one in answers if one[1] == kind], memory_mb(house.server))
        answers = asyncio.run(load(day, house.port, asked.overload, 5))
        told("overload", answers, memory_mb(house.server))
        begun = time.monotonic()
        while not house.alive() or house.ask("GET", "/v1/session", who=who).status != 200:
            time.sleep(0.05)
        print(f"recovered after {time.monotonic() - begun:.2f} s")
        told("afterwards", asyncio.run(load(day, house.port, asked.rate, 10)), memory_mb(house.server))


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""open_loop.py URL KEY [--rate 500] [--seconds 30]: people searches at a fixed rate, whatever the answers take.

Each request has its moment; its latency counts from that moment, also when it had to wait for a free
connection, so a server that stalls cannot hide it (no coordinated omission). Prints percentiles in
milliseconds and how many answers were not 200."""
import argparse
import asyncio
import json
import random
from urllib.parse import urlparse

NAMES = ["siti", "moh", "aminah", "sri", "budi san", "suparm", "dwi", "karyono", "nur hal", "tri wah", "soekarn",
         "m. yus", "abd rah", "sulastr", "joko s", "hartini", "wagiy", "djoko", "nurul", "eko pr", "zz", "a"]


def questions(seed):
    """What people type: beginnings and misspellings of names, parts of a NIK or a phone, misses."""
    chance = random.Random(seed)
    while True:
        kind = chance.random()
        if kind < 0.6:
            yield chance.choice(NAMES)
        elif kind < 0.85:
            yield "3319" + "".join(chance.choice("0123456789") for _ in range(chance.randint(2, 8)))
        elif kind < 0.95:
            yield "08" + "".join(chance.choice("0123456789") for _ in range(chance.randint(3, 7)))
        else:
            yield "qxqx" + chance.choice(NAMES)


async def ask(reader, writer, request):
    writer.write(request)
    head = await reader.readuntil(b"\r\n\r\n")
    length = next(int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length"))
    await reader.readexactly(length)
    return int(head.split(b" ", 2)[1])


async def worker(url, queue, latencies, bad):
    reader, writer = await asyncio.open_connection(url.hostname, url.port)
    loop = asyncio.get_running_loop()
    while (item := await queue.get()) is not None:
        due, request = item
        status = await ask(reader, writer, request)
        latencies.append(loop.time() - due)
        bad[0] += status != 200
    writer.close()


async def run(arguments):
    url, latencies, bad, queue = urlparse(arguments.url), [], [0], asyncio.Queue()
    workers = [asyncio.create_task(worker(url, queue, latencies, bad)) for _ in range(32)]
    loop, source = asyncio.get_running_loop(), questions(1)
    start = loop.time() + 0.2
    for number in range(int(arguments.rate * arguments.seconds)):
        due = start + number / arguments.rate
        body = json.dumps({"q": next(source)}).encode()
        head = (f"POST {url.path} HTTP/1.1\r\nHost: {url.netloc}\r\nAuthorization: Bearer {arguments.key}\r\n"
                f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n").encode()
        if (wait := due - loop.time()) > 0:
            await asyncio.sleep(wait)
        queue.put_nowait((due, head + body))
    for _ in workers:
        queue.put_nowait(None)
    await asyncio.gather(*workers)
    latencies.sort()
    at = lambda share: latencies[min(len(latencies) - 1, int(share * len(latencies)))] * 1000
    print(f"{len(latencies)} answers at {arguments.rate} a second, not 200: {bad[0]}; "
          f"p50 {at(.5):.2f} ms, p90 {at(.9):.2f}, p99 {at(.99):.2f}, p99.9 {at(.999):.2f}, most {latencies[-1]*1000:.2f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("key")
    parser.add_argument("--rate", type=float, default=500)
    parser.add_argument("--seconds", type=float, default=30)
    asyncio.run(run(parser.parse_args()))

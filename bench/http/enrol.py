#!/usr/bin/env python3
"""enrol.py URL KEY PERSONS [--rate 50] [--seconds 20] [--scheme S] [--budget B]: one person after the other is
enrolled over the API (audit and Idempotency-Key included) at a fixed rate; each latency counts from the moment
the request was due. PERSONS: a file of ids, one a line. Prints percentiles in milliseconds and what was not 201."""
import argparse
import http.client
import json
import queue
import secrets
import threading
import time
from urllib.parse import urlparse


def percentile(values, share):
    return values[min(len(values) - 1, int(len(values) * share))]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("key")
    parser.add_argument("persons")
    parser.add_argument("--rate", type=float, default=50)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--scheme", default="mandiri")
    parser.add_argument("--budget", default="sendiri")
    asked = parser.parse_args()
    place = urlparse(asked.url)
    persons = open(asked.persons).read().split()
    due, latencies, other = queue.Queue(), [], {}

    def work():
        connection = http.client.HTTPConnection(place.hostname, place.port)
        while (job := due.get()) is not None:
            moment, person = job
            body = json.dumps({"person": person, "scheme": asked.scheme, "budget": asked.budget})
            connection.request("POST", "/v1/members", body, {
                "Authorization": f"Bearer {asked.key}", "Content-Type": "application/json",
                "Idempotency-Key": secrets.token_hex(16)})
            answer = connection.getresponse()
            answer.read()
            latencies.append((time.perf_counter() - moment) * 1000)
            if answer.status != 201:
                other[answer.status] = other.get(answer.status, 0) + 1

    workers = [threading.Thread(target=work) for _ in range(16)]
    for one in workers:
        one.start()
    begin = time.perf_counter()
    count = min(len(persons), int(asked.rate * asked.seconds))
    for i in range(count):
        moment = begin + i / asked.rate
        time.sleep(max(0.0, moment - time.perf_counter()))
        due.put((moment, persons[i]))
    for _ in workers:
        due.put(None)
    for one in workers:
        one.join()
    latencies.sort()
    shown = ", ".join(f"p{share * 100:g} {percentile(latencies, share):.1f}" for share in (0.5, 0.9, 0.99, 0.999))
    print(f"{count} enrolments at {asked.rate:g}/s: {shown}, most {latencies[-1]:.1f} ms; not 201: {other}")


if __name__ == "__main__":
    main()

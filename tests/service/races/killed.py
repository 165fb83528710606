"""A server is killed in the middle of a storm and comes back: what was answered stands, what was not is
sent again, and each deed is there once."""
import http.client
import signal
import threading
from concurrent.futures import ThreadPoolExecutor

from house import HOME
from storm import DONE, Ask

DEEDS = 160
HANDS = 8


class Client:
    """Sends each deed until it is answered, with the same Idempotency-Key, to whichever server is there."""

    def __init__(self, storm):
        self.storm = storm
        self.answers = {}
        self.broken = 0
        self.lock = threading.Lock()

    def send(self, number):
        storm = self.storm
        body = {"payer": f"dinas-{HOME}", "amount": 1_000 + number, "received_on": "2025-01-19", "key": f"kilat-{number}"}
        ask = Ask("POST", "/v1/payments", body, storm.officers[number % 3],
                  {"headers": {"Idempotency-Key": f"storm-killed-{number}"}, "seconds": 20})
        turn = number

        def tried():
            nonlocal turn
            turn += 1
            try:
                return storm.persist(storm.houses[turn % len(storm.houses)], ask)
            except (OSError, http.client.HTTPException):
                with self.lock:
                    self.broken += 1
                return None

        answer = storm.until(f"an answer to deed {number}", tried)
        with self.lock:
            self.answers[number] = answer


def killed(storm):
    """kill -9 of the last server when a quarter of the deeds is answered; a job is put up just before."""
    client, house = Client(storm), storm.houses[-1]
    with ThreadPoolExecutor(HANDS) as pool:
        work = [pool.submit(client.send, number) for number in range(DEEDS)]
        storm.until("a quarter of the deeds", lambda: len(client.answers) >= DEEDS // 4)
        job = house.ok("POST", "/v1/billing-runs", {"month": "2025-05"}, who=storm.officers[0])
        house.server.send_signal(signal.SIGKILL)
        house.server.wait()
        house.serve(port=house.port)
        for one in work:
            one.result()
    storm.truth("the kill was felt", client.broken > 0)
    storm.expect("killed: every deed is done", {one.status in DONE for one in client.answers.values()}, {True})
    booked = {}
    for one in storm.every(f"/v1/payments?payer=dinas-{HOME}"):
        booked.setdefault(one["key"], []).append(one)
    for number, answer in client.answers.items():
        rows = booked.get(f"kilat-{number}", [])
        storm.expect(f"killed: deed {number} stands once, as it was answered",
                     [(one["id"], one["amount"]) for one in rows], [(answer.json()["payment"], 1_000 + number)])
    storm.expect("killed: the job comes to its end", storm.job(job["id"])["state"], "done")
    bills = storm.every("/v1/bills?month=2025-05")
    people = [line["person"] for bill in bills for line in storm.every(f"/v1/bills/{bill['bill']}/lines")
              if line["programme"] == "JKK"]
    storm.expect("killed: each member is billed once", sorted(people), sorted({one["person"] for one in storm.every("/v1/members?month=2025-05")}))


STORMS = [killed]

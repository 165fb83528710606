"""Many callers at the same instant, over one server or two on one database: each storm says what it
asks, and afterwards one effect must stand, every answer must be honest, and the books must agree."""
import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from house import HOME, people_of

SECONDS = 100  # the longest that anything is waited for: a server takes over another's job after a minute
DONE = (200, 201, 202)
#: What a loser may be told: done by somebody else meanwhile, another state, changed since, no longer let in.
LOST = (401, 403, 404, 409, 412, 422, 429)


@dataclass
class Ask:
    """One request of a storm."""
    method: str
    path: str
    body: object = None
    who: object = None
    more: dict = field(default_factory=dict)


class Storm:
    """The servers, the people who use them, and what was found wrong."""

    def __init__(self, name, houses, gateway):
        self.name, self.houses, self.gateway = name, houses, gateway
        self.house = houses[0]
        self.complaints = []
        self.checked = 0
        self.busy = 0
        self.people, self.members, self.waiting = [], [], []

    def texts(self):
        """What the message gateway was given to send on."""
        return [json.loads(body)["text"] for _, body in self.gateway.heard]

    def expect(self, what, got, wanted):
        self.checked += 1
        if got != wanted:
            self.complaints.append(f"{self.name}, {what}: {got!r} instead of {wanted!r}")

    def truth(self, what, holds, told=""):
        self.checked += 1
        if not holds:
            self.complaints.append(f"{self.name}, {what} {told}")

    def until(self, what, ready):
        """Asks again and again until it is so."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            if found := ready():
                return found
            time.sleep(0.05)
        raise SystemExit(f"{self.name}: {what} never came about")

    # Asking

    def persist(self, house, ask):
        """As a good client does: a server that is busy and says until when is asked again."""
        end = time.monotonic() + SECONDS
        while True:
            answer = house.ask(ask.method, ask.path, ask.body, ask.who, **ask.more)
            if answer.status != 503 or time.monotonic() > end:
                return answer
            self.busy += 1
            self.truth(f"{ask.path}: Retry-After with 503", "retry-after" in answer.headers)
            time.sleep(0.2)

    def at_once(self, what, asks):
        """All of them released together, in turn to each server; the answers in the order of the asks."""
        gate = threading.Barrier(len(asks))

        def one(number, ask):
            gate.wait(SECONDS)
            return self.persist(self.houses[number % len(self.houses)], ask)

        with ThreadPoolExecutor(len(asks)) as pool:
            answers = list(pool.map(one, range(len(asks)), asks))
        for ask, answer in zip(asks, answers):
            self.honest(f"{what}: {ask.method} {ask.path}", answer)
        return answers

    def honest(self, what, answer):
        """Done, or why not and what to do."""
        self.truth(what, answer.status in DONE + LOST, f"answered {answer.status}: {answer.body[:300]!r}")
        if answer.status in DONE:
            return
        told = json.loads(answer.body or b"{}")
        self.truth(f"{what}: problem details", answer.headers.get("content-type") == "application/problem+json"
                   and told.get("title") and told.get("detail"), f"are {answer.body[:300]!r}")

    def one_of(self, what, asks, losers=(409,)):
        """Exactly one is done; the rest hear why not. The answer of the one."""
        answers = self.at_once(what, asks)
        won = [one for one in answers if one.status in DONE]
        told = sorted(one.status for one in answers)
        self.expect(f"{what}: done once ({told})", len(won), 1)
        self.truth(f"{what}: the others", all(one.status in losers for one in answers if one not in won), str(told))
        return won[0] if won else None

    def all_same(self, what, asks):
        """Every one hears the same answer. The answer."""
        answers = self.at_once(what, asks)
        for answer in answers:
            self.expect(f"{what}: the same answer", answer.told(), answers[0].told())
        self.truth(what, answers[0].status in DONE, f"was not done: {answers[0].status} {answers[0].body[:300]!r}")
        return answers[0]

    # Looking

    def get(self, path, who=None):
        """Past every memory, on the first server."""
        answer = self.persist(self.house, Ask("GET", path, None, who or self.officers[0], {"headers": {"Cache-Control": "no-cache"}}))
        if answer.status != 200:
            raise SystemExit(f"{self.name}: {path} answered {answer.status}: {answer.body[:300]!r}")
        return answer.json()

    def ok(self, path, body=None, who=None, **more):
        """A single deed that must succeed."""
        answer = self.persist(self.house, Ask("POST", path, body, who or self.officers[0], more))
        if answer.status not in DONE:
            raise SystemExit(f"{self.name}: {path} answered {answer.status}: {answer.body[:300]!r}")
        return answer.json()

    def job(self, number, who=None):
        """A job, once it is over."""
        def over():
            job = self.get(f"/v1/jobs/{number}", who)
            return job if job["state"] not in ("queued", "running") else None
        return self.until(f"the end of job {number}", over)

    def every(self, path):
        """All items of a list, page by page."""
        word = "before" if path.startswith("/v1/payments") else "after"
        items, cursor = [], ""
        while cursor is not None:
            page = self.get(path + ("&" if "?" in path else "?") + "limit=200" + (f"&{word}={cursor}" if cursor else ""))
            items += page["items"]
            cursor = page["next"]
        return items

    # The books

    def sound(self, what):
        """Every invariant recomputed from the rows, the audit chain among them; and the sums by other ways."""
        job = self.job(self.ok("/v1/verifications")["id"])
        self.expect(f"{what}: verification", job["state"], "done")
        broken = [one for one in (job["result"] or {"checks": []})["checks"] if one["violations"]]
        self.expect(f"{what}: invariants", broken, [])
        bills, payments = self.every("/v1/bills"), self.every("/v1/payments")
        accounts = {}
        for one in self.get("/v1/ledger/accounts")["accounts"]:
            kind = one["code"].split(".")[0]
            accounts[kind] = accounts.get(kind, 0) + one["held"]
        came = sum(one["amount"] for one in payments)
        settled = sum(one["settled"] for one in bills)
        billed = sum(one["total"] for one in bills)
        self.expect(f"{what}: money that came is settled or waits", came, settled + accounts.get("suspense", 0))
        self.expect(f"{what}: what is billed is settled or owed", billed, settled + accounts.get("receivable", 0))
        self.expect(f"{what}: each payment has its own key", len({one["key"] for one in payments}), len(payments))

    def payments_of(self, key):
        return [one for one in self.every("/v1/payments") if one["key"] == key]

    # The people

    def staff(self):
        """Three officers of the regency, two who may speak for the country, a bank, the administrator."""
        self.admin = self.house.open_house()
        self.house.add_key(self.admin)
        here, everywhere = [{"kind": "region", "value": "33.19"}], [{"kind": "region", "value": "*"}]
        self.officers = [self.house.add_account("branch_officer", f"petugas-{i}", here) for i in range(3)]
        self.country = self.house.add_account("branch_officer", "pusat", everywhere)
        self.bank = self.house.add_account("machine", "bank", everywhere)
        for nik, *_ in people_of(HOME, 24):
            self.people.append(self.ok("/v1/people/searches", {"q": nik}, self.country)["items"][0]["id"])
        self.members = sorted({one["person"] for one in self.every("/v1/members?month=2025-01")})
        self.waiting = [one for one in self.people if one not in self.members]

    def decide(self, who, approval, word="approve"):
        return Ask("POST", f"/v1/approvals/{approval}/{word}", {"answer": "sudah diperiksa"}, who, {"cookie": True})

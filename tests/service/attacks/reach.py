#!/usr/bin/env python3
"""reach.py PAYUNG FOLDER: what somebody with an account of his own tries: to bill, spend or enrol
beyond his part of the country, and to get past the second pair of eyes by changing what was said yes
to. Each try with the exact status, and with what is stored afterwards."""
import secrets
import shutil
import sys
import time
from pathlib import Path
from urllib.parse import urlencode

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from house import AREAS, FOREIGN, HOME, PROGRAMME, House, Person, people_of, wrong  # noqa: E402

PAPERS = b"%PDF-1.4\n"


class Reach:
    def __init__(self, house):
        self.house = house
        self.officer = house.people["branch_officer"]
        self.second = house.people["branch_officer*"]
        self.complaints = []
        self.checked = 0

    def expect(self, name, got, *wanted):
        self.checked += 1
        if got not in wanted:
            self.complaints.append(f"{name}: {got}, expected {' or '.join(map(str, wanted))}")

    def job(self, answer, who):
        """The job that an answer put up, once it is over."""
        number = answer.json()["id"]
        until = time.monotonic() + 60
        while time.monotonic() < until:
            job = self.house.ok("GET", f"/v1/jobs/{number}", who=who)
            if job["state"] not in ("queued", "running"):
                return job
            time.sleep(0.05)
        raise SystemExit("a job does not end")

    def person(self, word, at=0):
        asked = {"q": people_of(word)[at][0]}
        return self.house.ok("POST", "/v1/people/searches", asked, who=self.second)["items"][0]["id"]

    # Money of other parts of the country

    def bills(self):
        """Everybody's bill means everybody of one's own part."""
        house = self.house
        month = "2025-02"
        done = self.job(house.ask("POST", "/v1/billing-runs", {"month": month}, self.officer), self.officer)
        self.expect("bills: the job", done["state"], "done")
        payers = {bill["payer"]["code"] for bill in house.ok("GET", f"/v1/bills?month={month}", who=self.second)["items"]}
        self.expect("bills: of one's own payers alone", payers, {f"dinas-{HOME}"})
        foreign = house.ask("POST", "/v1/billing-runs", {"month": month, "payer": f"dinas-{FOREIGN}"}, self.officer)
        self.expect("bills: a foreign payer", foreign.status, 404)
        corrections = house.ask("POST", "/v1/billing-runs", {"month": "2025-01", "what": "corrections"}, self.officer)
        self.expect("bills: corrections, which are everybody's", corrections.status, 409)
        whole = self.job(house.ask("POST", "/v1/billing-runs", {"month": month}, self.second), self.second)
        self.expect("bills: who has the whole country bills the rest", whole["result"]["bill_count"], 1)

    def payers(self):
        """A village office may report what happened, not have the regency's money pay for it."""
        village = self.house.people["village_officer"]
        person = self.person(HOME)
        event = {"kind": "payer_changed", "payer": f"dinas-{HOME}", "reason": "x", "key": secrets.token_hex(8)}
        answer = self.house.ask("POST", f"/v1/people/{person}/events", event, village)
        self.expect("payers: a village spends the regency's money", answer.status, 404)
        body = {"person": person, "scheme": HOME, "budget": f"apbd-{HOME}", "key": secrets.token_hex(8)}
        answer = self.house.ask("POST", "/v1/members", body, village)
        self.expect("payers: a village enrols on the regency's budget", answer.status, 404)

    def jobs(self):
        """A key that may only look at jobs stops none, not even of its own account."""
        house = self.house
        job = house.ok("POST", "/v1/verifications", who=self.officer)["id"]
        looks = Person("branch_officer", self.officer.name, [], cookie=self.officer.cookie, csrf=self.officer.csrf)
        house.add_key(looks, ["jobs_read"])
        self.expect("jobs: it looks", house.ask("GET", f"/v1/jobs/{job}", who=looks).status, 200)
        self.expect("jobs: it stops", house.ask("POST", f"/v1/jobs/{job}/stop", who=looks).status, 409)
        self.expect("jobs: who may ask for it stops it", house.ask("POST", f"/v1/jobs/{job}/stop", who=self.officer).status, 200)

    # The second pair of eyes

    def approve(self, proposed, who, answer="baik"):
        number = proposed.json()["approval"]["id"]
        return self.house.ask("POST", f"/v1/approvals/{number}/approve", {"answer": answer}, who, cookie=True)

    def batch(self):
        """A yes to one allocation enrols no other one that was made while the proposal waited."""
        house = self.house
        first = house.ok("GET", f"/v1/schemes/{HOME}/allocation", who=self.officer)["run"]
        proposed = house.ask("POST", f"/v1/schemes/{HOME}/enrolments", {"reason": "enam orang"}, self.officer)
        self.expect("batch: proposed", proposed.status, 202)
        larger = PROGRAMME.format(word=HOME, title=HOME.capitalize(), area=AREAS[HOME]).replace("4500", "4600")
        house.ok("POST", "/v1/schemes", {"file_name": "larger.toml", "content": larger}, who=self.officer)
        again = house.ask("POST", f"/v1/schemes/{HOME}/eligibility-runs", {"on": "2025-01-20"}, self.officer)
        self.expect("batch: decided anew", self.job(again, self.officer)["state"], "done")
        again = house.ask("POST", f"/v1/schemes/{HOME}/allocations", {"from": "2025-03"}, self.officer)
        self.expect("batch: allocated anew", self.job(again, self.officer)["state"], "done")
        second = house.ok("GET", f"/v1/schemes/{HOME}/allocation", who=self.officer)["run"]
        self.expect("batch: it is another one", second > first, True)
        yes = self.approve(proposed, self.second)
        self.expect("batch: said yes to", yes.status, 200)
        number = yes.json()["outcome"]["job"]
        done = self.job(type("Job", (), {"json": staticmethod(lambda: {"id": number})}), self.second)
        self.expect("batch: the job refuses", (done["state"], done["error"] and done["error"]["code"]), ("failed", "conflict"))

    def covered(self):
        """Whom the one payment of the house covers."""
        for each in people_of(HOME):
            found = self.house.ok("POST", "/v1/people/searches", {"q": each[0]}, who=self.second)["items"][0]
            if found["covered"] == "yes":
                return found["id"]
        raise SystemExit("nobody is covered")

    def claim(self):
        """A covered person's death, with all papers, assessed; its id."""
        house, who = self.house, self.officer
        body = {"person": self.covered(), "kind": "jkm", "happened_on": "2025-01-18", "reporter": "family"}
        claim = house.ok("POST", "/v1/claims", body, who=who)["id"]
        for paper in house.ok("GET", "/v1/claims/checklists/jkm", who=who)["items"]:
            path = f"/v1/claims/{claim}/papers?" + urlencode({"paper": paper["code"]})
            house.ok("POST", path, PAPERS + paper["code"].encode(), who=who, media="application/pdf")
        house.ok("POST", f"/v1/claims/{claim}/verification", {}, who=who)
        house.ok("POST", f"/v1/claims/{claim}/assessment", {"inputs": {}}, who=who)
        return claim

    def receiver(self, claim, name, account, who):
        body = {"name": name, "bank": "BRI", "account": account, "relation": "spouse_or_child"}
        return self.house.ask("POST", f"/v1/claims/{claim}/receiver", body, who).status

    def decide(self, claim):
        body = {"decision": "approve", "reason": "lengkap"}
        return self.house.ask("POST", f"/v1/claims/{claim}/decision", body, self.officer)

    def order(self, claim, who):
        return self.house.ask("POST", f"/v1/claims/{claim}/order", {}, who).status

    def claims(self):
        """Who is paid is part of what two people see."""
        claim = self.claim()
        self.expect("claim: the family's account", self.receiver(claim, "Sri", "1234567890", self.officer), 200)
        proposed = self.decide(claim)
        self.expect("claim: proposed", proposed.status, 202)
        if proposed.status != 202:
            self.complaints.append(f"claim: {proposed.body!r}")
            return
        self.expect("claim: another account while it waits", self.receiver(claim, "Saya", "999999999", self.officer), 200)
        self.expect("claim: the yes was to another receiver", self.approve(proposed, self.second).status, 409)
        self.expect("claim: the family's account again", self.receiver(claim, "Sri", "1234567890", self.officer), 200)
        number = proposed.json()["approval"]["id"]
        self.house.ok("POST", f"/v1/approvals/{number}/refuse", {"answer": "ulang"}, who=self.officer, cookie=True)
        again = self.decide(claim)
        self.expect("claim: said yes to", self.approve(again, self.second).status, 200)
        self.expect("claim: another account after the yes", self.receiver(claim, "Saya", "999999999", self.officer), 200)
        self.expect("claim: who named it orders no payment", self.order(claim, self.officer), 409)
        self.expect("claim: somebody else may", self.order(claim, self.second), 200)

    # Forms without script

    def forms(self):
        """No page of another server signs anybody in here, or asks about him."""
        form = urlencode({"name": "admin", "password": "a wrong password of mine"}).encode()
        cases = [({"Sec-Fetch-Site": "cross-site"}, 403), ({"Sec-Fetch-Site": "same-site"}, 403),
                 ({"Origin": "https://evil.example"}, 403), ({"Origin": "null"}, 403),
                 ({"Origin": f"http://127.0.0.1:{self.house.port}"}, 200), ({"Sec-Fetch-Site": "same-origin"}, 200), ({}, 200)]
        for fields, wanted in cases:
            for path, body in (("/verify", b"text=x"), ("/sign-in", form)):
                answer = self.house.ask("POST", path, body, headers=fields, media="application/x-www-form-urlencoded")
                self.expect(f"form: {path} with {fields}", answer.status, wanted, *([403, 429] if wanted == 200 and path == "/sign-in" else []))


def main():
    payung, folder = sys.argv[1], Path(sys.argv[2])
    shutil.rmtree(folder, ignore_errors=True)
    with House(payung, folder) as house:
        house.seed()
        house.serve()
        house.staff()
        reach = Reach(house)
        for one in (reach.claims, reach.bills, reach.batch, reach.payers, reach.jobs, reach.forms):
            one()
        reach.expect("the server stops cleanly", house.stop(), 0)
        house.run("verify")
    print(f"reach: {reach.checked} checks, {len(reach.complaints)} complaints")
    return wrong(reach.complaints, "reach")


if __name__ == "__main__":
    sys.exit(main())

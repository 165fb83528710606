"""Claims: an event is one claim, by whatever door it comes; what is granted is ordered, paid and taken
back once."""
from urllib.parse import urlencode

from house import HOME, people_of
from storm import DONE, Ask

PAPERS = b"%PDF-1.4\n"


def report(storm, number, person, day, kind="jkm"):
    body = {"person": person, "kind": kind, "happened_on": day, "reporter": "family"}
    return Ask("POST", "/v1/claims", body, storm.officers[number % 3])


def family(storm, person, day, phone="08129990001"):
    nik, _, born, *_ = people_of(HOME, 24)[storm.people.index(person)]
    birth = "-".join(reversed(born.split("-")))
    return Ask("POST", "/v1/family/reports", {"nik": nik, "birth_date": birth, "kind": "jkm", "happened_on": day,
                                              "reporter_name": "Sri", "reporter_phone": phone})


def covered(storm, skip):
    """Members whose dues were paid, in the order of their numbers."""
    found = [one for one in storm.people if storm.get(f"/v1/people/{one}/coverage?on=2025-01-18")["covered"] == "yes"]
    return found[skip:]


def with_papers(storm, claim):
    for paper in storm.get("/v1/claims/checklists/jkm")["items"]:
        path = f"/v1/claims/{claim}/papers?" + urlencode({"paper": paper["code"]})
        ask = Ask("POST", path, PAPERS + paper["code"].encode(), storm.officers[0], {"media": "application/pdf"})
        storm.expect("a paper: taken", storm.persist(storm.house, ask).status in DONE, True)
    body = {"name": "Sri", "bank": "BRI", "account": "1234567890", "relation": "spouse_or_child"}
    storm.ok(f"/v1/claims/{claim}/receiver", body)


def step(storm, claim, name, body, count=6):
    """The same step by three officers at once."""
    return [Ask("POST", f"/v1/claims/{claim}/{name}", body, storm.officers[i % 3]) for i in range(count)]


def approve_one(storm, claim):
    """Proposed by two, decided by many, until somebody says yes."""
    for _ in range(20):
        proposed = storm.one_of("a claim proposed by two", step(storm, claim, "decision", {"decision": "approve", "reason": "lengkap"}))
        if proposed is None:
            return
        approval = proposed.json()["approval"]
        others = [one for one in storm.officers if one.name != approval["maker"]] + [storm.country]
        storm.one_of("a claim decided by many", [storm.decide(others[0], approval["id"]), storm.decide(others[1], approval["id"]),
                                                 storm.decide(others[2], approval["id"], "refuse")] * 2)
        if storm.get(f"/v1/approvals/{approval['id']}")["state"] == "approved":
            return
    storm.truth("a claim is approved at last", False)


def way(storm):
    """One claim from the report to the money that came back; each step by many at once."""
    person = covered(storm, 0)[0]
    answers = storm.at_once("one event reported by many", [report(storm, i, person, "2025-01-18") for i in range(6)])
    storm.expect("one event: one claim", len({one.json()["id"] for one in answers}), 1)
    storm.expect("one event: new once", sum(one.status == 201 for one in answers), 1)
    claim = answers[0].json()["id"]
    paper = Ask("POST", f"/v1/claims/{claim}/papers?paper=identity", PAPERS, storm.officers[0], {"media": "application/pdf"})
    papers = storm.at_once("one paper sent often", [paper] * 4)
    storm.expect("one paper: taken", {one.status in DONE for one in papers}, {True})
    storm.expect("one paper: kept", len(storm.get(f"/v1/claims/{claim}")["papers"]), 1)
    with_papers(storm, claim)
    storm.at_once("verified by many", step(storm, claim, "verification", {}))
    storm.at_once("assessed by many", step(storm, claim, "assessment", {"inputs": {}}))
    approve_one(storm, claim)
    storm.one_of("ordered by many", step(storm, claim, "order", {}))
    storm.one_of("paid by many", step(storm, claim, "payment", {"paid_on": "2025-01-20", "reference": "SP2D-9"}))
    paid = storm.get(f"/v1/claims/{claim}")["paid"]
    storm.truth("something is paid", paid > 0)
    half = paid // 2 + 1
    storm.one_of("overpayment found by many", step(storm, claim, "overpayment", {"amount": half, "reason": "salah hitung"}), (409, 422))
    storm.one_of("money back told by many", step(storm, claim, "recovery", {"amount": half, "reference": "setor"}), (409, 422))
    shown = storm.get(f"/v1/claims/{claim}")
    sums = {}
    for event in shown["events"]:
        sums.setdefault(event["step"], []).append(event["amount"])
    wanted = {"payment_ordered": [paid], "paid": [paid], "overpaid": [half], "recovered": [half], "approved": [paid]}
    storm.expect("the claim's money", {name: sums.get(name) for name in wanted}, wanted)
    storm.expect("its end", shown["state"], "paid")


def two_doors(storm):
    """The office and the family report the same death; then two reports of two days are both approved."""
    person = covered(storm, 1)[0]
    asks = [report(storm, i, person, "2025-01-17") for i in range(3)] + [family(storm, person, "2025-01-17")] * 3
    answers = storm.at_once("one death by two doors", asks)
    storm.expect("one death: both doors answer", {one.status in DONE for one in answers}, {True})
    storm.expect("one death: one claim", len(storm.get(f"/v1/claims?person={person}")["items"]), 1)
    told = {one.json()["verdict"] for one in answers[3:]}
    storm.truth("one death: the family hears one thing", told in ({"open"}, {"known"}), str(told))
    first = answers[0].json()["id"]
    second = storm.at_once("another day", [report(storm, 0, person, "2025-01-18")])[0].json()["id"]
    proposals = []
    for claim in (first, second):
        with_papers(storm, claim)
        storm.ok(f"/v1/claims/{claim}/verification", {})
        storm.ok(f"/v1/claims/{claim}/assessment", {"inputs": {}})
        told = storm.ok(f"/v1/claims/{claim}/decision", {"decision": "approve", "reason": "lengkap"})
        proposals.append(told["approval"]["id"])
    storm.one_of("one death granted twice", [storm.decide(storm.officers[1 + i % 2], one) for i, one in enumerate(proposals * 2)])
    states = sorted(one["state"] for one in storm.get(f"/v1/claims?person={person}")["items"])
    storm.expect("one death: granted once", states, ["approved", "assessed"])


STORMS = [way, two_doors]

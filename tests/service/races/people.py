"""People: a place in a budget is given once, a person has one payer, two rows become one person once."""
from house import HOME
from storm import DONE, Ask


def budget(storm, code, payer, heads):
    for path, body in ((f"payers/{payer}", {"name": f"Toko {code}", "kind": "company", "area": "33.19", "source": "invented"}),
                       (f"budgets/{code}", {"payer": payer, "heads_max": heads, "period": "2025-01/2025-12", "source": "invented"})):
        answer = storm.persist(storm.house, Ask("PUT", f"/v1/schemes/{HOME}/{path}", body, storm.officers[0]))
        storm.truth(f"set {path}", answer.status in DONE, f"answered {answer.status} {answer.body[:200]!r}")


def enrol(storm, number, person, code):
    return Ask("POST", "/v1/members", {"person": person, "scheme": HOME, "budget": code, "key": f"{code}-{person}"},
               storm.officers[number % 3])


def one_place(storm):
    """A budget with room for one more head, and eight who want it."""
    budget(storm, "satu-tempat", "toko-satu", 1)
    wanting = storm.waiting[:8]
    storm.one_of("one place, eight people", [enrol(storm, i, one, "satu-tempat") for i, one in enumerate(wanting)])
    members = {one["person"] for one in storm.every("/v1/members?month=2025-02")}
    storm.expect("one place: taken", len(members & set(wanting)), 1)
    storm.waiting = [one for one in storm.waiting if one not in members]


def two_payers(storm):
    """Two companies enrol the same person at the same instant."""
    budget(storm, "dua-a", "toko-a", 10)
    budget(storm, "dua-b", "toko-b", 10)
    for person in storm.waiting[:3]:
        asks = [enrol(storm, i, person, "dua-a" if i % 2 else "dua-b") for i in range(6)]
        answers = storm.at_once("one person, two payers", asks)
        won = {i % 2 for i, one in enumerate(answers) if one.status in DONE}
        storm.expect("one person, two payers: one has him", len(won), 1)
        spells = [one for one in storm.every("/v1/members?month=2025-02") if one["person"] == person]
        storm.expect("one person, two payers: member once", len(spells), 1)
    storm.waiting = storm.waiting[3:]


def programme_edits(storm):
    """Two officers each add a budget to the same programme: both are in the next version."""
    body = {"payer": f"dinas-{HOME}", "heads_max": 5, "period": "2025-01/2025-12", "source": "invented"}
    asks = [Ask("PUT", f"/v1/schemes/{HOME}/budgets/baru-{i}", body, storm.officers[i % 3]) for i in range(8)]
    answers = storm.at_once("budgets added at once", asks)
    storm.expect("budgets added at once: all said so", {one.status in DONE for one in answers}, {True})
    known = {one["code"] for one in storm.get(f"/v1/schemes/{HOME}/budgets")["items"]}
    storm.expect("budgets added at once: none is lost", sorted({f"baru-{i}" for i in range(8)} - known), [])


def batch(storm):
    """The rest of the people: allocated, proposed by two, decided by many, enrolled by a job, each once."""
    body = {"payer": f"dinas-{HOME}", "amount": 907_200_000, "heads_max": 20, "period": "2025-01/2025-12", "source": "invented"}
    storm.persist(storm.house, Ask("PUT", f"/v1/schemes/{HOME}/budgets/apbd-{HOME}", body, storm.officers[0]))
    for path, asked in (("eligibility-runs", {}), ("allocations", {"from": "2025-02"})):
        job = storm.job(storm.ok(f"/v1/schemes/{HOME}/{path}", asked)["id"])
        storm.expect(path, job["state"], "done")
    before = {one["person"] for one in storm.every("/v1/members?month=2025-04")}
    path = f"/v1/schemes/{HOME}/enrolments"
    decided, tries = "", 0
    while decided != "approved" and tries < 20:
        tries += 1
        asks = [Ask("POST", path, {"reason": "gelombang dua"}, one) for one in storm.officers[:2]] * 3
        proposed = storm.one_of("a batch proposed by two", asks)
        if proposed is None:
            return
        approval = proposed.json()["approval"]
        others = [one for one in storm.officers if one.name != approval["maker"]]
        asks = [storm.decide(others[0], approval["id"]), storm.decide(others[1], approval["id"]),
                storm.decide(storm.country, approval["id"], "refuse")] * 2
        won = storm.one_of("a batch decided by many", asks)
        decided = storm.get(f"/v1/approvals/{approval['id']}")["state"]
    storm.expect("a batch: the job", storm.job(won.json()["outcome"]["job"])["state"], "done")
    members = [one["person"] for one in storm.every("/v1/members?month=2025-04")]
    storm.expect("a batch: each is a member once", len(members), len(set(members)))
    storm.truth("a batch: somebody came", set(members) > before)


def merge(storm):
    """Two rows become one person by two people, and only once; a no beside it leaves them apart."""
    # The index of people follows within a second.
    pairs = storm.until("pairs for review", lambda: storm.get("/v1/reviews?limit=10")["items"])
    for turn, pair in enumerate(pairs[:2]):
        path = f"/v1/reviews/{pair['id']}/decision"
        asks = [Ask("POST", path, {"verdict": "same", "reason": "satu kartu keluarga"}, one) for one in storm.officers[:2]] * 2
        proposed = storm.one_of("two rows proposed as one person", asks)
        if proposed is None:
            return
        approval = proposed.json()["approval"]
        maker = next(one for one in storm.officers if one.name == approval["maker"])
        others = [one for one in storm.officers if one is not maker]
        asks = [storm.decide(others[0], approval["id"]), storm.decide(others[1], approval["id"])]
        if turn == 1:
            asks += [storm.decide(maker, approval["id"], "refuse"), storm.decide(storm.country, approval["id"], "refuse")]
        storm.one_of("one merge decided by many", asks * 2)
        state = storm.get(f"/v1/approvals/{approval['id']}")["state"]
        storm.expect(f"merge {state}: the pair", storm.get(f"/v1/reviews/{pair['id']}")["verdict"],
                     "same" if state == "approved" else "open")


def uploads(storm):
    """A list that is sent twice at once is one file and one list."""
    content = ("NIK,Nama,Tanggal Lahir,L/P,Desa,Pekerjaan,Status,No HP,Nama Ibu\n"
               + "3319011708900031,Joko Unggah,17-08-1990,L,Banget,Petani,aktif,081277700031,Sri Unggah\n").encode()
    asks = [Ask("POST", "/v1/uploads?file_name=dua.csv", content, storm.officers[0], {"media": "application/octet-stream"})] * 6
    answers = storm.at_once("one file sent often", asks)
    storm.expect("one file: taken", {one.status in DONE for one in answers}, {True})
    storm.expect("one file: one upload", len({one.json()["id"] for one in answers}), 1)
    upload = answers[0].json()["id"]
    cells = [{"row": 2, "column": "B", "text": name} for name in ("Joko Satu", "Joko Dua", "Joko Tiga", "Joko Empat")]
    storm.one_of("one cell corrected in four windows",
                 [Ask("POST", f"/v1/uploads/{upload}/edits", {"revision": 0, "cells": [cell]}, storm.officers[0]) for cell in cells])
    body = {"upload": upload, "sender": f"tani-{HOME}", "as_of": "2025-01-06"}
    asks = [Ask("POST", "/v1/lists", body, storm.officers[0])] * 4
    jobs = [storm.job(one.json()["id"]) for one in storm.at_once("one list taken over often", asks)]
    storm.expect("one list: the jobs", {one["state"] for one in jobs}, {"done"})
    storm.expect("one list: new once", sum(not one["result"]["nothing_new"] for one in jobs), 1)


STORMS = [one_place, two_payers, programme_edits, batch, merge, uploads]

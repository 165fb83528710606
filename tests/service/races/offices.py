"""What offices keep beside money and members: village entries, campaigns, plans, series of figures, who
administers the house. Two windows that say the same say it once; two that differ lose nothing."""
from house import HOME, VILLAGES
from storm import DONE, Ask

HERE = [{"kind": "region", "value": "33.19"}]


def entries(storm):
    """One person entered by two windows, then corrected in one while another takes the entry back."""
    body = {"nik": "3319011708820077", "name": "Warsini Desa", "birth_date": "1982-08-17", "sex": "L",
            "village": VILLAGES[HOME], "occupation": "Petani"}
    key = {"headers": {"Idempotency-Key": "storm-entry-1"}}
    storm.all_same("one entry sent often", [Ask("POST", "/v1/entries", body, storm.officers[0], key)] * 4)
    answers = storm.at_once("one person entered by many", [Ask("POST", "/v1/entries", body, storm.officers[0])] * 6)
    storm.expect("one person entered: taken", {one.status in DONE for one in answers}, {True})
    found = [one for one in storm.get("/v1/entries?limit=200")["items"] if one["name"] == body["name"]]
    storm.expect("one person entered: one entry", len(found), 1)
    entry = found[0]["id"]
    photo = Ask("POST", f"/v1/entries/{entry}/photos", b"\xff\xd8\xff\xe0 a photo", storm.officers[0],
                {"media": "application/octet-stream"})
    storm.at_once("one photo sent often", [photo] * 4)
    storm.expect("one photo: kept", len(storm.get(f"/v1/entries/{entry}/photos")["items"]), 1)
    asks = [Ask("POST", f"/v1/entries/{entry}/withdrawal", None, storm.officers[0])] * 3
    asks += [Ask("POST", f"/v1/entries/{entry}/corrections", {**body, "name": f"Warsini {one}"}, storm.officers[0]) for one in "AB"]
    storm.at_once("taken back beside corrections", asks)


def campaign(storm):
    """One campaign made by two; a promise taken back while workers are looked for."""
    body = {"code": "peduli", "scheme": HOME, "name": "Peduli", "district": "33.19.01"}
    answers = storm.at_once("one campaign made by many", [Ask("POST", "/v1/campaigns", body, one) for one in storm.officers[:2]] * 3)
    storm.expect("one campaign", len([one for one in storm.get("/v1/campaigns")["items"] if one["code"] == "peduli"]), 1)
    storm.truth("one campaign: made", any(one.status == 201 for one in answers))
    pledge = storm.ok("/v1/campaigns/peduli/pledges", {"payer": "toko-peduli", "payer_name": "Toko Peduli", "heads": 2})["id"]
    path = f"/v1/campaigns/peduli/pledges/{pledge}"
    asks = [Ask("POST", f"{path}/withdraw", None, storm.officers[0])] * 3
    asks += [Ask("POST", f"{path}/match", {"reason": "mulai"}, storm.officers[1])] * 3
    answers = storm.at_once("a promise taken back beside its match", asks)
    shown = [one for one in storm.get("/v1/campaigns/peduli/pledges")["items"] if one["id"] == pledge]
    taken = any(one.status in DONE for one in answers[:3])
    storm.expect("the promise: as it was answered", shown[0]["state"] == "withdrawn", taken)


def plans(storm):
    """A plan is proposed once, whoever asks how often."""
    path = f"/v1/schemes/{HOME}/saved-plans"
    storm.at_once("plans saved at once", [Ask("POST", path, {"name": f"Rencana {i % 2}", "budget": f"apbd-{HOME}", "amount": 900_000_000, "heads_max": 20}, storm.officers[i % 3]) for i in range(6)])
    plan = storm.get(path)["items"][0]["id"]
    asks = [Ask("POST", f"{path}/{plan}/propose", {"reason": "mulai"}, storm.officers[i % 3]) for i in range(6)]
    told = storm.one_of("one plan proposed by many", asks)
    approval = told.json()["approval"]["id"]
    maker = told.json()["approval"]["maker"]
    others = [one for one in storm.officers if one.name != maker]
    storm.one_of("one plan refused by many", [storm.decide(others[i % 2], approval, "refuse") for i in range(4)])


def series(storm):
    """Each of several series stated at once is there afterwards."""
    def state(number):
        body = {"title": f"Deret {number}", "kind": "target", "year": 2025, "source": "invented", "mark": "published",
                "rows": [{"region": "33.19", "people": 1_000 + number}]}
        return Ask("PUT", f"/v1/potential/deret-{number}", body, storm.country)

    answers = storm.at_once("series stated at once", [state(i % 6) for i in range(12)])
    storm.expect("series: said", {one.body if one.status not in DONE else 1 for one in answers}, {1})
    kept = sorted((one["series"], one["people"]) for one in storm.get("/v1/potential", storm.country)["items"])
    storm.expect("series: kept", kept, [(f"deret-{number}", 1_000 + number) for number in range(6)])


def last_administrator(storm):
    """Two administrators disable each other: one of them stays."""
    everywhere = [{"kind": "region", "value": "*"}]
    pair = [storm.house.add_account("administrator", f"pengelola-{i}", everywhere) for i in range(2)]
    first = storm.house.ok("GET", "/v1/accounts?limit=200", who=storm.admin)["items"]
    number = next(one["id"] for one in first if one["name"] == storm.admin.name)
    answer = storm.persist(storm.house, Ask("POST", f"/v1/accounts/{number}/disable", {"reason": "pindah"}, pair[0]))
    storm.expect("the first one goes", answer.status in DONE, True)
    asks = [Ask("POST", f"/v1/accounts/{pair[1 - i % 2].id}/disable", {"reason": "pindah"}, pair[i % 2]) for i in range(4)]
    storm.one_of("two administrators disable each other", asks, (401, 403, 409))
    left = []
    for house in storm.houses:  # a server forgets within seconds what another one changed
        for one in pair:
            if storm.until("what each server says", lambda: house.ask("GET", "/v1/accounts", who=one)).status == 200:
                left.append(one)
    storm.truth("an administrator is left", bool(left))


def leaving(storm):
    """One person leaves by two doors at once, and the leaving is taken back by two at once."""
    person = storm.members[5]
    asks = [Ask("POST", f"/v1/people/{person}/events", {"kind": "left", "on": "2025-01-20", "reason": f"alasan {i}", "key": f"dua-pintu-{i}"},
                storm.officers[i % 3]) for i in range(4)]
    told = storm.one_of("one leaving told by many", asks)
    event = told.json()["event"]
    asks = [Ask("POST", f"/v1/people/{person}/events",
                {"kind": "withdrawn", "withdraws": event, "on": "2025-01-20", "reason": f"keliru {i}", "key": f"kembali-{i}"},
                storm.officers[i % 3]) for i in range(4)]
    storm.one_of("one leaving taken back by many", asks)
    storm.truth("he is a member again", person in {one["person"] for one in storm.every("/v1/members?month=2025-06")})
    asks = [Ask("POST", f"/v1/people/{person}/events", {"kind": "payer_changed", "payer": "toko-a" if i % 2 else "toko-b", "on": "2025-01-20",
                                                        "reason": "pindah pembayar", "key": f"pindah-{i}"}, storm.officers[i % 3]) for i in range(4)]
    storm.at_once("two payers take one member over", asks)
    rows = [one for one in storm.every("/v1/members?month=2025-06") if one["person"] == person]
    storm.expect("one member, one payer", len(rows), 1)


FIRST = [plans]  # while there is somebody to plan for
STORMS = [entries, campaign, series, leaving]
LAST = [last_administrator]  # after it nobody of the beginning administers

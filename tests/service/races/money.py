"""Money: payments, bills, the bank's door. A rupiah that came is booked once, whoever tells it how often."""
from house import HOME
from storm import DONE, Ask

PAYER = f"dinas-{HOME}"
MANY = 8


def payment(key, amount=16800, **more):
    return {"payer": PAYER, "amount": amount, "received_on": "2025-01-15", "key": key, "reference": "SP2D", **more}


def pay(who, key, idempotency=None, **more):
    extra = {"headers": {"Idempotency-Key": idempotency}} if idempotency else {}
    return Ask("POST", "/v1/payments", payment(key, **more), who, extra)


def same_message(storm):
    """One client that sends its request again and again before the first was answered."""
    storm.all_same("the same payment, the same Idempotency-Key",
                   [pay(storm.officers[0], "satu-pesan", "storm-same-key-1")] * MANY)
    storm.expect("the same payment: booked", len(storm.payments_of("satu-pesan")), 1)


def same_transfer(storm):
    """Two clerks and a system who all see the same line of the bank statement."""
    answers = storm.at_once("one transfer told by many",
                            [pay(storm.officers[i % 3], "satu-transfer") for i in range(MANY)])
    storm.expect("one transfer: all hear that it is booked", {one.status in DONE for one in answers}, {True})
    storm.expect("one transfer: one payment", len({one.json()["payment"] for one in answers}), 1)
    storm.expect("one transfer: told first once", sum(not one.json()["again"] for one in answers), 1)
    storm.expect("one transfer: booked", len(storm.payments_of("satu-transfer")), 1)


def two_amounts(storm):
    """The same reference with two amounts: one is booked, the other is refused."""
    answers = storm.at_once("one reference, two amounts",
                            [pay(storm.officers[i % 3], "dua-jumlah", amount=16800 * (1 + i % 2)) for i in range(MANY)])
    booked = storm.payments_of("dua-jumlah")
    storm.expect("two amounts: booked", len(booked), 1)
    for number, answer in enumerate(answers):
        right = 16800 * (1 + number % 2) == booked[0]["amount"]
        storm.expect("two amounts: who is told yes", answer.status in DONE, right)


def many_payments(storm):
    """Different payments beside each other: none is lost."""
    keys = [f"banyak-{i}" for i in range(24)]
    answers = storm.at_once("many payments", [pay(storm.officers[i % 3], key, amount=1_400) for i, key in enumerate(keys)])
    storm.expect("many payments: all booked", {one.status in DONE for one in answers}, {True})
    known = {one["key"] for one in storm.every("/v1/payments")}
    storm.expect("many payments: lost", sorted(set(keys) - known), [])


def proposals(storm):
    """Above the limit two people decide, and it is decided once."""
    first, second, third = storm.officers
    for turn in range(3):
        key = f"besar-{turn}"
        asks = [pay(one, key, amount=201_600) for one in (first, second)] * 3
        proposed = storm.one_of("the same payment proposed by two", asks, (409,)) if turn == 0 else None
        proposed = proposed.json() if proposed else storm.ok("/v1/payments", payment(key, 201_600), first)
        approval = proposed["approval"]["id"]
        maker = next(one for one in (first, second) if one.name == proposed["approval"]["maker"])
        others = [one for one in (first, second, third) if one is not maker]
        asks = [storm.decide(others[0], approval), storm.decide(others[1], approval)]
        if turn == 1:
            asks += [storm.decide(storm.country, approval, "refuse"), storm.decide(maker, approval, "refuse")]
        if turn == 2:
            asks = [storm.decide(others[0], approval, "refuse"), storm.decide(maker, approval, "refuse")] + asks
        storm.one_of("one payment decided by many", asks * 2)
        state = storm.get(f"/v1/approvals/{approval}")["state"]
        storm.expect(f"payment {state}: booked", len(storm.payments_of(key)), int(state == "approved"))


def bank_bill(storm):
    """The number that the bank collects on, with what is due."""
    account = storm.every("/v1/bills")[0]["virtual_account"]
    told = storm.ok("/v1/bank/bill-inquiries", {"requestId": "q", "billId": account}, storm.bank)
    return account, told["billDetails"]["amount"]


def bank_pay(storm, account, due, reference):
    body = {"requestId": "r", "billId": account, "paymentReferenceID": reference, "amount": due}
    return Ask("POST", "/v1/bank/bill-payments", body, storm.bank)


def bank(storm):
    """The switch repeats its message; then two branches of the bank take the same bill."""
    account, due = bank_bill(storm)
    storm.truth("the bank has something to collect", due > 0)
    asks = [bank_pay(storm, account, due, "trx-1")] * MANY
    asks += [Ask("POST", "/v1/bank/bill-inquiries", {"requestId": "q", "billId": account}, storm.bank)] * 4
    answers = storm.at_once("one bank payment sent often", asks)
    paid = [one.json() for one in answers[:MANY]]
    storm.expect("one bank payment: all accepted", {one.get("status") for one in paid}, {"ACCEPTED"})
    storm.expect("one bank payment: one receipt", len({str(one.get("receipt")) for one in paid}), 1)
    for inquiry in answers[MANY:]:
        storm.truth("an inquiry beside it sees all or nothing", inquiry.json()["billDetails"]["amount"] in (0, due))
    booked = [one for one in storm.every("/v1/payments") if one["key"].endswith(":trx-1")]
    storm.expect("one bank payment: booked", len(booked), 1)


def bank_twice(storm):
    """A month later: the bill is paid over two references at once, once."""
    storm.job(storm.ok("/v1/billing-runs", {"month": "2025-02"})["id"])
    account, due = bank_bill(storm)
    answers = storm.at_once("one bill, two references",
                            [bank_pay(storm, account, due, f"trx-2-{i % 2}") for i in range(MANY)])
    told = [(number % 2, one.json()["status"], one.json()["rejectReason"]) for number, one in enumerate(answers)]
    won = {which for which, status, _ in told if status == "ACCEPTED"}
    storm.expect("one bill: one reference is taken", len(won), 1)
    lost = {reason for which, _, reason in told if which not in won}
    storm.expect("one bill: the other hears that it is paid", lost, {"bill_paid"})


def billing(storm):
    """One month billed by two runs at once, while people leave and money comes in."""
    month = "2025-03"
    leavers = storm.members[:3]
    asks = [Ask("POST", "/v1/billing-runs", {"month": month}, storm.officers[i % 3]) for i in range(4)]
    asks += [Ask("POST", f"/v1/people/{one}/events",
                 {"kind": "left", "on": "2025-01-20", "reason": "pindah kerja", "key": f"left-{one}"}, storm.officers[0])
             for one in leavers for _ in range(2)]
    asks += [pay(storm.officers[1], f"sambil-{i}", amount=8_400) for i in range(4)]
    answers = storm.at_once("a month billed by two", asks)
    jobs = [storm.job(one.json()["id"]) for one in answers[:4]]
    storm.expect("two runs: both end well", {one["state"] for one in jobs}, {"done"})
    storm.expect("two runs: bills are made once", sum(one["result"]["bill_count"] for one in jobs), 1)
    for answer in answers[4:]:
        storm.truth("beside the runs", answer.status in DONE, f"answered {answer.status} {answer.body[:200]!r}")
    bills = [one for one in storm.every(f"/v1/bills?month={month}")]
    people = [line["person"] for bill in bills for line in storm.every(f"/v1/bills/{bill['bill']}/lines")
              if line["programme"] == "JKK"]
    storm.expect("two runs: each member once", len(people), len(set(people)))
    corrections(storm, month)


def corrections(storm, month):
    """Bills are corrected while money is set against them; afterwards nothing is left to correct."""
    asks = [Ask("POST", "/v1/billing-runs", {"month": month, "what": "corrections"}, storm.country) for _ in range(2)]
    asks += [pay(storm.officers[0], f"beside-correction-{i}", amount=33_600) for i in range(4)]
    answers = storm.at_once("corrections beside payments", asks)
    jobs = [storm.job(one.json()["id"], storm.country) for one in answers[:2]]
    storm.expect("corrections: end well", {one["state"] for one in jobs}, {"done"})
    again = storm.job(storm.ok("/v1/billing-runs", {"month": month, "what": "corrections"}, storm.country)["id"], storm.country)
    storm.expect("corrections: nothing is left", again["result"]["bill_count"], 0)
    members = {one["person"] for one in storm.every(f"/v1/members?month={month}")}
    billed = {}
    for bill in storm.every(f"/v1/bills?month={month}"):
        for line in storm.every(f"/v1/bills/{bill['bill']}/lines"):
            billed[line["person"]] = billed.get(line["person"], 0) + line["amount"]
    storm.expect("corrections: who is billed is a member", {one for one, sum_ in billed.items() if sum_ > 0}, members)


STORMS = [bank, bank_twice, billing, same_message, same_transfer, two_amounts, many_payments, proposals]

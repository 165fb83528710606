"""A village asks whether somebody is active; a bank asks for bills and pays them."""
import datetime

from checks import check
from office import AGUS, DEWI, NOBODY, today


def active_checks(office, key, stranger):
    def ask(nik, who=key):
        answer = office.ask("POST", "/v1/active-checks", {"nik": nik}, key=who)
        check(answer.status == 200 and list(answer.json) == ["active"], answer.text)
        return answer.json["active"]

    check(ask(AGUS) is True and ask(DEWI) is False and ask(NOBODY) is False, "active")
    check(ask(AGUS, stranger) is False, "outside the scope nobody is active")
    batch = office.ask("POST", "/v1/active-checks/batch", {"niks": [DEWI, AGUS, NOBODY, "0" * 16]},
                       key=key)
    check(batch.json == {"items": [{"active": a} for a in (False, True, False, False)]}, batch.text)
    check(office.ask("POST", "/v1/active-checks/batch", {"niks": [AGUS] * 1001},
                     key=key).status == 422, "at most 1000")
    check(office.ask("POST", "/v1/active-checks", {"nik": "12"}, key=key).status == 422, "a NIK")


def bills(office, key, other):
    def ask(path, body, who=key):
        answer = office.ask("POST", "/v1/bank/" + path, {"requestId": "q1", **body}, key=who)
        check(answer.status == 200, answer.text)
        return answer.json

    account = "000000000001" + luhn("000000000001")
    bill = ask("bill-inquiries", {"billId": account})
    check(bill["code"] == "00" and bill["billDetails"]["billStatus"] == "unpaid", bill)
    due = bill["billDetails"]["amount"]
    check(due > 0 and bill["billDetails"]["months"] == [office.month], bill)
    for unknown in ("0000000000010", "9" * 13, "nothing"):
        told = ask("bill-inquiries", {"billId": unknown})
        check(told["code"] == "01" and told["billDetails"] is None, told)
    hidden = ask("bill-inquiries", {"billId": account}, other)
    check(hidden["reason"] == "bill_unknown" and hidden["billDetails"] is None, hidden)

    def shown(number, who=key):
        return office.ask("GET", f"/v1/bank/bills/{number}?fields=inquiry", key=who,
                          headers={"X-CorrelationID": "abcdefgh-12345678"})

    told = shown(account)
    check(told.status == 202 and told.json["requestId"] == "abcdefgh-123", told.text)
    check(told.json["billDetails"][0]["amountonDueDate"] == due and told.json["code"] == "00",
          told.text)
    for told in (shown("9" * 13), shown(account, other)):
        check(told.status == 400 and told.json == {"code": "01", "reason": "bill_unknown",
                                                   "requestId": "abcdefgh-123"}, told.text)

    def pay(amount, reference, **more):
        return ask("bill-payments", {"billId": account, "paymentReferenceID": reference,
                                     "amount": amount, **more})

    short = pay(due - 1, "b-1")
    check((short["status"], short["rejectReason"], short["amountDue"])
          == ("REJECTED", "amount_differs", due), short)
    tomorrow = (today() + datetime.timedelta(days=2)).isoformat()
    check(pay(due, "b-1", paidOn=tomorrow)["rejectReason"] == "future_date", "tomorrow's money")
    paid = pay(due, "b-1")
    check(paid["status"] == "ACCEPTED" and paid["receipt"]["settled"] == due, paid)
    again = pay(due, "b-1")
    check(again["status"] == "ACCEPTED" and again["receipt"] == paid["receipt"], again)
    check(pay(due + 1, "b-1")["rejectReason"] == "reference_reused", "another amount")
    check(pay(due, "b-2")["rejectReason"] == "bill_paid", "paid twice")
    check(ask("bill-inquiries", {"billId": account})["billDetails"]["billStatus"] == "paid", "paid")
    check(ask("bill-payment-reversals", {"paymentReferenceID": "b-1"})["rejectReason"]
          == "not_reversible", "reversal")
    check(ask("bill-payment-reversals", {"paymentReferenceID": "b-9"})["rejectReason"]
          == "payment_unknown", "reversal of nothing")
    for method, path in (("GET", "/v1/access-log?account=registri"), ("POST", "/v1/active-checks")):
        body = {"nik": AGUS} if method == "POST" else None
        check(office.ask(method, path, body, key=key).status == 403, "a bank does nothing else")


def luhn(digits):
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)

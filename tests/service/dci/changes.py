"""What changes is told: subscriptions, who is enrolled where, callbacks that we take."""
import json
import uuid

from checks import check, now
from office import AGUS, DEWI, NOBODY


def subscribe(partner, event, criteria):
    body = partner.body("subscribe", {"subscribe_request": [{
        "reference_id": "sub1", "timestamp": now(),
        "subscribe_criteria": {"reg_event_type": event, "notify_record_type": "Member",
                               **criteria}}]}, "/registry/on-subscribe")
    correlation = partner.acknowledged("/registry/subscribe", body)
    _, got, _ = partner.receiver.wait(
        lambda path, got, _: got["message"].get("correlation_id") == correlation)
    partner.fits_request("/registry/on-subscribe", got)
    return got["message"]["subscribe_response"][0]


def notifications(partner, office, event, kind):
    part = subscribe(partner, event, {"filter": {"type": "NIK", "value": AGUS}})
    check(part["status"] == "succ", part)
    code = part["subscriptions"][0]["code"]
    again = subscribe(partner, event, {"filter": {"type": "NIK", "value": AGUS}})
    check(again["status_reason_code"] == "rjct.event.already_subscribed", again)
    birth = subscribe(partner, "spdci-common:RegistryEventType:LiveBirth",
                      {"filter": {"type": "NIK", "value": AGUS}})
    check(birth["status_reason_code"] == "rjct.notify_types.invalid", birth)
    bad = subscribe(partner, event, {"filter": {"type": "NIK", "value": {"a": 1}}})
    check(bad["status"] == "rjct", bad)
    yield code
    _, got, _ = partner.receiver.wait(
        lambda path, got, _: path == "/registry/notify" and got["message"]["transaction_id"] == code)
    partner.fits_request("/registry/notify", got)
    check(len(got["message"]["notify_event"]) == 1, got)
    data = got["message"]["notify_event"][0]["data"]
    check(data.get("reg_event_type") == kind, data)
    check("Agus Riyanto" in json.dumps(data["reg_records"]), data)
    body = partner.body("unsubscribe", {"timestamp": now(),
                                        "subscription_codes": [code, "sub-test-001"]},
                        "/registry/on-unsubscribe")
    correlation = partner.acknowledged("/registry/unsubscribe", body)
    _, got, _ = partner.receiver.wait(
        lambda path, got, _: got["message"].get("correlation_id") == correlation)
    partner.fits_request("/registry/on-unsubscribe", got)
    check(got["message"]["subscription_status"] == [{"code": code, "status": "unsubscribe"}], got)
    yield None


def enrolled(partner):
    def ask(query, code="kudus-uji"):
        message = {"enrolled_criteria": {"query_type": "expression", "query": {
            **query, "programme_identifier.program.programme_identifier": {"eq": code}}}}
        answer = partner.post("/registry/sync/enrolled", partner.body("search", message))
        check(answer["enrolled_response"] == answer["message"]["enrolled_response"], answer)
        return answer["enrolled_response"][0]

    check(ask({"person_identifier": {"eq": AGUS}})["enrolled_status"] == "yes", "a member")
    check(ask({"person_identifier": {"eq": DEWI}})["enrolled_status"] == "no", "no member")
    check(ask({"person_identifier": {"eq": NOBODY}})["enrolled_status"] == "no", "nobody")
    check(ask({"person_identifier": {"eq": AGUS}}, "other")["enrolled_status"] == "no", "another")
    part = ask({"region": {"eq": "33.19"}})
    check((part["status"], part["enrolled_status"]) == ("rjct", "no"), part)
    found = partner.found("idtype-value", {"type": "NIK", "value": AGUS})
    record = found["data"]["reg_records"][0]
    check(record["@type"] == "Beneficiary", record)
    programme = record["member"]["programme_identifier"]
    check(programme["programme"]["programme_identifier"] == "kudus-uji", programme)
    check(programme["enrolment_status"] == "Active", programme)
    check(partner.found("idtype-value", {"type": "NIK", "value": DEWI})["data"]["reg_records"] == [],
          "who has no programme is no beneficiary")
    header = {"message_id": str(uuid.uuid4()), "message_ts": now(), "action": "notify",
              "status": "succ", "sender_id": partner.sender}
    told = {"header": header, "message": {"transaction_id": "t1", "enrolled_updates": {
        "beneficiaries": [{"member": {
            "member_identifier": [{"identifier_type": "NationalID", "identifier_value": who}],
            "programme_identifier": {"programme": {"programme_identifier": "PKH",
                                                   "programme_name": "Keluarga Harapan"},
                                     "enrolment_date": "2024-02-02",
                                     "enrolment_status": "Active"}}} for who in (DEWI, NOBODY)]
        + [{"member": {}}]}}}
    parts = partner.post("/registry/sync/enrollment/updates", told)["enrolled_response"]
    check([p["status"] for p in parts] == ["succ", "succ", "rjct"], parts)
    check(ask({"person_identifier": {"eq": DEWI}}, "PKH")["enrolled_status"] == "yes", "PKH")


def callbacks_taken(partner):
    def taken(path, action, message):
        header = {**partner.header(action), "status": "succ"}
        partner.acknowledged(path, {"header": header, "message": message})

    part = {"reference_id": "r", "timestamp": now(), "status": "succ"}
    both = {"transaction_id": "t", "correlation_id": "c"}
    taken("/registry/on-search", "on-search", {**both, "search_response": [part]})
    taken("/registry/on-subscribe", "on-subscribe", {**both, "subscribe_response": [part]})
    taken("/registry/on-unsubscribe", "on-unsubscribe",
          {**both, "timestamp": now(), "status": "succ"})
    taken("/registry/txn/on-status", "txn-on-status", {**both, "txnstatus_response": {
        "txn_type": "search", "txn_status": {**both, "search_response": []}}})
    taken("/registry/notify", "notify", {"transaction_id": "t", "notify_event": [{
        "reference_id": "r", "timestamp": now(),
        "data": {"reg_record_type": "Member", "reg_records": {}}}]})

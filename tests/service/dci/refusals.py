"""What a partner is refused: without rights, malformed, wrongly signed."""
import base64
import json
import time
import uuid

from checks import check
from office import BUDI, SITI


def without_rights(partner, office, village_key):
    body = partner.search("idtype-value", {"type": "NIK", "value": BUDI})
    for path in ("/registry/sync/search", "/registry/search", "/registry/notify"):
        for key, status, code in (("nobody", 401, "err.request.unauthorized"),
                                  (village_key, 403, "err.request.forbidden")):
            answer = partner.post(path, body, status, key=key)
            check(answer["errors"][0]["code"] == code, answer)
            check(answer["message"]["ack_status"] == "ERR", answer)
    answer = office.ask("POST", "/dci/social/registry/sync/search", body, key="",
                        headers={"Authorization": "Basic YTpi"})
    check(answer.status == 401, answer.status)


def token(office, key):
    """Systems that fetch a token first get one that works."""
    def ask(form, **headers):
        return office.ask("POST", "/dci/oauth2/token", key="" if headers else None, raw=form.encode(),
                          headers={"Content-Type": "application/x-www-form-urlencoded", **headers})

    answer = ask(f"grant_type=client_credentials&client_id=x&client_secret={key}")
    check(answer.status == 200 and answer.json["token_type"] == "Bearer", answer.text)
    check(answer.json["access_token"] == key, "the key itself")
    basic = base64.b64encode(f"x:{key}".encode()).decode()
    check(ask("grant_type=client_credentials", Authorization="Basic " + basic).status == 200, "Basic")
    for form, status in (("grant_type=client_credentials&client_secret=x", 401),
                         ("grant_type=client_credentials", 401), ("grant_type=password", 400),
                         ("", 400), (f"grant_type=client_credentials&client_secret={key}"
                                     f"&client_secret={key}", 401)):
        check(ask(form).status == status, form)


def malformed(partner):
    path = "/registry/search"
    partner.refused(path, None, "err.request.bad")
    partner.refused(path, {}, "err.request.bad")
    partner.refused("/registry/sync/search", {}, "err.request.bad")
    partner.refused("/registry/sync/txn/status", {}, "err.request.bad")
    for name in ("header", "message"):
        for where in (path, "/registry/sync/search"):
            body = partner.search("idtype-value", {"type": "NIK", "value": BUDI})
            del body[name]
            partner.refused(where, body, "err.request.bad")

    def changed(change, code, words="", sync=True):
        body = partner.search("idtype-value", {"type": "NIK", "value": BUDI})
        change(body, body["header"], body["message"]["search_request"][0])
        answer = partner.refused(path, body, code)
        check(words in answer["message"]["error"]["message"], answer)
        if sync:
            partner.refused("/registry/sync/search", body, code)
        else:
            partner.post("/registry/sync/search", body)

    changed(lambda b, h, r: h.pop("message_id"), "err.request.bad")
    changed(lambda b, h, r: h.update(message_ts="yesterday"), "err.request.bad",
            "rjct.message_ts.invalid")
    changed(lambda b, h, r: h.update(action="subscribe"), "err.request.bad", "rjct.action.invalid")
    changed(lambda b, h, r: h.update(version="2.0.0"), "err.version.not_supported")
    changed(lambda b, h, r: h.update(total_count=-1), "err.request.bad", "rjct.total_count.invalid")
    changed(lambda b, h, r: h.update(is_msg_encrypted=True), "err.encryption.invalid")
    changed(lambda b, h, r: h.update(sender_id=""), "err.sender_id.invalid")
    # What is answered at once calls nobody, whatever stands there.
    changed(lambda b, h, r: h.update(sender_uri="ftp://a/b"), "err.sender_uri.invalid", sync=False)
    changed(lambda b, h, r: h.update(sender_uri="http://user@host/"), "err.sender_uri.invalid",
            sync=False)
    changed(lambda b, h, r: r.update(timestamp="2024-01-15T10:30:00"), "err.request.bad",
            "rjct.timestamp.invalid")
    changed(lambda b, h, r: r.update(locale="en"), "err.request.bad")
    changed(lambda b, h, r: r.update(locale="ENG"), "err.request.bad")
    changed(lambda b, h, r: r.pop("reference_id"), "err.request.bad", "rjct.reference_id.invalid")
    changed(lambda b, h, r: b["message"].update(transaction_id="x" * 100), "err.request.bad")
    changed(lambda b, h, r: b["message"].update(transaction_id=7), "err.request.bad")
    changed(lambda b, h, r: r["search_criteria"].update(query_type="sql"), "err.request.bad",
            "rjct.search_criteria.invalid")
    for pages in ({"page_size": 0}, {"page_size": 10, "page_number": 0}, {"page_size": -1}):
        changed(lambda b, h, r: r["search_criteria"].update(pagination=pages), "err.request.bad",
                "rjct.pagination.invalid")
        changed(lambda b, h, r: r.update(pagination=pages), "err.request.bad",
                "rjct.pagination.invalid")
    good = partner.search("idtype-value", {"type": "NIK", "value": BUDI})
    good["message"]["transaction_id"] = uuid.uuid4().hex + "x" * 67
    good["message"]["search_request"][0].update(locale="eng", reference_id="r" * 50)
    partner.acknowledged(path, good)
    for raw, status in ((b"{", 400), (b"[1]", 422), (b'{"a":1,"a":2}', 400), (b"\xff", 400)):
        partner.post(path, None, status, raw=raw)
    answer = partner.office.ask("POST", "/dci/social" + path, key=partner.key, raw=b"{}",
                                headers={"Content-Type": "text/plain"})
    check(answer.status == 415 and answer.json["message"]["ack_status"] == "ERR", answer.text)
    check(partner.office.ask("GET", "/dci/social" + path, key=partner.key).status == 405, "GET")


def signatures(partner, office, account, signer):
    body = partner.search("idtype-value", {"type": "NIK", "value": BUDI})
    for stub in ("unsigned", "unsigned-stub"):
        partner.acknowledged("/registry/search", {**partner.search(
            "idtype-value", {"type": "NIK", "value": BUDI}), "signature": stub})
    for bad in ("invalid-signature", "eyJhbGciOiJSUzI1NiJ9.", "!@#$%^&*()", "abc"):
        partner.refused("/registry/search", {**body, "signature": bad}, "err.signature.invalid")
    put = office.ask("PUT", f"/v1/registry-partners/{partner.sender}",
                     {"account": account, "public_key": signer.public})
    check(put.status == 200 and put.json["public_key"] == signer.public, put.text)

    def fresh():
        return partner.search("idtype-value", {"type": "NIK", "value": BUDI})

    path = "/registry/sync/search"
    partner.refused(path, fresh(), "err.signature.missing")
    partner.refused(path, {**fresh(), "signature": "unsigned"}, "err.signature.missing")
    for good in (signer.sign(fresh(), partner.sender), signer.jws(fresh())):
        answer = partner.post(path, good)
        check(answer["header"]["status"] == "succ", answer)
        changed = json.loads(json.dumps(good))
        changed["header"]["message_id"] = "x"
        partner.refused(path, changed, "err.signature.invalid")
        changed = json.loads(json.dumps(good))
        changed["message"]["search_request"][0]["search_criteria"]["query"]["value"] = SITI
        partner.refused(path, changed, "err.signature.invalid")
    partner.refused(path, signer.sign(fresh(), partner.sender, int(time.time()) - 7200),
                    "err.signature.invalid")
    partner.refused(path, signer.sign(fresh(), "somebody-else"), "err.signature.invalid")
    stranger = fresh()
    stranger["header"]["sender_id"] = "somebody-else"
    partner.refused(path, stranger, "err.sender_id.invalid")
    check(office.ask("DELETE", f"/v1/registry-partners/{partner.sender}").status == 200, "removed")
    partner.post(path, fresh())

#!/usr/bin/env python3
"""Talks to `payung serve` as another registry, a village and a bank would: SP-DCI search at once and
by callback, subscribe and notify, enrolled, refusals; "active or not"; bills. Every answer is checked
by its fields, and against the SP-DCI documents where PAYUNG_DCI_STANDARDS names their folder.
In: the payung program and an empty folder."""
import base64
import datetime
import hashlib
import http.server
import json
import os
import shutil
import subprocess
import sys
import threading
import time
import uuid
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import clients  # noqa: E402
from office import AGUS, BUDI, DEWI, NOBODY, SITI, Office, today  # noqa: E402
from standard import Standard  # noqa: E402

CHECKS = 0


def check(truth, what):
    global CHECKS
    CHECKS += 1
    if not truth:
        raise AssertionError(what)


def now():
    return datetime.datetime.now(datetime.timezone.utc).isoformat()


class Receiver:
    """Takes callbacks; `refuse` of them are answered with 503 first."""

    def __init__(self):
        self.got, self.refuse, self.changed = [], 0, threading.Condition()
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                with receiver.changed:
                    refused = receiver.refuse > 0
                    receiver.refuse -= 1 if refused else 0
                    receiver.got.append((self.path, body, refused))
                    receiver.changed.notify_all()
                self.send_response(503 if refused else 200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.base = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def wait(self, fits, seconds=30):
        end = time.monotonic() + seconds
        with self.changed:
            while True:
                for one in self.got:
                    if fits(*one):
                        return one
                if not self.changed.wait(end - time.monotonic()) or time.monotonic() > end:
                    raise AssertionError(f"no such callback; came: {[g[0] for g in self.got]}")


class Signer:
    """Ed25519 by the openssl program: another implementation than the one under test."""

    def __init__(self, folder):
        self.folder, self.key = folder, folder / "partner.pem"
        subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", self.key],
                       check=True, capture_output=True)
        der = subprocess.run(["openssl", "pkey", "-in", self.key, "-pubout", "-outform", "DER"],
                             check=True, capture_output=True).stdout
        self.public = base64.urlsafe_b64encode(der[-32:]).decode().rstrip("=")

    @staticmethod
    def canonical(header, message):
        return json.dumps({"header": header, "message": message}, sort_keys=True,
                          separators=(",", ":"), ensure_ascii=False).encode()

    @classmethod
    def lines(cls, created, expires, header, message):
        digest = base64.b64encode(hashlib.sha256(cls.canonical(header, message)).digest()).decode()
        return f"(created): {created}\n(expires): {expires}\ndigest: SHA-256={digest}".encode()

    def raw(self, content):
        (self.folder / "content").write_bytes(content)
        return subprocess.run(["openssl", "pkeyutl", "-sign", "-inkey", self.key, "-rawin", "-in",
                               self.folder / "content"], check=True, capture_output=True).stdout

    def sign(self, body, sender, created=None):
        created = int(time.time()) if created is None else created
        made = self.raw(self.lines(created, created + 600, body["header"], body["message"]))
        body["signature"] = (
            f'Signature: namespace="spdci", kidId="{sender}|1|ed25519", algorithm="ed25519", '
            f'created="{created}", expires="{created + 600}", headers="(created) (expires) digest", '
            f'signature="{base64.b64encode(made).decode()}"')
        return body

    def jws(self, body):
        def b64(data):
            return base64.urlsafe_b64encode(data).decode().rstrip("=")
        head = b64(b'{"alg":"EdDSA"}')
        made = self.raw(f"{head}.{b64(self.canonical(body['header'], body['message']))}".encode())
        body["signature"] = f"{head}..{b64(made)}"
        return body

    def holds(self, envelope, key):
        """Whether a message of the office is signed with the key that it publishes."""
        fields = dict(part.split("=", 1) for part in
                      envelope["signature"].removeprefix("Signature: ").split(", "))
        fields = {name: value.strip('"') for name, value in fields.items()}
        content = self.lines(fields["created"], fields["expires"], envelope["header"],
                             envelope["message"])
        (self.folder / "content").write_bytes(content)
        (self.folder / "made").write_bytes(base64.b64decode(fields["signature"]))
        der = bytes.fromhex("302a300506032b6570032100") + base64.urlsafe_b64decode(key["x"] + "=")
        (self.folder / "office.der").write_bytes(der)
        done = subprocess.run(["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER",
                               "-inkey", self.folder / "office.der", "-rawin", "-in",
                               self.folder / "content", "-sigfile", self.folder / "made"],
                              capture_output=True)
        return done.returncode == 0 and key["kid"] in fields["kidId"]


class Partner:
    """Another registry: writes messages, checks what comes back."""

    def __init__(self, office, key, sender, registry, receiver, standards):
        self.office, self.key, self.sender, self.registry = office, key, sender, registry
        self.receiver, self.standards = receiver, standards

    def header(self, action, callback=None):
        made = {"version": "1.0.0", "message_id": str(uuid.uuid4()), "message_ts": now(),
                "action": action, "sender_id": self.sender, "receiver_id": "payung",
                "total_count": 1}
        if callback:
            made["sender_uri"] = self.receiver.base + callback
        return made

    def body(self, action, message, callback=None):
        return {"signature": "", "header": self.header(action, callback),
                "message": {"transaction_id": str(uuid.uuid4()), **message}}

    def search(self, query_type, query, callback=None, **criteria):
        return self.body("search", {"search_request": [{
            "reference_id": "r1", "timestamp": now(),
            "search_criteria": {"query_type": query_type, "query": query, **criteria}}]}, callback)

    def post(self, path, body, status=200, key=None, **more):
        answer = self.office.ask("POST", f"/dci/{self.registry}{path}", body, key=key or self.key,
                                 **more)
        check(answer.status == status, f"{path}: {answer.status} {answer.text[:300]}")
        check(answer.type == "application/json", f"{path}: {answer.type}")
        self.fits_response(path, status, answer.json)
        return answer.json

    def fits_response(self, path, status, body):
        if self.standards:
            standard = self.standards[self.registry]
            faults = standard.faults(standard.response(path, status), body)
            check(not faults, f"{path} {status}: {faults} in {json.dumps(body)[:500]}")

    def fits_request(self, path, body):
        if self.standards:
            standard = self.standards[self.registry]
            faults = standard.faults(standard.request(path), body)
            check(not faults, f"{path}: {faults} in {json.dumps(body)[:500]}")

    def acknowledged(self, path, body):
        answer = self.post(path, body)
        check(answer["message"]["ack_status"] == "ACK", answer)
        return answer["message"]["correlation_id"]

    def refused(self, path, body, code, **more):
        answer = self.post(path, body, **more)
        message = answer["message"]
        check(message["ack_status"] == "ERR" and message["error"]["code"] == code, answer)
        check(0 < len(message["error"]["message"]) <= 999, answer)
        return answer

    def found(self, query_type, query, **criteria):
        """The one part of a search that must succeed."""
        body = self.search(query_type, query, **criteria)
        answer = self.post("/registry/sync/search", body)
        message, header = answer["message"], answer["header"]
        check(message["transaction_id"] == body["message"]["transaction_id"], "transaction_id")
        check(header["message_id"] == body["header"]["message_id"], "message_id")
        check(header["action"] == "on-search" and header["receiver_id"] == self.sender, header)
        check(message["correlation_id"], "correlation_id")
        part = message["search_response"][0]
        check(part["reference_id"] == "r1", part)
        return part


def sync_search(partner, stranger):
    part = partner.found("idtype-value", {"type": "NIK", "value": BUDI})
    check(part["status"] == "succ" and part["pagination"]["total_count"] == 1, part)
    member = part["data"]["reg_records"][0]
    person = member["demographic_info"]
    check(person["name"]["given_name"] == "Budi Santoso", member)
    check(person["sex"] == "male" and person["birth_date"] == "1980-05-17", member)
    check({"@type": "Identifier", "identifier_type": "NationalID", "identifier_value": BUDI}
          in person["identifier"], "asked by NIK, the NIK is shown")
    programmes = member["additional_attributes"][0]["programmes"]
    check(len(programmes) <= 1, programmes)
    text = json.dumps(member)
    for word in ("kpj", "member_number", "amount", "balance", "income", "rupiah"):
        check(word not in text.lower(), f"{word} is nobody's business")
    own_id = person["identifier"][0]["identifier_value"]
    again = partner.found("idtype-value", {"type": "PayungID", "value": own_id})
    check(BUDI not in json.dumps(again), "asked by another id, no NIK is shown")
    check(partner.found("idtype-value", {"type": "UIN", "value": int(SITI)})["pagination"]
          ["total_count"] == 1, "a NIK written as a number")
    for value in (NOBODY, "TEST-001", "x"):
        part = partner.found("idtype-value", {"type": "UIN", "value": value})
        check(part["status"] == "succ" and part["data"]["reg_records"] == [], part)
    hidden = stranger.found("idtype-value", {"type": "NIK", "value": BUDI})
    unknown = stranger.found("idtype-value", {"type": "NIK", "value": NOBODY})
    for part in (hidden, unknown):
        part.pop("timestamp")
    check(hidden == unknown, "somebody outside the scope is answered like nobody")
    flat = partner.found("idtype-value", {"type": "NIK", "value": BUDI},
                         reg_record_type="spdci-extensions-dci:SRPerson")
    check(flat["data"]["reg_records"][0]["@type"] == "SRPerson", flat)


def query_forms(partner):
    def names(part):
        check(part["status"] == "succ", part)
        return [r["demographic_info"]["name"]["given_name"] for r in part["data"]["reg_records"]]

    def expression(query):
        return partner.found("expression", {"type": "ns:org:QueryType:expression",
                                            "value": {"expression": {"collection": "Member",
                                                                     "query": query}}},
                             sort=[{"attribute_name": "name", "sort_order": "asc"}])

    def predicate(*items):
        return partner.found("predicate", list(items),
                             sort=[{"attribute_name": "birth_date", "sort_order": "desc"}])

    def test(name, operator, value):
        return {"attribute_name": name, "operator": operator, "attribute_value": value}

    check(names(expression({"$and": [{"region": {"$eq": "33.19"}}, {"sex": {"$eq": "female"}}]}))
          == ["Dewi Lestari", "Siti Aminah"], "two women")
    check(names(expression({"$or": [{"nik": BUDI}, {"nik": {"$in": [AGUS]}}]}))
          == ["Agus Riyanto", "Budi Santoso"], "or")
    check(names(expression({"region": "33.19", "$not": {"birth_date": {"$lt": "1985-01-01"}}}))
          == ["Dewi Lestari", "Siti Aminah"], "not")
    check(names(predicate({"seq_num": 1, "expression1": test("DOB", "ge", "1980-05-17"),
                           "condition": "and", "expression2": test("gender", "eq", "F")}))
          == ["Dewi Lestari", "Siti Aminah"], "predicate")
    check(names(predicate({"expression1": test("YOB", "eq", 1975), "condition": "or",
                           "expression2": test("name", "eq", "DEWI  lestari")}))
          == ["Dewi Lestari", "Agus Riyanto"], "or of predicates")
    check(names(predicate({"expression1": test("region", "eq", "33.20")})) == [], "elsewhere")
    page = partner.found("predicate", [{"expression1": test("region", "eq", "33.19")}],
                         sort=[{"attribute_name": "name", "sort_order": "asc"}],
                         pagination={"page_size": 3, "page_number": 2})
    check(names(page) == ["Siti Aminah"], page)
    check(page["pagination"] == {"page_size": 3, "page_number": 2, "total_count": 4}, page)
    for bad in ({"poverty_score": {"$lt": 5}}, {"location": {"$eq": "central_region"}},
                {"name": {"$regex": ".*"}}, {"sex": {"$gt": "male"}}, {"birth_date": "soon"},
                {"x" + "é" * 600: "1"}, {"identifier": "x" * 201}):
        part = expression(bad)
        check((part["status"], part["status_reason_code"])
              == ("rjct", "rjct.search_criteria.invalid"), part)
    part = partner.found("idtype-value", {"type": "NIK", "value": BUDI},
                         sort=[{"attribute_name": "poverty_score", "sort_order": "asc"}])
    check(part["status_reason_code"] == "rjct.sort.invalid", part)
    def graphql(text, query_type="graphql"):
        return partner.found(query_type, {"type": "ns:org:QueryType:graphql",
                                          "value": {"expression": text}})

    asked = "query GetMemberByIdentifier { member(identifier: {value: \"%s\", type: \"uin\"}) " \
            "{ member_identifier { value type } demographic_info { name gender age } } }"
    check(names(graphql(asked % SITI)) == ["Siti Aminah"], "the documents' own query")
    check(names(graphql(asked % NOBODY)) == [], "and nobody")
    check(names(graphql("{ member(gender: {eq: \"MALE\"}, limit: 1, offset: 1) { id } }",
                        "expression")) == ["Agus Riyanto"], "a page of it")
    for bad in ("mutation { member { id } }", "{ member(mood: 1) { id } }", "{ member", "{}"):
        part = graphql(bad)
        check((part["status"], part["status_reason_code"])
              == ("rjct", "rjct.search_criteria.invalid"), part)


def batch(partner):
    body = partner.search("idtype-value", {"type": "NIK", "value": BUDI})
    one = body["message"]["search_request"][0]
    body["message"]["search_request"] = [one, {**one}, {**one, "reference_id": "r2"}]
    parts = partner.post("/registry/sync/search", body)["message"]["search_response"]
    check([p["status"] for p in parts] == ["succ", "rjct", "succ"], parts)
    check(parts[1]["status_reason_code"] == "rjct.reference_id.duplicate", parts[1])
    broad = partner.search("predicate", [{"expression1": {
        "attribute_name": "region", "operator": "eq", "attribute_value": "33.19"}}])
    one = broad["message"]["search_request"][0]
    broad["message"]["search_request"] = [{**one, "reference_id": f"b{i}"} for i in range(6)]
    parts = partner.post("/registry/sync/search", broad)["message"]["search_response"]
    check([p["status"] for p in parts] == ["succ"] * 5 + ["rjct"], "the sixth broad question")


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


def async_search(partner, signer, key):
    partner.receiver.refuse = 1
    body = partner.search("idtype-value", {"type": "NIK", "value": BUDI}, "/registry/on-search")
    partner.post("/registry/sync/search", body)  # the same message by the other way is another one
    correlation = partner.acknowledged("/registry/search", body)
    check(partner.acknowledged("/registry/search", body) == correlation,
          "the same message again has the same correlation id")
    transaction = body["message"]["transaction_id"]

    def mine(path, got, refused):
        return path == "/registry/on-search" and got["message"]["transaction_id"] == transaction \
            and not refused

    _, got, _ = partner.receiver.wait(mine)
    partner.fits_request("/registry/on-search", got)
    check(got["header"]["action"] == "on-search" and got["header"]["status"] == "succ", got)
    check(got["message"]["correlation_id"] == correlation, got)
    check(len(got["message"]["search_response"][0]["data"]["reg_records"]) == 1, got)
    check(signer.holds(got, key), "signed by the office")
    ids = {b["header"]["message_id"] for p, b, _ in partner.receiver.got
           if b["message"].get("transaction_id") == transaction}
    check(len(ids) == 1, "sent again it is the same message")
    other = json.loads(json.dumps(body))
    other["message"]["search_request"][0]["reference_id"] = "another"
    answer = partner.refused("/registry/search", other, "err.request.bad")
    check("rjct.message_id.duplicate" in answer["message"]["error"]["message"], answer)
    time.sleep(1)
    status = {"txnstatus_request": {"reference_id": "s1", "txn_type": "search",
                                    "attribute_type": "transaction_id",
                                    "attribute_value": transaction}}
    told = partner.post("/registry/sync/txn/status", partner.body("txn-status", status))
    parts = told["message"]["txnstatus_response"]["txn_status"]["search_response"]
    check([(p["reference_id"], p["status"]) for p in parts] == [("r1", "succ")] * 2, parts)
    check("reg_records" not in json.dumps(parts), "a status holds nobody's data")
    status["txnstatus_request"].update(attribute_type="correlation_id", attribute_value=correlation)
    body = partner.body("txn-status", status, "/registry/txn/on-status")
    correlation = partner.acknowledged("/registry/txn/status", body)
    _, got, _ = partner.receiver.wait(
        lambda path, got, _: got["message"].get("correlation_id") == correlation)
    partner.fits_request("/registry/txn/on-status", got)
    check(got["header"]["action"] == "txn-on-status", got)
    unknown = {"txnstatus_request": {"reference_id": "s2", "txn_type": "search",
                                     "attribute_type": "transaction_id",
                                     "attribute_value": "never"}}
    told = partner.post("/registry/sync/txn/status", partner.body("txn-status", unknown))
    check(told["message"]["txnstatus_response"]["txn_status"]["search_response"] == [], told)


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


def looks(office, partner):
    """Every answer about a person stands in the access log."""
    time.sleep(0.5)
    text = json.dumps(office.ask("GET", "/v1/access-log?account=registri").json)
    check("dci social search" in text and "dci ibr enrolled" in text, text[:300])
    check(BUDI not in text, "no NIK in the log")


def active(office, key, stranger):
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


def bank(office, key, other):
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


def load_standards():
    folder = os.environ.get("PAYUNG_DCI_STANDARDS")
    if not folder:
        print("PAYUNG_DCI_STANDARDS is not set: messages are checked by their fields only")
        return None
    return {"social": Standard(Path(folder) / "social_api_v1.0.0.yaml"),
            "ibr": Standard(Path(folder) / "ibr_api_v1.0.0.yaml")}


def main():
    payung, folder = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    standards = load_standards()
    office = Office(payung, folder)
    receiver, signer = Receiver(), Signer(folder)
    office.serve("--private-callbacks")
    try:
        account, key = office.machine("registri", ["registry_query"])
        _, far_key = office.machine("registri-jauh", ["registry_query"], [("region", "33.20")])
        _, bank_key = office.machine("bank", ["bills_collect"])
        _, far_bank = office.machine("bank-jauh", ["bills_collect"], [("region", "33.20")])
        _, village = office.machine("desa", ["active_query"])
        _, far_village = office.machine("desa-jauh", ["active_query"], [("region", "33.20")])
        social = Partner(office, key, "spmis.example.org", "social", receiver, standards)
        far = Partner(office, far_key, "far.example.org", "social", receiver, standards)
        ibr = Partner(office, key, "spmis.example.org", "ibr", receiver, standards)
        keys = office.ask("GET", "/.well-known/jwks.json").json["keys"]
        sync_search(social, far)
        query_forms(social)
        batch(social)
        without_rights(social, office, village)
        malformed(social)
        token(office, key)
        async_search(social, signer, keys[0])
        waiting = [notifications(social, office, "deregister", None),
                   notifications(ibr, office, "enrollement_status_change",
                                 "enrollement_status_change")]
        for one in waiting:
            next(one)
        bank(office, bank_key, far_bank)
        enrolled(ibr)
        callbacks_taken(social)
        callbacks_taken(ibr)
        signatures(social, office, account, signer)
        clients.openspp_2(check, office, signer, receiver)
        clients.openspp_17(check, office, folder)
        clients.openg2p(check, office)
        clients.openimis(check, office)
        clients.mock_ups(check, office)
        looks(office, social)
        active(office, village, far_village)
        # The office's own clerk tells of a change; both subscribers hear of it.
        office.tell("members", "moved", AGUS, "--on", today().isoformat(), "--reason", "test",
                    options=["--private-callbacks"])
        for one in waiting:
            next(one)
    except AssertionError:
        ended = office.process.poll()
        print("the server " + ("runs" if ended is None else f"ended with {ended}"), file=sys.stderr)
        raise
    finally:
        office.stop()
    print(f"dci: {CHECKS} checks hold")


if __name__ == "__main__":
    main()

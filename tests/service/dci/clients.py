"""What systems in the field send to a registry, written anew from how their sources build it:
OpenSPP 2 and 17, OpenG2P's importer, openIMIS, and the mock-ups of the standard's authors. Each is answered
in the form that it reads."""
import base64
import hashlib
import http.client
import json
import subprocess
import time
import urllib.parse
import uuid

from office import AGUS, BUDI, DEWI, SITI


class Client:
    """Posts to one office with one key; says no more of itself than the system does."""

    def __init__(self, check, office, key, base="/dci/social"):
        self.check, self.office, self.key, self.base = check, office, key, base

    def send(self, path, text, content_type="application/json", key=None):
        line = http.client.HTTPConnection("127.0.0.1", self.office.port, timeout=30)
        headers = {"Authorization": "Bearer " + (key or self.key)}
        if content_type:
            headers["Content-Type"] = content_type
        line.request("POST", path, text, headers)
        answer = line.getresponse()
        body = json.loads(answer.read())
        line.close()
        return answer.status, body

    def post(self, path, body, **more):
        status, answer = self.send(self.base + path, json.dumps(body), **more)
        self.check(status == 200, f"{path}: {status} {answer}")
        return answer

    def names(self, answer):
        part = answer["message"]["search_response"][0]
        self.check(part["status"] == "succ", part)
        return sorted(record["demographic_info"]["name"]["given_name"].split()[0]
                      for record in part["data"]["reg_records"])


def stamp():
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime()) + ".123456Z"


def criteria(query_type, query, **more):
    return {"transaction_id": str(uuid.uuid4()), "search_request": [{
        "reference_id": str(uuid.uuid4()), "timestamp": stamp(),
        "search_criteria": {"version": "1.0.0", "reg_type": "SOCIAL_REGISTRY",
                            "query_type": query_type, "query": query,
                            "pagination": {"page_size": 10, "page_number": 1}, **more}}]}


class OpenSpp2(Client):
    def envelope(self, action, message, callback=""):
        return {"signature": "", "header": {
            "version": "1.0.0", "message_id": str(uuid.uuid4()), "message_ts": stamp(),
            "action": action, "sender_id": "openspp.example.org", "sender_uri": callback,
            "receiver_id": self.office.base + self.base, "total_count": 1,
            "is_msg_encrypted": False, "meta": {}}, "message": message}

    def search(self, query_type, query):
        return self.post("/registry/sync/search",
                         self.envelope("search", criteria(query_type, query)))

    def signed(self, body, signer):
        """Digest over ASCII, and bare in its line."""
        text = json.dumps({"header": body["header"], "message": body["message"]}, sort_keys=True,
                          separators=(",", ":"))
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        created = int(time.time())
        made = signer.raw(f"(created): {created}\n(expires): {created + 300}\n"
                          f"digest: {digest}".encode())
        return {**body, "signature": (
            f'namespace="dci", kidId="openspp.example.org|k1|ed25519", algorithm="ed25519", '
            f'created="{created}", expires="{created + 300}", '
            f'headers="(created) (expires) digest", '
            f'signature="{base64.b64encode(made).decode()}"')}


def born(attribute, start, end):
    return [{"seq_num": 1, "condition": "and",
             "expression1": {"attribute_name": attribute, "operator": "ge",
                             "attribute_value": start},
             "expression2": {"attribute_name": attribute, "operator": "le",
                             "attribute_value": end}}]


def openspp_2(check, office, signer, receiver):
    account, key = office.machine("openspp", ["registry_query"])
    spp = OpenSpp2(check, office, key)
    form = urllib.parse.urlencode({"grant_type": "client_credentials", "client_id": "openspp",
                                   "client_secret": key})
    status, token = spp.send("/dci/social/oauth2/client/token", form,
                             "application/x-www-form-urlencoded")
    check(status == 200 and token["access_token"] == key and token["expires_in"] > 60, token)
    check(spp.names(spp.search("idtype-value", {"type": "UIN", "value": BUDI})) == ["Budi"], "UIN")
    spp.base = "/dci/ibr"
    got = spp.search("idtype-value", {"type": "UIN", "value": AGUS})
    record = got["message"]["search_response"][0]["data"]["reg_records"][0]
    check(record["programs"] == [{"name": "Pekerja rentan", "code": "kudus-uji"}], record)
    spp.base = "/dci/social"
    # 1 April 1975, 17 May 1980, 23 December 1985, 2 August 1990
    for query_type in ("predicate", "expression"):
        got = spp.search(query_type, born("birth_date", "1980-01-01", "1985-12-23"))
        check(spp.names(got) == ["Budi", "Siti"], query_type)
    got = spp.post("/registry/sync/search", spp.envelope("search", criteria(
        "expression", {"type": "ns:org:QueryType:expression", "value": {"birth_date": {
            "type": "range", "gte": "1980-05-18", "lte": "1999-12-31"}}},
        sort=[{"attribute_name": "createdAt", "sort_order": "asc"}])))
    check(spp.names(got) == ["Dewi", "Siti"], "a range")
    asked = spp.envelope("subscribe", {
        "transaction_id": str(uuid.uuid4()), "subscribe_request": [{
            "reference_id": "s1", "timestamp": stamp(), "subscribe_criteria": {
                "reg_event_type": "UPDATE", "notify_record_type": "Person",
                "filter": {"type": "*", "value": "*"}}}]},
        receiver.base + "/spp/registry/on-subscribe")
    correlation = spp.post("/registry/subscribe", asked)["message"]["correlation_id"]
    told = receiver.wait(lambda path, got, refused: not refused and
                         got["message"].get("correlation_id") == correlation)
    code = told[1]["message"]["subscribe_response"][0]["subscriptions"][0]["code"]
    ended = spp.envelope("unsubscribe", {"transaction_id": str(uuid.uuid4()), "timestamp": stamp(),
                                         "subscription_code": [code]},
                         receiver.base + "/spp/registry/on-unsubscribe")
    correlation = spp.post("/registry/unsubscribe", ended)["message"]["correlation_id"]
    told = receiver.wait(lambda path, got, refused: not refused and
                         got["message"].get("correlation_id") == correlation)
    check(told[1]["message"]["subscription_status"] == [{"code": code, "status": "unsubscribe"}],
          told)
    answer = spp.post("/registry/sync/txn/status", spp.envelope("txn_status", {
        "transaction_id": str(uuid.uuid4()), "txnstatus_request": {
            "reference_id": "t1", "attribute_type": "transaction_id",
            "attribute_value": asked["message"]["transaction_id"]}}))
    parts = answer["message"]["txnstatus_response"]["txn_status"]["search_response"]
    check([one["reference_id"] for one in parts] == ["s1"], answer)
    put = office.ask("PUT", "/v1/registry-partners/openspp.example.org",
                     {"account": account, "public_key": signer.public})
    check(put.status == 200, put.text)
    body = spp.envelope("search", criteria("idtype-value", {"type": "UIN", "value": SITI}))
    body["message"]["search_request"][0]["search_criteria"]["authorize"] = {
        "ts": stamp(), "purpose": {"text": "Désa", "code": "SPP"}}
    check(spp.names(spp.post("/registry/sync/search", spp.signed(body, signer))) == ["Siti"],
          "signed as OpenSPP does")
    changed = spp.signed(body, signer)
    changed["message"]["transaction_id"] += "x"
    refused = spp.post("/registry/sync/search", changed)["message"]
    check(refused["error"]["code"] == "err.signature.invalid", refused)
    # It refuses what it cannot check, and takes what is not signed, on a test bench.
    for answers in ("signed", "unsigned"):
        put = office.ask("PUT", "/v1/registry-partners/openspp.example.org",
                         {"account": account, "answers": answers})
        check(put.status == 200 and put.json["answers"] == answers, put.text)
        body = spp.envelope("search", criteria("idtype-value", {"type": "UIN", "value": SITI}),
                            receiver.base + "/spp/registry/on-search")
        correlation = spp.post("/registry/search", body)["message"]["correlation_id"]
        told = receiver.wait(lambda path, got, refused: not refused and
                             got["message"].get("correlation_id") == correlation)
        check((told[1]["signature"] == "") == (answers == "unsigned"), told)


def b64(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def openspp_17(check, office, folder):
    """A JWT by RSA: the message is its payload, the header's fields stand in its own."""
    account, key = office.machine("openspp-17", ["registry_query"])
    pem = folder / "rsa.pem"
    subprocess.run(["openssl", "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048",
                    "-out", pem], check=True, capture_output=True)
    public = subprocess.run(["openssl", "pkey", "-in", pem, "-pubout"], check=True,
                            capture_output=True, text=True).stdout
    sender = "https://openspp17.example.org"
    for wrong in ("x" * 43, public.replace("MII", "MIJ", 1)):
        put = office.ask("POST", "/v1/registry-partners",
                         {"sender_id": sender, "account": account, "public_key": wrong})
        check(put.status == 422, f"{put.status} {put.text}")
    put = office.ask("POST", "/v1/registry-partners",
                     {"sender_id": sender, "account": account, "public_key": public})
    check(put.status == 200 and put.json["sender_id"] == sender, put.text)
    spp = Client(check, office, key)

    def signed(value):
        header = {"version": "1.0.0", "message_id": str(uuid.uuid4()), "message_ts": stamp(),
                  "action": "search", "sender_id": sender, "sender_uri": "", "receiver_id": "crvs",
                  "total_count": 10}
        message = criteria("idtype-value", {"type": "UIN", "value": value})
        start = ".".join(b64(json.dumps(one, separators=(",", ":")).encode()) for one in
                         ({"typ": "JWT", "alg": "RS256", **header}, message))
        (folder / "jwt").write_text(start)
        made = subprocess.run(["openssl", "dgst", "-sha256", "-sign", pem, folder / "jwt"],
                              check=True, capture_output=True).stdout
        return {"signature": f"{start}.{b64(made)}", "header": header, "message": message}

    check(spp.names(spp.post("/registry/sync/search", signed(DEWI))) == ["Dewi"], "RS256")
    for part, name in (("header", "message_id"), ("message", "transaction_id")):
        changed = signed(DEWI)
        changed[part][name] = "other"
        refused = spp.post("/registry/sync/search", changed)["message"]
        check(refused["error"]["code"] == "err.signature.invalid", refused)
    gone = office.ask("DELETE", "/v1/registry-partners?sender_id=" + urllib.parse.quote(sender, ""))
    check(gone.status == 200, gone.text)


def openg2p(check, office):
    """The Social Registry Importer: GraphQL as a text, no signature, no media type."""
    account, key = office.machine("openg2p", ["registry_query"])
    g2p = Client(check, office, key)
    sender = "https://openg2p.example.org"

    def body(query):
        return json.dumps({"sinature": "", "header": {
            "version": "1.0.0", "message_id": str(uuid.uuid4()), "message_ts": stamp(),
            "action": "search", "sender_id": sender, "sender_uri": "",
            "receiver_id": "Social Registry", "total_count": 0}, "message": {
                "transaction_id": str(uuid.uuid4()), "search_request": [{
                    "reference_id": str(uuid.uuid4()), "timestamp": stamp(), "search_criteria": {
                        "reg_type": "G2P:RegistryType:Individual", "query_type": "graphql",
                        "query": query}}]}})

    path = "/dci/social/registry/sync/search"
    everybody = ("{ getRegistrants(isGroup: false,limit:3){ name, isGroup, givenName, birthdate, "
                 "gender, regIds{ idTypeAsStr, value, expiryDate }, mood } totalRegistrantCount }")
    status, answer = g2p.send(path, body(everybody), None)
    check(status == 415 and answer["message"]["ack_status"] == "ERR", answer)
    put = office.ask("POST", "/v1/registry-partners", {"sender_id": sender, "account": account})
    check(put.status == 200, put.text)

    def ask(query):
        status, answer = g2p.send(path, body(query), None)
        check(status == 200, f"{status} {answer}")
        part = answer["message"]["search_response"][0]
        check(part["status"] == "succ", part)
        return part["data"]["reg_records"]

    records = ask(everybody)
    check(records["totalRegistrantCount"] == 4 and len(records["getRegistrants"]) == 3, records)
    first = records["getRegistrants"][0]
    check(list(first) == ["name", "isGroup", "givenName", "birthdate", "gender", "regIds", "mood"],
          first)
    check(first["isGroup"] is False and first["mood"] is None, first)
    check(first["gender"] in ("Male", "Female") and len(first["birthdate"]) == 10, first)
    check(first["regIds"][0]["idTypeAsStr"] == "PayungID" and list(first["regIds"][0]) ==
          ["idTypeAsStr", "value", "expiryDate"], first)
    rest = ask('{ getRegistrants(isGroup: false,limit:3, offset:3){ name } }')
    check(len(rest["getRegistrants"]) == 1, rest)
    groups = ask("{ getRegistrants(isGroup: true,){ name }totalRegistrantCount }")
    check(groups == {"getRegistrants": [], "totalRegistrantCount": 0}, groups)
    later = ask('{ getRegistrants(lastSyncDate: "2199-01-01T00:00:00.000Z",isGroup: false){ name }'
                'totalRegistrantCount }')
    check(later["totalRegistrantCount"] == 0, later)
    named = ask('{getRegistrants(name: "Agus Riyanto"){name}}')
    check([one["name"] for one in named["getRegistrants"]] == ["Agus Riyanto"], named)


def openimis(check, office):
    account, key = office.machine("openimis", ["registry_query"])
    imis = Client(check, office, key, "/dci/sr")

    def body(query, signature=""):
        made = criteria("expression", {"type": "ns:org:QueryType:expression",
                                       "value": {"expression": {"query": query}}},
                        reg_record_type="Group", sort=[{"attribute_name": "firstName",
                                                        "sort_order": "asc"}])
        return {"signature": signature, "header": {
            "version": "1.0.0", "message_id": str(uuid.uuid4()), "message_ts": stamp(),
            "action": "search", "sender_id": "spmis.example.org",
            "sender_uri": "http://localhost:8000/api/api_dci/registry/on-search",
            "receiver_id": "openimis", "total_count": 0, "is_msg_encrypted": False, "meta": {}},
                "message": made}

    def names(*tests):
        return imis.names(imis.post("/registry/sync/search", body({"$and": list(tests)})))

    check(names({"firstName": {"$eq": "Budi"}}) == ["Budi"], "first name")
    check(names({"lastName": {"$eq": "Lestari"}}) == ["Dewi"], "last name")
    both = names({"firstName": {"$eq": "siti"}}, {"lastName": {"$eq": "aminah"}})
    check(both == ["Siti"], "both names")
    check(names({"firstName": {"$eq": "Agus"}}, {"gender": {"$eq": "Male"}}) == ["Agus"], "gender")
    check(names({"firstName": {"$eq": "Santoso"}}) == [], "the last name is no first one")
    check(names({"firstName": {"$eq": "Bud"}}) == [], "nor is a part of it")
    check(len(names()) == 4, "everybody")
    stub = ('Signature: namespace="spdci", kidId="spmis.example.org|key1|ed25519", '
            'algorithm="ed25519", created="1606970629", expires="9999999999", '
            'headers="(created) (expires) digest", signature="SKIP"')
    refused = imis.post("/registry/sync/search", body({"$and": []}, stub))["message"]
    check(refused["error"]["code"] == "err.signature.invalid", refused)


def mock_ups(check, office):
    """They post nothing at all and look for the answer's own fields."""
    _, key = office.machine("mock-up", ["registry_query"])
    client = Client(check, office, key)

    def nothing(path):
        status, answer = client.send(path, "", None)
        check(status == 200, f"{path}: {status} {answer}")
        return answer

    for base in ("/sr/", "/ibr/", "/dci/sr/", "/dci/ibr/", "/registry/"):
        for path in ("subscribe", "unsubscribe", "on-search", "on-subscribe", "on-unsubscribe",
                     "txn/status", "txn/on-status"):
            answer = nothing(base + path)
            check(sorted(answer["message"]) == ["ack_status", "correlation_id", "error",
                                                "timestamp"], answer)
        answer = nothing(base + "search")
        check(answer["transaction_id"] == 0 and answer["search_response"]["status"] == "rjct", answer)
        answer = nothing(base + "sync/txn/status")
        check(answer["transaction_id"] == 0 and answer["txnstatus_response"]["message"], answer)
        answer = nothing(base + "sync/search")
        check(answer["data"] == {"version": "1.0.0", "reg_records": []}, answer)
        check(answer["message"]["search_response"][0]["data"]["reg_records"] == [], answer)
    for path in ("/ibr/sync/enrolled", "/ibr/sync/enrollment/updates", "/registry/sync/enrolled"):
        check(nothing(path)["message"]["ack_status"] == "ERR", path)
    status, answer = client.send("/sr/sync/search", "", None, "no-key")
    check(status == 401 and answer["errors"][0]["code"] == "err.request.unauthorized", answer)
    status, answer = client.send("/sr/sync/nothing", "{}")
    check(status == 404, answer)

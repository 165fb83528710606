"""Another registry searches: at once and by callback, in every form of question."""
import json

from checks import check, eventually
from office import AGUS, BUDI, NOBODY, SITI


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
    status = {"txnstatus_request": {"reference_id": "s1", "txn_type": "search",
                                    "attribute_type": "transaction_id",
                                    "attribute_value": transaction}}

    def told_parts():
        told = partner.post("/registry/sync/txn/status", partner.body("txn-status", status))
        return told["message"]["txnstatus_response"]["txn_status"]["search_response"]

    parts = eventually(told_parts, lambda parts: [(p["reference_id"], p["status"]) for p in parts]
                       == [("r1", "succ")] * 2)
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

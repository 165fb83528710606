#!/usr/bin/env python3
"""route_walk.py PAYUNG FOLDER: walks every route of the running server with every role and finds no leak.

The routes come from /openapi.json, which the server checks against its route table when it starts.
1. A route open to everybody must stand in open.txt: a new one is a decision, not an accident.
2. Who lacks the declared permission gets 401 or 403, and not a row of the database changes.
3. The id of another scope is answered exactly as one that does not exist.
4. No answer to anybody holds a word of the foreign regency, whatever text he puts into query or body.
5. Who may is not turned away, and nothing ends in a 5xx.
"""
import hashlib
import json
import re
import shutil
import sqlite3
import sys
import time
from pathlib import Path
from urllib.parse import quote, urlencode

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from contract import Contract, mutated  # noqa: E402
from house import FOREIGN, HOME, House, Person, people_of, wrong  # noqa: E402

# Tables that the house itself writes to as time goes by: last use of sessions and keys.
MOVING = {"webhook", "webhook_delivery", "user_session", "api_key", "sqlite_sequence", "sqlite_stat1"}
# Path parameters that name something public: a place, a month, a closed word.
PUBLIC = {"month", "region", "date", "kind", "name", "part", "format", "figure", "series", "file"}
# What is one for the whole country is only for callers of the whole country.
UNDIVIDED = {"accounts_manage", "audit_read", "privacy_manage", "webhooks_manage", "system_manage"}
EVERYWHERE = [{"kind": "region", "value": "*"}]
SIGNS_OUT = {"DELETE /v1/session"}
# What house.py names itself.
CODES = {"sender": "tani-{}", "payer": "dinas-{}", "scheme": "{}", "budget": "apbd-{}"}
# A person's own history names every scheme that decided about that person.
MAY_SAY = {"GET /v1/people/{person}/history": rb'"scheme":"kenanga"'}
# What is named by the caller: a code that somebody elsewhere has is refused, and nothing else is said of it.
NAMING = {"PUT /v1/schemes/{scheme}/payers/{payer}"}


def lines_of(name):
    return {line.split("#")[0].strip() for line in (HERE / name).read_text().splitlines()} - {""}


def digest(path):
    """table -> hash of its rows."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    tables = [row[0] for row in connection.execute("select name from sqlite_master where type = 'table'")]
    found = {}
    for table in tables:
        if table in MOVING:
            continue
        rows = hashlib.sha256()
        for row in connection.execute(f"select * from \"{table}\""):
            rows.update(repr(row).encode())
        found[table] = rows.hexdigest()
    connection.close()
    return found


class Walk:
    def __init__(self, house):
        self.house = house
        self.contract = Contract(house.contract())
        self.complaints = []
        self.asked = 0
        self.statuses = {}  # operation -> statuses that anybody got
        # path template -> [(path, HOME | FOREIGN | None, segment that is foreign or the last one)]
        self.places = {"": [("", None, 0)]}
        self.callers = {role: person for role, person in house.people.items() if not role.endswith("*")}
        narrow = Person("branch_officer", "branch-officer-narrow", [])
        narrow.cookie, narrow.csrf = self.session_of("branch_officer")
        house.add_key(narrow, ["rules_read"])
        self.callers["a key with rules_read alone"] = narrow
        self.callers["nobody"] = None
        # The first administrator runs the house for the whole country; another one a regency.
        self.scoped = {role: who for role, who in self.callers.items() if role != "administrator"}
        self.lists = {}  # (role, path) -> what the list told the role
        # Somebody of the same reach as the branch officer; see check_memory.
        self.twin = house.add_account("branch_officer", "kembaran", house.people["branch_officer"].scope)

    def session_of(self, role):
        person = self.house.people[role]
        return person.cookie, person.csrf

    def say(self, text):
        self.complaints.append(text)

    def may(self, who, operation):
        if operation.permission == "open":
            return True
        if who is None or operation.permission not in who.permissions:
            return False
        return operation.permission not in UNDIVIDED or who.scope == EVERYWHERE

    def ask(self, operation, path, who, query=None, body=None, media=None):
        query = operation.query() if query is None else query
        if body is None:
            body, media = operation.body()
        target = path + ("?" + urlencode(query) if query else "")
        answer = self.house.ask(operation.method, target, body, who, operation.headers(), media=media)
        self.asked += 1
        if answer.status >= 500:
            self.say(f"{operation} answered {answer.status} to {who.role if who else 'nobody'}: {answer.body[:200]!r}")
        return answer

    # Where there is something to ask for

    def harvest(self):
        """Fills the templates from the lists that a caller of the whole country sees, step by step."""
        prefixes = sorted({operation.path[:operation.path.index("{" + name + "}") + len(name) + 2]
                           for operation in self.contract.operations for name in operation.names}, key=len)
        for prefix in prefixes:
            parent, name = prefix.rsplit("/", 1)
            name = name.strip("{}")
            self.places[prefix] = []
            if name in PUBLIC:
                continue
            known = [p for p in self.places if p and parent.startswith(p)]
            holder = max(known, key=len) if known else ""
            for place, label, at in self.places[holder]:
                path = place + parent[len(holder):]
                for one, where in self.named(path, parent, name):
                    here = f"{path}/{quote(one, safe='')}"
                    if label != FOREIGN:
                        at = here.count("/")
                    self.places[prefix].append((here, FOREIGN if label == FOREIGN else where or label, at))

    def named(self, path, template, name):
        """What a list shows; else what has that name elsewhere."""
        if name in CODES:
            return [(CODES[name].format(word), word) for word in (HOME, FOREIGN)]
        found = list(self.items(path, template, name))
        if not found:
            for prefix, places in self.places.items():
                if prefix.endswith("{" + name + "}"):
                    found += [(place.rsplit("/", 1)[1], label) for place, label, _ in places]
        return found

    def items(self, path, template, name):
        """(id, HOME | FOREIGN | None) of what stands in a list."""
        found = {}
        for role in ("branch_officer*", "auditor*", "administrator", "agency_operator*", "machine*"):
            who = self.house.people[role]
            for operation in self.contract.operations:
                searches = operation.path in (template + "/searches", template + "/search")
                if not searches and (operation.path != template or operation.method != "GET"):
                    continue
                if not self.may(who, operation):
                    continue
                for word in (HOME, FOREIGN) if searches else (None,):
                    body = operation.body()[0]
                    if searches:
                        body = {**body, "q": word}
                    at = path + operation.path[len(template):]
                    answer = self.ask(operation, at, who, body=body, media="application/json")
                    if answer.status == 200 and b"{" in answer.body[:1]:
                        self.collect(answer.json(), name, found)
        return found.items()

    def collect(self, told, name, found):
        items = told.get("items", told.get(name + "s", [])) if isinstance(told, dict) else told
        for item in items:
            if not isinstance(item, dict):
                continue
            one = next((item[key] for key in (name, "id", "code", "version", "key", name + "_id") if key in item), None)
            one = one.get("id", one.get("code")) if isinstance(one, dict) else one
            if one is None or isinstance(one, (list, bool)):
                continue
            text = json.dumps(item).lower()
            where = FOREIGN if FOREIGN in text or "33.20" in text else HOME if HOME in text or "33.19" in text else None
            found[str(one)] = where

    def own_things(self):
        """Proposals, keys, sessions, subscriptions of somebody else: made by asking for them."""
        for operation in self.contract.operations:
            if operation.method != "POST" or operation.names or operation.path.startswith("/v1/worker"):
                continue
            below = [p for p in self.places if p.rsplit("/", 1)[0] == operation.path]
            if not below or self.places[below[0]]:
                continue
            for role in ("administrator", "branch_officer*", "machine*"):
                who = self.house.people[role]
                if not self.may(who, operation) or operation.permission == "open":
                    continue
                answer = self.ask(operation, operation.path, who)
                if answer.status in (200, 201, 202) and isinstance(answer.json(), dict) and "id" in answer.json():
                    one = f"{operation.path}/{quote(str(answer.json()['id']), safe='')}"
                    self.places[below[0]].append((one, FOREIGN, one.count("/")))
                    break

    def prepare(self):
        """Jobs and proposals of both regencies."""
        for operation in self.contract.operations:
            if operation.method != "POST" or "202" not in operation.told["responses"]:
                continue
            for word, role in ((FOREIGN, "branch_officer*"), (HOME, "branch_officer")):
                path = operation.path.replace("{scheme}", word)
                if "{" not in path and self.may(self.house.people[role], operation):
                    self.ask(operation, path, self.house.people[role])
        until = time.monotonic() + 60
        while time.monotonic() < until:
            jobs = self.house.ask("GET", "/v1/jobs", who=self.house.people["branch_officer*"])
            if jobs.status != 200 or not {"queued", "running"} & {job["state"] for job in jobs.json()["items"]}:
                return
            time.sleep(0.1)
        self.say("the jobs did not end within a minute")

    def paths(self, operation):
        """(path, label, unknown path) for every known filling of the operation's path."""
        if not operation.names:
            return [(operation.path, None, None)]
        last = operation.path.index("{" + operation.names[-1] + "}") + len(operation.names[-1]) + 2
        prefix, rest = operation.path[:last], operation.path[last:]
        found = []
        for place, label, at in self.places.get(prefix, []):
            steps = place.split("/")
            steps[at] = mutated(steps[at])
            found.append((place + rest, label, "/".join(steps) + rest))
        return found

    def filled(self, operation):
        """Some path: what was found at home, or samples."""
        known = self.paths(operation)
        for path, label, _ in known:
            if label != FOREIGN:
                return path
        if known:
            return known[0][0]
        path = operation.path
        for one in operation.where("path"):
            path = path.replace("{" + one["name"] + "}", quote(str(self.contract.sample(one.get("schema", {}), one["name"])), safe=""))
        return path

    # The checks

    def check_open(self):
        told = {str(operation) for operation in self.contract.operations if operation.permission == "open"}
        allowed = lines_of("open.txt")
        for extra in sorted(told - allowed):
            self.say(f"{extra} is open to everybody and does not stand in walk/open.txt")
        for operation in self.contract.operations:
            if not operation.permission:
                self.say(f"{operation} declares no permission")
            if (operation.permission == "open") != (not operation.told.get("security")):
                self.say(f"{operation}: permission {operation.permission} and security do not agree")

    def check_denied(self):
        before = digest(self.house.database)
        for operation in self.contract.operations:
            path = self.filled(operation)
            for role, who in self.callers.items():
                if self.may(who, operation):
                    continue
                answer = self.ask(operation, path, who)
                expected = 401 if who is None else 403
                if answer.status != expected:
                    self.say(f"{operation} answered {answer.status} instead of {expected} to {role}, who lacks {operation.permission}")
        after = digest(self.house.database)
        for table in sorted(set(before) | set(after)):
            if before.get(table) != after.get(table):
                self.say(f"refused requests changed the table {table}")

    def is_foreign(self, operation, path, label, role, who):
        """Where nothing in it says so: what a list shows somebody else, but not this caller."""
        if label is not None:
            return label == FOREIGN
        start = len(operation.path[:operation.path.index("{" + operation.names[-1])].split("/")) - 1
        parent, one = "/".join(path.split("/")[:start]), path.split("/")[start]
        if (role, parent) not in self.lists:
            self.lists[role, parent] = self.house.ask("GET", parent, who=who).body
        return one.encode() not in self.lists[role, parent]

    def check_memory(self):
        """What is answered from memory to one caller is what the database would answer to that very caller:
        two accounts of the same reach ask one after the other, and the second once more past the memory."""
        first, twin = self.house.people["branch_officer"], self.twin
        for operation in self.contract.operations:
            if operation.method != "GET" or not self.may(twin, operation):
                continue
            for path, label, _ in self.paths(operation):
                if label == FOREIGN:
                    continue
                target = path + ("?" + urlencode(operation.query()) if operation.query() else "")
                self.house.ask("GET", target, who=first)
                kept = self.house.ask("GET", target, who=twin)
                anew = self.house.ask("GET", target, who=twin, headers={"Cache-Control": "no-cache"})
                self.asked += 3
                if kept.told() != anew.told():
                    self.say(f"{operation} tells two callers of one reach the same where it must not: "
                             f"{kept.status} {kept.body[:160]!r} and {anew.body[:160]!r}")

    def check_foreign(self):
        """The same status, fields and words as for an id that nobody has."""
        compared = set()
        for operation in self.contract.operations:
            for path, label, unknown in self.paths(operation):
                if label == HOME or not operation.names:
                    continue
                for role, who in self.scoped.items():
                    if who is None or not self.may(who, operation):
                        continue
                    if not self.is_foreign(operation, path, label, role, who):
                        continue
                    there, nowhere = self.ask(operation, path, who), self.ask(operation, unknown, who)
                    compared.add(str(operation))
                    if str(operation) in NAMING and there.status == 409 and b"kode ini sudah dipakai" in there.body:
                        continue
                    one, other = path.encode().split(b"/"), unknown.encode().split(b"/")
                    said = there.told()
                    for left, right in zip(one, other):
                        if left != right:
                            said = said[0], said[1].replace(left, right)
                    fields = [set(a.headers) - {"date"} for a in (there, nowhere)]
                    if said != nowhere.told() or fields[0] != fields[1]:
                        self.say(f"{operation} tells {role} of another scope's id: {there.status} {there.body[:160]!r} "
                                 f"against {nowhere.status} {nowhere.body[:160]!r}")
        return compared

    def foreign_words(self, hint):
        """What must not be seen at home: words, and each NIK and phone of the foreign regency. What
        was sent as a hint may come back as somebody's reason; names, and all but the first person,
        are never sent."""
        words = {f"{one} {FOREIGN}".encode() for one in ("tani", "dinas", "program")}
        if not hint:
            words.add(FOREIGN.encode())
        for nik, name, _, _, phone, mother in people_of(FOREIGN)[1:]:
            words |= {nik.encode(), phone[1:].encode(), name.lower().encode(), mother.lower().encode()}
        return words

    def hints(self):
        texts = [FOREIGN, f"tani-{FOREIGN}", f"dinas-{FOREIGN}", "33.20", people_of(FOREIGN)[0][0], people_of(FOREIGN)[0][4][1:]]
        for prefix, places in self.places.items():
            texts += [place.rsplit("/", 1)[1] for place, label, _ in places if label == FOREIGN][:1]
        return list(dict.fromkeys(texts))

    def look_through(self, operation, path, role, who, hint="", place="", name=""):
        query, (body, media) = operation.query(), operation.body()
        if place == "query":
            query = {**query, name: hint}
        elif place == "body":
            body = {**body, name: hint}
        answer = self.ask(operation, path, who, query, body, media)
        self.statuses.setdefault(str(operation), set()).add(answer.status)
        if answer.status < 300:
            said = re.sub(MAY_SAY.get(str(operation), rb"$^"), b"", answer.body.lower())
            for word in self.foreign_words(hint):
                if word in said:
                    at = said.index(word)
                    self.say(f"{operation} shows {role} the foreign {word.decode()!r} ({name}={hint!r}): "
                             f"{answer.body[max(0, at - 80):at + 80]!r}")
                    break
        return answer

    def check_words(self):
        public = lines_of("public_words.txt") | SIGNS_OUT
        asked = []
        # Administrators at the end: they may lock others out.
        for role, who in sorted(self.scoped.items(), key=lambda one: "administrator" in one[0]):
            asked += [(operation, role, who) for operation in self.contract.operations
                      if str(operation) not in public and self.may(who, operation)]
        for operation, role, who in asked:
            answer = self.look_through(operation, self.filled(operation), role, who)
            if answer.status == 401 or (answer.status == 403 and who is not None):
                self.say(f"{operation} turned {role} away with {answer.status}, who has {operation.permission}: "
                         f"{answer.body[:200]!r}")
        hints = self.hints()
        for operation, role, who in asked:
            for place, name in operation.text_fields():
                for hint in hints:
                    self.look_through(operation, self.filled(operation), role, who, hint, place, name)

    def check_reached(self, compared):
        """The walk itself: every path was filled with something that is there."""
        excused = lines_of("not_seeded.txt")
        for operation in self.contract.operations:
            names = [name for name in operation.names if name not in PUBLIC]
            if not names or str(operation) in excused:
                continue
            if not self.paths(operation):
                self.say(f"{operation}: no list shows an id for its path; seed one in house.py or say why not in walk/not_seeded.txt")
            elif str(operation) not in compared and operation.permission not in UNDIVIDED | {"open"}:
                self.say(f"{operation}: nothing foreign was asked for; seed it in house.py or say why not in walk/not_seeded.txt")


def main():
    payung, folder = sys.argv[1], Path(sys.argv[2])
    shutil.rmtree(folder, ignore_errors=True)
    with House(payung, folder) as house:
        house.seed()
        house.serve()
        house.staff()
        house.intend()
        walk = Walk(house)
        walk.check_open()
        walk.prepare()
        walk.harvest()
        walk.own_things()
        walk.check_denied()
        compared = walk.check_foreign()
        walk.check_words()
        walk.check_memory()
        walk.check_reached(compared)
        if not house.alive():
            walk.say("the server does not answer any more")
        print(f"walk: {len(walk.contract.operations)} routes, {len(walk.callers)} callers, {walk.asked} requests, "
              f"{len(compared)} routes compared with foreign ids, {len(walk.complaints)} complaints", flush=True)
        house.stop()
        house.run("verify")
    return wrong(walk.complaints, "walk")


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""attacks.py PAYUNG FOLDER: what an attacker sends, on raw sockets, at a running server; each with the
exact status that it gets, and the server must answer everybody else afterwards. The routes come from
the contract, so a new route is attacked too."""
import gzip
import http.client
import json
import re
import secrets
import shutil
import socket
import sqlite3
import statistics
import sys
import time
from pathlib import Path
from urllib.parse import quote, urlencode

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from contract import Contract  # noqa: E402
from house import HOME, PASSWORD, House, Person, people_of, totp, wrong  # noqa: E402

TRAVERSALS = ["..%2f..%2fetc%2fpasswd", "%2e%2e%2f%2e%2e", "..%5c..%5cwindows", "%252e%252e%252f", "....//....//etc/passwd",
              "/etc/passwd", "..", ".", "%00", "a%00.csv", "%c0%ae%c0%ae%c0%af", "%ff%fe", "file:%2f%2f%2fetc%2fpasswd"]
INJECTIONS = ["' or '1'='1", "'; drop table list_row; --", "\" or \"\"=\"", "1) union select name from user_account --",
              "$1", "%' or 1=1 --", "\\'; --", "a\r\nSet-Cookie: x=1", "{{7*7}}", "${jndi:ldap://127.0.0.1/a}",
              "=cmd|'/c calc'!A1", "<script>alert(1)</script>", "\u202e\u0000"]


class Attacks:
    def __init__(self, house):
        self.house = house
        self.contract = Contract(house.contract())
        self.officer = house.people["branch_officer"]
        self.complaints = []
        self.checked = 0

    def expect(self, name, got, *wanted):
        self.checked += 1
        if got not in wanted:
            self.complaints.append(f"{name}: {got}, expected {' or '.join(map(str, wanted))}")

    def still_there(self, name):
        self.checked += 1
        try:
            if self.house.alive():
                return
        except OSError:
            pass
        self.complaints.append(f"{name}: afterwards the server does not answer")

    def raw(self, text, seconds=15):
        """All that comes back for these bytes on a connection of their own."""
        with socket.create_connection(("127.0.0.1", self.house.port), timeout=seconds) as sock:
            said = b""
            try:
                sock.sendall(text.encode("latin-1") if isinstance(text, str) else text)
            except OSError:
                pass  # it was refused before the last byte
            try:
                while piece := sock.recv(65536):
                    said += piece
            except OSError:
                pass
            return said

    def statuses(self, text, seconds=15):
        return [int(one) for one in re.findall(rb"HTTP/1\.1 (\d{3}) ", self.raw(text, seconds))]

    def first(self, text, seconds=15):
        return (self.statuses(text, seconds) or ["no answer"])[0]

    def head(self, fields="", method="GET", target="/health/live", version="HTTP/1.1", host="Host: a\r\n", close=True):
        return f"{method} {target} {version}\r\n{host}{'Connection: close' + chr(13) + chr(10) if close else ''}{fields}\r\n"

    # Messages that two readers could take for different ones

    def smuggling(self):
        chunk = "0\r\n\r\n"
        cases = [
            ("two lengths", "Content-Length: 0\r\nContent-Length: 5\r\n", "hello", 400),
            ("the same length twice", "Content-Length: 0\r\nContent-Length: 0\r\n", "", 400),
            ("a list of lengths", "Content-Length: 0, 0\r\n", "", 400),
            ("length and chunks", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", chunk, 400),
            ("chunks and length", "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", chunk, 400),
            ("chunks twice", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", chunk, 400),
            ("a coding before chunked", "Transfer-Encoding: gzip, chunked\r\n", chunk, 400, 501),
            ("an unknown coding", "Transfer-Encoding: xchunked\r\n", chunk, 400, 501),
            ("a blank before the colon", "Content-Length : 5\r\n", "hello", 400),
            ("a folded field", "X-A: a\r\n b\r\n", "", 200, 400),
            ("a negative length", "Content-Length: -1\r\n", "", 400),
            ("a length beyond 64 bits", "Content-Length: 99999999999999999999\r\n", "", 400, 413),
            ("a length in hex", "Content-Length: 0x10\r\n", "", 400),
            ("a chunk without a number", "Transfer-Encoding: chunked\r\n", "zz\r\nhello\r\n0\r\n\r\n", 400, 413),
            ("a chunk of more than 64 bits", "Transfer-Encoding: chunked\r\n", "ffffffffffffffffff\r\n", 400, 413),
            ("a name with a blank", "X A: a\r\n", "", 400),
            ("a NUL in a value", "X-A: a\0b\r\n", "", 400),
            ("a bare line feed within a field", "X-A: a\nContent-Length: 5\r\n", "", 400),
        ]
        for name, fields, body, *wanted in cases:
            text = self.head(fields, "POST", "/v1/worker/checks") + body
            self.expect(f"smuggling, {name}", self.first(text), *[400 if one == 200 else one for one in wanted])
        # The second request of a smuggler is never answered.
        text = ("POST /v1/worker/checks HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
                "0\r\n\r\nGET /health/live HTTP/1.1\r\nHost: a\r\n\r\n")
        self.expect("smuggling, the request behind", self.statuses(text), [400])
        self.still_there("smuggling")

    def targets(self):
        cases = [
            ("TRACE", self.head(method="TRACE"), 405),
            ("CONNECT", self.head(method="CONNECT", target="a:443"), 400, 405),
            ("an unknown method", self.head(method="GEHEIM"), 405),
            ("a method in small letters", self.head(method="get"), 400, 405),
            ("HTTP/1.0", self.head(version="HTTP/1.0"), 200),
            ("HTTP/0.9", "GET /health/live\r\n\r\n", 400, 505),
            ("HTTP/2.0 said in text", self.head(version="HTTP/2.0"), 400, 505),
            ("HTTP/2 with prior knowledge", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400, 505),
            ("another host's address", self.head(target="http://evil.example/health/live"), 400),
            ("two slashes", self.head(target="//evil.example/health/live"), 400, 404),
            ("dots", self.head(target="/v1/../health/live"), 400),
            ("coded dots", self.head(target="/v1/%2e%2e/health/live"), 400),
            ("a backslash", self.head(target="/health\\live"), 400),
            ("a coded slash", self.head(target="/health%2flive"), 400),
            ("a NUL", self.head(target="/health/live%00"), 400),
            ("a bare percent sign", self.head(target="/health/live%"), 400),
            ("a line break in a query", self.head(target="/health/live?a=%0d%0aSet-Cookie:%20x=1"), 422),
            ("overlong UTF-8", self.head(target="/v1/people/%c0%af"), 401),
            ("an asterisk", self.head(target="*", method="OPTIONS"), 400, 405),
            ("no host", self.head(host=""), 400),
            ("two hosts", self.head(host="Host: a\r\nHost: b\r\n"), 400),
            ("a query name twice", self.head(target="/v1/version?a=1&a=2"), 422),
            ("a target of 5,000 bytes", self.head(target="/" + "a" * 5000), 414),
            ("a field of 20,000 bytes", self.head(f"X-A: {'a' * 20000}\r\n"), 431),
            ("2,000 fields", self.head("".join(f"X-{i}: a\r\n" for i in range(2000))), 431),
            ("bytes of no protocol", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200) + b"\r\n\r\n", 400),
        ]
        for name, text, *wanted in cases:
            begun = time.monotonic()
            self.expect(f"target, {name}", self.first(text), *wanted)
            self.expect(f"target, {name}: the connection ends as asked", time.monotonic() - begun < 10, True)
        said = self.raw(self.head(target="/health/live?a=%0d%0aX-Evil:%20yes", fields="X-Request-Id: a\r\n"))
        self.expect("target, a field smuggled into the answer", b"\nX-Evil" in said, False)
        self.still_there("targets")

    # Bodies

    def send(self, body, path="/v1/worker/checks", fields=None, media="application/json", method="POST"):
        return self.house.ask(method, path, body, headers=fields, media=media)

    def bodies(self):
        deep = b'{"nik":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
        good = {"nik": "3319011705809999", "birth_date": "1980-05-17"}
        text = json.dumps(good).encode()
        cases = [
            ("100,000 nested arrays", deep, 400),
            ("100,000 nested objects", b'{"a":' * 100_000 + b"1" + b"}" * 100_000, 400),
            ("a name twice", b'{"nik":"1","nik":"2","birth_date":"1980-05-17"}', 400),
            ("more fields than there are", json.dumps({**good, "role": "administrator"}).encode(), 422),
            ("a number for a text", json.dumps({**good, "nik": 3319011705809999}).encode(), 422),
            ("an array for an object", b"[]", 422),
            ("null", b"null", 422),
            ("no JSON", b"nik=1", 400),
            ("something behind the JSON", text + b"{}", 400),
            ("overlong UTF-8", b'{"nik":"\xc0\xaf","birth_date":"1980-05-17"}', 400),
            ("half a surrogate", b'{"nik":"\\ud800","birth_date":"1980-05-17"}', 400),
            ("a byte order mark", b"\xef\xbb\xbf" + text, 200, 400),
            ("UTF-16", text.decode().encode("utf-16"), 400),
            ("a NUL in a text", b'{"nik":"\\u0000","birth_date":"1980-05-17"}', 400),
            ("NaN", b'{"nik":NaN,"birth_date":"1980-05-17"}', 400),
            ("a number of 400 digits", b'{"nik":' + b"9" * 400 + b',"birth_date":"1980-05-17"}', 400, 422),
            ("10,000 names", json.dumps({f"a{i}": 1 for i in range(10_000)}).encode(), 400, 422),
            ("no body", b"", 400),
        ]
        for name, body, *wanted in cases:
            self.expect(f"body, {name}", self.send(body).status, *wanted)
        large = b'{"nik":"' + b"1" * (2 << 20) + b'"}'
        head = self.head(f"Content-Length: {len(large)}\r\nContent-Type: application/json\r\n", "POST", "/v1/worker/checks")
        self.expect("body, 2 MiB", self.first(head.encode() + large), 413)
        self.expect("body, gzip", self.send(gzip.compress(text), fields={"Content-Encoding": "gzip"}).status, 415)
        bomb = gzip.compress(bytes(64 << 20))
        self.expect("body, gzip bomb", self.send(bomb, fields={"Content-Encoding": "gzip"}).status, 415)
        self.expect("body, a form", self.send(b"nik=1", media="application/x-www-form-urlencoded").status, 415)
        self.expect("body, plain text", self.send(text, media="text/plain").status, 415)
        self.still_there("bodies")

    def injections(self):
        """Every path parameter and every free text; none may end in a 5xx or give more than nothing."""
        for operation in self.contract.operations:
            callers = [who for role, who in self.house.people.items()
                       if operation.permission == "open" or operation.permission in who.permissions]
            who = next((one for one in callers if one is self.officer), callers[0] if callers else None)
            if str(operation) == "DELETE /v1/session":
                continue
            for text in TRAVERSALS if operation.names else ():
                self.expect_quiet(operation, self.path_with(operation, text), who, None, text, {400, 404, 422})
            for text in INJECTIONS if operation.names else ():
                self.expect_quiet(operation, self.path_with(operation, quote(text, safe="")), who, None, text, {400, 404, 422})
            for place, name in operation.text_fields():
                for text in INJECTIONS:
                    query, body = operation.query(), operation.body()[0]
                    (query if place == "query" else body)[name] = text
                    path = self.path_with(operation, "contoh") + ("?" + urlencode(query) if query else "")
                    self.expect_quiet(operation, path, who, body, text)
        self.still_there("injections")

    def path_with(self, operation, text):
        path = operation.path
        for name in operation.names:
            path = path.replace("{" + name + "}", text)
        return path

    def expect_quiet(self, operation, path, who, body, text, allowed=None):
        self.checked += 1
        sent = body if body is not None else operation.body()[0]
        media = operation.body()[1]
        # http.client would mend some of these; the bytes go as they are.
        try:
            answer = self.house.ask(operation.method, path, sent, who, operation.headers(), media=media)
        except (http.client.InvalidURL, ValueError):
            return
        said = answer.body.lower()
        bad = answer.status >= 500 or (allowed and answer.status < 300)
        leaks = b"sqlite" in said or b"syntax error" in said or b"pg_" in said or b"root:x:" in said or "x-evil" in answer.headers
        extra = "set-cookie" in answer.headers and "x=1" in answer.headers["set-cookie"]
        if bad or leaks or extra:
            self.complaints.append(f"injection: {operation} with {text!r} answered {answer.status}: {answer.body[:200]!r}")

    def mass_assignment(self):
        """A field that the contract does not name is refused, on every route that takes JSON."""
        for operation in self.contract.operations:
            body, media = operation.body()
            if media != "application/json" or not isinstance(body, dict):
                continue
            schema = self.contract.resolve(operation.body_schema())
            if schema.get("additionalProperties") is not False:
                self.expect(f"mass assignment: {operation} names its fields", bool(schema.get("x-open") or self.is_foreign_form(operation)), True)
                continue
            who = next((one for one in self.house.people.values() if operation.permission in one.permissions and
                        one.scope == [{"kind": "region", "value": "*"}]), None)
            if operation.permission != "open" and who is None:
                continue
            for extra in ({"is_admin": True}, {"id": 1}, {"state": "approved"}, {"__proto__": {}}):
                if set(extra) & set(schema.get("properties", {})):
                    continue
                answer = self.house.ask(operation.method, self.path_with(operation, "contoh"), {**body, **extra}, who,
                                        operation.headers())
                self.expect(f"mass assignment: {operation} with {extra}", answer.status, 422)

    def is_foreign_form(self, operation):
        """Messages whose form another standard sets (SP-DCI); what they hold beyond it is not read."""
        return "registry" in operation.path or "dci" in operation.path

    # Sessions

    def sessions(self):
        house = self.house
        person = house.people["village_officer"]
        fixed = "pys_" + "A" * 43
        answer = house.ask("POST", "/v1/sessions", {"name": person.name, "password": PASSWORD},
                           headers={"Cookie": f"payung_session={fixed}"})
        first = re.search(r"payung_session=([^;]+)", answer.headers["set-cookie"])[1]
        self.expect("fixation: the token is the server's own", first == fixed, False)
        flags = answer.headers["set-cookie"]
        self.expect("cookie: HttpOnly and SameSite", "HttpOnly" in flags and "SameSite=Lax" in flags, True)
        asked = {"name": person.name, "password": PASSWORD}
        forced = house.ask("POST", "/v1/sessions", asked, headers={"Cookie": f"payung_session={first}"})
        self.expect("csrf: signing somebody in as somebody else", forced.status, 403)
        again = house.ask("POST", "/v1/sessions", asked, headers={"Cookie": f"payung_session={first}",
                                                                  "X-CSRF-Token": answer.json()["csrf_token"]})
        second = re.search(r"payung_session=([^;]+)", again.headers["set-cookie"])[1]
        self.expect("fixation: signing in again gives another token", second == first, False)
        self.expect("fixation: the token before is dead", self.with_cookie("GET", "/v1/session", first).status, 401)
        csrf = again.json()["csrf_token"]
        self.expect("csrf: cookie without the field", self.with_cookie("POST", "/v1/account/totp", second).status, 403)
        self.expect("csrf: a wrong one", self.with_cookie("POST", "/v1/account/totp", second, "A" * len(csrf)).status, 403)
        self.expect("csrf: the field of another session", self.with_cookie("POST", "/v1/account/totp", second, person.csrf).status, 403)
        for place in ({"X-CSRF-Token": ""}, {"X-CSRF-Token": csrf[:-1]}):
            answer = house.ask("POST", "/v1/account/totp", headers={"Cookie": f"payung_session={second}", **place})
            self.expect("csrf: a short one", answer.status, 403)
        self.expect("a session as a bearer", house.ask("GET", "/v1/session", headers={"Authorization": f"Bearer {second}"}).status, 401)
        self.expect("a key as a cookie", self.with_cookie("GET", "/v1/session", person.key).status, 401)
        two = f"payung_session={second}; payung_session={first}"
        self.expect("two cookies of one name", house.ask("GET", "/v1/session", headers={"Cookie": two}).status, 401)
        # A half session signs nobody in, and the second factor gives a new token.
        self.second_factor(person, second, csrf)
        self.still_there("sessions")

    def second_factor(self, person, cookie, csrf):
        house = self.house
        offer = self.with_cookie("POST", "/v1/account/totp", cookie, csrf).json()
        at = time.time()
        done = self.with_cookie("POST", "/v1/account/totp/activate", cookie, csrf,
                                {"password": PASSWORD, "code": totp(offer["secret"], at)}).json()
        self.expect("second factor: set up", done["answer"], "done")
        half = house.ask("POST", "/v1/sessions", {"name": person.name, "password": PASSWORD})
        self.expect("second factor: asked for", half.json()["answer"], "second_factor")
        self.expect("second factor: no cookie before it", "set-cookie" in half.headers, False)
        token = half.json()["second_factor_token"]
        self.expect("half session as a cookie", self.with_cookie("GET", "/v1/session", token).status, 401)
        spent = house.ask("POST", "/v1/sessions/second-factor", {"token": token, "code": totp(offer["secret"], at)})
        self.expect("second factor: a code counts once", spent.json()["answer"], "refused")
        half = house.ask("POST", "/v1/sessions", {"name": person.name, "password": PASSWORD}).json()
        full = house.ask("POST", "/v1/sessions/second-factor",
                         {"token": half["second_factor_token"], "code": done["recovery_codes"][0]})
        self.expect("second factor: signed in", full.json()["answer"], "signed_in")
        new = re.search(r"payung_session=([^;]+)", full.headers["set-cookie"])[1]
        self.expect("fixation: a new token after the second factor", new == half["second_factor_token"], False)
        old = self.with_cookie("GET", "/v1/session", half["second_factor_token"]).status
        self.expect("fixation: the half token is dead", old, 401)

    def with_cookie(self, method, path, token, csrf=None, body=None):
        return self.house.ask(method, path, body, headers={"Cookie": f"payung_session={token}", "X-CSRF-Token": csrf})

    # Alike for those whom the register knows and those whom it does not

    def alike(self):
        """Body and status; the times are printed, since a test must not hang on them."""
        known = people_of(HOME)[2]
        cases = {"unknown NIK": ("3319014104759999", "1975-04-01"), "wrong date": (known[0], "1975-04-02")}
        answers = {}
        for name, (nik, born) in cases.items():
            answers[name] = self.send({"nik": nik, "birth_date": born}).told()
        self.expect("alike: worker's door, status and body", answers["unknown NIK"], answers["wrong date"])
        report = {"kind": "jkm", "happened_on": "2025-01-10", "reporter_name": "X", "reporter_phone": "081200000001"}
        told = {name: self.send({"nik": nik, "birth_date": born, **report}, "/v1/family/reports").told()
                for name, (nik, born) in cases.items()}
        self.expect("alike: the family's door, status and body", told["unknown NIK"], told["wrong date"])
        self.expect("alike: the family's door refuses", told["unknown NIK"][0], 200)
        outsider = self.house.people["village_officer"]
        foreign = people_of("kenanga")[2][0]
        one, other = (self.house.ask("POST", "/v1/identity-checks", {"nik": nik}, outsider).told()
                      for nik in (foreign, "3320014104759999"))
        self.expect("alike: identity check beyond the scope", one, other)
        names = {"a known name": self.officer.name, "an unknown name": "nobody-of-this-name"}
        told = {name: self.send({"name": who, "password": "no such password 1"}, "/v1/sessions").told()
                for name, who in names.items()}
        self.expect("alike: signing in", told["a known name"], told["an unknown name"])
        times = {name: [] for name in (*cases, *(f"family, {name}" for name in cases), "identity check, foreign", "identity check, nobody")}
        for i in range(30):
            for name, (nik, born) in cases.items():
                # In turn: one that is asked too often must wait.
                asked = people_of(HOME)[i % 6][0]
                asked = asked[:-4] + "9999" if name == "unknown NIK" else asked
                times[name].append(self.took(lambda: self.send({"nik": asked, "birth_date": born})))
                times[f"family, {name}"].append(self.took(
                    lambda: self.send({"nik": asked, "birth_date": born, **report}, "/v1/family/reports")))
            for name, nik in (("identity check, foreign", foreign), ("identity check, nobody", "3320014104759999")):
                times[name].append(self.took(lambda: self.house.ask("POST", "/v1/identity-checks", {"nik": nik}, outsider)))
        for name, taken in times.items():
            print(f"attacks: {name}: median {statistics.median(taken):.2f} ms of {len(taken)}, spread "
                  f"{min(taken):.2f} to {max(taken):.2f}")

    def took(self, call):
        begun = time.perf_counter()
        call()
        return (time.perf_counter() - begun) * 1000

    # Too much of it

    def slow(self):
        """Heads that never end are cut off within the time for a head; others are served meanwhile."""
        socks = []
        for _ in range(100):
            sock = socket.create_connection(("127.0.0.1", self.house.port), timeout=20)
            sock.sendall(b"GET /health/live HTTP/1.1\r\nHost: a\r\n")
            socks.append(sock)
        begun = time.monotonic()
        self.expect("slow heads: others are served", self.house.ask("GET", "/health/live").status, 200)
        cut = 0
        open_ones = list(socks)
        while open_ones and time.monotonic() - begun < 25:
            time.sleep(1)
            for sock in list(open_ones):
                try:
                    sock.sendall(b"X-A: a\r\n")
                    sock.setblocking(False)
                    try:
                        said = sock.recv(4096)
                        if not said or b" 408 " in said or b" 400 " in said:
                            raise ConnectionResetError
                    except BlockingIOError:
                        pass
                    sock.setblocking(True)
                except OSError:
                    cut += 1
                    open_ones.remove(sock)
        for sock in socks:
            sock.close()
        self.expect("slow heads: all were cut off", cut, 100)
        self.still_there("slow heads")

    def flood(self):
        """More connections than one address may have: the rest is told 429, and it recovers."""
        socks, told = [], 0
        for _ in range(700):
            try:
                sock = socket.create_connection(("127.0.0.1", self.house.port), timeout=5)
            except OSError:
                continue
            socks.append(sock)
        time.sleep(0.5)
        for sock in socks:
            sock.setblocking(False)
            try:
                told += b" 429 " in sock.recv(200)
            except OSError:
                pass
        self.expect("flood: who is too many is told 429", told >= 200, True)
        for sock in socks:
            sock.close()
        time.sleep(0.5)
        self.still_there("flood")

    def endless_body(self):
        """A length that is promised and never sent, and a body on a route that takes none."""
        text = self.head("Content-Length: 1000\r\nContent-Type: application/json\r\n", "POST", "/v1/worker/checks")
        with socket.create_connection(("127.0.0.1", self.house.port), timeout=60) as sock:
            sock.sendall(text.encode() + b'{"nik":')
            self.expect("promised body: others are served", self.house.ask("GET", "/health/live").status, 200)
        answer = self.first(self.head("Content-Length: 100000000\r\nContent-Type: application/json\r\n", "POST", "/v1/worker/checks"))
        self.expect("a length of 100 MB", answer, 413)
        self.expect("a body where none belongs", self.first(self.head("Content-Length: 100\r\n") + "a" * 100), 413)
        many = "".join(self.head(close=False) for _ in range(300)) + self.head()
        self.expect("301 requests at once on one connection", len(self.statuses(many)), 301)
        self.still_there("endless bodies")

    def limits(self, payung, folder):
        """Guessing is slowed down: per address where nobody signed in, per account where somebody did."""
        with House(payung, folder) as house:
            house.serve("--log-level", "info", rate=20)
            admin = house.open_house()
            # Somebody who is known and may not stands in the log, with his account and nothing else.
            account = house.ok("GET", "/v1/session", who=admin, cookie=True)["account"]
            refused = house.ask("GET", "/v1/people/secret-in-the-path", who=admin, cookie=True)
            self.expect("log: refused", refused.status, 403)
            log = house.log.read_text(errors="replace")
            number = refused.json()["instance"].rsplit(":", 1)[1]
            line = f'"request":"{number}","refused":"not_allowed","account":"{account}"'
            self.expect("log: the account of a refusal", line in log, True)
            self.expect("log: no path", "secret-in-the-path" in log, False)
            self.prove_again(house, admin)
            house.stop()
            house.serve(rate=20)
            seen = [house.ask("GET", "/v1/session").status for _ in range(80)]
            self.expect("rate: who guesses is told 429", 429 in seen and set(seen) == {401, 429}, True)
            time.sleep(1)
            self.expect("rate: and may come again", house.ask("GET", "/v1/version").status, 200)
            waits = [house.ask("POST", "/v1/sessions", {"name": "admin", "password": f"wrong password {i}"}) for i in range(8)
                     if time.sleep(0.1) is None]
            self.expect("lockout: after five wrong passwords he waits", waits[-1].json().get("answer"), "wait")

    def prove_again(self, house, admin):
        """A screen left unlocked: after a while the password is asked again before sensitive deeds."""
        other = Person("administrator", "admin", [])
        house.sign_in(other)
        listed = house.ok("GET", "/v1/sessions", who=admin, cookie=True)["items"]
        session = next(one["id"] for one in listed if not one["this_one"])
        house.stop()
        with sqlite3.connect(house.database) as database:
            database.execute("update user_session set proved_s = created_s - 3600")
        database.close()
        house.serve(rate=20)
        sensitive = (("DELETE", f"/v1/sessions/{session}", None), ("POST", "/v1/account/totp", None),
                     ("POST", "/v1/api-keys", {"name": "x", "permissions": ["accounts_manage"], "days": 1}),
                     ("POST", "/v1/accounts", {"name": "x", "shown_name": "x", "role": "administrator",
                                             "scope": [{"kind": "region", "value": "*"}]}))
        for method, path, body in sensitive:
            answer = house.ask(method, path, body, who=admin, cookie=True)
            told = (answer.status, answer.json().get("type"))
            self.expect(f"an old password: {method} {path}", told, (403, "tag:payung:prove_again"))
        self.expect("an old password: what is not sensitive goes", house.ask("GET", "/v1/accounts", who=admin, cookie=True).status, 200)
        wrong_one = house.ok("POST", "/v1/session/proofs", {"password": "not that one"}, who=admin, cookie=True)
        self.expect("an old password: a wrong one", wrong_one["answer"], "refused")
        self.expect("an old password: is refused still", house.ask(*sensitive[0], who=admin, cookie=True).status, 403)
        proved = house.ok("POST", "/v1/session/proofs", {"password": PASSWORD}, who=admin, cookie=True)
        self.expect("an old password: brought again", proved["answer"], "done")
        self.expect("an old password: then it goes", house.ask(*sensitive[0], who=admin, cookie=True).status, 200)

    def key_of_less(self):
        """A key may never do more than it was made for, nor make itself more."""
        person = Person("branch_officer", "x", [])
        person.cookie, person.csrf = self.officer.cookie, self.officer.csrf
        self.house.add_key(person, ["rules_read"])
        asked = {"name": "more", "permissions": ["people_read"], "days": 1}
        self.expect("a key makes no key", self.house.ask("POST", "/v1/api-keys", asked, person).status, 409, 403)
        asked = {"name": "more", "permissions": ["accounts_manage"], "days": 1}
        answer = self.house.ask("POST", "/v1/api-keys", asked, self.officer, cookie=True)
        self.expect("nobody makes a key beyond his role", answer.status, 422)
        once = secrets.token_hex(12)
        body = {"name": "twice", "permissions": ["rules_read"], "days": 1}
        first, second = (self.house.ask("POST", "/v1/api-keys", body, self.officer, {"Idempotency-Key": once}, cookie=True)
                         for _ in range(2))
        self.expect("idempotency: the same answer again", first.body == second.body, True)
        other = self.house.ask("POST", "/v1/api-keys", {**body, "name": "b"}, self.officer, {"Idempotency-Key": once}, cookie=True)
        self.expect("idempotency: another request under the same key", other.status, 422)
        stranger = self.house.people["auditor"]
        theirs = self.house.ask("POST", "/v1/api-keys", body, stranger, {"Idempotency-Key": once}, cookie=True)
        self.expect("idempotency: keys of others are nobody's", theirs.body == first.body, False)


def main():
    payung, folder = sys.argv[1], Path(sys.argv[2])
    shutil.rmtree(folder, ignore_errors=True)
    with House(payung, folder / "house") as house:
        house.seed()
        house.serve()
        house.staff()
        attacks = Attacks(house)
        # Signing in comes first: whoever guesses later makes this address wait.
        for one in (attacks.sessions, attacks.key_of_less, attacks.alike, attacks.smuggling, attacks.targets, attacks.bodies,
                    attacks.injections, attacks.mass_assignment, attacks.endless_body, attacks.slow, attacks.flood):
            begun = time.monotonic()
            one()
            print(f"attacks: {one.__name__}, {time.monotonic() - begun:.1f} s", flush=True)
        attacks.expect("the server stops cleanly", house.stop(), 0)
        house.run("verify")
    attacks.limits(payung, folder / "limits")
    print(f"attacks: {attacks.checked} checks, {len(attacks.complaints)} complaints")
    return wrong(attacks.complaints, "attacks")


if __name__ == "__main__":
    sys.exit(main())

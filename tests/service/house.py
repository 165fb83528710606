"""A small office for the tests of the running service: two regencies with invented people, members,
bills and payments, made with the command line; `payung serve` over it; an account with session and
API key for every role, once at home and once with the whole country. Python's library alone.

Words tell the regencies apart: whatever belongs to the home regency (Kudus, 33.19) is named after
melati, whatever belongs to the foreign one (Jepara, 33.20) after kenanga."""
import base64
import hashlib
import hmac
import http.client
import json
import os
import re
import secrets
import signal
import socket
import struct
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

HOME, FOREIGN = "melati", "kenanga"
AREAS = {HOME: "33.19", FOREIGN: "33.20"}
VILLAGES = {HOME: "33.19.01.2006", FOREIGN: "33.20.01.2001"}
VILLAGE_NAMES = {HOME: "Banget", FOREIGN: "Kedungmalang"}
PASSWORD = "becak di pasar kliwon"
MONTH = "2025-01"
BIRTHS = ["17-05-1980", "23-12-1985", "01-04-1975", "02-08-1990", "15-07-1970", "30-09-1988"]

PROGRAMME = """[scheme]
code = "{word}"
name = "Program {title}"
area = "{area}"
period = "2025-01/2026-01"
programmes = "JKK+JKM"
presence = "lives_or_works"
poverty = "any"
wage_earners = "excluded"
age_min = 18
age_limit = 65
priority = ["decile", "age_desc"]
company_heads = 10
company_rank = 4
source = "invented"
[[payer]]
code = "dinas-{word}"
name = "Dinas {title}"
kind = "apbd_regency"
area = "{area}"
wadah = "SG"
source = "invented"
[[budget]]
payer = "dinas-{word}"
code = "apbd-{word}"
amount = 907200000
heads_max = 4500
rank = 1
source = "invented"
"""


def people_of(word, count=6):
    """NIK, name, birth date, sex, phone, mother."""
    rows = []
    for i in range(count):
        day, month, year = BIRTHS[i % len(BIRTHS)].split("-")
        woman = i % 2
        first = int(day) + (40 if woman else 0)
        nik = f"{AREAS[word].replace('.', '')}01{first:02d}{month}{year[2:]}{i + 1:04d}"
        name = f"{'Siti' if woman else 'Budi'} {word.capitalize()}{'wati' if woman else 'wan'} {'ABCDEFGHIJ'[i % 10]}"
        phone = f"0812{'7' if word == HOME else '8'}555{i:04d}"
        rows.append((nik, name, BIRTHS[i % len(BIRTHS)], "P" if woman else "L", phone, f"Sri {word.capitalize()}ningsih"))
    return rows


@dataclass
class Answer:
    status: int
    headers: dict
    body: bytes

    def json(self):
        return json.loads(self.body)

    def told(self):
        """Status and body without what is new in every answer: the request's number."""
        return self.status, re.sub(rb'urn:payung:request:[^"]+', b"", self.body)


@dataclass
class Person:
    """An account: how it signs in and what it holds."""
    role: str
    name: str
    scope: list
    key: str = ""
    cookie: str = ""
    csrf: str = ""
    permissions: set = field(default_factory=set)


def totp(secret, at=None):
    """RFC 6238 with the defaults of every app."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    counter = int((time.time() if at is None else at) // 30)
    digest = hmac.new(key, struct.pack(">Q", counter), hashlib.sha1).digest()
    offset = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[offset:offset + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def scopes_at(word):
    """Role -> limits of an account that works in this regency."""
    region = [{"kind": "region", "value": AREAS[word]}]
    return {
        "branch_officer": region,
        "agency_operator": [{"kind": "sender", "value": f"tani-{word}"}],
        "company_hr": [{"kind": "payer", "value": f"dinas-{word}"}],
        "village_officer": [{"kind": "region", "value": VILLAGES[word]}],
        "analyst": region,
        "auditor": region,
        "worker": [],
        "machine": region,
    }


class House:
    def __init__(self, payung, folder, database=None):
        self.payung = str(Path(payung).resolve())
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.database = database or str(self.folder / "payung.db")
        self.server = None
        self.port = 0
        self.log = self.folder / "serve.log"
        self.people = {}

    def run(self, *arguments, today="2025-01-07"):
        environment = dict(os.environ, PAYUNG_ACTOR="tests", PAYUNG_KEY_FILE=str(self.folder / "test.key"),
                           TZ="UTC")
        command = [self.payung, "--db", self.database, "--today", today, "--lang", "en", *arguments]
        done = subprocess.run(command, cwd=self.folder, env=environment, text=True,
                              capture_output=True, timeout=300, check=False)
        if done.returncode != 0:
            raise SystemExit(f"payung {' '.join(arguments)} ended with {done.returncode}:\n"
                             f"{done.stdout}{done.stderr}")
        return done.stdout

    def seed(self, words=(HOME, FOREIGN), count=6, heads=4500):
        """`count` people in each regency, of whom the budget takes `heads`; the first of them is paid for."""
        for word in words:
            title = word.capitalize()
            lines = ["NIK,Nama,Tanggal Lahir,L/P,Desa,Pekerjaan,Status,No HP,Nama Ibu"]
            for nik, name, born, sex, phone, mother in people_of(word, count):
                lines.append(f"{nik},{name},{born},{sex},{VILLAGE_NAMES[word]},Petani,aktif,{phone},{mother}")
            (self.folder / f"{word}.csv").write_text("\n".join(lines) + "\n")
            (self.folder / f"{word}.toml").write_text(
                PROGRAMME.format(word=word, title=title, area=AREAS[word]).replace("4500", str(heads)))
            self.run("import", f"{word}.csv", "--sender", f"tani-{word}", "--name", f"Tani {title}",
                     "--kind", "agency", "--area", AREAS[word], "--as-of", "2025-01-05")
        self.run("link", "run")
        for word in words:
            self.run("payers", "load", f"{word}.toml")
            self.run("eligibility", "run", "--scheme", word)
            self.run("allocate", "--scheme", word, "--from", MONTH)
            self.run("enrol", "--scheme", word)
        self.run("bill", MONTH)
        for word in words:
            self.run("pay", f"dinas-{word}", "16800", "--on", "2025-01-12", "--key", f"transfer-{word}",
                     today="2025-01-13")

    def serve(self, *options, rate=100_000, today="2025-01-20", port=None):
        self.port = port or free_port()
        environment = dict(os.environ, PAYUNG_KEY_FILE=str(self.folder / "test.key"))
        command = [self.payung, "--db", self.database, "--today", today, "serve", "--port", str(self.port),
                   "--account-rate", str(rate), "--address-rate", str(rate), *options]
        log = open(self.log, "ab")
        begun = log.tell()
        self.server = subprocess.Popen(command, cwd=self.folder, env=environment, stdout=log, stderr=log)
        log.close()
        until = time.monotonic() + 60
        while time.monotonic() < until:
            if self.server.poll() is not None:
                raise SystemExit(f"payung serve ended:\n{self.log.read_text(errors='replace')[-2000:]}")
            try:
                # The line with the port is the last thing that starting says.
                said = self.log.read_text(errors="replace")[begun:]
                if str(self.port) in said and self.ask("GET", "/health/ready").status == 200:
                    return self
            except OSError:
                pass
            time.sleep(0.05)
        raise SystemExit("payung serve does not answer")

    def alive(self):
        """Still there, and still answering."""
        return self.server.poll() is None and self.ask("GET", "/health/ready").status == 200

    def stop(self):
        if self.server and self.server.poll() is None:
            self.server.send_signal(signal.SIGTERM)
            try:
                self.server.wait(40)
            except subprocess.TimeoutExpired:
                self.server.kill()
                self.server.wait()
        return self.server.returncode if self.server else 0

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def ask(self, method, path, body=None, who=None, headers=None, cookie=False, media=None, seconds=30):
        """One request on its own connection. `who` comes by API key, or with `cookie` by session."""
        fields = dict(headers or {})
        if who and not cookie and who.key:
            fields.setdefault("Authorization", f"Bearer {who.key}")
        if who and cookie:
            fields.setdefault("Cookie", f"payung_session={who.cookie}")
            fields.setdefault("X-CSRF-Token", who.csrf)
        data = None
        if body is not None:
            data = body if isinstance(body, bytes) else json.dumps(body).encode()
            fields.setdefault("Content-Type", media or "application/json")
        if method not in ("GET", "HEAD"):
            fields.setdefault("Idempotency-Key", secrets.token_hex(16))
        fields = {name: value for name, value in fields.items() if value is not None}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=seconds)
        try:
            connection.request(method, path, data, fields)
            answer = connection.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            if found.get("content-type", "").startswith("text/event-stream"):
                return Answer(answer.status, found, first_events(connection, answer))
            return Answer(answer.status, found, answer.read())
        finally:
            connection.close()

    def ok(self, method, path, body=None, **rest):
        answer = self.ask(method, path, body, **rest)
        if answer.status not in (200, 201, 202, 204):
            raise SystemExit(f"{method} {path} answered {answer.status}: {answer.body[:500]!r}")
        return answer.json() if answer.body else None

    def contract(self):
        return self.ok("GET", "/openapi.json")

    # Accounts

    def open_house(self):
        """The first administrator, by the one-time link that a first start prints."""
        self.accept(re.search(r"/invitation#(pyl_[\w-]+)", self.log.read_text(errors="replace"))[1])
        admin = Person("administrator", "admin", [{"kind": "region", "value": "*"}])
        self.sign_in(admin)
        self.people["administrator"] = admin
        return admin

    def accept(self, token):
        done = self.ok("POST", "/v1/invitations/accept", {"token": token, "password": PASSWORD})
        if done["answer"] != "set":
            raise SystemExit(f"an invitation was answered {done}")

    def sign_in(self, person):
        """Session and CSRF token; the second factor too where the role must have one."""
        answer = self.ask("POST", "/v1/sessions", {"name": person.name, "password": PASSWORD})
        told = answer.json()
        if told["answer"] == "second_factor":
            code = totp(person.secret)
            answer = self.ask("POST", "/v1/sessions/second-factor",
                              {"token": told["second_factor_token"], "code": code})
            told = answer.json()
        if told["answer"] != "signed_in":
            raise SystemExit(f"{person.name} could not sign in: {told}")
        person.cookie = re.search(r"payung_session=([^;]+)", answer.headers["set-cookie"])[1]
        person.csrf = told["csrf_token"]

    def add_key(self, person, permissions=None):
        me = self.ok("GET", "/v1/session", who=person, cookie=True)
        person.permissions = set(permissions or me["permissions"])
        made = self.ok("POST", "/v1/api-keys",
                       {"name": "tests", "permissions": sorted(person.permissions), "days": 2},
                       who=person, cookie=True)
        person.key = made["token"]
        return person

    def add_account(self, role, name, scope):
        """Active, signed in, with an API key that holds all its role may."""
        admin = self.people["administrator"]
        body = {"name": name, "shown_name": f"Nama {name}", "role": role, "scope": scope}
        made = self.ok("POST", "/v1/accounts", body, who=admin, cookie=True)
        person = Person(role, name, scope)
        person.id = made["id"]
        if role == "machine":
            person.permissions = {"registry_query", "active_query", "bills_collect"}
            key = self.ok("POST", "/v1/api-keys",
                          {"account": made["id"], "name": "tests", "permissions": sorted(person.permissions)},
                          who=admin, cookie=True)
            person.key = key["token"]
            return person
        self.accept(made["link_token"])
        self.sign_in(person)
        return self.add_key(person)

    def intend(self, words=(HOME, FOREIGN)):
        """A plan, a campaign, a company's promise and a remembered correction in each regency; asks for staff()."""
        who = self.people["branch_officer*"]
        for word in words:
            self.ok("POST", f"/v1/schemes/{word}/saved-plans", {"name": f"Rencana {word}"}, who=who)
            code = f"peduli-{word}"
            self.ok("POST", "/v1/campaigns", {"code": code, "scheme": word, "name": f"Peduli {word}",
                                              "district": AREAS[word] + ".01"}, who=who)
            self.ok("POST", f"/v1/campaigns/{code}/pledges", {"payer": f"toko-{word}"}, who=who)
            self.ok("POST", f"/v1/senders/tani-{word}/fixes",
                    {"field": "village", "rule": "use_value", "from_text": f"desa {word} lama", "value": f"desa {word}"}, who=who)
            self.claim_of(word, who)
            self.entry_of(word, who)

    def entry_of(self, word, who):
        """Somebody whom a village office entered by hand, with a photo of the identity card."""
        nik = f"{AREAS[word].replace('.', '')}011708829001"
        entry = self.ok("POST", "/v1/entries", {
            "nik": nik, "name": f"Desa {word.capitalize()}", "birth_date": "1982-08-17", "sex": "L",
            "village": VILLAGES[word], "occupation": "Petani"}, who=who)["entry"]["id"]
        self.ask("POST", f"/v1/entries/{entry}/photos", b"\xff\xd8\xff\xe0 a photo", who,
                 media="application/octet-stream")

    def claim_of(self, word, who):
        """A claim with one paper, verified, of somebody in that regency."""
        found = self.ok("POST", "/v1/people/searches", {"q": people_of(word)[0][0]}, who=who)["items"]
        body = {"person": found[0]["id"], "kind": "jkm", "happened_on": f"{MONTH}-10", "reporter": "family"}
        claim = self.ok("POST", "/v1/claims", body, who=who)["id"]
        self.ask("POST", f"/v1/claims/{claim}/papers?paper=identity", b"%PDF-1.4\n", who,
                 media="application/pdf")
        self.ok("POST", f"/v1/claims/{claim}/verification", {}, who=who)

    def staff(self):
        """Every role at home ("branch_officer"), and with the whole country ("branch_officer*")."""
        admin = self.people.get("administrator") or self.open_house()
        self.add_key(admin)
        for role, scope in scopes_at(HOME).items():
            self.people[role] = self.add_account(role, f"{role.replace('_', '-')}-home", scope)
        regency = [{"kind": "region", "value": AREAS[HOME]}]
        self.people["administrator@home"] = self.add_account("administrator", "administrator-home", regency)
        everywhere = [{"kind": "region", "value": "*"}]
        for role in ("branch_officer", "agency_operator", "auditor", "machine"):
            name = f"{role.replace('_', '-')}-country"
            self.people[role + "*"] = self.add_account(role, name, everywhere)
        self.people["branch_officer abroad*"] = self.add_account(
            "branch_officer", "branch-officer-abroad", scopes_at(FOREIGN)["branch_officer"])
        return self.people


def first_events(connection, answer, seconds=1.5):
    """What a stream of events says at first; it has no end."""
    said = b""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if connection.sock is not None:
                connection.sock.settimeout(max(0.05, until - time.monotonic()))
            piece = answer.read1(65536)
        except (OSError, TimeoutError):
            break
        if not piece:
            break
        said += piece
    return said


def wrong(complaints, name):
    """Prints what was found; the exit code."""
    for line in complaints:
        print(f"{name}: {line}", file=sys.stderr)
    return 1 if complaints else 0

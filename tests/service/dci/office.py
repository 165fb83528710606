"""A small office for tests of the service: invented people in Kudus, some of them enrolled and paid
for, and `payung serve` on them. Standard library only."""
import datetime
import http.cookiejar
import json
import os
import re
import socket
import subprocess
import urllib.error
import urllib.request

BUDI, SITI, AGUS, DEWI = ("3319011705800001", "3319016312850002", "3319010104750003",
                          "3319014208900004")
NOBODY = "3319010101900009"
LIST = f"""NIK,Nama,Tanggal Lahir,L/P,Desa,Pekerjaan,Status
{BUDI},Budi Santoso,17-05-1980,L,Banget,Petani,aktif
{SITI},Siti Aminah,23-12-1985,P,Banget,Petani,aktif
{AGUS},Agus Riyanto,01-04-1975,L,Banget,Petani,aktif
{DEWI},Dewi Lestari,02-08-1990,P,Garung Kidul,Petani,aktif
"""


def today():
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=7)).date()


def month_after(day, count):
    index = day.year * 12 + day.month - 1 + count
    return f"{index // 12}-{index % 12 + 1:02}"


def programme(heads):
    return f"""
[scheme]
code = "kudus-uji"
name = "Pekerja rentan"
area = "33.19"
period = "{month_after(today(), 0)}/{month_after(today(), 12)}"
programmes = "JKK+JKM"
source = "invented for a test"
priority = ["age_desc"]

[[payer]]
code = "dinas-perdagangan"
name = "Dinas Perdagangan"
kind = "apbd_regency"
area = "33.19"
source = "invented"

[[budget]]
payer = "dinas-perdagangan"
code = "dinas"
heads_max = {heads}
rank = 1
source = "invented"
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.text = status, headers, body
        self.type = headers.get("Content-Type", "")

    @property
    def json(self):
        return json.loads(self.text)


class Office:
    """Makes the database, serves it, and knows its administrator."""

    def __init__(self, payung, folder, members=2):
        self.payung, self.folder = payung, folder
        # A database server may be named instead of the file.
        self.database = os.environ.get("PAYUNG_DCI_DATABASE") or folder / "office.db"
        self.environment = {**os.environ, "PAYUNG_KEY_FILE": str(folder / "office.key")}
        (folder / "list.csv").write_text(LIST)
        (folder / "programme.toml").write_text(programme(members))
        self.run("import", folder / "list.csv", "--sender", "tani", "--kind", "agency", "--area",
                 "33.19", "--as-of", today().isoformat())
        self.run("link", "run")
        self.run("payers", "load", folder / "programme.toml")
        self.run("eligibility", "run")
        self.run("allocate")
        self.run("enrol")
        self.month = month_after(today(), 0)
        self.run("bill", self.month)
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.process = None
        self.browser = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        self.csrf = ""
        self.keys_made = 0

    def run(self, *words):
        done = subprocess.run([self.payung, "--db", self.database, "--lang", "en", *words],
                              capture_output=True, text=True, timeout=120,
                              env=self.environment)
        if done.returncode != 0:
            raise SystemExit(f"payung {words}: {done.stdout}{done.stderr}")
        return done.stdout

    def start(self, *options):
        """Starts the server; the token of the first administrator's link, if it gave one."""
        self.process = subprocess.Popen(
            [self.payung, "--db", self.database, "--lang", "en", "serve", "--port",
             str(self.port), *options], stdout=subprocess.PIPE, text=True,
            env=self.environment)
        token = ""
        for line in self.process.stdout:
            found = re.search(r"pyl_[A-Za-z0-9_-]+", line)
            token = found[0] if found else token
            if str(self.port) in line:
                return token
        raise SystemExit("the server does not come up")

    def serve(self, *options):
        token = self.start(*options)
        taken = self.ask("POST", "/v1/invitations/accept",
                         {"token": token, "password": "payung hujan kudus 7"})
        if taken.json.get("answer") != "set":
            raise SystemExit(f"the first link: {taken.text}")
        signed = self.ask("POST", "/v1/sessions",
                          {"name": "admin", "password": "payung hujan kudus 7"})
        if signed.json.get("answer") != "signed_in":
            raise SystemExit(f"signing in: {signed.text}")
        self.csrf = signed.json["csrf_token"]

    def tell(self, *words, options=()):
        """Something happens while the server is down; it hears of it when it is back."""
        self.stop()
        self.run(*words)
        self.start(*options)

    def stop(self):
        if self.process is None:
            return
        self.process.terminate()
        self.process.wait(30)
        self.process.stdout.close()

    def ask(self, method, path, body=None, key=None, headers=None, raw=None):
        """One request: with an API key, or as the administrator by cookie."""
        data = raw if raw is not None else None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data, method=method)
        if data is not None:
            request.add_header("Content-Type", "application/json")
        if key is not None:
            request.add_header("Authorization", "Bearer " + key)
        elif self.csrf:
            request.add_header("X-CSRF-Token", self.csrf)
            self.keys_made += 1
            request.add_header("Idempotency-Key", f"test-{self.keys_made:08}")
        for name, value in (headers or {}).items():
            if value is None:
                request.remove_header(name)
            else:
                request.add_header(name, value)
        opener = urllib.request.build_opener() if key is not None else self.browser
        try:
            with opener.open(request, timeout=30) as answer:
                return Answer(answer.status, answer.headers, answer.read().decode())
        except urllib.error.HTTPError as answer:
            return Answer(answer.code, answer.headers, answer.read().decode())

    def machine(self, name, permissions, scope=None):
        """An account with one API key: (public id, token)."""
        limits = [{"kind": kind, "value": value} for kind, value in (scope or [("region", "33")])]
        made = self.ask("POST", "/v1/accounts", {"name": name, "shown_name": name, "role": "machine",
                                                 "scope": limits})
        if made.status != 201:
            raise SystemExit(f"account {name}: {made.status} {made.text}")
        account = made.json
        key = self.ask("POST", "/v1/api-keys", {"account": account["id"], "name": name,
                                                "permissions": permissions})
        if key.status != 201:
            raise SystemExit(f"key of {name}: {key.status} {key.text}")
        return account["id"], key.json["token"]

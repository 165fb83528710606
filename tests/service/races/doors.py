"""Doors: what works once works once, what was taken away is gone, and many hands make no more guesses."""
import re
import secrets
import threading
import time

from house import HOME, PASSWORD, Person, people_of, totp
from storm import DONE, Ask

HERE = [{"kind": "region", "value": "33.19"}]
MANY = 8


def sign_in(name, password):
    return Ask("POST", "/v1/sessions", {"name": name, "password": password})


def said(answers, field="answer"):
    return sorted(one.json()[field] for one in answers)


def alive(storm, cookie):
    """Whether a session still opens anything, on each server."""
    def ask(house):
        return house.ask("GET", "/v1/session", headers={"Cookie": f"payung_session={cookie}"}).status == 200
    return any(ask(house) for house in storm.houses)


def cookie_of(answer):
    return re.search(r"payung_session=([^;]+)", answer.headers["set-cookie"])[1]


def link(storm):
    """A one-time link opens once, and the password of that one opens the account."""
    body = {"name": "tautan", "shown_name": "Tautan", "role": "auditor", "scope": HERE}
    made = storm.one_of("one account made by many", [Ask("POST", "/v1/accounts", body, storm.admin)] * 4)
    token = made.json()["link_token"]
    words = [f"sandi nomor {i} yang panjang" for i in range(6)]
    answers = storm.at_once("one link used often",
                            [Ask("POST", "/v1/invitations/accept", {"token": token, "password": one}) for one in words])
    won = [one for one, answer in zip(words, answers) if answer.json()["answer"] == "set"]
    storm.expect("one link: set", len(won), 1)
    storm.expect("one link: its password opens", said([storm.persist(storm.house, sign_in("tautan", won[0]))]), ["signed_in"])
    other = next(one for one in words if one not in won)
    storm.expect("one link: another does not", said([storm.persist(storm.house, sign_in("tautan", other))]), ["refused"])


def password(storm):
    """Two windows change the password from the same old one; and nobody comes in by the old one beside it."""
    storm.house.add_account("auditor", "sandi", HERE)
    sessions = []
    for _ in range(3):
        answer = storm.persist(storm.house, sign_in("sandi", PASSWORD))
        sessions.append(Person("auditor", "sandi", HERE, cookie=cookie_of(answer), csrf=answer.json()["csrf_token"]))
    words = [f"kata baru nomor {i} panjang" for i in range(3)]
    changes = [Ask("POST", "/v1/account/password", {"old_password": PASSWORD, "new_password": word}, who, {"cookie": True})
               for word, who in zip(words, sessions)]
    answers = storm.at_once("one password changed by three", changes + [sign_in("sandi", PASSWORD)] * 2)
    storm.expect("one password: set once", [one.json().get("answer") for one in answers[:3]].count("set"), 1)
    for answer in answers[3:]:
        if answer.json()["answer"] == "signed_in":
            storm.expect("who came by the old password is out", alive(storm, cookie_of(answer)), False)
    right = [word for word in words if said([storm.persist(storm.house, sign_in("sandi", word))]) == ["signed_in"]]
    storm.expect("one password: what was said to be set", right,
                 [word for word, one in zip(words, answers) if one.json().get("answer") == "set"])


def disabled(storm):
    """Who is disabled while he signs in has no session that outlives it."""
    for turn in range(3):
        person = storm.house.add_account("auditor", f"berhenti-{turn}", HERE)
        asks = [sign_in(person.name, PASSWORD)] * 4 + [Ask("POST", f"/v1/accounts/{person.id}/disable", {"reason": "pindah"}, storm.admin)]
        answers = storm.at_once("disabled while signing in", asks)
        storm.expect("disabled: said so", answers[-1].status in DONE, True)
        cookies = [cookie_of(one) for one in answers[:4] if one.json()["answer"] == "signed_in"]
        storm.until("the end of what a server remembers", lambda: not any(alive(storm, one) for one in cookies))
        storm.ok(f"/v1/accounts/{person.id}/enable", {"reason": "kembali"}, storm.admin)
        storm.expect("enabled again: no old session", any(alive(storm, one) for one in cookies), False)


def half(storm, name):
    return storm.persist(storm.house, sign_in(name, PASSWORD)).json()["second_factor_token"]


def second(token, code):
    return Ask("POST", "/v1/sessions/second-factor", {"token": token, "code": code})


def second_factor(storm):
    """A code of the app and a recovery code count once, whichever half session brings them."""
    person = storm.house.add_account("auditor", "faktor", HERE)
    secret = storm.ok("/v1/account/totp", None, person, cookie=True)["secret"]
    proof = {"password": PASSWORD, "code": totp(secret)}
    asks = [Ask("POST", "/v1/account/totp/activate", proof, person, {"cookie": True})] * 4
    answers = storm.at_once("one factor set up often", asks)
    done = [one.json() for one in answers if one.json().get("answer") == "done"]
    storm.expect("one factor: set up", len(done), 1)
    tokens = [half(storm, "faktor") for _ in range(4)]
    answers = storm.at_once("one code of the app", [second(one, totp(secret, time.time() + 30)) for one in tokens + tokens[:1]])
    storm.expect("one code of the app: once", said(answers).count("signed_in"), 1)
    person = storm.house.add_account("auditor", "faktor-dua", HERE)
    secret = storm.ok("/v1/account/totp", None, person, cookie=True)["secret"]
    proof = {"password": PASSWORD, "code": totp(secret)}
    paper = storm.ok("/v1/account/totp/activate", proof, person, cookie=True)["recovery_codes"][0]
    tokens = [half(storm, "faktor-dua") for _ in range(3)]
    answers = storm.at_once("one recovery code", [second(one, paper) for one in tokens + tokens[:1]])
    storm.expect("one recovery code: once", said(answers).count("signed_in"), 1)


def guesses(storm):
    """Parallel wrong passwords are counted like any: five are looked at, the others wait."""
    storm.house.add_account("auditor", "ditebak", HERE)
    answers = storm.at_once("passwords guessed at once", [sign_in("ditebak", f"tebakan yang ke {i} salah") for i in range(24)])
    storm.expect("guesses: looked at", said(answers).count("refused"), 5)
    storm.expect("guesses: the others wait", said(answers).count("wait"), 19)
    storm.expect("guesses: now the right one waits too", said([storm.persist(storm.house, sign_in("ditebak", PASSWORD))]), ["wait"])


def ask_code(storm, number):
    nik, _, born, *_ = people_of(HOME, 24)[number]
    body = {"nik": nik, "birth_date": "-".join(reversed(born.split("-")))}
    heard = len(storm.gateway.heard)
    told = storm.ok("/v1/worker/codes", body)
    text = storm.until("a code by message", lambda: storm.texts()[heard:])[0]
    return told["code_id"], re.search(r"\b\d{6}\b", text)[0]


def codes(storm):
    """A worker's code opens one session; wrong ones are counted however many come at once."""
    number, code = ask_code(storm, 3)
    asks = [Ask("POST", "/v1/worker/sessions", {"code_id": number, "code": code})] * MANY
    answers = storm.at_once("one code used often", asks)
    storm.expect("one code: opens", said(answers, "verdict").count("open"), 1)
    number, code = ask_code(storm, 4)
    wrong = [f"{(int(code) + 1 + i) % 1_000_000:06d}" for i in range(12)]
    answers = storm.at_once("codes guessed at once",
                            [Ask("POST", "/v1/worker/sessions", {"code_id": number, "code": one}) for one in wrong])
    storm.expect("guessed codes: looked at", said(answers, "verdict").count("refused"), 5)
    last = storm.persist(storm.house, Ask("POST", "/v1/worker/sessions", {"code_id": number, "code": code}))
    storm.truth("guessed codes: the right one is too late", last.json()["verdict"] in ("wait", "refused"))


def edits(storm):
    """Two people change what both read: one of them hears 412."""
    person = storm.house.add_account("auditor", "disunting", HERE)
    path = f"/v1/accounts/{person.id}"
    for turn in range(4):
        tag = storm.house.ask("GET", path, who=storm.admin, headers={"Cache-Control": "no-cache"}).headers["etag"]
        asks = [Ask("PATCH", path, {"shown_name": f"Nama {turn} {i}"}, storm.admin, {"headers": {"If-Match": tag}})
                for i in range(MANY)]
        answers = storm.at_once("one state changed by many", asks)
        told = sorted(one.status for one in answers)
        storm.expect("one state: changed once, the others hear it", told, [200] + [412] * (MANY - 1))
    tag = storm.house.ask("GET", path, who=storm.admin, headers={"Cache-Control": "no-cache"}).headers["etag"]
    same = {"headers": {"If-Match": tag, "Idempotency-Key": "storm-if-match-1"}}
    storm.all_same("one change sent again under its own tag", [Ask("PATCH", path, {"shown_name": "Sekali"}, storm.admin, same)] * 4)


def revoked(storm):
    """A key that is revoked while it works books nothing that begins after the answer."""
    person = storm.house.add_account("branch_officer", "kunci", HERE)
    keys = storm.house.ok("GET", "/v1/api-keys", who=person)["items"]
    stop, late = threading.Event(), []

    def work(number):
        while not stop.is_set():
            begun = time.monotonic()
            body = {"payer": f"dinas-{HOME}", "amount": 7, "received_on": "2025-01-15", "key": secrets.token_hex(8)}
            answer = storm.houses[number % len(storm.houses)].ask("POST", "/v1/payments", body, person)
            storm.truth("a revoked key", answer.status in (201, 401, 503), f"is answered {answer.status} {answer.body[:200]!r}")
            late.append((begun, answer.status))

    hands = [threading.Thread(target=work, args=(i,)) for i in range(4)]
    for one in hands:
        one.start()
    storm.until("some work with the key", lambda: len(late) > 20)
    answer = storm.house.ask("DELETE", f"/v1/api-keys/{keys[0]['id']}", who=person, cookie=True)
    storm.truth("the key is revoked", answer.status in DONE, f"{answer.status} {answer.body[:200]!r}")
    at = time.monotonic()
    storm.until("a refusal", lambda: [one for one in list(late) if one[0] > at and one[1] == 401])
    seen = len(late)
    storm.until("some more tries", lambda: len(late) > seen + 40)
    stop.set()
    for one in hands:
        one.join()
    storm.expect("a revoked key: booked after its end", [one for one in late if one[0] > at and one[1] == 201], [])


def reader(storm):
    """A key that only reads ends on every server."""
    person = storm.house.add_account("auditor", "pembaca", HERE)
    keys = storm.house.ok("GET", "/v1/api-keys", who=person)["items"]
    for house in storm.houses:
        storm.truth("a reader", house.ask("GET", "/v1/payments", who=person).status == 200, "is refused")
    storm.house.ask("DELETE", f"/v1/api-keys/{keys[0]['id']}", who=person, cookie=True)
    at = time.monotonic()
    for house in storm.houses:
        storm.until("no more reads", lambda here=house: here.ask("GET", "/v1/payments", who=person).status == 401)
    print(f"races: a revoked key reads nothing more anywhere after {(time.monotonic() - at) * 1000:.0f} ms", flush=True)


STORMS = [link, password, disabled, second_factor, guesses, codes, edits, revoked, reader]

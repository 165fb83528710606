"""run.py PAYUNG FOLDER

Goal: what the service sends out arrives at real servers: one-time links by mail (aiosmtpd from PyPI),
codes through a message gateway, webhooks that are signed, tried again, in order and once.
Method: the running server, and three receivers on this machine that remember what they got."""
import hashlib
import hmac
import json
import os
import subprocess
import sys
import time
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from house import HOME, House, people_of, wrong  # noqa: E402
from receiver import Receiver  # noqa: E402

complaints = []


def expect(what, got, wanted):
    if got != wanted:
        complaints.append(f"{what}: {got!r} instead of {wanted!r}")


def until(what, ready, seconds=30):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if ready():
            return
        time.sleep(0.05)
    complaints.append(f"{what}: nothing came")


def mail_server(folder):
    """aiosmtpd in a virtual environment under build/; its port and the file it writes to."""
    home = folder / "venv"
    if not (home / "bin" / "python").exists():
        venv.create(home, with_pip=True)
    done = subprocess.run([home / "bin" / "pip", "install", "--quiet", "--disable-pip-version-check", "-r",
                           HERE / "requirements.txt"], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"outbound: aiosmtpd could not be installed from PyPI; is there a network?\n{done.stderr}")
    mails = folder / "mails.jsonl"
    mails.unlink(missing_ok=True)
    process = subprocess.Popen([home / "bin" / "python", HERE / "smtp_server.py", mails], stdout=subprocess.PIPE,
                               text=True)
    return process, int(process.stdout.readline()), mails


def check_signature(secret, headers, body):
    parts = dict(part.split("=", 1) for part in headers["Payung-Signature"].split(","))
    mac = hmac.new(secret.encode(), f"{parts['t']}.".encode() + body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(mac, parts["v1"]) and abs(time.time() - int(parts["t"])) < 300


def webhooks(house, admin, officer):
    hook = Receiver([500, 503])
    made = house.ok("POST", "/v1/webhooks", {"url": hook.url("/hook"), "events": ["payment.recorded", "list.imported"]},
                    who=admin, cookie=True)
    shown = house.ok("GET", f"/v1/webhooks/{made['id']}", who=admin)
    expect("the secret is shown once", "secret" in shown, False)
    second = house.add_account("branch_officer", "pemeriksa", [{"kind": "region", "value": "33.19"}])
    for i in (1, 2):
        pay(house, officer, second, f"hook-{i}")
    until("webhooks", lambda: len(hook.heard) >= 4, 120)
    ids = []
    for headers, body in hook.heard:
        expect("signature", check_signature(made["secret"], headers, body), True)
        event = json.loads(body)
        expect("kind", event["kind"], "payment.recorded")
        expect("what it tells", sorted(event), ["at", "id", "kind", "subject"])
        ids.append(event["id"])
    expect("tried again, then the next", [ids.index(one) for one in ids], [0, 0, 0, 3])

    def deliveries():
        return house.ok("GET", f"/v1/webhooks/{made['id']}/deliveries", who=admin)["items"]

    # The receiver has heard the last one before the server has noted that it arrived.
    until("deliveries", lambda: len(deliveries()) == 2 and deliveries()[0]["state"] == "delivered", 20)
    told = deliveries()
    expect("deliveries", [(one["state"], one["attempts"], one["status"]) for one in told],
           [("delivered", 1, 200), ("delivered", 3, 200)])
    stranger = house.ask("GET", f"/v1/webhooks/{made['id']}", who=officer)
    expect("webhooks of an officer", stranger.status, 403)
    bad = house.ask("POST", "/v1/webhooks", {"url": "ftp://x/"}, who=admin, cookie=True)
    expect("no address", bad.status, 422)
    house.ok("DELETE", f"/v1/webhooks/{made['id']}", who=admin, cookie=True)
    expect("ended", house.ask("GET", f"/v1/webhooks/{made['id']}", who=admin).status, 404)


def main(payung, folder):
    folder = Path(folder)
    house = House(payung, folder)
    for name in ("payung.db", "payung.db-wal", "payung.db-shm", "serve.log"):
        (folder / name).unlink(missing_ok=True)
    gateway = Receiver([503])
    (folder / "token").write_text("gateway-token\n")
    smtp, port, mails = mail_server(folder)
    os.environ.update(PAYUNG_SMTP_URL=f"smtp://127.0.0.1:{port}", PAYUNG_MAIL_FROM="payung@example.org",
                      PAYUNG_PUBLIC_URL="https://payung.example.org", PAYUNG_OFFICE="Kantor Kudus",
                      PAYUNG_MESSAGE_URL=gateway.url("/messages"), PAYUNG_MESSAGE_TOKEN_FILE=str(folder / "token"))
    house.seed(words=(HOME,))
    try:
        with house.serve("--private-callbacks", today="2025-01-20"):
            admin = house.open_house()
            house.add_key(admin)
            officer = house.add_account("branch_officer", "petugas", [{"kind": "region", "value": "33.19"}])
            made = house.ok("POST", "/v1/accounts",
                            {"name": "siti", "shown_name": "Siti", "role": "auditor", "mail": "siti@example.org",
                             "scope": [{"kind": "region", "value": "33.19"}]}, who=admin, cookie=True)
            until("mail", lambda: mails.exists() and mails.read_text().endswith("\n"))
            letter = json.loads(mails.read_text().splitlines()[0])
            expect("mail to", letter["to"], ["siti@example.org"])
            expect("mail from", letter["from"], "payung@example.org")
            expect("subject", letter["subject"], "Undangan dari Kantor Kudus")
            expect("link", f"https://payung.example.org/invitation#{made['link_token']}" in letter["text"], True)
            nik, _, born, _, phone, _ = people_of(HOME)[0]
            day, month, year = born.split("-")
            house.ok("POST", "/v1/worker/codes", {"nik": nik, "birth_date": f"{year}-{month}-{day}"})
            until("a code, tried again", lambda: len(gateway.heard) >= 2)
            headers, body = gateway.heard[-1]
            expect("gateway token", headers["Authorization"], "Bearer gateway-token")
            expect("number", json.loads(body)["to"], "+62" + phone[1:])
            expect("channel", json.loads(body)["channel"], "sms")
            expect("no number in the log", phone in house.log.read_text(), False)
            webhooks(house, admin, officer)
    finally:
        smtp.terminate()
    return wrong(complaints, "outbound")


def pay(house, officer, second, key):
    told = house.ok("POST", "/v1/payments", {"payer": f"dinas-{HOME}", "amount": 16800, "received_on": "2025-01-19",
                                             "key": key}, who=officer)
    house.ok("POST", f"/v1/approvals/{told['approval']['id']}/approve", {"answer": "seen"}, who=second, cookie=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))

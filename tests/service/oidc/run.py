#!/usr/bin/env python3
"""Signs in through a real OpenID provider process: discovery, the browser's walk through its pages,
the code, the ID token, the mail; then what must be refused; then the same through the running
service. In: the oidc_check program, a folder for npm's packages (made there by `npm ci` from the
lock file beside this script) and the payung program."""
import http.cookiejar
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from house import House  # noqa: E402

REDIRECT = "http://127.0.0.1:9/callback"  # nobody listens there; the walk ends before


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def install(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", "provider.mjs"):
        shutil.copy(HERE / name, folder / name)
    subprocess.run(["npm", "ci", "--silent", "--no-audit", "--no-fund"], cwd=folder, check=True)


class Browser:
    def __init__(self):
        self.opener = urllib.request.build_opener(
            NoRedirect, urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def ask(self, url, form=None):
        data = urllib.parse.urlencode(form).encode() if form else None
        try:
            with self.opener.open(url, data, timeout=10) as answer:
                return None, answer.read().decode()
        except urllib.error.HTTPError as answer:
            if answer.code not in (302, 303):
                raise SystemExit(f"oidc: {url} answered {answer.code}: {answer.read().decode()[:300]}")
            return urllib.parse.urljoin(url, answer.headers["Location"]), ""

    def walk(self, url, login, redirect=REDIRECT):
        """Signs in and agrees; the query with which the browser comes back."""
        for _ in range(20):
            if url.startswith(redirect):
                return urllib.parse.parse_qs(urllib.parse.urlsplit(url).query)
            goto, page = self.ask(url)
            if goto is None:
                action = re.search(r'<form[^>]*action="([^"]+)"', page)[1]
                prompt = re.search(r'name="prompt" value="([^"]+)"', page)[1]
                form = {"prompt": prompt}
                if prompt == "login":
                    form.update(login=login, password="any")
                goto, _ = self.ask(urllib.parse.urljoin(url, action), form)
            url = goto
        raise SystemExit("oidc: the walk has no end")


def check(program, issuer, nonce, change=lambda code: code):
    """One sign-in; the program's last line."""
    with subprocess.Popen([program, issuer, REDIRECT, nonce], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE, text=True) as run:
        url = run.stdout.readline().strip()
        if not url.startswith("http"):
            return url
        back = Browser().walk(url, "siti")
        if back["state"] != ["state-of-this-test"]:
            raise SystemExit("oidc: another state came back")
        out, _ = run.communicate(change(back["code"][0]) + "\n", timeout=30)
        return out.strip()


def through_the_service(payung, folder):
    """An account that an administrator made for the provider's verified mail signs in; others do not."""
    house = House(payung, folder / "house")
    for name in ("payung.db", "payung.db-wal", "payung.db-shm", "serve.log"):
        (house.folder / name).unlink(missing_ok=True)
    port, ours = free_port(), free_port()
    base = f"http://127.0.0.1:{ours}"
    callback = base + "/v1/session/provider/callback"
    (house.folder / "secret").write_text("only-for-this-test\n")
    os.environ.update(PAYUNG_PUBLIC_URL=base, PAYUNG_OIDC_ISSUER=f"http://127.0.0.1:{port}",
                      PAYUNG_OIDC_CLIENT_ID="payung", PAYUNG_OIDC_SECRET_FILE=str(house.folder / "secret"))
    provider = subprocess.Popen(["node", "provider.mjs", str(port), callback], cwd=folder,
                                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    cases = []
    try:
        provider.stdout.readline()
        with house.serve(today="2025-01-20", port=ours):
            admin = house.open_house()
            house.ok("POST", "/v1/accounts", {"name": "siti", "shown_name": "Siti", "role": "auditor",
                                              "mail": "siti@example.org", "scope": [{"kind": "region", "value": "33.19"}]},
                     who=admin, cookie=True)
            for login, wanted in (("siti", (200, "siti")), ("budi", (401, ""))):
                browser = Browser()
                goto, _ = browser.ask(base + "/v1/session/provider")
                back = browser.walk(goto, login, callback)
                query = urllib.parse.urlencode({name: values[0] for name, values in back.items()})
                # Another browser with the same code and state: the state is not its own.
                stranger, _ = Browser().ask(callback + "?" + query)
                cases.append((f"{login} in a stranger's browser", stranger, base + "/?sign_in=refused"))
                landed, _ = browser.ask(callback + "?" + query)
                cases.append((f"{login} lands", landed, base + ("/" if login == "siti" else "/?sign_in=refused")))
                cases.append((f"{login} is", who_is(browser, base), wanted))
                again, _ = browser.ask(callback + "?" + query)
                cases.append((f"{login}: the code again", again, base + "/?sign_in=refused"))
    finally:
        provider.terminate()
        provider.wait()
    return cases


def who_is(browser, base):
    try:
        with browser.opener.open(base + "/v1/session", timeout=10) as answer:
            return answer.status, json.load(answer)["name"]
    except urllib.error.HTTPError as answer:
        return answer.code, ""


def main():
    program, folder = sys.argv[1], Path(sys.argv[2])
    install(folder)
    port = free_port()
    issuer = f"http://127.0.0.1:{port}"
    provider = subprocess.Popen(["node", "provider.mjs", str(port), REDIRECT], cwd=folder,
                                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        if provider.stdout.readline().strip() != "ready":
            raise SystemExit("oidc: the provider did not start")
        cases = [
            ("signed in", check(program, issuer, "nonce-of-this-test"), "person siti siti@example.org"),
            ("another nonce", check(program, issuer, "nonce-of-another"), "refused id token nonce"),
            ("a wrong code", check(program, issuer, "nonce-of-this-test", lambda code: code[::-1])[:8], "refused "),
            ("another issuer", check(program, f"http://localhost:{port}", "n"), "refused oidc discovery issuer"),
        ]
    finally:
        provider.terminate()
        provider.wait()
    cases += through_the_service(sys.argv[3], folder)
    wrong = [case for case in cases if case[1] != case[2]]
    for name, got, expected in wrong:
        print(f"oidc: {name}: {got!r}, expected {expected!r}")
    print(f"oidc: {len(cases)} cases, {len(wrong)} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

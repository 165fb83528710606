"""run.py PAYUNG FOLDER [KILLS]

Goal: the key of private data can be replaced, whenever the work is killed. Method: an office with a
few thousand people, a file that was sent, sessions and API keys; `payung keys rotate` killed with -9
at random moments of its own duration until so many kills were had, then run to its end; on SQLite and,
where PAYUNG_TEST_POSTGRES names a server, on PostgreSQL. While it is unfinished nothing else opens the
database. Afterwards `verify` opens every row, a NIK is found, the file is the one that was sent, the
sessions go on; the old key opens nothing. With --leaked the sessions and API keys have ended."""
import random
import shutil
import signal
import subprocess
import os
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from house import HOME, House, people_of, wrong  # noqa: E402

complaints = []
PEOPLE = 4000


def complain(text):
    complaints.append(text)


def payung(house, *arguments):
    """The command with the office's settings; its exit code and what it said."""
    environment = dict(os.environ, PAYUNG_ACTOR="tests", PAYUNG_KEY_FILE=str(house.folder / "test.key"))
    done = subprocess.run([house.payung, "--db", house.database, "--today", "2025-01-21", "--lang", "en", *arguments],
                          cwd=house.folder, env=environment, text=True, capture_output=True, timeout=300, check=False)
    return done.returncode, done.stdout + done.stderr


def rotate(house, *options):
    environment = dict(os.environ, PAYUNG_ACTOR="tests", PAYUNG_KEY_FILE=str(house.folder / "test.key"))
    return subprocess.Popen([house.payung, "--db", house.database, "--today", "2025-01-21", "--lang", "en", "keys",
                             "rotate", "--reason", "yearly", *options],
                            cwd=house.folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def many_people(house):
    """A list of its own, long enough to be killed in the middle of."""
    lines = ["NIK,Nama,Tanggal Lahir,L/P,Desa,Pekerjaan,Status,No HP,Nama Ibu"]
    for i in range(PEOPLE):
        day, month, year = 1 + i % 28, 1 + i // 28 % 12, 60 + i // 336 % 40
        nik = f"331902{day:02d}{month:02d}{year:02d}{1 + i % 9999:04d}"
        lines.append(f"{nik},Orang Nomor{i},{day:02d}-{month:02d}-19{year},L,{'Jati Kulon'},Petani,aktif,"
                     f"08139{i:07d},Ibu Nomor{i}")
    (house.folder / "banyak.csv").write_text("\n".join(lines) + "\n")
    house.run("import", "banyak.csv", "--sender", "banyak", "--kind", "agency", "--area", "33.19",
              "--as-of", "2025-01-05")


def sent_file(house, officer):
    data = (house.folder / "melati.csv").read_bytes()
    made = house.ask("POST", "/v1/uploads?file_name=kirim.csv", data, officer, media="application/octet-stream")
    if made.status != 201:
        raise SystemExit(f"the upload was answered {made.status}: {made.body[:300]!r}")
    return made.json()["id"]


def sealed_files(house):
    return {path.name: path.read_bytes() for path in (house.folder / "files").glob("*.sealed")}


def is_refused(house, what):
    code, said = payung(house, "status", people_of(HOME)[0][0])
    if code == 0:
        complain(f"{what}: the database opens while a replacement is unfinished")
    elif "payung keys rotate" not in said:
        complain(f"{what}: what to do is not said: {said.strip()[:200]}")


def killed_until_done(house, chance, kills, what, *options):
    """How often it was killed before it was allowed to end."""
    begun = time.monotonic()
    # How long it takes, from a copy of nothing: the first kills find that out.
    duration, had, unfinished = 1.0, 0, 0
    while had < kills:
        process = rotate(house, *options)
        time.sleep(chance.uniform(0.02, duration))
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            process.communicate()
            had += 1
            if "not finished" in payung(house, "keys", "status")[1]:
                unfinished += 1
                is_refused(house, what)
            continue
        error = process.communicate()[1]
        if process.returncode != 0:
            raise SystemExit(f"{what}: rotate ended with {process.returncode}: {error.decode()[-500:]}")
        duration = max(0.05, duration * 0.7)
    process = rotate(house, *options)
    error = process.communicate()[1]
    if process.returncode != 0:
        raise SystemExit(f"{what}: rotate ended with {process.returncode}: {error.decode()[-500:]}")
    print(f"keys: {what}: {had} kills, {unfinished} of them in the middle, {time.monotonic() - begun:.0f} s", flush=True)
    return unfinished


def whole(house, what):
    code, said = payung(house, "verify")
    if code != 0:
        complain(f"{what}: verify says {said.strip()[:400]}")
    code, said = payung(house, "status", people_of(HOME)[0][0])
    if code != 0:
        complain(f"{what}: a NIK is not found any more: {said.strip()[:200]}")


def try_engine(binary, folder, database, kills, chance):
    what = "PostgreSQL" if database else "SQLite"
    os.environ["PAYUNG_FILES_DIR"] = str(folder / "files")
    with House(binary, folder, database) as house:
        house.seed()
        many_people(house)
        house.serve()
        house.staff()
        officer = house.people["branch_officer"]
        upload = sent_file(house, officer)
        person = house.ok("POST", "/v1/people/searches", {"q": people_of(HOME)[0][0]}, who=officer)["items"][0]["id"]
        if database:
            code, said = payung(house, "keys", "rotate", "--reason", "x")
            if code == 0 or "stop them" not in said:
                complain(f"{what}: the key is replaced under a running server: {code} {said[:200]}")
        house.stop()
        first = (folder / "test.key").read_text()
        files = sealed_files(house)
        if not files:
            complain(f"{what}: no file was sealed")
        if killed_until_done(house, chance, kills, what) == 0:
            complain(f"{what}: no kill struck in the middle")
        if (folder / "test.key").read_text() == first:
            complain(f"{what}: the key is the one of before")
        if first not in [path.read_text() for path in folder.glob("test.key.*")]:
            complain(f"{what}: the key of before is not kept")
        if (folder / "test.key.next").exists():
            complain(f"{what}: a key still waits")
        for name, at_rest in sealed_files(house).items():
            if files.get(name) == at_rest:
                complain(f"{what}: {name} is as it was")
        whole(house, what)
        house.serve()
        found = house.ask("GET", f"/v1/people/{person}", who=officer)
        if found.status != 200:
            complain(f"{what}: with the API key and id of before a person is answered {found.status}")
        sent = house.ask("GET", f"/v1/uploads/{upload}/check?area=33.19&sender_kind=agency", who=officer)
        if sent.status != 200 or sent.json()["rows"] != 6:
            complain(f"{what}: the file that was sent is answered {sent.status}: {sent.body[:200]!r}")
        if house.ask("GET", "/v1/session", who=officer, cookie=True).status != 200:
            complain(f"{what}: the session of before is over")
        house.stop()
        # The key of before opens it no more.
        now = (folder / "test.key").read_text()
        (folder / "test.key").write_text(first)
        if payung(house, "status", people_of(HOME)[0][0])[0] == 0:
            complain(f"{what}: the key of before still opens the database")
        (folder / "test.key").write_text(now)
        # In wrong hands.
        code, said = payung(house, "keys", "rotate", "--leaked", "--reason", "a backup was stolen")
        if code != 0:
            complain(f"{what}: --leaked ended with {code}: {said[:300]}")
        if len((folder / "test.key").read_text().split()) != 1:
            complain(f"{what}: --leaked keeps something of the key")
        whole(house, what)
        house.serve()
        if house.ask("GET", f"/v1/people/{person}", who=officer).status != 401:
            complain(f"{what}: an API key outlives --leaked")
        if house.ask("GET", "/v1/session", who=officer, cookie=True).status != 401:
            complain(f"{what}: a session outlives --leaked")
        house.sign_in(officer)
        if not house.ok("POST", "/v1/people/searches", {"q": people_of(HOME)[0][0]}, who=officer, cookie=True)["items"]:
            complain(f"{what}: nobody is found after --leaked")


def main():
    binary, folder = sys.argv[1], Path(sys.argv[2]).resolve()
    kills = int(sys.argv[3]) if len(sys.argv) > 3 else 8
    chance = random.Random(20250131)
    shutil.rmtree(folder, ignore_errors=True)
    try_engine(binary, folder / "sqlite", None, kills, chance)
    server = os.environ.get("PAYUNG_TEST_POSTGRES")
    if server:
        name = f"payung_keys_{os.getpid()}"
        base = server[:server.rindex("/") + 1]
        subprocess.run(["psql", "-X", "-q", server, "-c", f"create database {name}"], check=True)
        try:
            try_engine(binary, folder / "postgres", base + name, kills, chance)
        finally:
            subprocess.run(["psql", "-X", "-q", server, "-c", f"drop database {name} with (force)"], check=False)
    else:
        print("keys: PostgreSQL left out: run under tools/with_postgres.sh")
    return wrong(complaints, "keys")


if __name__ == "__main__":
    sys.exit(main())

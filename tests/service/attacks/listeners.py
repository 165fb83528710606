#!/usr/bin/env python3
"""listeners.py PAYUNG FOLDER: who was let in to a stream of events and may no longer listen hears no
more. A job that never ends (its row says that another server works on it) is watched by many; each
but one loses his right in another way; every stream but that one ends."""
import http.client
import shutil
import sqlite3
import sys
import threading
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from house import FOREIGN, HOME, AREAS, House, wrong  # noqa: E402

PATIENCE = 60  # seconds; a stream that is not re-checked never ends


class Listener(threading.Thread):
    """Reads a stream to its end."""

    def __init__(self, house, path, who, cookie):
        super().__init__(daemon=True)
        fields = {"Cookie": f"payung_session={who.cookie}"} if cookie else {"Authorization": f"Bearer {who.key}"}
        self.connection = http.client.HTTPConnection("127.0.0.1", house.port, timeout=PATIENCE * 2)
        self.connection.request("GET", path, headers=fields)
        self.answer = self.connection.getresponse()
        self.begun = self.answer.status == 200 and b"event: progress" in self.answer.read1(65536)
        self.start()

    def run(self):
        try:
            while self.answer.read1(65536):
                pass
        except (OSError, http.client.HTTPException):
            pass


def write(house, statement, *values):
    database = sqlite3.connect(house.database, timeout=30)
    with database:
        changed = database.execute(statement, values).rowcount
    database.close()
    if changed != 1:
        raise SystemExit(f"{statement} changed {changed} rows")


def endless_job(house, officer):
    """One that an office's other server would be working on for the next hundred years."""
    job = house.ok("POST", "/v1/verifications", who=officer)["id"]
    while house.ok("GET", f"/v1/jobs/{job}", who=officer)["state"] != "done":
        pass
    write(house, "update job set state = 'running', holder = 'elsewhere', lease_until = '2125-01-01T00:00:00Z', "
                 "ended_at = null where id = (select max(id) from job)")
    return f"/v1/jobs/{job}/events"


def main():
    payung, folder = sys.argv[1], Path(sys.argv[2])
    shutil.rmtree(folder, ignore_errors=True)
    complaints = []
    with House(payung, folder) as house:
        house.seed()
        house.serve()
        admin = house.open_house()
        region = [{"kind": "region", "value": AREAS[HOME]}]
        made = {name: house.add_account("branch_officer", name, region) for name in
                ("stays", "signs-out", "revoked", "expired", "outlived", "locked", "moved", "demoted")}
        path = endless_job(house, made["stays"])
        streams = {name: Listener(house, path, who, name in ("signs-out", "outlived")) for name, who in made.items()}
        complaints += [f"{name}: no stream" for name, one in streams.items() if not one.begun]

        house.ok("DELETE", "/v1/session", who=made["signs-out"], cookie=True)
        keys = house.ok("GET", "/v1/api-keys", who=made["revoked"], cookie=True)["items"]
        house.ok("DELETE", f"/v1/api-keys/{keys[0]['id']}", who=made["revoked"], cookie=True)
        number = "(select id from user_account where name = ?)"
        write(house, f"update api_key set expires_s = 1000000000 where account = {number}", "expired")
        write(house, f"update user_session set created_s = 1000000000 where account = {number} and ended_s is null", "outlived")
        house.ok("POST", f"/v1/accounts/{made['locked'].id}/disable", {"reason": "tests"}, who=admin, cookie=True)
        for name, change in (("moved", {"scope": [{"kind": "region", "value": AREAS[FOREIGN]}]}),
                             ("demoted", {"role": "analyst"})):
            house.ok("PATCH", f"/v1/accounts/{made[name].id}", {**change, "reason": "tests"}, who=admin, cookie=True)

        for name, one in streams.items():
            if name != "stays":
                one.join(PATIENCE)
                if one.is_alive():
                    complaints.append(f"{name}: still hears")
        if not streams["stays"].is_alive():
            complaints.append("who lost nothing hears no more")
        if not house.alive():
            complaints.append("the server does not answer any more")
    return wrong(complaints, "listeners")


if __name__ == "__main__":
    sys.exit(main())

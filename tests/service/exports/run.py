"""run.py PAYUNG FOLDER PLUGIN_SCRIPT

Goal: bulk files hold what the caller may see, the same rows in every form, and run nothing in a
spreadsheet. Method: two regencies; each export by an officer of one, and by one whose place has none;
Parquet is read back with pyarrow, beside which the plugin is built. Every kind of limit that an
account may have, alone and together: files, statements and figures against what was worked out by
hand, and the bulk files against the lists that the same account turns the pages of."""
import csv
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from house import AREAS, FOREIGN, HOME, MONTH, VILLAGES, House, wrong  # noqa: E402

complaints = []


def expect(what, got, wanted):
    if got != wanted:
        complaints.append(f"{what}: {got!r} instead of {wanted!r}")


def parquet_rows(folder, data):
    path = folder / "export.parquet"
    path.write_bytes(data)
    code = "import json,sys,pyarrow.parquet as p; print(json.dumps(p.read_table(sys.argv[1]).to_pylist()))"
    done = subprocess.run([folder / "parquet/venv/bin/python", "-c", code, path], capture_output=True, text=True,
                          check=True)
    return json.loads(done.stdout)


def main(payung, folder, script):
    folder = Path(folder)
    house = House(payung, folder)
    for name in ("payung.db", "payung.db-wal", "payung.db-shm", "serve.log"):
        (folder / name).unlink(missing_ok=True)
    built = subprocess.run([script, folder / "parquet"], capture_output=True, text=True, check=False)
    if built.returncode != 0:
        raise SystemExit(f"exports: the plugin could not be built; is there a network for PyPI?\n{built.stderr}")
    house.seed()
    with house.serve():
        house.add_key(house.open_house())
        officer = house.add_account("branch_officer", "kudus", [{"kind": "region", "value": "33.19"}])
        answer = house.ask("GET", "/v1/exports/bills?format=parquet", who=officer)
        expect("without the plugin", (answer.status, "parquet_plugin" in answer.body.decode()), (415, True))
    os.environ["PAYUNG_PARQUET_PLUGIN"] = str(folder / "parquet/libpayung_parquet.so")
    with house.serve():
        for what, count in (("members", 6), ("bills", 1), ("payments", 1)):
            path = f"/v1/exports/{what}?" + ("month=2025-01&" if what != "payments" else "")
            answer = house.ask("GET", path + "format=csv", who=officer)
            rows = list(csv.DictReader(io.StringIO(answer.body.decode())))
            expect(f"{what}: rows", len(rows), count)
            if FOREIGN.encode() in answer.body:
                complaints.append(f"{what}: a foreign payer")
            if what != "members" and HOME.encode() not in answer.body:
                complaints.append(f"{what}: not his own payer")
            again = parquet_rows(folder, house.ask("GET", path + "format=parquet", who=officer, seconds=60).body)
            expect(f"{what}: Parquet", [{k: str(v) for k, v in row.items()} for row in again], rows)
            book = house.ask("GET", path + "format=xlsx", who=officer)
            with zipfile.ZipFile(io.BytesIO(book.body)) as parts:
                texts = b"".join(parts.read(name) for name in parts.namelist() if name.endswith(".xml"))
            expect(f"{what}: workbook", all(row[next(iter(row))].encode() in texts for row in rows), True)
            expect(f"{what}: no formula", b"<f>" in texts, False)
        empty = house.add_account("branch_officer", "demak", [{"kind": "region", "value": "33.21"}])
        for what in ("members", "bills", "payments"):
            body = house.ask("GET", f"/v1/exports/{what}?format=csv", who=empty).body.decode()
            expect(f"{what} of another place", len(body.splitlines()), 1)
        analyst = house.add_account("analyst", "analis", [{"kind": "region", "value": "33.19"}])
        expect("an analyst", house.ask("GET", "/v1/exports/members", who=analyst).status, 403)
    return wrong(complaints, "exports")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3]))

"""files.py PAYUNG FOLDER

Goal: nobody fills the disk of the office. Method: a server whose accounts and claims have little space;
lists, papers and photos sent by who may, by who may not, and by strangers without a code. What is
refused leaves no file behind, and what there is stands in the state of the system."""
import shutil
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import os  # noqa: E402

from house import FOREIGN, HOME, House, people_of, wrong  # noqa: E402

complaints = []
KIB = 1024


def complain(text):
    complaints.append(text)


def a_list(kib, word):
    """A CSV of about that size; each word makes another one."""
    head = "NIK,Nama,Tanggal Lahir\n"
    line = f"3319011705800001,Budi {word},17-05-1980\n"
    return (head + line * (kib * KIB // len(line))).encode()


def a_paper(kib, word):
    return b"%PDF-1.4\n" + word.encode() + b" " * (kib * KIB)


def kept(house):
    return {path.name for path in Path(house.database + ".files").glob("*.sealed")}


def expect(answer, status, what):
    if answer.status != status:
        complain(f"{what}: answered {answer.status}, not {status}: {answer.body[:200]!r}")


def send(house, who, data, name="daftar.csv"):
    return house.ask("POST", f"/v1/uploads?file_name={name}", data, who, media="application/octet-stream")


def lists(house):
    """An account has one MiB."""
    officer = house.people["branch_officer"]
    first = a_list(600, "satu")
    expect(send(house, officer, first), 201, "a first list")
    before = kept(house)
    refused = send(house, officer, a_list(600, "dua"))
    expect(refused, 413, "a list beyond the account's space")
    if "administrator" not in refused.json().get("detail", ""):
        complain(f"the refusal does not say what to do: {refused.body!r}")
    if kept(house) != before:
        complain("a list that was refused was kept")
    expect(send(house, officer, first), 201, "the same list once more")
    expect(send(house, house.people["agency_operator"], a_list(600, "tiga")), 201, "another account's list")


def removed(house):
    """What was sent by mistake goes from the disk and out of the account's space; others keep theirs."""
    officer, operator = house.people["branch_officer"], house.people["agency_operator"]
    remove = lambda sent, who: house.ask("DELETE", f"/v1/uploads/{sent.json()['id']}", who=who)  # noqa: E731
    first = send(house, officer, a_list(600, "satu"))
    expect(remove(first, operator), 404, "removing another account's list")
    files = kept(house)
    expect(remove(first, officer), 200, "removing one's list")
    if len(kept(house)) != len(files) - 1:
        complain("a list that was removed lies on the disk")
    for method, path in (("GET", ""), ("GET", "/check"), ("DELETE", "")):
        expect(house.ask(method, f"/v1/uploads/{first.json()['id']}{path}", who=officer), 404,
               f"{method} {path} of a list that was removed")
    both = a_list(600, "dua")
    mine = send(house, officer, both)
    expect(mine, 201, "a list in the space that became free")
    theirs = send(house, operator, a_list(300, "sama"))
    expect(send(house, officer, a_list(300, "sama")), 201, "the same bytes by two accounts")
    files = kept(house)
    expect(remove(theirs, operator), 200, "removing one of two")
    expect(house.ask("GET", f"/v1/uploads/{mine.json()['id']}/columns", who=officer), 200, "a list of before")
    if kept(house) != files:
        complain("the bytes of two accounts went with one of them")
    expect(remove(mine, officer), 200, "removing it at the end")
    small = send(house, officer, a_list(1, "kecil"))
    job = house.ok("POST", "/v1/lists", {"upload": small.json()["id"], "sender": "mistaken", "sender_name": "Keliru",
                                         "sender_kind": "agency", "area": "33.19", "as_of": "2025-01-06"}, who=officer)
    while house.ok("GET", f"/v1/jobs/{job['id']}", who=officer)["state"] in ("queued", "running"):
        time.sleep(0.05)
    expect(remove(small, officer), 409, "removing a file that became a list")


def papers(house):
    """The family has 300 KiB a claim, whatever the codes; a stranger has nothing."""
    officer = house.people["branch_officer*"]
    person = house.ok("POST", "/v1/people/searches", {"q": people_of(HOME)[1][0]}, who=officer)["items"][0]["id"]
    claim = house.ok("POST", "/v1/claims", {"person": person, "kind": "jkm", "happened_on": "2025-01-11",
                                            "reporter": "family"}, who=officer)["id"]
    before = kept(house)
    for code in ("", "a" * 26, "%2e%2e", "x" * 4000):
        answer = house.ask("POST", "/v1/family/papers?paper=identity", a_paper(20, f"asing {code[:3]}"),
                           headers={"Payung-Claim": code} if code else None, media="application/pdf")
        if answer.status < 400 or answer.status >= 500:
            complain(f"a stranger's paper was answered {answer.status}")
    if kept(house) != before:
        complain("papers of strangers without a code are kept")
    company = house.people["company_hr"]
    expect(house.ask("POST", f"/v1/claims/{claim}/papers?paper=no_such_paper", a_paper(20, "salah"), officer,
                     media="application/pdf"), 422, "a paper that no list names")
    if kept(house) != before:
        complain("a paper that could not be written down is kept")
    abroad = house.people["branch_officer abroad*"]
    expect(house.ask("POST", f"/v1/claims/{claim}/papers?paper=identity", a_paper(20, "abroad"), abroad,
                     media="application/pdf"), 404, "a paper to a claim out of reach")
    if kept(house) != before:
        complain("a paper to a claim out of reach is kept")
    # By who may, within his share.
    expect(house.ask("POST", f"/v1/claims/{claim}/papers?paper=identity", a_paper(200, "benar"), officer,
                     media="application/pdf"), 201, "a paper")
    if len(kept(house)) != len(before) + 1:
        complain("a paper was not kept")
    return company


def state(house):
    told = house.ok("GET", "/v1/system", who=house.people["administrator"])["files"]
    files = kept(house)
    if told["count"] > len(files) or told["bytes_max"] != 200 << 20 or told["account_bytes_max"] != 1 << 20:
        complain(f"the state of the system tells {told}, there are {len(files)} files")


def full(house):
    """What all together may take is used up."""
    officer = house.people["branch_officer"]
    expect(send(house, officer, a_list(1500, "penuh")), 413, "a list beyond the space of all")


def main():
    binary, folder = sys.argv[1], Path(sys.argv[2]).resolve()
    shutil.rmtree(folder, ignore_errors=True)
    os.environ.update(PAYUNG_FILES_ACCOUNT_MIB="1", PAYUNG_FILES_CLAIM_MIB="1", PAYUNG_FILES_TOTAL_MIB="200",
                      PAYUNG_FILES_FREE_MIB="1")
    with House(binary, folder) as house:
        house.seed()
        house.serve()
        house.staff()
        lists(house)
        removed(house)
        papers(house)
        state(house)
        house.stop()
        os.environ.update(PAYUNG_FILES_ACCOUNT_MIB="100", PAYUNG_FILES_TOTAL_MIB="2")
        house.serve()
        full(house)
    return wrong(complaints, "files")


if __name__ == "__main__":
    sys.exit(main())

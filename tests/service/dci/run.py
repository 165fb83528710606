#!/usr/bin/env python3
"""Talks to `payung serve` as another registry, a village and a bank would: SP-DCI search at once and
by callback, subscribe and notify, enrolled, refusals; "active or not"; bills. Every answer is checked
by its fields, and against the SP-DCI documents where PAYUNG_DCI_STANDARDS names their folder.
In: the payung program and an empty folder."""
import json
import os
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import bank  # noqa: E402
import changes  # noqa: E402
import clients  # noqa: E402
import refusals  # noqa: E402
import searches  # noqa: E402
from checks import check, count, eventually  # noqa: E402
from office import AGUS, BUDI, Office, today  # noqa: E402
from partner import Partner, Receiver  # noqa: E402
from signer import Signer  # noqa: E402
from standard import Standard  # noqa: E402


def looks(office, partner):
    """Every answer about a person stands in the access log."""
    text = eventually(lambda: json.dumps(office.ask("GET", "/v1/access-log?account=registri").json),
                      lambda log: "dci social search" in log and "dci ibr enrolled" in log)
    check(BUDI not in text, "no NIK in the log")


def load_standards():
    folder = os.environ.get("PAYUNG_DCI_STANDARDS")
    if not folder:
        print("PAYUNG_DCI_STANDARDS is not set: messages are checked by their fields only")
        return None
    return {"social": Standard(Path(folder) / "social_api_v1.0.0.yaml"),
            "ibr": Standard(Path(folder) / "ibr_api_v1.0.0.yaml")}


def main():
    payung, folder = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    standards = load_standards()
    office = Office(payung, folder)
    receiver, signer = Receiver(), Signer(folder)
    office.serve("--private-callbacks")
    try:
        account, key = office.machine("registri", ["registry_query"])
        _, far_key = office.machine("registri-jauh", ["registry_query"], [("region", "33.20")])
        _, bank_key = office.machine("bank", ["bills_collect"])
        _, far_bank = office.machine("bank-jauh", ["bills_collect"], [("region", "33.20")])
        _, village = office.machine("desa", ["active_query"])
        _, far_village = office.machine("desa-jauh", ["active_query"], [("region", "33.20")])
        social = Partner(office, key, "spmis.example.org", "social", receiver, standards)
        far = Partner(office, far_key, "far.example.org", "social", receiver, standards)
        ibr = Partner(office, key, "spmis.example.org", "ibr", receiver, standards)
        keys = office.ask("GET", "/.well-known/jwks.json").json["keys"]
        searches.sync_search(social, far)
        searches.query_forms(social)
        searches.batch(social)
        refusals.without_rights(social, office, village)
        refusals.malformed(social)
        refusals.token(office, key)
        searches.async_search(social, signer, keys[0])
        waiting = [changes.notifications(social, office, "deregister", None),
                   changes.notifications(ibr, office, "enrollement_status_change",
                                         "enrollement_status_change")]
        for one in waiting:
            next(one)
        bank.bills(office, bank_key, far_bank)
        changes.enrolled(ibr)
        changes.callbacks_taken(social)
        changes.callbacks_taken(ibr)
        refusals.signatures(social, office, account, signer)
        clients.openspp_2(check, office, signer, receiver)
        clients.openspp_17(check, office, folder)
        clients.openg2p(check, office)
        clients.openimis(check, office)
        clients.mock_ups(check, office)
        looks(office, social)
        bank.active_checks(office, village, far_village)
        # The office's own clerk tells of a change; both subscribers hear of it.
        office.tell("members", "moved", AGUS, "--on", today().isoformat(), "--reason", "test",
                    options=["--private-callbacks"])
        for one in waiting:
            next(one)
    except AssertionError:
        ended = office.process.poll()
        print("the server " + ("runs" if ended is None else f"ended with {ended}"), file=sys.stderr)
        raise
    finally:
        office.stop()
    print(f"dci: {count()} checks hold")


if __name__ == "__main__":
    main()

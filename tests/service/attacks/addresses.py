"""addresses.py PAYUNG FOLDER

Goal: who asks too much is told so, also when he has a whole network of addresses. Method: a server that
believes this machine's word of where a request comes from, and answers one address two requests a
second; requests from one IPv4 address, from many, and from many addresses of one IPv6 network (/64, what
a single host has)."""
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from house import House, wrong  # noqa: E402

complaints = []
TRIES = 120


def refused(house, addresses):
    return sum(house.ask("GET", "/v1/version", headers={"X-Forwarded-For": address}).status == 429
               for address in addresses)


def main():
    binary, folder = sys.argv[1], Path(sys.argv[2]).resolve()
    shutil.rmtree(folder, ignore_errors=True)
    with House(binary, folder) as house:
        house.serve("--trusted-proxy", "127.0.0.1", rate=2)
        many = (f"198.51.100.{i}" for i in range(TRIES))
        one = ("203.0.113.9" for _ in range(TRIES))
        network = (f"2001:db8:7:7::{i:x}" for i in range(TRIES))
        networks = (f"2001:db8:8:{i:x}::1" for i in range(TRIES))
        for what, addresses, all_pass in (("one address", one, False), ("many addresses", many, True),
                                          ("one IPv6 network", network, False),
                                          ("many IPv6 networks", networks, True)):
            told = refused(house, addresses)
            if (told == 0) != all_pass:
                complaints.append(f"{what}: {told} of {TRIES} were answered 429")
    return wrong(complaints, "addresses")


if __name__ == "__main__":
    sys.exit(main())

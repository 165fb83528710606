"""What every part of this test asks with: a check that is counted, and one that may take its time."""
import datetime
import time

CHECKS = 0


def check(truth, what):
    global CHECKS
    CHECKS += 1
    if not truth:
        raise AssertionError(what)


def count():
    return CHECKS


def eventually(ask, fits, seconds=30):
    """What `ask` answers as soon as it fits; the server works on while we ask. Fails with the last answer."""
    end = time.monotonic() + seconds
    while True:
        answer = ask()
        if fits(answer) or time.monotonic() > end:
            check(fits(answer), answer)
            return answer
        time.sleep(0.05)


def now():
    return datetime.datetime.now(datetime.timezone.utc).isoformat()

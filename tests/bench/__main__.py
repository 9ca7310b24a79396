"""`make bench`: the plain frame against raw SQL, on PostgreSQL with fsync on. It prints; it never fails by seconds."""

import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from statistics import median

ROUNDS, LIVES = 3, 12
WORKER = """
import sys, django; django.setup()
from tests import cast
from tests.bench import frame
from zones.call.models import Call
who, call = cast.people(), Call.objects.order_by("pk")[int(sys.argv[1])]
work = getattr(frame, sys.argv[2])
work(who, call)
print("ready", flush=True); sys.stdin.readline()
print(sum(work(who, call) for _ in range(int(sys.argv[3]))), flush=True)
"""


def main() -> int:
    from tests import servers

    with tempfile.TemporaryDirectory() as folder, servers.postgresql(durable=True) as url:
        os.environ |= {"DATABASE_URL": url, "DATA_DIR": folder, "LOG_LEVEL": "ERROR",
                       "DJANGO_SETTINGS_MODULE": "config.settings.testing"}  # fmt: skip
        prepared()
        print(f"{'measure':<58}{'figure':>12}{'target':>16}")
        for processes in (1, 8):
            raw, plain = [], []
            for _ in range(ROUNDS):  # interleaved: this machine swings by a factor of two
                raw.append(rate("five_raw", processes))
                plain.append(rate("five_acts", processes))
            print(f"{f'raw SQL, {processes} processes, acts a second':<58}{median(raw):>12.0f}{'-':>16}")
            print(f"{f'frame, plain, {processes} processes, acts a second':<58}{median(plain):>12.0f}{'-':>16}")
            ratio = median(p / r for p, r in zip(plain, raw, strict=True))
            print(f"{f'frame against raw SQL, {processes} processes':<58}{ratio:>12.3f}{'next change':>16}")
    return 0


def prepared() -> None:
    """The founded world and a call for each process."""
    import django

    django.setup()
    from django.core.management import call_command

    from tests import cast, stages

    call_command("migrate", verbosity=0)
    cast.found()
    who = cast.people()
    for number in range(8):
        stages.published_call(who, zone=stages.zone(who, name=f"测量专区{number}"))


def rate(work: str, processes: int) -> float:
    """Acts a second of so many processes at once, each on a call of its own; preparation is not counted."""
    with workers(work, processes) as children:
        for child in children:
            child.stdout.readline()
        for child in children:
            child.stdin.write("go\n")
            child.stdin.flush()
        spent = [float(child.stdout.readline()) for child in children]
    return sum(LIVES * 5 / seconds for seconds in spent)


@contextmanager
def workers(work: str, processes: int):
    command = [sys.executable, "-c", WORKER]
    children = [
        subprocess.Popen(
            [*command, str(number), work, str(LIVES)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for number in range(processes)
    ]
    try:
        yield children
    finally:
        for child in children:
            child.communicate()


if __name__ == "__main__":
    began = time.monotonic()
    code = main()
    print(f"measured in {time.monotonic() - began:.0f} s")
    sys.exit(code)

"""Lists and searches through gunicorn, at ten thousand and at a million applications: the same pages, in one run."""

import base64
import json
import os
import subprocess
import time
from collections.abc import Iterator
from statistics import median, quantiles

import requests
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from tests import cast, stages
from tests.bench import many
from tests.bench.table import Figure
from tests.servers import web
from zones.rulebook.queries import current

FEW, MANY = 10_000, int(os.environ.get("BENCH_APPLICATIONS", "1_000_000"))
TRIES = 40
DEPLOYED = {  # with the tests' keys, since the session is made here; and connections are kept, as in a deployment
    "DJANGO_SETTINGS_MODULE": "config.settings.development",
    "SECRET_KEY": settings.SECRET_KEY,
    "LEDGER_KEY": settings.LEDGER_KEY,
    "RATE_OF_A_PERSON": "1000000",
}
SIZES = (FEW, MANY)
PATH = "/api/v1/applications/"
PAGES = {"first page": "", "filtered page": "state=submitted", "by due date": "order=due"}
TERMS = {"common": many.COMMON, "middling": many.MIDDLING, "rare": many.RARE, "absent": many.ABSENT}


def figures() -> Iterator[Figure]:
    """Every page at both sizes; what is compared, is compared within this run."""
    who = cast.people()
    zone = stages.zone(who, name="很多申请的专区")
    found: dict[int, dict[str, tuple[float, float, float]]] = {}
    there = 0
    for size in SIZES:
        many.applications(size - there, zone.pk, current().pk, who.officer.pk)
        there = size
        with web(os.environ | DEPLOYED, "--workers=1") as (url, server):
            found[size] = dict(_pages(_asking(who.officer), f"{url}{PATH}", _worker(server)))
    yield from _compared(found[FEW], found[MANY])


def _compared(few, lots) -> Iterator[Figure]:
    for name, (p50, p95, cpu) in lots.items():
        yield Figure(f"{name}, {MANY:,} rows: p50, ms", p50, digits=1)
        yield Figure(f"{name}, {MANY:,} rows: CPU of the worker, ms", cpu, most=6, digits=1)
        yield Figure(f"{name}: p95 against {FEW:,} rows", p95 / few[name][1], most=1.5, digits=2)
    yield Figure(
        "a page in the middle against the first", lots["middle page"][0] / lots["first page"][0], most=1.5, digits=2
    )
    for name in ("search, rare", "search, absent"):
        ratio = lots[name][0] / lots["one case by its number"][0]
        yield Figure(f"{name}: against a page by primary key", ratio, most=5, digits=2)


def _pages(session, url: str, pid: int):
    for name, query in PAGES.items():
        yield name, _timed(session, f"{url}?{query}", pid)
    yield "middle page", _timed(session, _middle(session, url), pid)
    yield "one case by its number", _timed(session, f"{url}?size=1&fields=number", pid)
    for name, term in TERMS.items():
        yield f"search, {name}", _timed(session, f"{url}?search={term}", pid)


def _timed(session, url: str, pid: int) -> tuple[float, float, float]:
    """(p50, p95, CPU of the web worker) of a request, in milliseconds."""
    spent = []
    session.get(url).raise_for_status()
    before = _cpu(pid)
    for _ in range(TRIES):
        began = time.perf_counter()
        session.get(url).raise_for_status()
        spent.append((time.perf_counter() - began) * 1000)
    return median(spent), quantiles(spent, n=20)[-1], (_cpu(pid) - before) / TRIES


def _middle(session, url: str) -> str:
    """The page half-way down, found by making the cursor that leads there."""
    newest = session.get(f"{url}?size=1&fields=id").json()["results"][0]["id"]
    oldest = session.get(f"{url}?size=1&fields=id&order=oldest").json()["results"][0]["id"]
    cursor = base64.urlsafe_b64encode(json.dumps([0, (newest + oldest) // 2]).encode()).decode().rstrip("=")
    return f"{url}?cursor={cursor}"


def _cpu(pid: int) -> float:
    """Milliseconds that a process has computed so far."""
    with open(f"/proc/{pid}/stat") as stat:
        fields = stat.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def _worker(master: int) -> int:
    return int(subprocess.check_output(["pgrep", "-P", str(master)], text=True).split()[0])


def _asking(seat) -> requests.Session:
    """A session signed in as a person, at the database that the server reads."""
    store = SessionStore()
    store.update({SESSION_KEY: str(seat.user_id), HASH_SESSION_KEY: seat.user.get_session_auth_hash(),
                  BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend"})  # fmt: skip
    store.save()
    session = requests.Session()
    session.cookies.set("sessionid", store.session_key)
    session.headers["Seat"] = str(seat.pk)
    return session

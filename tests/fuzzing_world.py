"""The world that is fuzzed: lives over HTTP (tests/doors/life.py), each told until one request and not further.

What is known of it is written down for the hooks: who may ask what, which cases there are, what was asked so far and
what would be asked next.
"""

import json
import logging
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import structlog
import time_machine

NOW = datetime(2026, 7, 1, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
NEVER_ENDS = 24 * 3600  # seconds
KEPT = 12  # requests of each operation that are remembered

# what is to be asked next in a life → the day of the life on which it is asked
NEXT = {
    "zones_establish": 0, "zones_draft_call": 0, "proposals_countersign": 0, "calls_start_application": 2,
    "applications_submit": 5, "applications_accept": 7, "panels_declare": 42, "panels_send_sheet": 44,
    "reports_enter_decision": 60, "agreements_sign": 78, "the end": 80,
}  # fmt: skip


def make() -> None:
    """Migrate and found the configured database, tell the lives; what is known goes to the standard output as JSON."""
    from tests import cast
    from tests.world import write_founded

    quiet()
    write_founded()
    who = cast.people()
    seats = {name: seat for name, seat in vars(who).items() if name not in ("clock", "experts")}
    seats |= {f"expert {place}": seat for place, seat in enumerate(who.experts)}
    names = {seat.pk: name for name, seat in seats.items()}
    asked = defaultdict(list)
    for operation, day in NEXT.items():
        for ask in lived(who, operation, day):
            row = {"by": names[ask.by.pk], "path": ask.path, "words": ask.words, "file": ask.file}
            asked[ask.operation].insert(0, row)
    with time_machine.travel(NOW):
        further(who, asked)
        signed = {name: signed_in(who, seat, name) for name, seat in seats.items()}
    world = {"askers": signed, "operations": operations(asked), "cases": cases(), "document": document()}
    json.dump(world, sys.stdout)


def further(who, asked) -> None:
    """What no life has: datasets, endpoints, what follows an agreement; and the lives' files, which can be fetched."""
    from config.kernel.documents.models import Document
    from config.kernel.rest import addresses
    from config.kernel.writing import given
    from operators.agreement.models import Agreement
    from tests.architecture.test_query_counts import state_of_oversight
    from tests.architecture.test_roles import dataset
    from tests.kernel.hearing import endpoint
    from tests.kernel.systems import SECRET, active

    dataset(who)
    with given():
        state_of_oversight(who, "BJ-SL-2026-000001", Agreement.objects.filter(state="in_force").latest("pk"))
    for seat in (who.applicant, who.editor, who.officer, who.supervisor):
        endpoint(seat, at=NOW)
    owners = {"application": "applicant", "report": "recorder", "agreement": "officer"}
    for document in Document.objects.order_by("-pk")[: 5 * KEPT]:
        row = {"by": owners[document.case_kind], "path": [str(document.case_id), str(document.pk)], "words": None}
        asked[f"{addresses.plural(document.case_kind)}_document"].append(row | {"file": ""})
    system = {"client_id": active(who, who.supervisor).client_id, "client_secret": SECRET}
    for operation, words in (("token_ask", {"grant_type": "client_credentials"}), ("token_revoke", {"token": "x"})):
        asked[operation].append({"by": "outsider", "path": [], "words": words | system, "file": ""})


def quiet() -> None:
    """A line for each request would take longer than the request; what fails is still told."""
    logging.disable(logging.WARNING)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))


def lived(who, operation: str, day: int) -> list:
    """The requests of a life that has come to this one by now; the last was not sent."""
    from tests.doors.life import Life, tell

    asked = []

    def until(ask) -> bool:
        asked.append(ask)
        return ask.operation == operation

    with travelling(lambda days: NOW - timedelta(days=day - days)) as (on_day, at):
        life = Life(who, on_day, at, zone=f"教育公共数据专区（{operation}）")
        tell(life.told(), send, until)
    return asked


@contextmanager
def travelling(at) -> Iterator[tuple]:
    """`on_day(6)`, and `at(6)`."""
    started: list = []

    def on_day(days: int) -> None:
        for earlier in started:
            earlier.stop()
        started[:] = [time_machine.travel(at(days))]
        started[0].start()

    yield on_day, at
    for last in started:
        last.stop()


def send(ask) -> dict[str, Any]:
    """A request of a life, through Django's own client, as the person of the seat."""
    from tests.doors import api
    from tests.stages import PDF

    method, path = addressed()[ask.operation]
    for value in ask.path:
        path = path.replace(path[path.index("{") : path.index("}") + 1], value, 1)
    asker = api.person(ask.by)
    if ask.file:
        answer = asker.send(path, PDF, ask.file)
    else:
        answer = asker.get(path, **ask.query) if method == "get" else asker.post(path, ask.words, method=method)
    assert answer.status_code == ask.status, (ask, answer.content.decode())
    return answer.json()


@cache
def document() -> dict[str, Any]:
    """The OpenAPI document."""
    from config.api.described import written

    return json.loads(written("en"))


@cache
def addressed() -> dict[str, tuple[str, str]]:
    """operation → its method and path."""
    found = {}
    for path, operations in document()["paths"].items():
        found.update({operation["operationId"]: (method, path) for method, operation in operations.items()})
    return found


def signed_in(who, seat, name: str) -> dict[str, dict[str, str]]:
    """The headers and cookies of a partner's system, where the seat can have one; else of the person."""
    from config.kernel.clients.models import Client
    from config.kernel.clients.rules import NOT_FOR_SYSTEMS
    from config.kernel.writing import given
    from tests.doors.generated import session_of
    from tests.kernel.systems import active, token_of

    if seat.role in NOT_FOR_SYSTEMS:
        return session_of(seat)
    headers = token_of(active(who, seat), name, seconds=NEVER_ENDS)
    with given():  # more than anybody may have: 429 would hide the rest
        Client.objects.update(rate=30_000)
    return {"headers": headers, "cookies": {}}


def operations(asked) -> dict[str, dict[str, Any]]:
    """`POST /api/v1/…` → its noun's plural, who may ask it, what was asked, and which words name a case of what."""
    from config.kernel.acts import ACTS
    from config.kernel.rest import addresses
    from tests.tables.doors import ACTS as TABLE

    found = {}
    for operation, (method, path) in addressed().items():
        found[f"{method.upper()} {path}"] = {
            "noun": path.split("/")[3] if path.startswith("/api/v1/") else "",
            "asked": asked[operation][:KEPT],
            "may": [],
            "named": {},
        }
    for name, (_address, may) in TABLE.items():
        act = ACTS[name]
        row = found[f"POST /api/v1/{addresses.plural(act.model.noun())}/{{reference}}/{addresses.slug(act)}/"]
        row["may"] = may.split()
        row["named"] = named(act)
    return found


def named(act) -> dict[str, str]:
    """The words of an act that name a case → the plural of its noun."""
    import typing

    from config.kernel.flows import Case
    from config.kernel.rest import addresses, words

    found = {}
    for name, asked in words.asked_by(act).items():
        for form in typing.get_args(asked.form) or (asked.form,):
            if isinstance(form, type) and issubclass(form, Case):
                found[name] = addresses.plural(form.noun())
    return found


def cases() -> dict[str, list[str]]:
    """The plural of each noun → how its cases are named: by number, or by id."""
    from config.kernel.nouns import case_models
    from config.kernel.rest import addresses

    return {
        addresses.plural(noun): [str(case.number or case.pk) for case in model.objects.order_by("-pk")[:40]]
        for noun, model in case_models().items()
    }

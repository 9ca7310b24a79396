"""Schemathesis' hooks: most of what it sends is about cases that are there, from somebody who may, in words that do.

The rest stays as it was made up, and every request can have something made up in it. What is known of the world is in
the file FUZZING_WORLD (tests/fuzzing_world.py); what was answered is counted into the file FUZZING_ANSWERS.
"""

import atexit
import json
import os
import random
import re
from collections import Counter
from pathlib import Path

import schemathesis

WORLD = json.loads(Path(os.environ["FUZZING_WORLD"]).read_text())
PICK = random.Random(os.environ["FUZZING_SEED"])  # its own: hypothesis winds back the common one
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
NAMES = re.compile(r"[1-9][0-9]{0,5}|BJ-\w+-[0-9]{4}-[0-9]{6}")  # what a case is called, here or in an answer
ANSWERS: Counter = Counter()
ASKERS: dict[str, str] = {}  # case → who asks


def by_chance(share: float) -> bool:
    return PICK.random() < share


@schemathesis.hook
def before_call(context, case, kwargs):
    known = WORLD["operations"].get(case.operation.label)
    if not known or by_chance(0.04):
        return
    told = PICK.choice(known["asked"]) if known["asked"] and by_chance(0.6) else None
    sign_in(case, who(known, told))
    if told and by_chance(0.9):
        as_told(case, told)
    else:
        name_a_case(case, known)
    name_cases(case, known["named"])
    if by_chance(0.75):  # of ten things to be asked of a list, one that does not do is enough for 400
        case.query = {}


def who(known, told) -> str:
    """Mostly somebody who may, often who did, sometimes anybody."""
    if told and by_chance(0.85):
        return told["by"]
    may = [name for name in known["may"] if name in WORLD["askers"]]
    if may and by_chance(0.8):
        return PICK.choice(may)
    return "officer" if by_chance(0.6) else PICK.choice(list(WORLD["askers"]))


def sign_in(case, name: str) -> None:
    """What was made up as a sign-in, as a seat, as a version is mostly put aside: it would hide all the rest."""
    for header in ("Authorization", "X-CSRFToken", "Seat"):
        case.headers.pop(header, None)
    for header in ("If-Match", "Idempotency-Key"):
        if by_chance(0.9):
            case.headers.pop(header, None)
    ASKERS[case.id] = name
    case.headers.update(WORLD["askers"][name]["headers"])
    case.cookies = dict(WORLD["askers"][name]["cookies"])


def as_told(case, told) -> None:
    """As it was asked in a life; every third time with a word that was made up."""
    place = dict(zip(re.findall(r"{(\w+)}", case.operation.path), told["path"], strict=True))
    if not (of_an_answer(case) and by_chance(0.5)):
        case.path_parameters.update(place)
    made_up = case.body if isinstance(case.body, dict) else {}
    if told["file"]:
        case.body = {"file": PDF}
    elif told["words"] is not None:
        case.body = dict(told["words"])
        if made_up and by_chance(0.33):
            name = PICK.choice(sorted(made_up))
            case.body[name] = made_up[name]


def name_a_case(case, known) -> None:
    there = WORLD["cases"].get(known["noun"])
    if there and "reference" in (case.path_parameters or {}) and not of_an_answer(case) and by_chance(0.93):
        case.path_parameters["reference"] = PICK.choice(there)


def name_cases(case, named) -> None:
    """Words that name a case: one that is there."""
    for word in named:
        if isinstance(case.body, dict) and word in case.body and not _named(case.body[word]) and by_chance(0.8):
            case.body[word] = PICK.choice(WORLD["cases"][named[word]])


def of_an_answer(case) -> bool:
    """Whether a link has given the case: schemathesis makes up other things."""
    return _named((case.path_parameters or {}).get("reference", ""))


def _named(value) -> bool:
    return NAMES.fullmatch(str(value)) is not None


@schemathesis.hook
def after_call(context, case, response):
    phase = case.meta.phase.name.value if case.meta else ""
    ANSWERS[case.operation.label, phase, ASKERS.pop(case.id, "as made up"), response.status_code] += 1


@atexit.register
def keep_answers() -> None:
    kept = Path(os.environ["FUZZING_ANSWERS"])
    before = json.loads(kept.read_text()) if kept.exists() else []
    kept.write_text(json.dumps(before + [[*place, count] for place, count in ANSWERS.items()]))

"""Which deadlines somebody is to be reminded of today: some working days ahead, on the day, on each one after it.

What has been done has no deadline any more, or is nobody's turn: nobody is reminded of it.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from config.kernel.flows import Case
from config.kernel.nouns import case_models
from config.kernel.refusals import Refused
from config.kernel.sweeping.models import AHEAD, TODAY
from config.kernel.sweeping.queries import Row, key_of, written
from config.kernel.turns import Turn
from config.kernel.wired import wiring
from config.kernel.workdays.deadlines import after, remembered, worked

log = logging.getLogger(__name__)

AT_ONCE = 500  # reminders of one entry
NOBODY = ("public", "system")  # whose turn it may be, without anybody who could be reminded


@dataclass(frozen=True)
class Reminded:
    """Of a noun: whose turn it is, and (where that may have another deadline than the case) which cases besides."""

    turn: Callable[[Any], Turn | None]
    besides: Q | None = None


def due(at: datetime) -> Iterator[list[Row]]:
    """The reminders that are to be written now and stand nowhere yet, so many at a time."""
    today = timezone.localdate(at)
    with remembered():
        last = _horizon(today)
        for noun, reminded in wiring("REMINDED").items():
            asked = Q(due_on__lte=last) | (reminded.besides or Q(pk=None))
            yield from _of(noun, asked, reminded.turn, today, last)


def _horizon(today: date) -> date:
    """The last day that people are reminded of; where no calendar reaches so far, it is today."""
    try:
        return after(today, wiring("REMINDER_DAYS")()).on
    except Refused:
        return today


def _of(noun: str, asked: Q, turn, today: date, last: date) -> Iterator[list[Row]]:
    key, model = 0, case_models()[noun]
    while cases := list(model._default_manager.filter(asked, pk__gt=key).order_by("pk")[:AT_ONCE]):
        key = cases[-1].pk
        rows = [row for case in cases if (row := _row(case, _turn(turn, case), today, last))]
        there = written(rows)
        if new := [row for row in rows if key_of(row) not in there]:
            yield new


def _turn(turn: Callable[[Any], Turn | None], case: Case) -> Turn | None:
    """One that cannot be said keeps the others' from nobody."""
    try:
        return turn(case)
    except Exception:
        log.exception("whose turn is %s?", case.key)
        return None


def _row(case: Case, turn: Turn | None, today: date, last: date) -> Row | None:
    if turn is None or turn.due_on is None or turn.body.kind in NOBODY:
        return None
    moment = _moment(turn, turn.due_on, today, last)
    if moment is None:
        return None
    return {
        "case_kind": case.noun(), "case_id": case.pk, "due_on": turn.due_on.isoformat(), "moment": moment,
        "body": turn.body.pk, "article": turn.article,
    }  # fmt: skip


def _moment(turn: Turn, due_on: date, today: date, last: date) -> str | None:
    """None: today nobody is reminded. A term that is no longer than the time ahead was told of when it began."""
    if due_on > last or (due_on > today and turn.days is not None and turn.days <= wiring("REMINDER_DAYS")()):
        return None
    if due_on > today:
        return AHEAD
    if due_on == today:
        return TODAY
    return today.isoformat() if worked(today) else None

"""A run of the sweep, from its beginning to its end: safe when it is late, when it comes twice, when it is killed.

What it moves is committed chunk by chunk, and what has moved is not due any more: so whoever comes next goes on.
"""

import logging
from dataclasses import asdict
from datetime import datetime

from django.utils import timezone

from config.kernel.accounts.queries import clock, the
from config.kernel.acts import Act
from config.kernel.sweeping import actions, reminders
from config.kernel.sweeping.alone import alone
from config.kernel.sweeping.models import Sweep
from config.kernel.sweeping.queries import swept
from config.kernel.sweeping.steps import Done
from config.kernel.wired import wiring

log = logging.getLogger(__name__)


def sweep_due(at: datetime | None = None) -> Sweep | None:
    """The sweep of the day, unless it was done; asked every few minutes, so that a late or killed one is made up."""
    at = at or timezone.now()
    return None if swept(timezone.localdate(at)) else sweep(at)


def sweep(at: datetime | None = None) -> Sweep | None:
    """Do it now; None where another worker is at it."""
    with alone() as mine:
        return _run(at or timezone.now()) if mine else None


def end_by_the_hour(at: datetime | None = None) -> int:
    """What ends at an instant, between two nights; how many moved. The ledger of each case has it."""
    at = at or timezone.now()
    return sum(step.run(at).moved for step in wiring("SWEEP") if step.by_the_hour)


def _run(at: datetime) -> Sweep:
    by = clock()
    for killed in Sweep.objects.filter(state=Sweep.State.RUNNING):  # we are alone: nobody is at it any more
        actions.break_off(killed, by=by, at=at)
    run = actions.begin(the("system"), by=by, at=at).subject
    for step in wiring("SWEEP"):
        done = step.run(at)
        if done.moved or done.left or done.failed:
            _note(run, by, at, step.act, done)
    _remind(run, by, at)
    actions.end(run, by=by, at=at)
    run.refresh_from_db()
    return run


def _remind(run: Sweep, by, at: datetime) -> None:
    """Those of one entry that fail keep the others not waiting; they are tried again by the next run."""
    failed = 0
    for rows in reminders.due(at):
        try:
            actions.remind(run, by=by, at=at, reminders=rows)
        except Exception:  # a defect, or the database: the record says so, the log says what
            log.exception("reminders were not written")
            failed += len(rows)
    if failed:
        _note(run, by, at, actions.remind, Done(failed=failed))


def _note(run: Sweep, by, at: datetime, act: Act, done: Done) -> None:
    actions.note(run, by=by, at=at, act=act.name, article=act.article, **asdict(done))

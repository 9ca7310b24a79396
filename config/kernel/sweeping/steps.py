"""Steps of the sweep: what the clock does to the cases of a noun. In their order in config/wiring/sweeping.py."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, models
from django.utils import timezone

from config.kernel import chunks
from config.kernel.accounts.models import Seat
from config.kernel.accounts.queries import clock
from config.kernel.acts import Act
from config.kernel.refusals import Refused

log = logging.getLogger(__name__)

SIDE_BY_SIDE = 2  # measured: a third waits for the first two


@dataclass
class Done:
    """What a step did: cases moved; left where they are, because something stands against it; failed."""

    moved: int = 0
    left: int = 0
    failed: int = 0


@dataclass(frozen=True)
class Step:
    """An act of the clock's, and the cases that seem due. The act's own rule decides; `due` only looks for them.

    `words`: what the act is told of a case. `together`: its cases are moved a thousand at a time where nothing hangs
    on them (config/kernel/chunks.py); what is left then, as every other step, is moved by the ordinary act, one case
    after the other, in the order of `due`. `by_the_hour`: asked each minute too, since it ends at an instant.
    """

    act: Act
    due: Callable[[datetime], models.QuerySet]
    words: Callable[[Any], dict] | None = None
    together: bool = False
    by_the_hour: bool = False

    def __call__(self, at: datetime | None = None) -> int:
        """Do it now; how many moved."""
        return self.run(at or timezone.now()).moved

    def run(self, at: datetime) -> Done:
        """Every case that is due, once. One that is refused, or fails, keeps none of the others waiting."""
        by, done = clock(), Done()
        if self.together and chunks.fit(self.act):
            done.moved = self._together(by, at)
        for key in list(self.due(at).values_list("pk", flat=True)):
            self._alone(key, by, at, done)
        return done

    def _together(self, by: Seat, at: datetime) -> int:
        """More than a thousand on PostgreSQL over two connections: it writes one while the next one is ruled here."""
        if connection.vendor != "postgresql" or connection.in_atomic_block or not self._more_than_one_chunk(at):
            return self._chunks(by, at)
        with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
            return sum(pool.map(self._side, [by] * SIDE_BY_SIDE, [at] * SIDE_BY_SIDE))

    def _more_than_one_chunk(self, at: datetime) -> bool:
        """Most minutes nothing is due: then no connection is opened for it."""
        return self.due(at)[chunks.AT_ONCE :].exists()

    def _side(self, by: Seat, at: datetime) -> int:
        try:
            return self._chunks(by, at)
        finally:
            connection.close()  # the thread's own

    def _chunks(self, by: Seat, at: datetime) -> int:
        last = moved = 0
        try:
            while True:
                due = self.due(at).filter(pk__gt=last)
                chunk = chunks.carry_out(self.act, due, by=by, at=at, words=self.words)
                if not chunk.last:
                    return moved
                last, moved = chunk.last, moved + chunk.moved
        except Exception:  # one of the thousand cannot be written: which one, the ordinary act finds out
            log.exception("%s: not together", self.act.name)
            return moved

    def _alone(self, key: int, by: Seat, at: datetime, done: Done) -> None:
        try:
            case = self.act.model._default_manager.get(pk=key)
            self.act(case, by=by, at=at, **(self.words(case) if self.words else {}))
        except Refused:  # moved meanwhile, or something stands against it
            done.left += 1
        except Exception:  # a defect, or the database: the record says so, the log says what
            log.exception("%s failed for %s", self.act.name, key)
            done.failed += 1
        else:
            done.moved += 1

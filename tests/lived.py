"""Stages that were lived before are kept: a test that begins where another began finds it there, not lived again.

One transaction of the process stays open from test to test, with a savepoint behind each stage that was lived in it;
a test's own block stands on top and is rolled back. Where a test's first statement asks for nothing that was kept, it
finds the founding, as if nothing had been lived. `HELD` is the process's own; `tests/world.py` puts tests into it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from inspect import signature
from typing import Any

from django.db import connection, transaction


@dataclass
class Kept:
    """A stage that stands in the open transaction, and the savepoint behind it."""

    stage: Callable
    case: Any
    savepoint: str


class Held:
    """The open transaction, what was lived in it, and the test that stands on it."""

    def __init__(self):
        self.forget()
        self.waiting = False  # a test has begun, and has asked nothing yet
        self.building: list[Kept] = []  # what a stage that is being lived may begin with

    @contextmanager
    def test(self, *, from_founding: bool) -> Iterator[None]:
        """What a test does is undone after it. Where it begins, its first statement says, or its first stage."""
        self.open()
        self.waiting = True
        if from_founding:
            self.begin_at([])
        try:
            with connection.execute_wrapper(self.watched):
                yield
        finally:
            self.waiting = False
            self.undo()

    def open(self) -> None:
        if self.lost():
            self.forget()
        if self.transaction is None:
            self.transaction = transaction.atomic()
            self.transaction._from_testcase = True  # acts believe that theirs is the outermost, as in Django's TestCase
            self.transaction.__enter__()
            self.raw, self.founding = connection.connection, transaction.savepoint()

    def watched(self, execute, sql, params, many, context):
        if self.waiting:
            self.begin_at([])
        return execute(sql, params, many, context)

    def begin_at(self, chain: list[Callable]) -> None:
        """Back to what is kept of this chain; then the rest of it is lived."""
        self.waiting = False
        common = 0
        while common < min(len(chain), len(self.kept)) and self.kept[common].stage is chain[common]:
            common += 1
        if common < len(self.kept):
            del self.kept[common:]
            self.go_back()
        for stage in chain[common:]:
            self.building = list(self.kept)
            case = stage(self.who)
            self.kept.append(Kept(stage, case, transaction.savepoint()))
        self.building = []

    def go_back(self) -> None:
        transaction.savepoint_rollback(self.kept[-1].savepoint if self.kept else self.founding)

    def ask(self, stage: Callable, chain: list[Callable], who) -> Any:
        """The case of a stage: found where it was kept, else lived."""
        if self.waiting:
            self.who = who
            self.begin_at(chain)
            return again(self.kept[-1].case)
        for kept in self.building:
            if kept.stage is stage:
                self.building.remove(kept)
                return again(kept.case)
        return stage(who)

    def undo(self) -> None:
        """What the test did, and half a stage where one failed."""
        self.building = []
        if self.lost():
            self.forget()
            return
        try:
            if not connection.needs_rollback:
                connection.check_constraints()
        finally:
            transaction.set_rollback(False)
            self.go_back()
            connection.run_on_commit.clear()  # nothing here is ever committed

    def release(self) -> None:
        """Nothing is held any more: for whoever wants the database for itself."""
        if self.transaction is not None and not self.lost():
            transaction.set_rollback(True)
            self.transaction.__exit__(None, None, None)
        self.forget()

    def lost(self) -> bool:
        """Whether somebody closed the connection: what was held is gone with it."""
        return self.transaction is not None and self.raw is not connection.connection

    def forget(self) -> None:
        self.transaction = self.raw = self.founding = None
        self.kept: list[Kept] = []


def again(case):
    return type(case).objects.get(pk=case.pk)


HELD = Held()


def lived(after: Callable | None = None):
    """A stage of tests/stages.py, and the one that it begins with. Asked with words of its own, it is lived."""

    def decorate(stage):
        chain = [*(after.chain if after else ()), stage]
        plain = signature(stage).bind(None)
        plain.apply_defaults()

        @wraps(stage)
        def asked(who, *cases, **words):
            given = signature(stage).bind(None, *cases, **words)
            given.apply_defaults()
            return HELD.ask(stage, chain, who) if given == plain else stage(who, *cases, **words)

        asked.chain = chain
        return asked

    return decorate

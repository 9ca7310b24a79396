"""The act that makes the second poor result final, in a process that is killed (SIGKILL) before and after each of its
statements: all of it or nothing (Art. 33, house:1)."""

import os
import signal
import warnings
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, connections

from config.kernel.ledger import checking, keys, seals
from operators.agreement.models import Agreement
from operators.evaluation.models import Evaluation
from operators.exit.models import Exit
from tests.cast import people
from tests.poor_results import starts

pytestmark = pytest.mark.article("33", "house:1")

LEAST = 150  # points; an act that ends an authorisation, opens its exit and tells the parties has more
COMMITTED = "after COMMIT"


class Dying:
    """Counts what happens around every statement, and dies at one of these points, after it has said which."""

    def __init__(self, point: int, said: int):
        self.left, self.said = point, said

    def around(self, execute, sql, params, many, context):
        self.reach(f"before {sql}")
        result = execute(sql, params, many, context)
        self.reach(f"after {sql}")
        return result

    def commit(self, commit) -> None:
        self.reach("before COMMIT")
        commit()
        self.reach(COMMITTED)

    def reach(self, point: str) -> None:
        self.left -= 1
        if not self.left:
            os.write(self.said, point.encode()[:200])
            os.kill(os.getpid(), signal.SIGKILL)


def killed_at(point: int, doing) -> str:
    """What the process did last: a child of this one, with a connection of its own. "" when it came to its end."""
    connections.close_all()
    read, write = os.pipe()
    with warnings.catch_warnings():  # newer Pythons warn of other threads, of which the child asks nothing
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if not child:
        try:
            dying = Dying(point, write)
            connection.ensure_connection()
            connection.execute_wrappers.append(dying.around)
            commit = connection._commit
            connection._commit = lambda: dying.commit(commit)
            doing()
        finally:
            os._exit(0)
    os.close(write)
    _pid, status = os.waitpid(child, 0)
    with os.fdopen(read) as said:
        last = said.read()
    assert os.WIFSIGNALED(status) == bool(last)
    return last


def everything() -> dict[str, int]:
    """How many rows each table has, in one statement."""
    tables = sorted(model._meta.db_table for model in apps.get_models() if model._meta.managed)
    asked = " UNION ALL ".join(f"SELECT '{table}', count(*) FROM {table}" for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return dict(cursor.fetchall())


def standing(agreement, second) -> tuple:
    rows = Agreement.objects.filter(pk=agreement.pk).values_list("state", "poor_streak", "version", "ledger_head")
    results = Evaluation.objects.filter(pk=second.pk).values_list("state", "final_at", "version", "ledger_head")
    return (*rows.get(), *results.get(), everything())


def test_killed_at_any_point_it_is_done_whole_or_not_at_all(real_database, settings, capsys):
    who = people()
    agreement = starts.alone(who)
    starts.second_notified(who, agreement)
    second = Evaluation.objects.select_related("round").order_by("period_ends_on").last()
    before, points, last = standing(agreement, second), 0, ""
    while last != COMMITTED:
        last = killed_at(points + 1, lambda: starts.finalise(who, second))
        assert last, "it came to its end without a commit"
        points += 1
        if last != COMMITTED:
            assert standing(agreement, second) == before, last
    with capsys.disabled():
        print(f"\n{connection.vendor}: killed at {points} points, {points // 2 - 1} statements and the commit")
    assert points > LEAST
    state, streak, *_ = standing(agreement, second)
    assert (state, streak, Evaluation.objects.get(pk=second.pk).state) == ("terminated", 2, "final")
    assert Exit.objects.filter(agreement=agreement).count() == 1
    seals.seal()
    assert checking.check(Path(settings.LEDGER_ANCHOR), keys.public_key()).problems == []

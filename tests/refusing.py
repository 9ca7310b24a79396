"""An act that is refused: its reasons, after it was made sure that nothing has changed."""

import pytest

from config.kernel.acts import Refusal, Refused
from config.kernel.ledger.models import Entry
from config.kernel.outbox.models import Delivery
from tests.stages import fresh


def refused(act, case, *, by, at=None, **words) -> list[str]:
    """The codes of the refusals, all of them in their order; the case, the ledger and the outbox are as before."""
    return [refusal.code for refusal in refusals(act, case, by=by, at=at, **words)]


def refusals(act, case, *, by, at=None, **words) -> tuple[Refusal, ...]:
    """The same, where their articles or fields matter too."""
    before = standing(case)
    with pytest.raises(Refused) as no:
        act(case, by=by, at=at, **words)
    assert standing(case) == before
    return no.value.refusals


def standing(case) -> tuple:
    """Every word of a case, how long the ledger is, and how much is owed to anybody."""
    return type(case).objects.filter(pk=case.pk).values().get(), Entry.objects.count(), Delivery.objects.count()


def answers(act, case, who, roles: str, **words) -> dict[str, list[str]]:
    """role → the codes of what it is told, for each of these roles of the cast (their names, apart by blanks).

    Asked before too: it is the act's own rule that says no, and not only that of an act which follows from it.
    """
    found = {}
    for role in roles.split():
        by = getattr(who, role)
        found[role] = refused(act, case, by=by, **words)
        assert found[role] == [refusal.code for refusal in act.refusals(fresh(case), by=by, **words)]
    return found


def never(roles: str) -> dict[str, list[str]]:
    """What `answers` is where each of these roles may never do it."""
    return {role: ["role"] for role in roles.split()}

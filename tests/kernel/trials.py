"""What the tests of the frame share: "refused, and nothing changed", and acts that exist in one test only."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from config.kernel import acts
from config.kernel.facts import Fact
from config.kernel.ledger.models import Entry
from config.kernel.outbox.models import Delivery
from config.kernel.refusals import Refused
from config.kernel.repeats import Repeat
from tests.stages import fresh


@dataclass(frozen=True)
class Tried(Fact):
    """Made true by the acts of the tests."""

    note: str = ""


def standing(*cases) -> list:
    """What an act would change: the rows word for word, the ledger, the outbox, the keys."""
    rows = [{name: value for name, value in vars(fresh(case)).items() if name != "_state"} for case in cases]
    return [rows, Entry.objects.count(), Delivery.objects.count(), Repeat.objects.count()]


@contextmanager
def refused(*codes: str, on=()) -> Iterator:
    """Inside, an act is refused with exactly these codes, in this order, and these cases stay as they are."""
    cases = on if isinstance(on, list | tuple) else [on]
    before = standing(*cases)
    with pytest.raises(Refused) as no:
        yield no
    assert no.value.codes == list(codes)
    assert standing(*cases) == before


def entries(case) -> list[str]:
    """The acts of a case's chain, first to last."""
    chain = Entry.objects.filter(case_kind=case.noun(), case_id=case.pk).order_by("seq")
    return list(chain.values_list("act", flat=True))


@pytest.fixture
def trial() -> Iterator[Callable]:
    """`trial(body, rule)` makes an act of this test: known by its name until the test ends, wired to nothing."""
    before = dict(acts.ACTS)

    def made(body, rule=lambda case, *, by, at, **words: (), **options):
        return acts.act(rule, title="try", **({"article": "house:1"} | options))(body)

    yield made
    acts.ACTS.clear()
    acts.ACTS.update(before)

"""A client that was written by a machine from our document leads an application into force, at the story's pace.

Every act of a person goes through it; what the clock alone does is done in process (tests/doors/life.py).
"""

from functools import cache

import pytest

from tests import cast
from tests.doors.generated import Asker, generated, served  # noqa: F401
from tests.doors.life import Life, tell


@pytest.fixture
def who(served):
    return cast.people()


@pytest.fixture
def of(generated, served, who):
    """`of(seat)`: who asks from it."""
    askers = []

    @cache
    def asker(seat):
        askers.append(Asker(generated, served, who, seat))
        return askers[-1]

    yield asker
    for one in askers:
        one.close()


@pytest.mark.article("8", "11", "12", "13", "14", "16")
def test_from_the_plan_of_a_zone_and_a_draft_to_an_agreement_in_force(who, of, on_day):
    number, agreement = tell(Life(who, on_day, cast.later).told(), lambda ask: of(ask.by).send(ask))
    applicant = of(who.applicant)
    assert applicant.ask("agreements_retrieve", agreement).state == "in_force"
    assert applicant.ask("applications_retrieve", number).state == "awarded"

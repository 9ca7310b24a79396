"""Sixteen clients press one act at once, through the whole of HTTP: one effect (house:1)."""

import pytest

from config.kernel.ledger.models import Entry
from config.kernel.repeats import Repeat
from operators.application import actions as applications
from tests import stages
from tests.doors import api
from tests.kernel import systems
from tests.kernel.crowd import everybody, verified  # noqa: F401
from tests.kernel.trials import entries
from tests.stages import fresh

pytestmark = [pytest.mark.article("house:1"), pytest.mark.usefixtures("verified")]


@pytest.fixture
def who(everybody):
    return everybody


@pytest.fixture
def application(who, on_day):
    """To be submitted by its applicant's system."""
    draft = stages.draft(who)
    stages.fill(draft, who.applicant)
    on_day(5)
    return fresh(draft)


def pressed(at_once, application, asker, keys) -> list:
    """What each of sixteen is answered."""
    answers = at_once(
        [lambda key=key: asker().act(application, applications.submit, Idempotency_Key=key) for key in keys]
    )
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    return answers


def test_with_one_key_there_is_one_effect_and_sixteen_equal_answers(who, at_once, application):
    token = api.system(systems.active(who, who.applicant)).headers
    answers = pressed(at_once, application, lambda: api.Asker(**token), ["k-1"] * 16)
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert len({answer["ETag"] for answer in answers}) == 1
    now = fresh(application)
    assert (now.state, now.version, now.versions.count()) == ("submitted", application.version + 1, 1)
    assert entries(application).count("application.submit") == 1
    assert Repeat.objects.filter(key="k-1").count() == 1


def test_with_keys_of_their_own_one_is_done_and_fifteen_are_told_who_was_first(who, at_once, application):
    token = api.system(systems.active(who, who.applicant)).headers
    answers = pressed(at_once, application, lambda: api.Asker(**token), [f"k-{number}" for number in range(16)])
    done = [answer for answer in answers if answer.status_code == 200]
    assert (len(done), fresh(application).versions.count()) == (1, 1)
    for answer in answers:
        if answer is not done[0]:
            said = api.problem(answer, 409)
            assert "wrong_state" in [no["code"] for no in said["refusals"]]
            assert who.applicant.body.name in said["detail"]
    assert Entry.objects.filter(act="application.submit").count() == 1

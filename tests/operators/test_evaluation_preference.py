"""An excellent result comes first in the offices' queues, among the cases of one day, until the next (Art. 33)."""

import pytest

from config.kernel.writing import given
from operators.application.models import Application
from operators.evaluation.models import Preference
from operators.evaluation.preference import live
from operators.renewal.models import Renewal
from tests import stages_evaluation as lives
from tests.cast import later
from tests.doors import api
from tests.papers import fresh

pytestmark = pytest.mark.article("33")
DAYS = [later(days=10).date(), later(days=11).date()]


def waiting(evaluation, other) -> dict[str, int]:
    """Four applications and two renewals: of the excellent operator and of another, due on one day and on the next."""
    agreement, made = evaluation.agreement, {}
    operators = {"other": other.application.organisation, "excellent": agreement.application.organisation}
    with given():
        for number, day in enumerate(DAYS):
            for name, organisation in operators.items():
                called = type(agreement.call).objects.create(
                    zone=agreement.zone, rulebook=agreement.call.rulebook, title="申报通知", text="", state="concluded",
                    opens_at=later(), closes_at=later(days=1),
                )  # fmt: skip
                row = Application.objects.create(
                    call=called, organisation=organisation, started_by=evaluation.reported_by, state="submitted",
                    started_at=later(), submitted_at=later(), due_on=day, number=f"{name}{number}", title="数据专区",
                )  # fmt: skip
                made[row.number] = row.pk
        for name, one in (("other", other), ("excellent", agreement)):
            Renewal.objects.create(agreement=one, number=name, opened_at=later(), due_on=DAYS[0])
    return made


def queue(who, path="applications", **query) -> list[tuple[str, bool]]:
    rows = api.person(who.officer).get(f"{path}/", order="queue", size=100, **query).json()["results"]
    return [(row["number"], row["preferred"]) for row in rows]


@pytest.fixture
def excellent(who):
    evaluation = lives.excellent(who)
    who.waiting = waiting(evaluation, lives.beside(who, evaluation.agreement))
    return evaluation


ORDER = [("excellent0", True), ("other0", False), ("excellent1", True), ("other1", False)]


def test_an_excellent_operator_comes_first_among_those_of_one_day(who, excellent):
    assert queue(who, state="submitted") == ORDER
    assert queue(who, state="submitted", search="数据专区") == ORDER
    assert queue(who, "renewals") == [("excellent", True), ("other", False)]


def test_it_is_paged_and_said_of_one_case_too(who, excellent):
    officer, seen = api.person(who.officer), []
    page = officer.get("applications/", order="queue", size=1, state="submitted").json()
    while page["next"]:
        seen += page["results"]
        page = officer.get(page["next"].removeprefix("http://testserver")).json()
    assert [(row["number"], row["preferred"]) for row in [*seen, *page["results"]]] == ORDER
    assert officer.get("applications/excellent0/").json()["preferred"] is True
    assert officer.get("applications/other0/").json()["preferred"] is False


def test_whoever_reviews_an_application_is_not_told(who, excellent):
    row = Application.objects.get(number="excellent0")
    with given():
        row.readers.create(seat=who.experts[0])
    assert api.person(who.experts[0]).get("applications/excellent0/").json()["preferred"] is False


def test_it_ends_with_the_next_result_and_with_the_authorisation(who, excellent):
    assert live().get().evaluation == excellent
    agreement = fresh(excellent.agreement)
    with given():
        type(agreement).objects.filter(pk=agreement.pk).update(state="terminated", ended_at=later(days=300))
    assert not live().exists() and Preference.objects.filter(ended_at=None).exists()
    assert queue(who, state="submitted") == [(number, False) for number in ("other0", "excellent0", "other1",
                                                                            "excellent1")]  # fmt: skip


def test_a_result_that_is_less_ends_it(who):
    evaluation = lives.excellent(who)
    lives.result(who, evaluation.agreement, 2, "80")
    assert not live().exists()

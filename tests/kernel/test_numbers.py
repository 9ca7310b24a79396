"""Numbers of cases: one series for each kind and year, never the same twice, gaps allowed (house:9)."""

import re

import pytest
from django.db import connection, transaction

from config.kernel.numbers import Series, next_number
from config.kernel.writing import WrittenOutsideAnAct, given
from operators.application import actions as applications
from operators.application.drafting import save_section
from operators.application.models import Application
from tests import stages
from tests.cast import later
from tests.kernel.trials import refused

pytestmark = pytest.mark.article("house:9")


def drawn(kind="XX", year=2026, many=1) -> list[int]:
    """So many numbers, as whole numbers."""
    with given():
        return [int(next_number(kind, year)[-6:]) for _ in range(many)]


def test_a_number_says_kind_and_year_and_place(db):
    with given():
        assert [next_number("XX", 2026), next_number("XX", 2026)] == ["BJ-XX-2026-000001", "BJ-XX-2026-000002"]


def test_each_kind_and_year_counts_for_itself(db):
    assert (drawn(many=3), drawn("YY"), drawn(year=2027), drawn()) == ([1, 2, 3], [1], [1], [4])


def test_an_application_gets_its_number_when_it_is_submitted_and_keeps_it(who):
    draft = stages.draft(who)
    assert draft.number is None
    application = stages.submitted(who, draft.call, who.rival)
    assert re.fullmatch(r"BJ-SQ-2026-\d{6}", application.number)
    stages.returned(who, application)
    save_section(
        application, by=who.rival, at=later(days=8), name="answers",
        content={str(row.pk): "已更新" for row in application.corrections.all()},
    )  # fmt: skip
    again = applications.submit(application, by=who.rival, at=later(days=8)).subject
    assert again.number == application.number


def test_a_refused_submission_draws_no_number_that_is_seen(who):
    draft = stages.draft(who)
    missing = [no.code for no in applications.submit.refusals(draft, by=who.applicant, at=later(days=3))]
    with refused(*missing, on=draft):
        applications.submit(draft, by=who.applicant, at=later(days=3))
    assert not Application.objects.exclude(number=None).exists()


@pytest.mark.postgresql
def test_a_number_is_not_given_again_after_a_rollback(db):
    first = drawn(many=2)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        lost = drawn(many=3)
        raise ZeroDivisionError
    assert (first, lost, drawn()) == ([1, 2], [3, 4, 5], [6])


@pytest.mark.sqlite
def test_where_there_are_no_sequences_a_row_behind_the_door_counts(db):
    drawn(many=2)
    assert Series.objects.get(name="xx_2026").last == 2
    with pytest.raises(WrittenOutsideAnAct):
        next_number("XX", 2026)
    assert connection.vendor == "sqlite"


@pytest.mark.postgresql
def test_on_postgresql_nobody_waits_for_a_row(db):
    drawn()
    assert not Series.objects.exists()


def test_threads_that_draw_at_once_get_different_numbers_in_rising_order(at_once):
    def draw():
        with transaction.atomic():
            return drawn(many=10)

    found = at_once([draw] * 8)
    assert all(numbers == sorted(numbers) for numbers in found)
    together = [number for numbers in found for number in numbers]
    assert sorted(together) == list(range(1, 81))

"""By hand in SQL, beside what tests/operators/test_evaluation_in_a_row.py tries: the database says no (Art. 33)."""

import pytest
from django.db import IntegrityError, connection, transaction

from operators.agreement.models import Agreement
from operators.evaluation.models import Evaluation
from tests.papers import fresh
from tests.poor_results import starts

pytestmark = pytest.mark.article("33")

BACK = {
    "in force, as counted": "UPDATE operators_agreement SET state = 'in_force' WHERE id = {agreement}",
    "in force, counted anew": (
        "UPDATE operators_agreement SET state = 'in_force', poor_streak = 0 WHERE id = {agreement}"
    ),
    "suspended": "UPDATE operators_agreement SET state = 'suspended', poor_streak = 0 WHERE id = {agreement}",
    "in force, under another authorisation": (
        "UPDATE operators_agreement SET state = 'in_force', poor_streak = 0, authorisation_id = {other} "
        "WHERE id = {agreement}"
    ),
}
ROUND = {
    "the agreement is given to another authorisation": (
        "UPDATE operators_agreement SET authorisation_id = {other}, poor_streak = 0 WHERE id = {agreement}"
    ),
    "a final result is exempted": (
        "UPDATE operators_evaluation SET state = 'exempted', final_at = NULL, exempted_at = CURRENT_TIMESTAMP "
        "WHERE id = {first}"
    ),
    "a final result is moved behind the others": (
        "UPDATE operators_evaluation SET period_ends_on = '2030-01-01' WHERE id = {first}"
    ),
    "a final result is given to another agreement": (
        "UPDATE operators_evaluation SET authorisation_id = {other} WHERE id = {first}"
    ),
    "the streak goes down with a suspension": (
        "UPDATE operators_agreement SET state = 'suspended', poor_streak = 0 WHERE id = {agreement}"
    ),
}
REPLACED = {
    "a row with the id of a final result": "INSERT OR REPLACE INTO operators_evaluation ({columns}) SELECT {better} "
    "FROM operators_evaluation WHERE id = {first}",
    "another row that takes its place": "UPDATE OR REPLACE operators_evaluation SET id = {first} WHERE id = {second}",
    "another row that takes its round": "UPDATE OR REPLACE operators_evaluation SET period_ends_on = "
    "(SELECT period_ends_on FROM operators_evaluation WHERE id = {first}) WHERE id = {second}",
}


def copied(model, **other: str) -> tuple[str, str]:
    """The columns of a table, and the same with other values for some: what INSERT … SELECT wants."""
    columns = [field.column for field in model._meta.concrete_fields]
    return ", ".join(columns), ", ".join(other.get(column, column) for column in columns)


def refused(sql: str) -> str:
    with pytest.raises(IntegrityError) as no, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    return str(no.value)


def given(who, live) -> dict[str, int]:
    """The ids of a life that came so far."""
    agreement = starts.alone(who)
    live(who, agreement)
    first, second = Evaluation.objects.order_by("period_ends_on")[:2]
    return {"agreement": agreement.pk, "first": first.pk, "second": second.pk, "other": -1}


def ended(who, agreement) -> None:
    starts.one_poor(who, agreement)
    starts.finalise(who, starts.notified(who, agreement, 2, "poor"))


def ended_then_good(who, agreement) -> None:
    """The last result was pending when the authorisation ended: good, so that none in a row are poor at the end."""
    starts.three_notified(who, agreement)
    for evaluation in Evaluation.objects.order_by("period_ends_on"):
        starts.finalise(who, evaluation)


@pytest.mark.parametrize("live", [ended, ended_then_good], ids=lambda live: live.__name__)
@pytest.mark.parametrize("state", BACK)
def test_what_was_terminated_is_not_put_back(who, live, state):
    ids = given(who, live)
    refused(BACK[state].format(**ids))
    assert Agreement.objects.get(pk=ids["agreement"]).state == "terminated"


@pytest.mark.parametrize("live", [ended, ended_then_good], ids=lambda live: live.__name__)
@pytest.mark.parametrize("streak", ["0", "1", "poor_streak"])
def test_no_live_row_is_written_beside_what_was_terminated(who, live, streak):
    ids = given(who, live)
    columns, values = copied(Agreement, id="9999", number="'另一份'", state="'in_force'", poor_streak=streak)
    refused(f"INSERT INTO operators_agreement ({columns}) SELECT {values} FROM operators_agreement WHERE id = "
            f"{ids['agreement']}")  # fmt: skip
    assert Agreement.objects.count() == 1


@pytest.mark.parametrize("attack", ROUND)
def test_nothing_is_counted_anew(who, attack):
    ids = given(who, starts.second_notified)
    refused(ROUND[attack].format(**ids))
    agreement = Agreement.objects.get(pk=ids["agreement"])
    assert (agreement.state, agreement.poor_streak) == ("in_force", 1)


def test_a_second_poor_result_is_not_inserted_as_final(who):
    ids = given(who, starts.second_notified)
    columns, values = copied(Evaluation, id="9999", number="'另一个'", period_ends_on="'2030-01-01'")
    said = refused(f"INSERT INTO operators_evaluation ({columns}) SELECT {values} FROM operators_evaluation WHERE id = "
                   f"{ids['first']}")  # fmt: skip
    assert "end the authorisation first" in said


def test_the_limit_stays_also_before_the_agreement_is_in_force(who):
    agreement = starts.renewed(who)
    following = Agreement.objects.get(state="signed")
    assert "limit" in refused(f"UPDATE operators_agreement SET poor_limit = 9 WHERE id = {following.pk}")
    assert "authorisation" in refused(
        f"UPDATE operators_agreement SET authorisation_id = application_id WHERE id = {following.pk}"
    )
    assert fresh(following).authorisation_id == agreement.authorisation_id


@pytest.mark.sqlite
@pytest.mark.parametrize("attack", REPLACED)
def test_a_final_result_is_not_replaced(who, attack):
    ids = given(who, starts.second_notified)
    columns, better = copied(Evaluation, grade="'good'", total="80")
    assert "not deleted" in refused(REPLACED[attack].format(columns=columns, better=better, **ids))
    assert Evaluation.objects.get(pk=ids["first"]).grade == "poor"


@pytest.mark.postgresql
def test_results_are_not_emptied(who):
    given(who, starts.second_notified)
    connection.check_constraints()
    assert "not deleted" in refused("TRUNCATE operators_evaluation CASCADE")

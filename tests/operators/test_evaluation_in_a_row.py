"""Two poor results in a row end an authorisation, whoever makes the second one final (Art. 33)."""

import pytest
from django.db import IntegrityError, connection, transaction

from config.kernel.countersigning.actions import countersign
from config.kernel.countersigning.queries import open_on
from operators.agreement.models import Agreement
from operators.evaluation import actions as evaluations
from operators.evaluation.models import Evaluation, Preference
from operators.oversight.models import Interview
from tests import stages_evaluation as lives
from tests.cast import later
from tests.papers import fresh
from tests.refusing import refused

pytestmark = pytest.mark.article("33")


def test_one_poor_result_calls_for_an_interview_and_ends_nothing(who):
    agreement = lives.poor_once(who)
    assert (agreement.state, agreement.poor_streak) == ("in_force", 1)
    assert Interview.objects.filter(agreement=agreement, kind="interview").count() == 1


def test_the_second_in_a_row_ends_the_authorisation_at_once(who):
    agreement = lives.poor_once(who)
    second = lives.result(who, agreement, 2, "30")
    agreement = fresh(agreement)
    assert (second.state, second.grade) == ("final", "poor")
    assert (agreement.state, agreement.poor_streak, agreement.ended_at) == ("terminated", 2, second.final_at)
    assert Interview.objects.filter(agreement=agreement).count() == 1


def test_a_better_result_between_breaks_the_row(who):
    agreement = lives.poor_once(who)
    lives.result(who, agreement, 2, "80")
    assert fresh(agreement).poor_streak == 0
    lives.result(who, agreement, 3, "30")
    agreement = fresh(agreement)
    assert (agreement.state, agreement.poor_streak) == ("in_force", 1)


def test_an_exempted_round_is_no_result_and_breaks_no_row(who):
    agreement = lives.poor_once(who)
    between = lives.up_to_notified(who, agreement, 2, "80")
    at = later(days=lives.opens(2) + 1)
    evaluations.exempt(between, by=who.officer, at=at, reason="不可抗力。")
    countersign(open_on(between), by=who.supervisor, at=at)
    assert (fresh(between).state, fresh(agreement).poor_streak) == ("exempted", 1)
    lives.result(who, agreement, 3, "30")
    assert fresh(agreement).state == "terminated"


def test_a_result_waits_for_the_rounds_before_it(who):
    agreement = lives.adopted(who)
    first = lives.up_to_notified(who, agreement, 1, "30")
    second = lives.up_to_notified(who, agreement, 2, "30")
    at = later(days=lives.opens(2) + 40)
    assert refused(evaluations.finalise, second, by=who.clock, at=at) == ["earlier_round"]
    evaluations.finalise(first, by=who.clock, at=at)
    evaluations.finalise(second, by=who.clock, at=at)
    assert fresh(agreement).state == "terminated"


@pytest.mark.parametrize(("value", "state", "streak"), [("80", "in_force", 0), ("20", "in_force", 1)])
def test_a_correction_counts_the_row_anew(who, value, state, streak):
    agreement = lives.poor_once(who)
    result = Evaluation.objects.get(state="final")
    correct(who, result, value)
    agreement = fresh(agreement)
    assert (agreement.state, agreement.poor_streak) == (state, streak)
    assert fresh(result).corrections.get().former_grade == "poor"


def test_a_correction_that_makes_two_poor_in_a_row_ends_it(who):
    agreement = lives.adopted(who)
    first = lives.result(who, agreement, 1, "80")
    lives.result(who, agreement, 2, "30")
    correct(who, first, "30")
    agreement = fresh(agreement)
    assert (agreement.state, agreement.poor_streak) == ("terminated", 2)
    assert fresh(first).grade == "poor"


def test_what_ended_stays_ended_when_a_result_is_corrected_afterwards(who):
    agreement = lives.poor_once(who)
    second = lives.result(who, agreement, 2, "30")
    correct(who, second, "90")
    assert (fresh(second).grade, fresh(agreement).state) == ("excellent", "terminated")


def correct(who, evaluation, value: str) -> None:
    at, scores = later(days=400), lives.sheet(value, "compliance", "products", "quality")
    evaluations.correct(evaluation, by=who.officer, at=at, reason="复核。", scores=scores)
    countersign(open_on(evaluation), by=who.supervisor, at=at)


def test_an_excellent_result_gives_preference_until_the_next(who):
    evaluation = lives.excellent(who)
    assert Preference.objects.get().evaluation == evaluation
    lives.result(who, evaluation.agreement, 2, "80")
    assert Preference.objects.get().ended_at is not None


def test_an_authorisation_ends_only_by_results(who):
    agreement = lives.poor_once(who)
    from operators.agreement import actions as agreements

    words = {"by": who.officer, "at": later(days=300), "in_a_row": 2, "reason": "示例"}
    assert refused(agreements.end_for_poor_results, agreement, **words) == ["not_in_a_row"]
    words = {"by": who.officer, "at": later(days=300), "in_a_row": 1}
    assert refused(agreements.count_poor_results, agreement, **words) == ["counted"]


ATTACKS = {
    "the streak is set": "UPDATE operators_agreement SET poor_streak = 0 WHERE id = {agreement}",
    "the streak is raised": "UPDATE operators_agreement SET poor_streak = 2 WHERE id = {agreement}",
    "the limit is raised": "UPDATE operators_agreement SET poor_limit = 9 WHERE id = {agreement}",
    "a second poor result is made final": (
        "UPDATE operators_evaluation SET state = 'final', final_at = CURRENT_TIMESTAMP WHERE id = {second}"
    ),
    "a final result is changed": "UPDATE operators_evaluation SET grade = 'good', total = 80 WHERE id = {first}",
    "a final result is undone": (
        "UPDATE operators_evaluation SET state = 'notified', final_at = NULL WHERE id = {first}"
    ),
    "a final result is given to another authorisation": (
        "UPDATE operators_evaluation SET period_ends_on = '2020-01-01' WHERE id = {first}"
    ),
    "a final result is deleted": "DELETE FROM operators_evaluation WHERE id = {first}",
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_database_refuses_it_by_hand(who, attack):
    agreement = lives.poor_once(who)
    second = lives.up_to_notified(who, agreement, 2, "30")
    first = Evaluation.objects.get(state="final")
    sql = ATTACKS[attack].format(agreement=agreement.pk, first=first.pk, second=second.pk)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert (fresh(agreement).poor_streak, fresh(first).grade, fresh(second).state) == (1, "poor", "notified")


def test_the_database_puts_nothing_terminated_back_in_force(who):
    agreement = lives.poor_once(who)
    lives.result(who, agreement, 2, "30")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE operators_agreement SET state = 'in_force' WHERE id = %s", [agreement.pk])
    assert Agreement.objects.get(pk=agreement.pk).state == "terminated"

"""Where the search of poor results begins: the seeded lives, by real acts, with short rounds and one indicator.

Round 1 is about days 81 to 110, round 2 about the thirty days after it; each is opened a week after its period.
"""

from collections.abc import Callable, Set
from typing import NamedTuple

from config.kernel.accounts.queries import the
from config.kernel.countersigning.actions import countersign
from config.kernel.countersigning.queries import open_on
from operators.agreement import actions as agreements
from operators.agreement.models import Agreement
from operators.evaluation import actions as evaluations
from operators.evaluation.models import Evaluation
from operators.renewal.models import Renewal
from tests import stages_oversight as oversight
from tests import stages_renewal as renewals
from tests.cast import later
from tests.papers import fresh

ONE = [{"key": "one", "dimension": "安全合规", "title": "示例指标", "weight": "100", "kind": "judged",
        "scorer": "authority"}]  # fmt: skip
LENGTH = 30
GRADES = {"poor": "30", "good": "80"}


def adopted(who, agreement: Agreement) -> Agreement:
    words = {"title": "示例指标体系", "indicators": ONE}
    made = evaluations.draft_set(the("authority"), by=who.officer, at=later(days=81), **words).subject
    evaluations.adopt_set(made, by=who.officer, at=later(days=81))
    return fresh(agreement)


def opens(number: int) -> int:
    return 81 + LENGTH * number + 6


def open_round(who, agreement: Agreement, number: int) -> Evaluation:
    first = later(days=81 + LENGTH * (number - 1)).date()
    words = {"title": f"第{number}次考核评估", "starts_on": first, "ends_on": later(days=80 + LENGTH * number).date()}
    opened = evaluations.open_round(agreement.zone, by=who.officer, at=later(days=opens(number)), **words).subject
    return opened.evaluations.get(authorisation=agreement.authorisation_id)


def since_opening(evaluation: Evaluation, days: int):
    return evaluation.round.opened_at + (later(days=days) - later())


def score(who, evaluation: Evaluation, grade: str) -> None:
    """The authority's sheet; the operator has had its days to report."""
    sheet = [{"indicator": "one", "value": GRADES[grade]}]
    evaluations.score(evaluation, by=who.officer, at=since_opening(evaluation, 1), scores=sheet)
    evaluations.close_scoring(fresh(evaluation), by=who.officer, at=since_opening(evaluation, 31))


def together(who, act, case, at, **words) -> None:
    act(case, by=who.officer, at=at, **words)
    countersign(open_on(case, act.name), by=who.supervisor, at=at)


def notify(who, evaluation: Evaluation) -> None:
    together(who, evaluations.notify, evaluation, since_opening(evaluation, 31))


def notified(who, agreement: Agreement, number: int, grade: str) -> Evaluation:
    evaluation = open_round(who, agreement, number)
    score(who, evaluation, grade)
    notify(who, fresh(evaluation))
    return fresh(evaluation)


def finalise(who, evaluation: Evaluation) -> None:
    evaluations.finalise(evaluation, by=who.clock, at=since_opening(evaluation, 150))


def nothing(who, agreement) -> None:
    """No result yet."""


def one_poor(who, agreement) -> None:
    finalise(who, notified(who, agreement, 1, "poor"))


def second_scored(who, agreement) -> None:
    one_poor(who, agreement)
    score(who, open_round(who, agreement, 2), "poor")


def second_notified(who, agreement) -> None:
    one_poor(who, agreement)
    notified(who, agreement, 2, "poor")


def second_appealed(who, agreement) -> None:
    one_poor(who, agreement)
    evaluation = notified(who, agreement, 2, "poor")
    evaluations.appeal(evaluation, by=who.signatory, at=since_opening(evaluation, 31), reason="得分有误。")


def suspended(who, agreement) -> None:
    second_notified(who, agreement)
    together(who, agreements.suspend, agreement, later(days=200), reason="示例。")


def both_notified(who, agreement) -> None:
    notified(who, agreement, 1, "poor")
    notified(who, agreement, 2, "poor")


def three_notified(who, agreement) -> None:
    both_notified(who, agreement)
    notified(who, agreement, 3, "good")


def alone(who) -> Agreement:
    """In force; the operator was heard on a grave breach, so that it may be terminated for that too."""
    return adopted(who, oversight.heard(who))


def renewed(who) -> Agreement:
    """The old agreement of two: in force, while the next one is signed by all; heard as well."""
    renewals.signed_again(who)
    agreement = adopted(who, Renewal.objects.get().agreement)
    oversight.hear(who, agreement, 81)
    return agreement


class Family(NamedTuple):
    """Starts that are searched together. `rounds`: how many there can be in all; `without`: moves that are left out;
    `standing`: whether proposals stand before they are countersigned; `beyond`: whether the search goes on when nothing
    is live, or waits to be."""

    world: Callable
    starts: dict[str, Callable]
    rounds: int
    without: Set[str] = frozenset()
    standing: bool = False
    beyond: bool = False


SECOND = {
    "one final poor": one_poor, "a second one scored": second_scored, "a second one notified": second_notified,
    "a second one under appeal": second_appealed, "suspended": suspended,
}  # fmt: skip
RESTS, ENDS = {"suspend", "propose to resume"}, {"expire", "terminate"}
FAMILIES = {
    "no result": Family(alone, {"no result": nothing}, 2, {*RESTS, "appeal"}),
    "one poor result": Family(alone, SECOND, 2),
    "proposals that stand": Family(
        alone, {"a second one notified": second_notified, "suspended": suspended}, 2, {*ENDS, "appeal"}, standing=True
    ),
    "after the end": Family(alone, {"a second one notified": second_notified}, 2, {*RESTS, "appeal"}, beyond=True),
    "renewed": Family(renewed, {"a second one notified": second_notified}, 2, {*RESTS, "appeal"}),
    "renewed, three pending": Family(
        renewed, {"three notified": three_notified}, 3, {*RESTS, "appeal", "propose to exempt", "propose to correct"}
    ),
}

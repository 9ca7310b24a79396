"""Where the search of poor results begins: the seeded lives, by real acts, with short rounds and one indicator.

Round 1 is about days 81 to 110, round 2 about the thirty days after it; each is opened a week after its period.
"""

from collections.abc import Callable
from types import SimpleNamespace

from config.kernel.accounts.queries import the
from config.kernel.countersigning.actions import countersign
from config.kernel.countersigning.queries import open_on
from operators.agreement import actions as agreements
from operators.agreement.models import Agreement
from operators.evaluation import actions as evaluations
from operators.evaluation.models import Evaluation
from operators.renewal.models import Renewal
from tests import stages
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
    evaluations.finalise(evaluation, by=who.clock, at=since_opening(evaluation, 70))


def no_result(who) -> Agreement:
    """In force; the operator was heard on a grave breach, so that it may be terminated too."""
    return adopted(who, oversight.heard(who))


def one_poor(who) -> Agreement:
    agreement = no_result(who)
    finalise(who, notified(who, agreement, 1, "poor"))
    return fresh(agreement)


def second_notified(who) -> Agreement:
    agreement = one_poor(who)
    notified(who, agreement, 2, "poor")
    return agreement


def second_scored(who) -> Agreement:
    agreement = one_poor(who)
    score(who, open_round(who, agreement, 2), "poor")
    return agreement


def second_appealed(who) -> Agreement:
    agreement = one_poor(who)
    evaluation = notified(who, agreement, 2, "poor")
    evaluations.appeal(evaluation, by=who.signatory, at=since_opening(evaluation, 31), reason="得分有误。")
    return agreement


def suspended(who) -> Agreement:
    agreement = second_notified(who)
    together(who, agreements.suspend, fresh(agreement), later(days=200), reason="示例")
    return agreement


def renewed(who) -> Agreement:
    """One poor result and a second one notified, and the next agreement signed by all; the old one is in force."""
    renewals.signed_again(who)
    agreement = adopted(who, Renewal.objects.get().agreement)
    finalise(who, notified(who, agreement, 1, "poor"))
    notified(who, agreement, 2, "poor")
    return fresh(agreement)


def three_pending(who) -> Agreement:
    """The next agreement is signed, and three results are notified that the old one's end does not stop."""
    renewals.signed_again(who)
    agreement = adopted(who, Renewal.objects.get().agreement)
    oversight.hear(who, agreement, 81)
    for number in (1, 2, 3):
        notified(who, agreement, number, "good" if number == 3 else "poor")
    return fresh(agreement)


STARTS: dict[str, SimpleNamespace] = {}


def start(name: str, live: Callable, rounds: int) -> None:
    """`rounds`: how many there can be in all; so the search is finite."""
    STARTS[name] = SimpleNamespace(live=live, rounds=rounds)


start("no result", no_result, 2)
start("one final poor", one_poor, 2)
start("a second scored", second_scored, 2)
start("a second notified", second_notified, 3)
start("a second under appeal", second_appealed, 2)
start("suspended", suspended, 2)
start("renewed", renewed, 2)
start("renewed, three pending", three_pending, 3)

"""Everything that anybody can do to an authorisation and its results, as one move each of the search.

A move is tried by who may do it; `others()` are the same acts by somebody else. Instants are chosen so that what only
waits for a day can be done: so the search also finds orders that no calendar would allow, and more than the real ones.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from config.kernel.countersigning.actions import countersign
from config.kernel.countersigning.models import Proposal
from operators.agreement import actions as agreements
from operators.agreement.models import LIVE, Agreement
from operators.evaluation import actions as evaluations
from operators.evaluation.models import Evaluation
from tests.cast import later
from tests.poor_results import starts
from tests.poor_results.starts import GRADES, since_opening, together
from tests.stages_renewal import on

REASON = {"reason": "示例。"}


class Move(NamedTuple):
    """`name` says what, and on which; `make` does it."""

    name: str
    make: Callable[[], object]


def anew(evaluation: Evaluation) -> dict:
    other = "good" if evaluation.poor else "poor"
    return {"scores": [{"indicator": "one", "value": GRADES[other]}]}


def of_evaluation(who, place: int, evaluation: Evaluation) -> Iterator[Move]:
    """What its state lets anybody do; that nothing else can be done, `others` tries."""
    late = since_opening(evaluation, 32)
    done = {
        "opened": {
            "score poor": lambda: starts.score(who, evaluation, "poor"),
            "score good": lambda: starts.score(who, evaluation, "good"),
        },
        "scored": {"notify": lambda: starts.notify(who, evaluation)},
        "notified": {
            "appeal": lambda: evaluations.appeal(evaluation, by=who.signatory, at=since_opening(evaluation, 31), **REASON),
            "finalise": lambda: starts.finalise(who, evaluation),
        },
        "appealed": {
            "uphold": lambda: together(who, evaluations.uphold, evaluation, late, answer="属实。", **anew(evaluation)),
            "dismiss": lambda: together(who, evaluations.dismiss, evaluation, late, answer="不成立。"),
        },
        "answered": {"finalise": lambda: starts.finalise(who, evaluation)},
        "final": {
            "propose to correct": lambda: evaluations.correct(
                evaluation, by=who.officer, at=late, **REASON, **anew(evaluation)
            )
        },
    }  # fmt: skip
    for name, make in done.get(evaluation.state, {}).items():
        yield Move(f"{name} {place}", make)
    if evaluation.state in Evaluation.RUNNING and evaluation.state != "opened":
        yield Move(
            f"propose to exempt {place}", lambda: evaluations.exempt(evaluation, by=who.officer, at=late, **REASON)
        )


def of_agreement(who, place: int, agreement: Agreement) -> Iterator[Move]:
    at, day_after = later(days=200), on(agreement.ends_on, 1)
    done: dict[str, Callable] = {}
    if agreement.state == "signed":
        first = on(agreement.starts_on)
        done["begin"] = lambda: agreements.bring_into_force(agreement, by=who.clock, at=first)
    if agreement.state in LIVE:
        done["expire"] = lambda: agreements.expire(agreement, by=who.clock, at=day_after)
        done["terminate"] = lambda: together(who, agreements.terminate, agreement, at, **REASON)
    if agreement.state == "in_force":
        done["suspend"] = lambda: together(who, agreements.suspend, agreement, at, **REASON)
    if agreement.state == "suspended":
        done["propose to resume"] = lambda: agreements.resume(agreement, by=who.officer, at=at, **REASON)
    for name, make in done.items():
        yield Move(f"{name} agreement {place}", make)


def of_proposal(who, proposal: Proposal) -> Iterator[Move]:
    def make():
        countersign(proposal, by=who.supervisor, at=proposal.proposed_at)

    yield Move(f"countersign {proposal.act}", make)


def by_anybody(who) -> list[Callable]:
    """(evaluation, agreement) → a move, for every act and every seat of the cast: most are refused, and none of the
    others may lead where the search does not look."""
    words = {
        evaluations.score: {"scores": [{"indicator": "one", "value": "30"}]},
        evaluations.report: {"text": "自评报告。"},
        evaluations.uphold: {"answer": "属实。", "scores": [{"indicator": "one", "value": "30"}]},
        evaluations.dismiss: {"answer": "不成立。"},
        evaluations.correct: REASON | {"scores": [{"indicator": "one", "value": "30"}]},
        evaluations.appeal: REASON, evaluations.exempt: REASON,
        **{act: {} for act in (evaluations.close_scoring, evaluations.notify, evaluations.finalise, evaluations.waive)},
        **{act: REASON for act in (agreements.suspend, agreements.resume, agreements.terminate, agreements.abandon)},
        agreements.bring_into_force: {}, agreements.expire: {}, agreements.replace: {"amendment": 1},
        agreements.count_poor_results: {"in_a_row": 0},
        agreements.end_for_poor_results: {"in_a_row": 2, "reason": "示例。"},
    }  # fmt: skip
    seats = {name: seat for name, seat in vars(who).items() if name != "experts"} | {"expert": who.experts[0]}
    return [_tried(act, by, name, said) for act, said in words.items() for name, by in seats.items()]


def _tried(act, by, name: str, said: dict) -> Callable:
    def of(evaluation: Evaluation | None, agreement: Agreement) -> Move | None:
        case = evaluation if act.model is Evaluation else agreement
        if case is None:
            return None
        at = later(days=250)
        return Move(f"{act.name} by {name}", lambda: act(case, by=by, at=at, **said))

    return of

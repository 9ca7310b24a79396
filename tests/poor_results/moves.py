"""Everything that anybody can do to an authorisation and its results, as one move each of the search.

A move is tried by who may do it; `others()` are the same acts by somebody else. Instants are chosen so that what only
waits for a day can be done: so the search also finds orders that no calendar would allow, and more than the real ones.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from config.kernel.countersigning.actions import countersign
from config.kernel.countersigning.models import Proposal
from operators.agreement import actions as agreements
from operators.agreement.models import Agreement
from operators.evaluation import actions as evaluations
from operators.evaluation.models import Evaluation
from tests.cast import later
from tests.poor_results import starts
from tests.poor_results.starts import GRADES, since_opening, together
from tests.stages_renewal import on

REASON = {"reason": "示例。"}
OF_STATE = {
    "opened": ["score poor", "score good", "propose to exempt"],
    "scored": ["notify"],
    "notified": ["appeal", "finalise", "propose to exempt"],
    "appealed": ["uphold", "dismiss", "propose to exempt"],
    "answered": ["finalise", "propose to exempt"],
    "final": ["propose to correct"],
    "signed": ["begin"],
    "in_force": ["expire", "terminate", "suspend"],
    "suspended": ["expire", "terminate", "propose to resume"],
}


class Move(NamedTuple):
    """`name` says what, and on which; `make` does it."""

    name: str
    make: Callable[[], object]

    @property
    def kind(self) -> str:
        return self.name.rstrip(" 0123456789")


def proposed(who, at_once: bool, act, case, at, **words) -> Callable:
    """Of what two bodies do together: the proposal, which stands, or both at once."""
    if at_once:
        return lambda: together(who, act, case, at, **words)
    return lambda: act(case, by=who.officer, at=at, **words)


def anew(evaluation: Evaluation) -> dict:
    other = "good" if evaluation.poor else "poor"
    return {"scores": [{"indicator": "one", "value": GRADES[other]}]}


def of_evaluation(who, place: int, evaluation: Evaluation, at_once: bool) -> Iterator[Move]:
    """What its state lets somebody do."""
    notified, late = since_opening(evaluation, 31), since_opening(evaluation, 32)
    better = REASON | anew(evaluation)
    made = {
        "score poor": lambda: starts.score(who, evaluation, "poor"),
        "score good": lambda: starts.score(who, evaluation, "good"),
        "notify": lambda: starts.notify(who, evaluation),
        "appeal": lambda: evaluations.appeal(evaluation, by=who.signatory, at=notified, **REASON),
        "uphold": lambda: together(who, evaluations.uphold, evaluation, late, answer="属实。", **anew(evaluation)),
        "dismiss": lambda: together(who, evaluations.dismiss, evaluation, late, answer="不成立。"),
        "finalise": lambda: starts.finalise(who, evaluation),
        "propose to correct": proposed(who, at_once, evaluations.correct, evaluation, late, **better),
        "propose to exempt": proposed(who, at_once, evaluations.exempt, evaluation, late, **REASON),
    }  # fmt: skip
    for name in OF_STATE.get(evaluation.state, ()):
        yield Move(f"{name} {place}", made[name])


def of_agreement(who, place: int, agreement: Agreement, at_once: bool) -> Iterator[Move]:
    at, first, day_after = later(days=200), on(agreement.starts_on), on(agreement.ends_on, 1)
    made = {
        "begin": lambda: agreements.bring_into_force(agreement, by=who.clock, at=first),
        "expire": lambda: agreements.expire(agreement, by=who.clock, at=day_after),
        "terminate": lambda: together(who, agreements.terminate, agreement, at, **REASON),
        "suspend": lambda: together(who, agreements.suspend, agreement, at, **REASON),
        "propose to resume": proposed(who, at_once, agreements.resume, agreement, at, **REASON),
    }
    for name in OF_STATE.get(agreement.state, ()):
        yield Move(f"{name} agreement {place}", made[name])


def of_proposal(who, place: int, proposal: Proposal) -> Move:
    def make():
        countersign(proposal, by=who.supervisor, at=proposal.proposed_at)

    return Move(f"countersign {proposal.act} {place}", make)


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
        **dict.fromkeys((agreements.suspend, agreements.resume, agreements.terminate, agreements.abandon), REASON),
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

"""The same five acts through the whole frame: rules, flow, chain, outbox."""

from collections.abc import Callable, Iterator

from config.kernel.writing import given
from operators.application import actions as applications
from operators.application.models import Application, Finding, Section
from tests import cast
from tests.bench.drafts import AT, drafts
from zones.call.models import Call

WARM = 6  # PostgreSQL plans a prepared statement anew five times, and then keeps the plan


def five_acts(number: int, lives: int) -> Iterator[Callable[[], None]]:
    """So many applications through the five acts, act by act; findings and answers are stated, not acted."""
    who, call = cast.people(), Call.objects.order_by("pk")[number]
    for step in _steps(who, drafts(who, call, WARM)):
        step()
    yield from _steps(who, drafts(who, call, lives))


def _steps(who, cases: list[Application]) -> Iterator[Callable[[], None]]:
    yield _each(applications.submit, cases, who.applicant)
    _examine(who, cases, wrong=True)
    yield _each(applications.return_for_correction, cases, who.officer)
    for case in cases:
        answers = {str(correction.pk): "已补正。" for correction in case.corrections.all()}
        Section.objects.create(application=case, name="answers", content=answers, saved_by=who.applicant, saved_at=AT)
    yield _each(applications.submit, cases, who.applicant)
    _examine(who, cases, wrong=False)
    yield _each(applications.accept, cases, who.officer)
    yield _each(applications.withdraw, cases, who.applicant, reason="测量")


def _each(act, cases: list[Application], by, **words) -> Callable[[], None]:
    def timed():
        for case in cases:
            act(case, by=by, at=AT, **words)

    return timed


def _examine(who, cases: list[Application], wrong: bool) -> None:
    with given():
        Finding.objects.bulk_create(
            Finding(
                application=case, version=case.version_now, condition=condition["key"], by=who.officer, at=AT,
                result="to_correct" if wrong and place == 0 else "met", remark="请更新。" if wrong else "",
            )
            for case in cases
            for place, condition in enumerate(case.call.conditions())
        )  # fmt: skip

"""The scores that an assessor sends: what is missing, strange or out of range is named for each indicator (Art. 33)."""

from collections.abc import Iterator, Sequence
from typing import TypedDict

from django.utils.translation import gettext as _

from config.kernel.accounts.queries import the
from config.kernel.refusals import INPUT, Refusal
from config.kernel.shapes import Code, Key
from config.kernel.wired import wiring
from config.kernel.words import listed
from operators.evaluation.indicators import points
from operators.evaluation.models import Assessor, Evaluation, Indicator, Score


class ScoreWords(TypedDict, total=False):
    """One score: 0 to 100 as text with at most two decimals. `body` only where a score of several is given anew."""

    indicator: Key
    value: Code
    remark: str
    body: int


def sheet_faults(
    evaluation: Evaluation, roles: Sequence[str] | None, scores: Sequence[ScoreWords], among: set[str] | None = None
) -> Iterator[Refusal]:
    """A whole sheet for these roles; or, without roles, some scores anew, `among` these keys."""
    if roles is not None:
        wanted = evaluation.indicator_set.indicators.filter(scorer__in=roles).values_list("key", flat=True)
        among = set(wanted)
        missing = among - {score.get("indicator", "") for score in scores}
        if missing:
            yield _no("scores_missing", _("These want a score: %(keys)s.") % {"keys": listed(sorted(missing))})
    given = [(score.get("indicator", ""), score.get("body", 0)) for score in scores]
    if strange := sorted({key for key, _body in given} - (among or set())):
        yield _no("not_scored", _("These are not scored here: %(keys)s.") % {"keys": listed(strange)})
    if twice := sorted({key for key, body in given if given.count((key, body)) > 1}):
        yield _no("scored_twice", _("These are scored twice: %(keys)s.") % {"keys": listed(twice)})
    odd = sorted({score.get("indicator", "") for score in scores if points(score.get("value", "")) is None})
    if odd:
        said = _("A score is a number from 0 to 100 with at most two decimals; not so: %(keys)s.")
        yield _no("out_of_range", said % {"keys": listed(odd)})


def appoint(evaluation: Evaluation, at, providers: Sequence[int]) -> list:
    """The authority, the zone's supervisor of that day and the providers, each where the set wants it; who they are,
    for the ledger. A body in two roles has two scoring."""
    roles = [("authority", the("authority").pk), ("supervisor", evaluation.zone.supervisor_at(at).pk)]
    roles += [("provider", body) for body in sorted(set(providers))]
    wanted = set(evaluation.indicator_set.indicators.values_list("scorer", flat=True))
    named = [[role, body] for role, body in roles if role in wanted]
    for role, body in named:
        Assessor.objects.create(evaluation=evaluation, role=role, body_id=body)
    return named


def count(evaluation: Evaluation) -> list:
    """What is counted from the records of the round's period; [indicator, value] of each."""
    counted = []
    period = (evaluation.round.starts_on, evaluation.round.ends_on)
    for indicator in evaluation.indicator_set.indicators.filter(kind=Indicator.Kind.AUTOMATIC):
        value = wiring("MEASURES")[indicator.measure](evaluation.authorisation_id, *period)
        Score.objects.create(evaluation=evaluation, indicator=indicator, value=value)
        counted.append([indicator.key, str(value)])
    return counted


def keep(evaluation: Evaluation, body_id: int, by, at, scores: Sequence[ScoreWords]) -> list:
    """The sheets of a body, locked from now on; what was said, for the ledger."""
    indicators = {one.key: one for one in evaluation.indicator_set.indicators.all()}
    for assessor in evaluation.assessors.filter(body_id=body_id, sent_at=None):
        for score in scores:
            if indicators[score["indicator"]].scorer == assessor.role:
                Score.objects.create(
                    evaluation=evaluation, indicator=indicators[score["indicator"]], assessor=assessor,
                    value=points(score["value"]), remark=score.get("remark", ""),
                )  # fmt: skip
        assessor.sent_by, assessor.sent_at = by, at
        assessor.save()
    return [[score["indicator"], score["value"]] for score in scores]


def change(evaluation: Evaluation, scores: Sequence[ScoreWords]) -> list:
    """Scores given anew: all of an indicator's, or that of one body; [indicator, body or 0, before, after] of each."""
    changed = []
    for score in scores:
        rows = Score.objects.filter(evaluation=evaluation, indicator__key=score["indicator"])
        if body := score.get("body"):
            rows = rows.filter(assessor__in=Assessor.objects.filter(body_id=body))
        for row in rows:
            before, row.value = str(row.value), points(score["value"])
            row.save()
            changed.append([score["indicator"], row.assessor.body_id if row.assessor else 0, before, str(row.value)])
    return changed


def _no(code: str, said: str) -> Refusal:
    return Refusal(code, said, "33", INPUT, "scores")

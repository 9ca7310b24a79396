"""Reading evaluations: who sees them, and how many poor results there are in a row (Art. 33)."""

from decimal import Decimal

from django.db.models import Q

from config.kernel.accounts.roles import Role
from operators.agreement.models import LIVE, Agreement
from operators.evaluation.models import POOR, Assessor, Evaluation, IndicatorSet, Round, Score
from zones.zone.queries import in_office, supervised_by

PARTS = ("agreement__application__organisation__body", "round__zone")
DONE = ("final", "exempted")


def sets_visible_to(seat):
    """What is or was in use is public; a draft is the offices'."""
    sets = IndicatorSet.objects.all()
    return sets if in_office(seat) else sets.exclude(state=IndicatorSet.State.DRAFTED)


def dimensions(indicator_set) -> list[dict]:
    """The first level of a set: each dimension in its place, with what its indicators weigh together."""
    weights: dict[str, Decimal] = {}
    for dimension, weight in indicator_set.indicators.values_list("dimension", "weight"):
        weights[dimension] = weights.get(dimension, Decimal(0)) + weight
    return [{"dimension": dimension, "weight": weight} for dimension, weight in weights.items()]


def rounds_visible_to(seat):
    """Published, everybody's; before, the offices' and that of those who are evaluated in it."""
    rounds = Round.objects.select_related("zone", "indicator_set")
    if in_office(seat):
        return rounds
    published = Q(state=Round.State.PUBLISHED)
    if seat is not None and seat.body.kind == "organisation":
        own = Evaluation.objects.filter(agreement__application__organisation__body_id=seat.body_id)
        return rounds.filter(published | Q(pk__in=own.values("round")))
    return rounds.filter(published)


def visible_to(seat):
    """The operator's members, the authority's officers, the zone's supervisor, whoever scores it, auditors."""
    rows = Evaluation.objects.select_related(*PARTS)
    if seat is None:
        return rows.none()
    if (seat.body.kind == "authority" and seat.role == Role.OFFICER) or seat.role == Role.AUDIT_ADMIN:
        return rows.all()
    if seat.role == Role.OFFICER:
        scored = Evaluation.objects.filter(assessors__body_id=seat.body_id).values("pk")
        return rows.filter(Q(round__zone__in=supervised_by(seat.body_id)) | Q(pk__in=scored))
    if seat.body.kind == "organisation":
        return rows.filter(agreement__application__organisation__body_id=seat.body_id)
    return rows.none()


def result_seen_by(seat, evaluation) -> bool:
    """Whether the result may be known: before it is notified it is the offices' alone."""
    return in_office(seat) or evaluation.state in ("notified", "appealed", "answered", "final")


def scores_seen_by(seat, evaluation):
    """Its scores: the operator's when it is notified of them; an office's own until all are sent, so that nobody is led
    by what others gave."""
    rows = evaluation.scores.select_related("indicator", "assessor__body")
    if not in_office(seat):
        return rows if result_seen_by(seat, evaluation) else rows.none()
    awaited = evaluation.assessors.filter(sent_at=None).exists()
    return rows.filter(assessor__body_id=seat.body_id) if awaited else rows


def held_with(evaluation) -> list:
    """What moves with a result: the application that began the authorisation, and the agreements under it."""
    agreements = Agreement.objects.filter(authorisation_id=evaluation.authorisation_id, state__in=LIVE)
    return [evaluation.authorisation, *agreements.order_by("pk")]


def live_agreement(authorisation_id: int) -> Agreement | None:
    """The agreement under which the operator operates now, of this authorisation."""
    return Agreement.objects.filter(authorisation_id=authorisation_id, state__in=LIVE).first()


def last_agreement(authorisation_id: int) -> Agreement | None:
    """The one that came into force last."""
    agreements = Agreement.objects.filter(authorisation_id=authorisation_id, in_force_at__isnull=False)
    return agreements.order_by("-in_force_at", "-pk").first()


def unfinished_before(evaluation):
    """Earlier rounds of the same authorisation that are neither final nor exempted."""
    earlier = Evaluation.objects.filter(
        authorisation_id=evaluation.authorisation_id, period_ends_on__lt=evaluation.period_ends_on
    )
    return earlier.exclude(state__in=DONE)


def in_a_row(authorisation_id: int, changed: Evaluation | None = None, grade: str = "") -> tuple[int, int]:
    """(poor results in a row at the end, the longest row of them), among the final results of an authorisation.

    With `changed`, as it would be if that evaluation were final with `grade`."""
    finals = Evaluation.objects.filter(authorisation_id=authorisation_id, state="final")
    grades = dict(finals.values_list("period_ends_on", "grade"))
    if changed is not None:
        grades[changed.period_ends_on] = grade
    row = longest = 0
    for day in sorted(grades):
        row = row + 1 if grades[day] == POOR else 0
        longest = max(longest, row)
    return row, longest


def published_results(evaluation_round) -> list[dict]:
    """The final results of a published round, the best first; of another, none."""
    if evaluation_round.state != Round.State.PUBLISHED:
        return []
    results = evaluation_round.evaluations.filter(state=Evaluation.State.FINAL).order_by("-total", "pk")
    operator = "agreement__application__organisation__body__name"
    return [
        {"operator": name, "total": str(total), "grade": grade}
        for name, total, grade in results.values_list(operator, "total", "grade")
    ]


def scored_by(body_id: int):
    """The evaluations that a body scores, or has scored."""
    operators = Evaluation.objects.select_related(*PARTS, "round__indicator_set")
    return operators.filter(pk__in=Assessor.objects.filter(body_id=body_id).values("evaluation")).order_by("pk")


def sheet_rows(evaluation_round, body_id: int) -> list[dict]:
    """What a body has still to score in a round, operator by operator; when all is sent, what it gave."""
    assessors = Assessor.objects.filter(body_id=body_id, evaluation__round=evaluation_round)
    rows = list(assessors.select_related(*(f"evaluation__{part}" for part in PARTS)))
    open_ones = [one for one in rows if one.sent_at is None and one.evaluation.state in ("opened", "reported")]
    shown = open_ones or rows
    indicators = list(evaluation_round.indicator_set.indicators.all())
    given = {(one.assessor_id, one.indicator_id): one for one in Score.objects.filter(assessor__in=shown)}
    return [
        _sheet_row(assessor.evaluation, indicator, given.get((assessor.pk, indicator.pk)))
        for assessor in sorted(shown, key=lambda one: one.evaluation_id)
        for indicator in indicators
        if indicator.scorer == assessor.role
    ]


def _sheet_row(evaluation, indicator, score) -> dict:
    operator = evaluation.agreement.operator
    return {
        "number": evaluation.number, "operator": operator.body.name, "credit_code": operator.credit_code,
        "indicator": indicator.key, "title": indicator.title, "weight": indicator.weight,
        "value": score and score.value, "remark": score.remark if score else "",
    }  # fmt: skip


def sheets_seen_by(seat, evaluation_round, documents):
    """Of the files of a round, each body sees its own; what the others gave leads nobody."""
    if seat is None:
        return documents.none()
    return documents if seat.role == Role.AUDIT_ADMIN else documents.filter(by__body_id=seat.body_id)

"""Reading evaluations: who sees them, and how many poor results there are in a row (Art. 33)."""

from django.db.models import Avg, Q

from config.kernel.accounts.roles import Role
from operators.agreement.models import LIVE, Agreement
from operators.evaluation.models import POOR, Evaluation, IndicatorSet, Round
from zones.zone.queries import in_office, supervised_by

PARTS = ("agreement__application__organisation__body", "round__zone")
DONE = ("final", "exempted")


def sets_visible_to(seat):
    """What is or was in use is public; a draft is the offices'."""
    sets = IndicatorSet.objects.all()
    return sets if in_office(seat) else sets.exclude(state=IndicatorSet.State.DRAFTED)


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


def over_time(authorisation_id: int) -> list[dict]:
    """Final results, the first one first, each beside the mean of its round: data for a chart."""
    results = Evaluation.objects.filter(authorisation_id=authorisation_id, state="final").order_by("period_ends_on")
    rows = list(results.values("round_id", "period_ends_on", "total", "grade"))
    of_rounds = Evaluation.objects.filter(round__in=[row["round_id"] for row in rows], state="final").order_by()
    means = dict(of_rounds.values_list("round_id").annotate(mean=Avg("total")))
    return [row | {"mean": means[row["round_id"]]} for row in rows]

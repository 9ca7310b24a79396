"""Automatic indicators that are counted from what oversight and partnerships keep (Arts 22-24, 31-33): 0 to 100, 100
when nothing happened."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count, F, Q

from operators.oversight.models import Breach, Incident, Rectification
from operators.partner.models import Partner

BEST = Decimal(100)
BAD_EXITS = (Partner.ExitKind.BREACH, Partner.ExitKind.ASSESSMENT, Partner.ExitKind.CREDIT)


def incidents_reported_in_time(authorisation_id: int, starts_on: date, ends_on: date) -> Decimal:
    """The share of incidents discovered in the period that were reported within their hours."""
    rows = Incident.objects.filter(
        agreement__authorisation_id=authorisation_id, discovered_at__date__range=(starts_on, ends_on)
    )
    return _share(rows, Q(reported_at__lte=F("report_by")))


def rectified_in_time(authorisation_id: int, starts_on: date, ends_on: date) -> Decimal:
    """The share of orders to rectify of the period that were answered in time."""
    rows = Rectification.objects.filter(
        breach__agreement__authorisation_id=authorisation_id, ordered_at__date__range=(starts_on, ends_on)
    ).exclude(breach__state=Breach.State.WITHDRAWN)
    return _share(rows, Q(answered_at__date__lte=F("due_on")))


def free_of_grave_breaches(authorisation_id: int, starts_on: date, ends_on: date) -> Decimal:
    """The share of breaches found in the period that were not grave."""
    rows = Breach.objects.filter(
        agreement__authorisation_id=authorisation_id, found_at__date__range=(starts_on, ends_on)
    ).exclude(state=Breach.State.WITHDRAWN)
    return _share(rows, Q(grave=False))


def partners_kept_in_good_standing(authorisation_id: int, starts_on: date, ends_on: date) -> Decimal:
    """The share of partners of the period that did not begin to leave for a breach, an assessment or bad credit."""
    rows = Partner.objects.filter(agreement__authorisation_id=authorisation_id, admitted_at__date__lte=ends_on)
    rows = rows.exclude(ended_at__date__lt=starts_on)
    left = Q(exit_kind__in=BAD_EXITS, exit_begun_at__date__range=(starts_on, ends_on))
    return _share(rows, Q(exit_begun_at=None) | ~left)


def _share(rows, good: Q) -> Decimal:
    counted = rows.aggregate(all=Count("pk"), good=Count("pk", filter=good))
    if not counted["all"]:
        return BEST
    return (BEST * counted["good"] / counted["all"]).quantize(Decimal("0.01"), ROUND_HALF_UP)

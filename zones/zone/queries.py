"""Reading zones."""

from datetime import date

from django.db.models import Prefetch, Q
from django.utils import timezone

from config.kernel.accounts.roles import Role
from zones.zone.models import Field, Supervision, Zone

OFFICES = ("authority", "department", "district", "government")


def in_office(seat, *more_kinds: str) -> bool:
    """Whether somebody looks from an office (or a body of these kinds), or as auditor. An expert, though seated with
    the authority, comes from outside."""
    if seat is None or seat.role == Role.EXPERT:
        return False
    return seat.body.kind in (*OFFICES, *more_kinds) or seat.role == Role.AUDIT_ADMIN


def visible_to(seat):
    """What was established is public, also when it is closed; a plan is seen by the offices and the auditors."""
    return Zone.objects.all() if in_office(seat) else Zone.objects.filter(established_at__isnull=False)


def supervised_by(body_id: int, day: date | None = None):
    """The zones that a body supervises on a day (today): a hand-over that was only announced changes nothing yet."""
    day = day or timezone.localdate()
    on_the_day = Q(supervisions__until_on=None) | Q(supervisions__until_on__gt=day)
    return Zone.objects.filter(on_the_day, supervisions__body_id=body_id, supervisions__from_on__lte=day)


def with_supervision(path: str = "", day: date | None = None) -> Prefetch:
    """For lists of zones, or of what has a zone at `path`: the supervision of a day (today) as `supervision_now`, a
    list of one. In one query, however long the list."""
    day = day or timezone.localdate()
    present = Supervision.objects.filter(Q(until_on=None) | Q(until_on__gt=day), from_on__lte=day)
    return Prefetch(f"{path}supervisions", present.select_related("body"), to_attr="supervision_now")


def fields_visible_to(seat):
    """The fields are public vocabulary."""
    return Field.objects.all()

"""Reading exits."""

from datetime import date

from django.utils import timezone

from config.kernel.accounts.roles import Role
from config.kernel.refusals import Refused
from config.kernel.workdays.deadlines import after
from operators.exit.models import Exit, ExitItem
from zones.zone.queries import supervised_by

PARTS = ("agreement__application__organisation__body", "agreement__application__call__zone")


def visible_to(seat):
    """The operator's members, the officers of the authority, the zone's supervisor, auditors (Arts 16, 33)."""
    exits = Exit.objects.select_related(*PARTS)
    if seat is None:
        return exits.none()
    if (seat.body.kind == "authority" and seat.role == Role.OFFICER) or seat.role == Role.AUDIT_ADMIN:
        return exits.all()
    if seat.role == Role.OFFICER:
        return exits.filter(agreement__application__call__zone__in=supervised_by(seat.body_id))
    if seat.body.kind == "organisation":
        return exits.filter(agreement__application__organisation__body_id=seat.body_id)
    return exits.none()


def of_authorisation(agreement):
    """The exit of what an agreement authorised, whichever amendment of it was the last; None without one."""
    return Exit.objects.filter(agreement__application_id=agreement.application_id).first()


def announced():
    """Who has left which zone: public, since its public notice is a part of every exit (Art. 16)."""
    return Exit.objects.filter(state=Exit.State.CLOSED).select_related(*PARTS).order_by("-closed_at", "id")


def unverified(exit, before: str = ""):
    """What is not verified yet, the first to be done first; of what must be before one step, where it is named."""
    items = exit.items.filter(verified_at=None).order_by("days", "place")
    return items.filter(before=before) if before else items


def next_item(exit):
    """What is to be done next, or else what is to be verified next; None when nothing is left."""
    return unverified(exit).filter(done_at=None).first() or unverified(exit).first()


def checklist(exit) -> list[ExitItem]:
    """What is to be done, each with its `due_on` by the calendar as it is now; None while its year has no calendar."""
    items = list(exit.items.all())
    opened_on = timezone.localdate(exit.opened_at)
    last = {days: _last_day(opened_on, days) for days in {item.days for item in items}}
    for item in items:
        item.due_on = last[item.days]
    return items


def _last_day(opened_on: date, days: int) -> date | None:
    try:
        return after(opened_on, days).on
    except Refused:
        return None

"""Reading what oversight keeps."""

from django.db.models import Q

from config.kernel.accounts.roles import Role
from operators.oversight.models import STANDING, Breach, Incident, Interview
from zones.zone.queries import supervised_by

PARTS = ("agreement__application__organisation__body", "agreement__application__call__zone")


def incidents_visible_to(seat):
    return _seen(Incident, seat)


def breaches_visible_to(seat):
    return _seen(Breach, seat)


def interviews_visible_to(seat):
    return _seen(Interview, seat)


def breaches_of(agreement):
    """The breaches under this authorisation, whichever amendment they were found under."""
    return Breach.objects.filter(agreement__application_id=agreement.application_id).order_by("pk")


def standing_under(agreement):
    """Those that are neither rectified nor taken back."""
    return breaches_of(agreement).filter(state__in=STANDING)


def _seen(model, seat):
    """The operator's members, the officers of the authority, the zone's supervisor, auditors (Arts 16, 31, 33)."""
    rows = model.objects.select_related(*PARTS)
    if seat is None:
        return rows.none()
    if (seat.body.kind == "authority" and seat.role == Role.OFFICER) or seat.role == Role.AUDIT_ADMIN:
        return rows.all()
    if seat.role == Role.OFFICER:
        return rows.filter(agreement__application__call__zone__in=supervised_by(seat.body_id))
    if seat.body.kind == "organisation":
        return rows.filter(Q(agreement__application__organisation__body_id=seat.body_id))
    return rows.none()

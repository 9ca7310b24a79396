"""Reading agreements."""

from django.db.models import Q

from config.kernel.accounts.roles import Role
from operators.agreement.models import LIVE, Agreement
from zones.zone.queries import supervised_by


def visible_to(seat):
    """The parties, the authority, the zone's supervisor, auditors. Who operates what is public (see `operating`)."""
    if seat is None:
        return Agreement.objects.none()
    if seat.body.kind == "authority" and seat.role != Role.EXPERT or seat.role == Role.AUDIT_ADMIN:
        return Agreement.objects.all()
    if seat.role in (Role.PERSON, Role.EXPERT, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN):
        return Agreement.objects.none()
    party = Q(pk__in=Agreement.objects.filter(parties__body_id=seat.body_id).values("pk"))
    if seat.role == Role.OFFICER:
        return Agreement.objects.filter(party | Q(application__call__zone__in=supervised_by(seat.body_id)))
    return Agreement.objects.filter(party)


def operating():
    """Who operates which zone, until when: public (Art. 14; 27:18)."""
    return (
        Agreement.objects.filter(state__in=LIVE)
        .select_related("application__organisation__body", "application__call__zone")
        .order_by("application__call__zone", "id")
    )

"""Reading organisations."""

from config.kernel.accounts.roles import Role
from operators.organisation.models import Organisation
from zones.zone.queries import OFFICES


def visible_to(seat):
    """An organisation sees itself; the offices and auditors see all; who operates what is public elsewhere."""
    if seat is None:
        return Organisation.objects.none()
    if seat.body.kind in OFFICES and seat.role != Role.EXPERT or seat.role == Role.AUDIT_ADMIN:
        return Organisation.objects.all()
    return Organisation.objects.filter(body_id=seat.body_id)

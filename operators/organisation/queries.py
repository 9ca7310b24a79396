"""Reading organisations."""

from operators.organisation.models import Organisation
from zones.zone.queries import in_office


def visible_to(seat):
    """An organisation sees itself; the offices and auditors see all; who operates what is public elsewhere."""
    organisations = Organisation.objects.select_related("body")
    if seat is None:
        return organisations.none()
    return organisations.all() if in_office(seat) else organisations.filter(body_id=seat.body_id)

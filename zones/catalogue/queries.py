"""Reading the catalogue."""

from zones.catalogue.models import Dataset
from zones.zone.queries import OFFICES


def visible_to(seat):
    """The catalogue is public, but for what Art. 28 shuts out: that is for the offices only."""
    if seat is not None and seat.body.kind in (*OFFICES, "platform"):
        return Dataset.objects.all()
    return Dataset.objects.filter(exclusion="")

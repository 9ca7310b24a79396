"""Reading the catalogue."""

from zones.catalogue.models import Dataset
from zones.zone.queries import in_office


def visible_to(seat):
    """The catalogue is public, but for what Art. 28 shuts out: that is for the offices and the auditors only."""
    return Dataset.objects.all() if in_office(seat, "platform") else Dataset.objects.filter(exclusion="")

"""Reading zones."""

from django.db.models import Q

from zones.zone.models import Field, Zone

OFFICES = ("authority", "department", "district", "government")


def visible_to(seat):
    """Established zones are public; a planned one is seen by the offices, everything by its planner and auditors."""
    public = Q(state=Zone.State.ESTABLISHED)
    if seat is None or seat.body.kind not in (*OFFICES, "system"):
        return Zone.objects.filter(public)
    return Zone.objects.all()


def supervised_by(body_id: int):
    """The zones that a body supervises today."""
    return Zone.objects.filter(supervisions__body_id=body_id, supervisions__until_on=None)


def fields_visible_to(seat):
    """The fields are public vocabulary."""
    return Field.objects.all()

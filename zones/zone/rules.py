"""Who plans, establishes, hands over and closes zones (Arts 2, 6, 8)."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from config.kernel.accounts.models import Body
from config.kernel.accounts.roles import Role
from config.kernel.accounts.rules import only, wanted
from config.kernel.refusals import INPUT, Refusal
from config.kernel.shapes import Code, Line, Name
from zones.zone.models import Field, Zone


def authority_officer(by, article: str) -> Iterator[Refusal]:
    """An officer of the data authority."""
    yield from only(by, Role.OFFICER, kinds=("authority",), article=article)


def may_name_field(authority, *, by, at, code: Code = "", name: Name = ""):
    """The authority keeps the list of fields (Art. 2)."""
    yield from authority_officer(by, "2")
    yield from wanted("code", code, "2")
    yield from wanted("name", name, "2")
    if Field.objects.filter(code=code).exists():
        yield Refusal("field_named", _("This field is on the list already."), "2", INPUT, "code")


def may_plan(
    authority, *, by, at, name: Line = "", kind: str = "", purpose: str = "", supervisor: Body | None = None,
    field: Field | None = None, district: Body | None = None,
):  # fmt: skip
    """A zone is of one of three kinds (Art. 2), and supervised by whom Art. 8 says."""
    yield from authority_officer(by, "8")
    yield from wanted("name", name, "2")
    yield from wanted("purpose", purpose, "2")
    if Zone.objects.filter(name=name).exists():
        yield Refusal("name_taken", _("There is a zone of this name."), "2", INPUT, "name")
    if kind not in Zone.Kind.values:
        yield Refusal("kind", _("A zone is a field zone, a district zone or a base zone."), "2", INPUT, "kind")
    if (kind == Zone.Kind.FIELD) != (field is not None):
        yield Refusal("field", _("A field zone, and only a field zone, has a field."), "2", INPUT, "field")
    if (kind == Zone.Kind.DISTRICT) != (district is not None) or (district and district.kind != "district"):
        yield Refusal(
            "district", _("A district zone, and only a district zone, has a district."), "2", INPUT, "district"
        )
    yield from _may_supervise(supervisor, kind, district)


def may_establish(zone, *, by, at):
    """The authority establishes what the municipal government opens to authorised operation (Arts 2, 6)."""
    yield from authority_officer(by, "2")


def may_hand_over(zone, *, by, at, to: Body | None = None, from_on: date | None = None, reason: str = ""):
    """A zone that had no owner goes to its department or district; base zones stay (Art. 8)."""
    yield from authority_officer(by, "8")
    yield from wanted("reason", reason, "8")
    if zone.state == Zone.State.CLOSED:
        yield Refusal("zone_closed", _("This zone is closed."), "8")
    yield from _may_supervise(to, zone.kind, zone.district)
    current = zone.supervisions.select_related("body").get(until_on=None)
    if to is not None and to.pk == current.body_id:
        yield Refusal("same_supervisor", _("This body supervises the zone already."), "8", INPUT, "to")
    if from_on is None or from_on <= current.from_on or from_on < timezone.localdate(at):
        yield Refusal(
            "from_on", _("A hand-over begins today or later, after the present supervision."), "8", INPUT, "from_on"
        )


def may_close(zone, *, by, at, reason: str = ""):
    """The authority closes a zone; higher floors object while anything lives in it (Art. 8)."""
    yield from authority_officer(by, "8")
    yield from wanted("reason", reason, "8")


def _may_supervise(body, kind: str, district) -> Iterator[Refusal]:
    """Art. 8: the authority for base zones and, first, for those nobody owns; a department; the district itself."""
    owner = {"field": "department", "district": "district"}.get(kind)
    if body is None or body.kind not in ("authority", owner):
        yield Refusal("supervisor", _("This body cannot supervise a zone of this kind."), "8", INPUT, "supervisor")
    elif body.kind == "district" and district and body.pk != district.pk:
        yield Refusal("supervisor", _("A district zone is supervised by its own district."), "8", INPUT, "supervisor")

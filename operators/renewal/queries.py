"""Reading renewals, and what continues what (Art. 16)."""

from config.kernel.accounts.roles import Role
from operators.agreement.models import LIVE, Agreement
from operators.renewal.models import Renewal
from zones.call.models import Call
from zones.rulebook.models import Parameter
from zones.zone.queries import supervised_by

PARTS = ("agreement__application__organisation__body", "agreement__application__call__zone")


def visible_to(seat):
    """The operator's members, the officers of the authority, the zone's supervisor, auditors (Art. 16)."""
    renewals = Renewal.objects.select_related(*PARTS)
    if seat is None:
        return renewals.none()
    if (seat.body.kind == "authority" and seat.role == Role.OFFICER) or seat.role == Role.AUDIT_ADMIN:
        return renewals.all()
    if seat.role == Role.OFFICER:
        return renewals.filter(agreement__application__call__zone__in=supervised_by(seat.body_id))
    if seat.body.kind == "organisation":
        return renewals.filter(agreement__application__organisation__body_id=seat.body_id)
    return renewals.none()


def continued(agreement) -> Agreement | None:
    """The agreement that this one continues: the last of the same operator in the same zone, unless it was terminated.

    Whether it was applied for in the window or after the end is the same: Art. 16 has operators apply anew when the
    term is over, and nobody's record begins anew by applying late.
    """
    before = _of_the_same(agreement).filter(in_force_at__isnull=False, starts_on__lt=agreement.term_began_on)
    last = before.exclude(state=Agreement.State.AMENDED).order_by("-ends_on", "-id").first()
    return None if last is None or last.state == Agreement.State.TERMINATED else last


def continues_in(agreement) -> Agreement | None:
    """The agreement of the same operator in the same zone that goes on after this one: signed by all, or live."""
    after = _of_the_same(agreement).filter(state__in=["signed", *LIVE], starts_on__gt=agreement.starts_on)
    return after.order_by("starts_on", "id").first()


def live_before(agreement) -> Agreement | None:
    """The live agreement of the same operator in the same zone under another award."""
    return _of_the_same(agreement).filter(state__in=LIVE).first()


def of_authorisation(agreement) -> Renewal | None:
    """The renewal of what an agreement authorised, whichever amendment its window opened under."""
    return Renewal.objects.filter(agreement__application_id=agreement.application_id).first()


def is_live(renewal) -> bool:
    """Whether what it continues is in force or rests, perhaps as amended meanwhile."""
    return Agreement.objects.filter(application_id=renewal.agreement.application_id, state__in=LIVE).exists()


def to_apply(body_id: int, zone_id: int) -> Renewal | None:
    """The renewal that an application of this body for this zone would belong to."""
    ours = Renewal.objects.filter(
        agreement__application__organisation__body_id=body_id, agreement__application__call__zone_id=zone_id
    )
    return ours.filter(state__in=[Renewal.State.OPENED, Renewal.State.ASKED]).order_by("-id").first()


def open_call(renewal, at) -> Call | None:
    """A call for its zone that takes applications now."""
    return Call.objects.filter(
        zone=renewal.zone, state=Call.State.PUBLISHED, opens_at__lte=at, closes_at__gt=at
    ).first()


def longest_window() -> int:
    """The most days ahead that any rulebook opens a renewal."""
    return max(Parameter.objects.filter(key="renewal_window").values_list("value", flat=True), default=0)


def _of_the_same(agreement):
    ours = Agreement.objects.filter(
        application__organisation_id=agreement.operator.pk, application__call__zone_id=agreement.zone.pk
    )
    return ours.exclude(application_id=agreement.application_id)

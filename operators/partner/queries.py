"""Reading partners, and what each may do."""

from django.db.models import Q

from config.kernel.accounts.models import Seat
from config.kernel.accounts.roles import Role
from operators.agreement.models import LIVE, Agreement
from operators.partner.models import ADMITTED, UNFINISHED, Partner
from zones.zone.queries import supervised_by

PARTS = ("application__organisation__body", "application__call__zone", "organisation__body", "agreement")
SPOKESMEN = (Role.ADMINISTRATOR, Role.SIGNATORY)


def visible_to(seat):
    """The operator, the partner itself, the officers of the authority, the zone's supervisor, auditors (Arts 22-24)."""
    rows = Partner.objects.select_related(*PARTS)
    if seat is None:
        return rows.none()
    if (seat.body.kind == "authority" and seat.role == Role.OFFICER) or seat.role == Role.AUDIT_ADMIN:
        return rows.all()
    if seat.role == Role.OFFICER:
        return rows.filter(application__call__zone__in=supervised_by(seat.body_id))
    if seat.body.kind == "organisation":
        return rows.filter(Q(application__organisation__body_id=seat.body_id) | Q(organisation__body_id=seat.body_id))
    return rows.none()


def live_under(agreement):
    """The partners under this authorisation that have not left it, whichever amendment they came under."""
    return Partner.objects.filter(application_id=agreement.application_id, state__in=UNFINISHED).order_by("pk")


def live_of(organisation):
    """Where an organisation is somebody's partner."""
    return Partner.objects.filter(organisation=organisation, state__in=UNFINISHED).order_by("pk")


def standing_agreement(partner):
    """The agreement by which the operator operates now; None when there is none."""
    return Agreement.objects.filter(application_id=partner.application_id, state__in=LIVE).first()


def agreement_of(partner) -> list:
    """What a partner hangs on: nothing of it changes while its partner does."""
    return [standing_agreement(partner) or partner.agreement]


def permissions_of(partner) -> list[str]:
    """What its grade gives, without what is withheld; nothing that the operator itself has not now (Art. 23)."""
    agreement = standing_agreement(partner)
    operates = agreement is not None and agreement.state == Agreement.State.IN_FORCE
    if not operates or partner.state not in ADMITTED or not partner.organisation.in_good_standing:
        return []
    given = grades_of(partner.rulebook)[partner.grade]["permissions"]
    return [permission for permission in given if permission not in partner.withheld]


def grades_of(rulebook) -> dict[str, dict]:
    """grade → its row, the best first."""
    return {row["key"]: row for row in rulebook.value("partner_grades")}


def exit_items(rulebook, kind: str) -> list[dict]:
    """The checklist of an exit of this kind."""
    return [row for row in rulebook.value("partner_exit_items") if kind in row["exits"]]


def related(one, other) -> bool:
    """Whether two organisations are one, are led by one person, or are spoken for by one, as far as is recorded."""
    if one.pk == other.pk or one.credit_code == other.credit_code:
        return True
    if one.representative_id and other.representative_id:
        led_by_one = one.representative_id == other.representative_id
    else:
        led_by_one = one.legal_representative == other.legal_representative
    seats = Seat.objects.filter(state=Seat.State.ACTIVE, role__in=SPOKESMEN)
    users = seats.filter(body_id=one.body_id).values("user")
    return led_by_one or seats.filter(body_id=other.body_id, user__in=users).exists()

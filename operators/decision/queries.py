"""Reading reports and decisions."""

from config.kernel.accounts.roles import Role
from operators.decision.models import Decision, Report
from zones.zone.queries import supervised_by

AUTHORITY_ROLES = (Role.OFFICER, Role.RECORDER, Role.VERIFIER)


def visible_to(seat):
    """The authority, the zone's supervisor, auditors; applicants see the outcome on their application only."""
    if seat is None:
        return Report.objects.none()
    if (seat.body.kind == "authority" and seat.role in AUTHORITY_ROLES) or seat.role == Role.AUDIT_ADMIN:
        return Report.objects.all()
    if seat.role == Role.OFFICER:
        return Report.objects.filter(call__zone__in=supervised_by(seat.body_id))
    return Report.objects.none()


def standing_decision(report) -> Decision | None:
    """The decision that was entered and not refused."""
    return report.decisions.exclude(standing=Decision.Standing.REFUSED).first()


def verified_decision(application) -> Decision | None:
    """The latest verified decision on an application: it names the signing mode (Art. 14)."""
    verified = Decision.objects.filter(report__items__application=application, standing=Decision.Standing.VERIFIED)
    return verified.order_by("-answered_at").first()

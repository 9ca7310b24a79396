"""Reading reports and decisions."""

from config.kernel.accounts.roles import Role
from operators.application.models import Application
from operators.decision.models import Decision, Report
from zones.zone.queries import supervised_by

AUTHORITY_ROLES = (Role.OFFICER, Role.RECORDER, Role.VERIFIER)


def visible_to(seat):
    """The authority, the zone's supervisor, auditors; applicants see the outcome on their application only."""
    reports = Report.objects.select_related("call__zone")
    if seat is None:
        return reports.none()
    if (seat.body.kind == "authority" and seat.role in AUTHORITY_ROLES) or seat.role == Role.AUDIT_ADMIN:
        return reports.all()
    if seat.role == Role.OFFICER:
        return reports.filter(call__zone__in=supervised_by(seat.body_id))
    return reports.none()


def applications_of(report):
    """The applications that it reports."""
    return Application.objects.filter(report_items__report=report).order_by("pk")


def standing_decision(report) -> Decision | None:
    """The decision that was entered and not refused."""
    return report.decisions.exclude(standing=Decision.Standing.REFUSED).first()


def verified_decision(application) -> Decision | None:
    """What was decided on the last report that names the application, once it is verified: an earlier decision does not
    speak for an application that was sent back and reported again. It names the signing mode (Arts 13, 14)."""
    reports = Report.objects.filter(items__application=application).exclude(state=Report.State.WITHDRAWN)
    last = reports.order_by("-pk").first()
    return last.decisions.filter(standing=Decision.Standing.VERIFIED).first() if last else None

"""Reading applications."""

from django.db.models import Q

from config.kernel.accounts.roles import Role
from operators.application.models import Application
from zones.zone.queries import supervised_by

OFFICE_ROLES = (Role.OFFICER, Role.RECORDER, Role.VERIFIER, Role.SIGNATORY)


def visible_to(seat):
    """The applicant sees its own; the authority and the zone's supervisor what was submitted; an expert what is
    assigned; auditors all; everybody else nothing (on public notice: the notice's own page)."""
    if seat is None:
        return Application.objects.none()
    if seat.body.kind == "organisation":
        return Application.objects.filter(organisation__body_id=seat.body_id)
    if seat.role == Role.AUDIT_ADMIN:
        return Application.objects.all()
    submitted = Q(submitted_at__isnull=False)
    if seat.role == Role.EXPERT:
        return Application.objects.filter(submitted, readers__seat=seat)
    if seat.role in OFFICE_ROLES and seat.body.kind == "authority":
        return Application.objects.filter(submitted)
    if seat.role == Role.OFFICER:
        return Application.objects.filter(submitted, call__zone__in=supervised_by(seat.body_id))
    return Application.objects.none()


def files_seen_by(seat, application, documents):
    """Of these documents, the applicant sees all; everybody else those of what was submitted: a correction that is
    still being written is its owner's alone, like a draft (Art. 12)."""
    if seat is not None and seat.body_id == application.organisation.body_id:
        return documents
    version = application.version_now
    return documents.filter(at__lte=version.submitted_at) if version else documents.none()


def of_call(call):
    """Every application that answered a call: it takes them with it when it ends."""
    return Application.objects.filter(call=call).order_by("pk")


def on_notice():
    """What is on public notice, for everybody (Art. 14): who is to be awarded which zone, until when."""
    return (
        Application.objects.filter(state=Application.State.PUBLIC_NOTICE)
        .select_related("organisation__body", "call__zone")
        .order_by("due_on", "id")
    )

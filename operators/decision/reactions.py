"""What follows for applications from reports and decisions."""

from operators.application.actions import approve, reject, report
from operators.application.models import Application
from operators.decision.actions import countersign


def ask_supervisor(drafted) -> None:
    """A drafted report goes to the supervisor for its countersignature (Art. 13)."""
    countersign(drafted.subject, by=drafted.by, at=drafted.at)


def report_applications(sent) -> None:
    """They can no longer be withdrawn."""
    for item in sent.subject.items.select_related("application").order_by("application"):
        report(item.application, by=sent.by, at=sent.at)


def carry_out(verified) -> None:
    """Approved or rejected, as the government decided (Arts 13, 14)."""
    for pk in sorted(verified.outcomes, key=int):
        application = Application.objects.get(pk=pk)
        (approve if verified.outcomes[pk] == "approved" else reject)(application, by=verified.by, at=verified.at)

"""What follows for applications from reports and decisions."""

from config.kernel.countersigning.actions import withdraw as withdraw_proposal
from config.kernel.countersigning.queries import open_on
from operators.application.actions import approve, reject, report
from operators.application.models import Application
from operators.decision.actions import countersign, withdraw
from operators.decision.models import Report


def ask_supervisor(written) -> None:
    """A report that was drafted or revised goes to the supervisor for its countersignature (Art. 13)."""
    countersign(written.subject, by=written.by, at=written.at)


def take_back_proposal(withdrawn) -> None:
    """Nobody is asked to countersign a report that was withdrawn."""
    if waiting := open_on(withdrawn.subject):
        withdraw_proposal(waiting, by=withdrawn.by, at=withdrawn.at, reason=withdrawn.reason)


def withdraw_with_call(cancelled) -> None:
    """A cancelled call takes its report with it, even one that was sent: its applications have lapsed (Art. 11)."""
    live = [Report.State.DRAFTED, Report.State.COUNTERSIGNED, Report.State.SENT]
    for under_way in Report.objects.filter(call=cancelled.subject, state__in=live):
        withdraw(under_way, by=cancelled.by, at=cancelled.at, reason=cancelled.reason)


def report_applications(sent) -> None:
    """They can no longer be withdrawn."""
    for item in sent.subject.items.select_related("application").order_by("application"):
        report(item.application, by=sent.by, at=sent.at)


def carry_out(verified) -> None:
    """Approved or rejected, as the government decided (Arts 13, 14)."""
    for pk in sorted(verified.outcomes, key=int):
        application = Application.objects.get(pk=pk)
        (approve if verified.outcomes[pk] == "approved" else reject)(application, by=verified.by, at=verified.at)

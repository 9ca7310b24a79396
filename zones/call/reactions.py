"""What follows from calls and their proposals."""

from zones.call.actions import publish, reopen
from zones.call.models import Call


def ask_supervisor(proposed) -> None:
    """A proposed call goes to the supervisor; where the authority itself supervises, it is published at once."""
    publish(proposed.subject, by=proposed.by, at=proposed.at)


def back_to_draft(not_countersigned) -> None:
    """What the supervisor did not countersign can be changed again."""
    proposal = not_countersigned.subject
    if proposal.act == publish.name and proposal.case.state == Call.State.PROPOSED:
        by = not_countersigned.by if not_countersigned.by.role == "clock" else proposal.proposed_by
        reopen(proposal.case, by=by, at=not_countersigned.at)

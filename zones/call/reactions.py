"""What follows from calls and their proposals."""

from config.kernel.accounts.queries import clock
from config.kernel.countersigning.actions import withdraw
from config.kernel.countersigning.queries import open_on
from zones.call.actions import publish, reopen
from zones.call.models import Call


def ask_supervisor(proposed) -> None:
    """A proposed call goes to the supervisor; where the authority itself supervises, it is published at once."""
    publish(proposed.subject, by=proposed.by, at=proposed.at)


def back_to_draft(not_countersigned) -> None:
    """What the supervisor did not countersign can be changed again.

    The clock reopens what the supervisor declined: who proposed it may have left the office meanwhile.
    """
    proposal, by = not_countersigned.subject, not_countersigned.by
    if proposal.act == publish.name and proposal.case.state == Call.State.PROPOSED:
        reopen(proposal.case, by=by if by.body.kind == "authority" else clock(), at=not_countersigned.at)


def take_back_proposal(cancelled) -> None:
    """Nobody is asked to countersign a call that was cancelled."""
    if waiting := open_on(cancelled.subject):
        withdraw(waiting, by=cancelled.by, at=cancelled.at, reason=cancelled.reason)

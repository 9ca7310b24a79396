"""The exit that follows from the end of an authorisation (Arts 16, 33)."""

from config.kernel.accounts.queries import clock
from operators.exit.actions import open_for
from operators.renewal.queries import continues_in


def open_when_terminated(terminated) -> None:
    """Whatever it was terminated for (Arts 16, 33)."""
    open_for(terminated.subject, by=clock(), at=terminated.at)


def open_when_expired(expired) -> None:
    """Unless the operator goes on in the same zone by a later agreement, signed by all (Art. 16)."""
    if continues_in(expired.subject) is None:
        open_for(expired.subject, by=clock(), at=expired.at)

"""Who is told what about partner systems: the person who answers for what they do (house:10)."""

from django.utils.translation import gettext_noop as _

from config.kernel.accounts.models import Seat
from config.kernel.outbox.notices import Notice


def confirmed(fact):
    """A system may act from your seat."""
    client = fact.subject
    yield Notice(
        [client.seat],
        _("A partner system acts from your seat: %(name)s"),
        _("The system “%(name)s” may act from your seat “%(seat)s” from now on, and you answer for what it does."),
        {"name": client.name, "seat": str(client.seat)},
    )


def revoked(fact):
    """It cannot any more; told as long as you hold the seat."""
    client = fact.subject
    if client.seat.state == Seat.State.ACTIVE:
        yield Notice(
            [client.seat],
            _("A partner system no longer acts from your seat: %(name)s"),
            _("The access of the system “%(name)s” was revoked. Reason: %(reason)s"),
            {"name": client.name, "reason": fact.reason},
        )

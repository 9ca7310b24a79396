"""Who is told: the seats to which the outbox owes the news of a fact."""

from config.kernel.ledger.models import Entry
from config.kernel.outbox.models import Delivery


def told(fact: str, channel: str = "in_app") -> list[tuple[str, str]]:
    """(name, role) of each seat that hears of the last fact of this kind, in order; each once or it shows twice."""
    entry = Entry.objects.filter(fact=fact).latest("pk")
    rows = Delivery.objects.filter(entry=entry, channel=channel).select_related("seat__user")
    return sorted((row.seat.user.full_name, row.seat.role) for row in rows)


def seats(*heard) -> list[tuple[str, str]]:
    """The same of seats that a test names."""
    return sorted((seat.user.full_name, seat.role) for seat in heard)

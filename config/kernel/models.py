"""Gathers the rooms for Django."""

from config.kernel.accounts.models import Body, BodyName, Seat, User
from config.kernel.clients.models import Client
from config.kernel.countersigning.models import Proposal
from config.kernel.documents.models import Document, Download
from config.kernel.ledger.models import Entry, Seal
from config.kernel.numbers import Series
from config.kernel.outbox.models import Delivery, Message
from config.kernel.repeats import Repeat
from config.kernel.security import SecurityEvent
from config.kernel.sweeping.models import Reminder, Sweep
from config.kernel.tallies import Tally
from config.kernel.webhooks.models import Endpoint, Event, Progress, Round
from config.kernel.workdays.models import CalendarYear, Workday

__all__ = [
    "Body", "BodyName", "CalendarYear", "Client", "Delivery", "Document", "Download", "Endpoint", "Entry", "Event",
    "Message", "Progress", "Proposal", "Reminder", "Repeat", "Round", "Seal", "Seat", "SecurityEvent", "Series",
    "Sweep", "Tally", "User", "Workday",
]  # fmt: skip

"""What the tests of the outbox share; the act that owes is the fixture `owe` of conftest.py."""

from config.kernel.outbox.models import Delivery
from config.kernel.outbox.notices import Notice

TITLE = "Monday"  # words of Django's own catalogue, so that both languages are there
TEXT = "Ensure this value is greater than or equal to %(limit_value)s."


def notice(*seats, title=TITLE, text=TEXT, **params) -> Notice:
    return Notice(seats, title, text, params or {"limit_value": 5})


def fresh(row: Delivery) -> Delivery:
    return Delivery.objects.get(pk=row.pk)

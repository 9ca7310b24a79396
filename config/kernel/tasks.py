"""What the clock clears away: tokens and counts, keys and delivered events whose time is over.

None of it is a record: what was done with a token or a key, and what an event told, stands in the ledger.
"""

from datetime import datetime

from celery import shared_task
from django.utils import timezone
from oauth2_provider.models import get_access_token_model

from config.kernel.repeats import Repeat
from config.kernel.tallies import Tally
from config.kernel.webhooks import delivery


@shared_task
def clear_expired(at: datetime | None = None) -> int:
    """One statement for each kind of row; returns how many rows went."""
    at = at or timezone.now()
    tokens = get_access_token_model().objects.filter(expires__lt=at).delete()[0]
    return tokens + Tally.objects.filter(until__lt=at).delete()[0] + Repeat.forget(at) + delivery.clear(at)

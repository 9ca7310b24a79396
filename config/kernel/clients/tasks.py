"""What the clock clears away: tokens and counts whose time is over."""

from celery import shared_task
from django.utils import timezone
from oauth2_provider.models import get_access_token_model

from config.kernel.tallies import Tally


@shared_task
def clear_expired(at=None):
    """Neither is a record: what was done with a token stands in the ledger. Returns how many rows went."""
    at = at or timezone.now()
    tokens = get_access_token_model().objects.filter(expires__lt=at)
    return tokens.delete()[0] + Tally.objects.filter(until__lt=at).delete()[0]

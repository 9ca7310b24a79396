"""What beat asks of the ledger."""

from celery import shared_task

from config.kernel.ledger import seals


@shared_task
def seal():
    """Seal when it is time (LEDGER_SEAL_SECONDS, LEDGER_SEAL_ENTRIES)."""
    return seals.seal_due()

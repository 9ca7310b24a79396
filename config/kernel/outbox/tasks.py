"""What beat, and every commit, asks of the outbox."""

import logging

from celery import shared_task
from django.conf import settings

from config.kernel.outbox import delivery

log = logging.getLogger(__name__)

NUDGE_SECONDS = 60  # an older nudge is not worth waking for: beat has been there since


@shared_task
def deliver_due():
    """Deliver what is due."""
    return delivery.deliver_due()


def nudge() -> None:
    """Ask for a delivery now. Whatever keeps the broker from hearing it, nothing is lost: the rows wait for beat."""
    if not settings.OUTBOX_NUDGE:
        return
    try:
        deliver_due.apply_async(expires=NUDGE_SECONDS, retry=False)
    except Exception as error:  # each broker has errors of its own
        log.warning("the worker could not be nudged, beat will find the rows: %s", error)

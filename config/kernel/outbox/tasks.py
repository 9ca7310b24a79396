"""What beat, and every commit, asks of the outbox."""

import logging

from celery import shared_task
from kombu.exceptions import OperationalError

from config.kernel.outbox import delivery

log = logging.getLogger(__name__)


@shared_task
def deliver_due():
    """Deliver what is due."""
    return delivery.deliver_due()


def nudge() -> None:
    """Ask for a delivery now. Without a broker nothing is lost: the rows wait for beat."""
    try:
        deliver_due.delay()
    except (OperationalError, OSError) as error:
        log.warning("the worker could not be nudged, beat will find the rows: %s", error)

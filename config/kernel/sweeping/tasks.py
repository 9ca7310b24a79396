"""What beat asks of the sweep."""

from celery import shared_task

from config.kernel.sweeping import running


@shared_task
def sweep_due():
    """The sweep of the day, once: the first to ask after midnight does it."""
    running.sweep_due()


@shared_task
def end_by_the_hour():
    """What ends at an instant."""
    return running.end_by_the_hour()

"""What beat asks of the webhooks."""

from celery import shared_task

from config.kernel.webhooks import delivery, fanout


@shared_task
def deliver_due():
    """Tell the endpoints what happened since, and send what is due."""
    fanout.fan_out()
    return delivery.deliver_due()

"""A worker's work until nothing waits: in this process, or in one that is killed (dying_worker)."""

import time
from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from config.kernel.outbox.delivery import deliver_due
from config.kernel.outbox.models import Delivery
from config.kernel.webhooks import tasks
from config.kernel.webhooks.models import Event


def deliver_all() -> None:
    """What waits for nothing but its time: leases of the dead run out meanwhile."""
    soon = Q(due_at__lte=timezone.now() + timedelta(seconds=2 * settings.OUTBOX_LEASE_SECONDS))
    while Delivery.objects.filter(soon, state="waiting").exists():
        deliver_due()
        time.sleep(0.1)


def tell_all() -> None:
    """The same for webhooks."""
    tasks.deliver_due()
    while Event.objects.filter(state="waiting").exists():
        time.sleep(0.1)
        tasks.deliver_due()

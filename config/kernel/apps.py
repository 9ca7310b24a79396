"""The kernel as a Django app."""

from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate


class KernelConfig(AppConfig):
    name = "config.kernel"
    label = "kernel"

    def ready(self):
        from config.kernel.ledger import protection

        post_migrate.connect(protection.install, sender=self)
        checks.register(protection.check, checks.Tags.database)

"""The kernel as a Django app."""

from django.apps import AppConfig
from django.core import checks
from django.core.management import call_command
from django.db.models.signals import post_migrate


class KernelConfig(AppConfig):
    name = "config.kernel"
    label = "kernel"

    def ready(self):
        from config.kernel.ledger import protection

        post_migrate.connect(protection.install, sender=self)
        post_migrate.connect(_make_cache_table, sender=self)
        checks.register(protection.check, checks.Tags.database)


def _make_cache_table(using, **_signal) -> None:
    """Where no Redis is, what is counted stands in the database; the table is no model, so no migration makes it."""
    call_command("createcachetable", database=using, verbosity=0)

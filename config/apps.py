"""The doors and the wiring as a Django app: their templates, words and commands."""

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

import structlog
from django.apps import AppConfig

FLOORS = ("config.kernel", "zones", "operators", "products")


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self):
        from django_structlog.signals import bind_extra_request_metadata

        bind_extra_request_metadata.connect(_say_where_from)
        self._know_every_act()

    def _know_every_act(self):
        """From the start: whoever reads the ledger, before any act, sees its title."""
        for floor in FLOORS:
            for room in iter_modules(import_module(floor).__path__):
                if room.ispkg and find_spec(f"{floor}.{room.name}.actions"):
                    import_module(f"{floor}.{room.name}.actions")


def _say_where_from(request, **_):
    """Every line that is written about a request names its address, as the rates count it."""
    from config.kernel.rest.rates import address  # Django REST framework needs the app registry

    structlog.contextvars.bind_contextvars(address=address(request))

"""The doors and the wiring as a Django app: their templates, words and commands."""

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

from django.apps import AppConfig

FLOORS = ("config.kernel", "zones", "operators", "products")


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self):
        """Every act is known from the start: whoever reads the ledger, before any act, sees its title."""
        for floor in FLOORS:
            for room in iter_modules(import_module(floor).__path__):
                if room.ispkg and find_spec(f"{floor}.{room.name}.actions"):
                    import_module(f"{floor}.{room.name}.actions")

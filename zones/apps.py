"""What is authorised, by whom, under which text."""

from django.apps import AppConfig


class ZonesConfig(AppConfig):
    name = "zones"

"""The doors and the wiring as a Django app: their templates, words and commands."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"

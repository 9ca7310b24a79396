"""Who operates a zone, from first application to exit."""

from django.apps import AppConfig


class OperatorsConfig(AppConfig):
    name = "operators"

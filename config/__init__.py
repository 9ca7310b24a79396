"""The doors, the wiring and the kernel."""

from config.celery import app as celery_app

__all__ = ["celery_app"]

"""What every test can ask for."""

from tests.world import django_db_setup, who  # noqa: F401

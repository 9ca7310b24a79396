"""Applications are found by two signs of their title or number, on PostgreSQL (config/kernel/searching.py)."""

from django.db import migrations

INDEXES = ("title", "number")


def make(apps, editor):
    if editor.connection.vendor == "postgresql":
        for name in INDEXES:
            editor.execute(
                f"CREATE INDEX application_{name}_pairs ON operators_application USING gin (zones_pairs(lower({name})))"
            )


def unmake(apps, editor):
    if editor.connection.vendor == "postgresql":
        for name in INDEXES:
            editor.execute(f"DROP INDEX application_{name}_pairs")


class Migration(migrations.Migration):
    dependencies = [("operators", "0002_application_title"), ("kernel", "0004_pairs")]
    operations = [migrations.RunPython(make, unmake)]

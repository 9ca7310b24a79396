"""The pairs of neighbouring signs of a text, for the search in Chinese; and the index of the names of bodies."""

from django.db import migrations

FUNCTION = """
CREATE OR REPLACE FUNCTION zones_pairs(said text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT coalesce(array_agg(DISTINCT substr(said, place, 2)), '{}')
   FROM generate_series(1, length(said) - 1) AS place $$
"""


def make(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute(FUNCTION)
        editor.execute("CREATE INDEX body_name_pairs ON kernel_body USING gin (zones_pairs(lower(name)))")


def unmake(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP INDEX body_name_pairs")
        editor.execute("DROP FUNCTION zones_pairs(text)")


class Migration(migrations.Migration):
    dependencies = [("kernel", "0003_client")]
    operations = [migrations.RunPython(make, unmake)]

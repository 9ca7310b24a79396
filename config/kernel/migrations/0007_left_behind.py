"""What nobody needs any more: the table of Django's cache, and on PostgreSQL the triggers that its indexes make idle."""

from django.db import migrations

WITHOUT = ("kernel_entry", "kernel_seal", "kernel_document", "kernel_download")


def clear(apps, editor):
    editor.execute("DROP TABLE IF EXISTS cache")
    if editor.connection.vendor == "postgresql":
        for table in WITHOUT:
            editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_replace ON {table}")
            editor.execute(f"DROP FUNCTION IF EXISTS {table}_no_replace()")


class Migration(migrations.Migration):
    dependencies = [("kernel", "0006_tallies")]
    operations = [migrations.RunPython(clear, migrations.RunPython.noop)]

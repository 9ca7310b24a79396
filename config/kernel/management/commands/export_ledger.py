"""`manage.py export_ledger FILE`: everything an auditor takes along."""

from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from config.kernel.ledger import export, seals


class Command(BaseCommand):
    help = "Seal, then write every entry to FILE, one JSON object a line; `verify_ledger --export FILE` verifies it."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *args, file, **options):
        seals.seal()
        with file.open("w") as out:
            count = export.write(out)
        self.stdout.write(_("%(count)s entries exported.") % {"count": count})

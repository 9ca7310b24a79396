"""`manage.py export_ledger FILE`: everything an auditor takes along."""

from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from config.kernel.ledger import anchor, export


class Command(BaseCommand):
    help = "Seal, then write every entry to FILE, the seals to FILE.anchor and the public key to FILE.pub."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *args, file, **options):
        call_command("seal_ledger", stdout=self.stdout)
        count = export.write(file, anchor.path())
        self.stdout.write(_("%(count)s entries exported.") % {"count": count})

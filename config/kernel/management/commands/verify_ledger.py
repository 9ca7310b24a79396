"""`manage.py verify_ledger`: is the record what it was?"""

from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _

from config.kernel.ledger import anchor, checking, export, keys
from config.kernel.ledger.words import KNOWN_GAP, say


class Command(BaseCommand):
    help = "Verify the ledger against its seals; each problem names its entry. Exit code 1 when there is one."

    def add_arguments(self, parser):
        parser.add_argument("--anchor", type=Path, help="the anchor file (default: beside the database, or the export)")
        parser.add_argument("--public-key", type=Path, help="the file with the public key (default: FILE.pub)")
        parser.add_argument("--export", type=Path, help="verify this export instead of the database")
        parser.add_argument("--seal", action="store_true", help="seal what waits first; needs the keys")

    def handle(self, *args, **options):
        exported = options["export"]
        if options["seal"]:
            call_command("seal_ledger", stdout=self.stdout)
        anchor_file = options["anchor"] or (export.beside(exported) if exported else anchor.path())
        for file in filter(None, (anchor_file, exported)):
            if not file.exists():
                raise CommandError(_("There is no file %(file)s.") % {"file": file})
        with_these = anchor_file, _public_key(options["public_key"] or anchor.public_key_path(anchor_file))
        try:
            report = export.check(exported, *with_these) if exported else checking.check(*with_these)
        except (DatabaseError, ValueError) as error:  # not even readable: it is not what was written
            raise CommandError(_("The ledger cannot be read: %(error)s") % {"error": error}) from error
        self.tell(report)

    def tell(self, report):
        self.stdout.write(
            _("%(entries)s entries, %(seals)s seals; %(unsealed)s entries not sealed yet.")
            % {"entries": report.entries, "seals": report.seals, "unsealed": report.unsealed}
        )
        if report.links_without_key:
            self.stdout.write(
                _("%(count)s links were not made again: their key is not at hand. The seals vouch for their entries.")
                % {"count": report.links_without_key}
            )
        for problem in report.problems:
            self.stdout.write(f"✗ {say(problem)}")
        self.stdout.write(str(KNOWN_GAP))
        if not report.passed:
            raise CommandError(_("The ledger does not verify."))
        self.stdout.write(_("The ledger verifies."))


def _public_key(file: Path) -> str:
    """The file's key; a live system without such a file uses the public half of its own signing key."""
    if file.exists():
        return file.read_text().strip()
    try:
        return keys.public_key()
    except ValueError as error:
        raise CommandError(_("There is no file %(file)s.") % {"file": file}) from error

"""`manage.py verify_ledger`: is the record what it was?"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from config.kernel.ledger import anchor, checking, export, keys
from config.kernel.ledger.words import KNOWN_GAP, say


class Command(BaseCommand):
    help = "Verify the ledger against its seals; each problem names its entry. Exit code 1 when there is one."

    def add_arguments(self, parser):
        parser.add_argument("--anchor", type=Path, help="the anchor file (default: beside the database)")
        parser.add_argument("--public-key", type=Path, help="the file with the public key (default: FILE.pub)")
        parser.add_argument("--export", type=Path, help="verify this export instead of the database")

    def handle(self, *args, **options):
        anchor_file = options["anchor"] or anchor.path()
        public_key = _public_key(options["public_key"] or anchor.public_key_path(anchor_file))
        if not anchor_file.exists():
            raise CommandError(_("There is no anchor file %(file)s.") % {"file": anchor_file})
        if options["export"]:
            report = export.check(options["export"], anchor_file, public_key)
        else:
            report = checking.check(anchor_file, public_key)
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
    return file.read_text().strip() if file.exists() else keys.public_key()

"""`manage.py seal_ledger`: seal what waits, now."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from config.kernel.ledger import anchor, keys, seals


class Command(BaseCommand):
    help = "Seal everything that is not sealed yet, and write the public key beside the anchor file."

    def handle(self, *args, **options):
        try:
            count = seals.seal()
        except seals.BrokenChain as broken:
            raise CommandError(str(broken)) from broken
        public_key = anchor.public_key_path(anchor.path())
        public_key.write_text(keys.public_key() + "\n")
        self.stdout.write(_("Entries sealed: %(count)s.") % {"count": count})

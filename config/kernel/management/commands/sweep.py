"""`manage.py sweep`: what beat asks for at night, now; `--list` shows what the last runs did."""

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from config.kernel.sweeping import running
from config.kernel.sweeping.models import Sweep

LISTED = 20


class Command(BaseCommand):
    help = "Move what the clock moves, and write the reminders that are due; or list the last runs."

    def add_arguments(self, parser):
        parser.add_argument("--list", action="store_true", help="list the last runs, and run nothing")

    def handle(self, *args, **options):
        if options["list"]:
            for run in Sweep.objects.order_by("-pk")[:LISTED]:
                self.tell(run)
        elif sweep := running.sweep():
            self.tell(sweep)
        else:
            self.stdout.write(_("Another process is sweeping."))

    def tell(self, sweep):
        began = timezone.localtime(sweep.began_at).strftime("%Y-%m-%d %H:%M")
        self.stdout.write(
            _("%(began)s, %(state)s: %(moved)s moved, %(left)s left, %(failed)s failed, %(reminders)s reminders")
            % {"began": began, "state": sweep.get_state_display(), **_counts(sweep)}
        )
        for step in sweep.steps:
            self.stdout.write("  {act} ({article}): {moved}, {left}, {failed}".format(**step))


def _counts(sweep) -> dict[str, int]:
    return {name: getattr(sweep, name) for name in ("moved", "left", "failed", "reminders")}

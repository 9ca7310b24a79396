"""`manage.py demonstrate`: an empty database becomes the story in mid-flow, ending about today."""

from datetime import date, timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from config.kernel.accounts.models import Seat, User
from config.kernel.ledger import anchor, keys, seals
from config.kernel.ledger.models import Entry
from config.kernel.writing import all_or_nothing
from config.story import cast
from config.story.chapters import nights, waiting
from config.story.founding import PASSWORD
from config.story.fresh import no_mail
from config.story.playing import play

BEFORE = timedelta(days=265)  # the first two zones take about seven months, holidays included
DISTRICT = timedelta(days=26)  # its call opens two working days later and stays open for twenty-five


class Command(BaseCommand):
    help = "Fill an empty database with the demonstration. A database in which anything has happened is left alone."

    def handle(self, *args, **options):
        with translation.override("zh-hans"), no_mail(), all_or_nothing():
            if empty := not Entry.objects.exists():
                fill(timezone.localdate())
        if empty:
            seals.seal()
            anchor.public_key_path(anchor.path()).write_text(keys.public_key() + "\n")
        self.accounts()

    def accounts(self):
        """Who can sign in, once there is a door to sign in at."""
        self.stdout.write(_("Demonstration accounts (password %(password)s):") % {"password": PASSWORD})
        seats = Seat.objects.filter(user__username__in=cast.USERNAMES.values()).exclude(role="person")
        for seat in seats.select_related("user", "body").order_by("pk"):
            self.stdout.write(f"  {seat.user.username:<12} {seat}")


def fill(today: date) -> None:
    """The story until yesterday. What it owes is delivered: nothing waits to be sent to invented addresses."""
    story = play(first_day=today - BEFORE, district_from=today - DISTRICT)
    waiting.wait(story, until=today - timedelta(days=1))
    nights.deliver(story)
    for user in User.objects.filter(username__in=cast.USERNAMES.values()):
        user.set_password(PASSWORD)
        user.save()

"""`manage.py example_indicators --by USERNAME`: a set of indicators drafted from an example (Art. 33).

It is changed and adopted like any other draft. The password is asked for, or read from OFFICER_PASSWORD.
"""

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from config.kernel.accounts.queries import the
from config.kernel.acts import Refused
from operators.evaluation import actions
from operators.management.officers import as_error, officer


class Command(BaseCommand):
    help = "Draft a set of indicators from an example that lies ready."

    def add_arguments(self, parser):
        parser.add_argument("--by", required=True, help="user name of the acting officer")
        parser.add_argument("--code", default="example", help="which example")

    def handle(self, *args, by, code, **options):
        seat = officer(by)
        try:
            made = actions.draft_example(the("authority"), by=seat, at=timezone.now(), code=code).subject
        except Refused as refused:
            raise as_error(refused) from refused
        said = _("Drafted: %(number)s, with %(count)s indicators. It can be changed until it is adopted.")
        self.stdout.write(said % {"number": made.number, "count": made.indicators.count()})

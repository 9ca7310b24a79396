"""`manage.py legacy_agreements lodge FILE.xlsx | confirm NUMBER`: what was signed before the measures (Art. 16).

One officer lodges a spreadsheet, another confirms it. Each row's faults are named, and nothing is lodged unless all
rows are right or `--only-good` is chosen. The password is asked for, or read from OFFICER_PASSWORD.
"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from config.kernel.accounts.queries import the
from config.kernel.acts import Refused
from operators.legacy import actions
from operators.legacy.models import LegacyList
from operators.legacy.sheets import read
from operators.management.officers import as_error, officer
from zones.rulebook.queries import current


class Command(BaseCommand):
    help = "Lodge a spreadsheet of legacy agreements, or confirm one that another officer has lodged."

    def add_arguments(self, parser):
        verbs = parser.add_subparsers(dest="verb", required=True)
        lodge = verbs.add_parser("lodge", help="a spreadsheet (.xlsx), by one officer of the authority")
        lodge.add_argument("file", type=Path)
        lodge.add_argument("--only-good", action="store_true", help="leave out the rows that have a fault")
        confirm = verbs.add_parser("confirm", help="by another officer, who has compared it with the papers")
        confirm.add_argument("number")
        for verb in (lodge, confirm):
            verb.add_argument("--by", required=True, help="user name of the acting officer")

    def handle(self, *args, verb, by, **options):
        try:
            getattr(self, f"_{verb}")(officer(by), **options)
        except Refused as refused:
            raise as_error(refused) from refused

    def _lodge(self, seat, *, file, only_good, **_options):
        try:
            with file.open("rb") as sheet:
                rows, unread = read(sheet)
        except OSError as missing:
            raise CommandError(_("There is no such file.")) from missing
        words = {"by": seat, "at": timezone.now(), "rulebook": current()}
        bad = {row: [_("Row %(row)s: %(fault)s") % {"row": row, "fault": said} for said in faults]
               for row, faults in unread.items()}  # fmt: skip
        for no in actions.lodge.refusals(the("authority"), **words, rows=rows) if rows else ():
            if not no.field.startswith("rows."):
                raise Refused([no])
            bad.setdefault(int(no.field.removeprefix("rows.")), []).append(no.reason)
        for row in sorted(bad):
            self.stderr.write("\n".join(bad[row]))
        good = [row for row in rows if row["row"] not in bad]
        if bad and (0 in bad or not only_good or not good):
            raise CommandError(_("Nothing was lodged."))
        made = actions.lodge(the("authority"), **words, rows=good).subject
        said = _("Lodged: %(number)s, with %(count)s agreements. Another officer confirms it.")
        self.stdout.write(said % {"number": made.number, "count": len(good)})

    def _confirm(self, seat, *, number, **_options):
        found = LegacyList.objects.filter(number=number).first()
        if found is None:
            raise CommandError(_("There is no such list."))
        actions.confirm(found, by=seat, at=timezone.now())
        for row in found.agreements.select_related("agreement").order_by("row"):
            self.stdout.write(f"{row.original_number}  {row.agreement.number}")

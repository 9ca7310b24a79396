"""`manage.py journey`: the whole procedure in a fresh database, told as a story; with `--life`, six years of it."""

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from config.kernel.citations import say
from config.kernel.ledger import anchor, checking, keys, seals
from config.kernel.nouns import case_models
from config.story import living
from config.story.fresh import fresh_database
from config.story.playing import play
from config.story.telling import BEIJING, Line
from operators.agreement.queries import ended, operating


class Command(BaseCommand):
    help = "Run the whole procedure in a fresh database, and tell it; with --life, six years of it."

    def add_arguments(self, parser):
        parser.add_argument("--life", action="store_true", help="go on until the end of the sixth year")
        parser.add_argument("--json", action="store_true", help="print a list of {at, by, act, case, article, …}")
        parser.add_argument(
            "--keep", type=Path, help="keep the database here, with FILE.anchor, FILE.pub and FILE.documents"
        )
        parser.add_argument("--language", default="zh-hans", choices=["zh-hans", "en"])

    def handle(self, *args, keep, language, life, **options):
        with tempfile.TemporaryDirectory() as folder, translation.override(language):
            file = keep.resolve() if keep else Path(folder) / "journey.sqlite3"
            refuse_what_is_not_fresh(file)
            with fresh_database(file, files=Path(f"{file}.documents")):
                call_command("migrate", verbosity=0)
                story = living.live() if life else play()
                seals.seal(story.now())
                anchor.public_key_path(anchor.path()).write_text(keys.public_key() + "\n")
                report = checking.check(anchor.path(), keys.public_key())
                self.tell(story, living.YEARS if life else None, as_json=options["json"])
        if not report.passed:
            raise CommandError(_("The ledger does not verify."))

    def tell(self, story, years: Mapping | None, as_json: bool):
        """`years`: what stands above each of them."""
        if as_json:
            said = [line.as_json() for line in story.lines]
            self.stdout.write(json.dumps(said, ensure_ascii=False, indent=1))
            return
        day = None
        for line in story.lines:
            if line.case.startswith("sweep:"):  # its record; what it moved is told
                continue
            local = line.at.astimezone(BEIJING)
            if local.date() != day:
                if years and (day is None or day.year != local.year):
                    self.stdout.write(f"\n════ {local.year} · {years[local.year]} ════")
                day = local.date()
                self.stdout.write(f"\n── {day} ──")
            for row in told(line):
                self.stdout.write(row)
        self.stdout.write("")
        for row in ending(story):
            self.stdout.write(row)


def refuse_what_is_not_fresh(file: Path) -> None:
    """CommandError where a file would be overwritten, or an older story's anchor be taken for this one's."""
    if not file.parent.is_dir():
        raise CommandError(_("There is no folder %(folder)s.") % {"folder": file.parent})
    for suffix in ("", ".anchor", ".pub", ".documents"):
        if (kept := file.with_name(file.name + suffix)).exists():
            raise CommandError(_("%(file)s is there already; the story wants a fresh file.") % {"file": kept})


def told(line: Line) -> list[str]:
    """One line of the story, and under a refusal its sentences."""
    who = f"{line.seat.user.full_name}（{line.seat.get_role_display()}，{line.seat.body.name}）"
    mark, result = ("✗", _("refused")) if line.refusals else ("✓", _("done"))
    time = line.at.astimezone(BEIJING).strftime("%H:%M")
    what = f"{line.title}  [{named(line.case)}]  {say(line.article)}"
    rows = [f"{time} {mark} {who} {what}  {result} {line.hash[:12]}".rstrip()]
    return rows + [f"        {refusal.reason}（{say(refusal.article)}）" for refusal in line.refusals]


def named(case: str) -> str:
    """A case in words: "application:12" → 申请 BJ-SQ-2026-000007."""
    noun, _colon, pk = case.partition(":")
    model = case_models()[noun]
    return f"{model._meta.verbose_name} {model.objects.get(pk=pk)}"


def ending(story) -> list[str]:
    """How it ended: the agreements in force, those that are over, and the ledger."""
    in_force = _("%(zone)s: operated by %(operator)s, agreement %(number)s in force from %(from)s until %(until)s.")
    over = _("%(zone)s: agreement %(number)s with %(operator)s is over (%(how)s), since %(since)s.")
    rows = [in_force % said_of(agreement) for agreement in operating()]
    rows += [over % said_of(agreement) for agreement in ended()]
    done = sum(not line.refusals for line in story.lines)
    said = _("%(done)s acts done, %(refused)s refused; the ledger is sealed and verifies.")
    return [*rows, said % {"done": done, "refused": len(story.lines) - done}]


def said_of(agreement) -> dict:
    """An agreement in words."""
    return {
        "zone": agreement.zone.name,
        "operator": agreement.operator.body.name,
        "number": agreement.number,
        "from": agreement.starts_on,
        "until": agreement.ends_on,
        "how": agreement.get_state_display(),
        "since": timezone.localdate(agreement.state_since),
    }

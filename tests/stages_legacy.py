"""A list of one agreement that was signed before the measures: lodged on day 1, confirmed on day 2."""

from datetime import date
from io import BytesIO

from openpyxl import Workbook

from config.kernel.accounts.queries import the
from operators.agreement.models import Agreement
from operators.legacy import actions as legacies
from operators.legacy.models import LegacyList
from operators.legacy.sheets import COLUMNS
from tests import stages
from tests.cast import later, organisation
from tests.lived import lived
from tests.papers import fresh
from zones.rulebook.queries import current


def row(zone, **words) -> dict:
    return {
        "row": 2, "zone": zone.name, "credit_code": organisation().credit_code, "original_number": "京数协〔2024〕1号",
        "signed_on": date(2024, 1, 15), "starts_on": date(2024, 2, 1), "ends_on": date(2027, 1, 31),
        "state": "in_force", "parties": [the("authority").name], "terms": "按原协议执行。",
    } | words  # fmt: skip


@lived(after=stages.zone)
def lodged(who) -> LegacyList:
    words = {"rulebook": current(), "rows": [row(stages.zone(who))]}
    return fresh(legacies.lodge(the("authority"), by=who.officer, at=later(days=1), **words).subject)


@lived(after=lodged)
def taken_over(who) -> Agreement:
    legacies.confirm(lodged(who), by=who.colleague, at=later(days=2))
    return Agreement.objects.get()


def sheet(*lines, heads=None) -> BytesIO:
    """A spreadsheet with these lines below its heads."""
    book, kept = Workbook(), BytesIO()
    for line in (heads or list(COLUMNS.values()), *lines):
        book.active.append(line)
    book.save(kept)
    kept.seek(0)
    return kept


def line(zone, **words) -> list:
    """A row as a spreadsheet has it."""
    given = row(zone, **words)
    given["state"] = {"in_force": "生效", "suspended": "中止"}.get(given["state"], given["state"])
    return [given[name] if name != "parties" else "、".join(given[name]) for name in COLUMNS]

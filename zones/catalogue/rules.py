"""Who lists and classifies data (Arts 3, 27, 28)."""

from django.utils.translation import gettext as _

from config.kernel.accounts.rules import wanted
from config.kernel.refusals import INPUT, Refusal
from zones.catalogue.models import Dataset
from zones.zone.rules import authority_officer


def may_list_datasets(field, *, by, at, rows=()):
    """The authority lists what the bodies provide, each with its level (Arts 3, 27)."""
    yield from authority_officer(by, "3")
    if not rows:
        yield Refusal("nothing_listed", _("There is nothing to list."), "3", INPUT, "rows")
    for place, row in enumerate(rows, 1):
        yield from _sound(row["level"], row.get("exclusion", ""), place)
    if len({(row["resource_class"], row["name"]) for row in rows}) != len(rows):
        yield Refusal("listed_twice", _("A dataset stands in the list twice."), "3", INPUT, "rows")


def may_classify(dataset, *, by, at, level=0, exclusion="", reason=""):
    """Level (Art. 27) and exclusion (Art. 28) change only with a reason."""
    yield from authority_officer(by, "27")
    yield from wanted("reason", reason, "27")
    yield from _sound(level, exclusion, 1)


def _sound(level: int, exclusion: str, place: int):
    if level not in (1, 2, 3, 4):
        yield Refusal("level", _("Row %(place)s: a level is 1, 2, 3 or 4.") % {"place": place}, "27", INPUT, "level")
    if exclusion and exclusion not in Dataset.Exclusion.values:
        yield Refusal(
            "exclusion", _("Row %(place)s: there are four grounds to shut data out.") % {"place": place}, "28", INPUT, "exclusion"
        )

"""Who lists and classifies data (Arts 3, 27, 28)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypedDict

from django.utils.translation import gettext as _

from config.kernel.accounts.models import Body
from config.kernel.accounts.rules import wanted
from config.kernel.refusals import INPUT, Refusal
from config.kernel.shapes import Line
from zones.catalogue.models import GROUNDS, LEVELS, Dataset
from zones.zone.rules import authority_officer

PROVIDERS = ("authority", "department", "district", "government", "platform")  # 数据提供部门


class Listed(TypedDict, total=False):
    """One row of a list of data; `provider` is the id of a body."""

    resource_class: Line
    name: Line
    provider: int
    level: int
    personal_information: bool
    trade_secret: bool
    exclusion: str


def may_list_datasets(field, *, by, at, rows: Sequence[Listed] = ()):
    """The authority lists what the bodies provide, each with its level (Arts 3, 27)."""
    yield from authority_officer(by, "3")
    if not rows:
        yield Refusal("nothing_listed", _("There is nothing to list."), "3", INPUT, "rows")
    providers = set(Body.objects.filter(kind__in=PROVIDERS).values_list("pk", flat=True))
    for place, row in enumerate(rows, 1):
        if not row.get("resource_class") or not row.get("name"):
            yield Refusal(
                "unnamed", _("Row %(place)s: name the class and the data.") % {"place": place}, "3", INPUT, "rows"
            )
        if row.get("provider") not in providers:
            yield Refusal(
                "provider", _("Row %(place)s: name the body that provides it.") % {"place": place}, "3", INPUT, "rows"
            )
        yield from _sound(row.get("level"), row.get("exclusion", ""), _("Row %(place)s") % {"place": place})
    yield from _listed_once(field, [(row.get("resource_class"), row.get("name")) for row in rows])


def may_classify(dataset, *, by, at, level: int | None = None, exclusion: str | None = None, reason: str = ""):
    """Level (Art. 27) and exclusion (Art. 28) change only with a reason."""
    yield from authority_officer(by, "27")
    yield from wanted("reason", reason, "27")
    wished = (dataset.level if level is None else level, dataset.exclusion if exclusion is None else exclusion)
    if wished == (dataset.level, dataset.exclusion):
        yield Refusal("unchanged", _("That is how it is classified already."), "27", INPUT, "level")
    yield from _sound(*wished, dataset.name)


def _sound(level, exclusion, what: str) -> Iterator[Refusal]:
    if type(level) is not int or level not in LEVELS:
        yield Refusal("level", _("%(what)s: a level is 1, 2, 3 or 4.") % {"what": what}, "27", INPUT, "level")
    if exclusion not in GROUNDS:
        yield Refusal(
            "exclusion",
            _("%(what)s: there are four grounds to shut data out.") % {"what": what},
            "28",
            INPUT,
            "exclusion",
        )


def _listed_once(field, named: list[tuple]) -> Iterator[Refusal]:
    """A dataset stands once in its class: in this list, and in what was listed before."""
    before = Dataset.objects.filter(resource_class__field=field).values_list("resource_class__name", "name")
    twice = {row for row, count in Counter(named).items() if count > 1} | set(named).intersection(before)
    for _class, name in sorted(twice, key=str):
        yield Refusal(
            "listed_twice", _("It stands in the catalogue twice: %(name)s.") % {"name": name}, "3", INPUT, "rows"
        )

"""What changed between two versions, in words that a person reads."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from config.kernel.documents.receiving import of_case
from operators.application.checklist import title_of
from operators.application.models import Section, Version
from zones.catalogue.models import Dataset

FIELDS = {
    "contact": _("contact"),
    "telephone": _("telephone"),
    "statement": _("statement"),
    "evidence": _("evidence"),
    "valid_until": _("valid until"),
    "name": _("name"),
    "purpose": _("purpose"),
    "services": _("services"),
    "dataset": _("dataset"),
    "scenarios": "",  # these three: the section's own name says it
    "datasets": "",
    "text": "",
}


@dataclass(frozen=True)
class Change:
    """One place: its section and the path below it in words, what stood there and what stands there now."""

    section: str
    path: str
    before: str
    after: str

    @property
    def kind(self) -> str:
        """added, removed or changed."""
        return "changed" if self.before and self.after else "added" if self.after else "removed"


class Words:
    """What the numbers and keys of an application's content are called: read once for all of it."""

    def __init__(self, application):
        self.sections: dict[str, dict[str, Any]] = {
            Section.Name.CONDITIONS: {row["key"]: title_of(row) for row in application.call.conditions()},
            Section.Name.ANSWERS: {str(row.pk): row.remark for row in application.corrections.all()},
            Section.Name.PAPERS: {},
        }
        # with the beginning of the digest: another file of the same name is another file
        self.files = {row.pk: f"{row.name} ({row.sha256[:8]})" for row in of_case(application)}

    def label(self, section: str, key: str) -> str:
        return str(self.sections.get(section, FIELDS).get(key, key))

    def said(self, value: Any) -> str:
        """On one line: a text, a list of texts, or the names of files."""
        if isinstance(value, list):
            return "；".join(self.files.get(item, str(item)) for item in value)
        return str(value)


def changes(before: Version, after: Version) -> list[Change]:
    """Every difference, in the order of the sections."""
    words, found = Words(before.application), []
    for name in Section.Name.values:
        old, new = (dict(_places(version.content.get(name, {}), name, words)) for version in (before, after))
        for place, (path, _said) in (old | new).items():
            was, now = old.get(place, (path, ""))[1], new.get(place, (path, ""))[1]
            if was != now:
                found.append(Change(str(Section.Name(name).label), path, was, now))
    return found


Place = tuple[tuple[str, ...], tuple[str, str]]  # (its keys, (its path in words, what stands there))


def _places(content: dict, section: str, words: Words) -> Iterator[Place]:
    """{"scenarios": [{"name": "A", "purpose": "B"}]}: "A › name" says A, "A › purpose" says B."""
    for key, value in content.items():
        yield from _below(value, (key,), words.label(section, key), words)


def _below(value: Any, keys: tuple[str, ...], path: str, words: Words) -> Iterator[Place]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _below(inner, (*keys, key), _joined(path, str(FIELDS.get(key, key))), words)
    elif value and isinstance(value, list) and isinstance(value[0], dict):
        items = [_catalogued(item) for item in value]
        for name, item in zip(_names(items), items, strict=True):
            yield from _below(item, (*keys, name), _joined(path, name), words)
    else:
        yield keys, (path, words.said(value))


def _joined(*parts: str) -> str:
    return " › ".join(part for part in parts if part)


def _names(items: list[dict]) -> list[str]:
    """An item of a list goes by its name, so that one put in before it changes nothing; a second one is numbered."""
    names: list[str] = []
    for item in items:
        name = str(item.get("name") or item.get("dataset") or "")
        again = sum(other == name or other.startswith(f"{name} (") for other in names)
        names.append(f"{name} ({again + 1})" if again else name)
    return names


def _catalogued(item: dict) -> dict:
    """A dataset of the catalogue by its name there, not by its number."""
    if not isinstance(item.get("dataset"), int):
        return item
    return item | {"dataset": str(Dataset.objects.filter(pk=item["dataset"]).first() or item["dataset"])}

"""What changed between two versions, to be read by a person."""

from dataclasses import dataclass
from typing import Any

from operators.application.models import Section, Version


@dataclass(frozen=True)
class Change:
    """One place: its section in words, the path below it, what stood there and what stands there now."""

    section: str
    path: str
    before: str
    after: str


def changes(before: Version, after: Version) -> list[Change]:
    """Every difference, in the order of the sections."""
    found = []
    for name in Section.Name.values:
        old, new = _flat(before.content.get(name, {})), _flat(after.content.get(name, {}))
        for path in [*old, *(path for path in new if path not in old)]:
            if old.get(path, "") != new.get(path, ""):
                found.append(Change(str(Section.Name(name).label), path, old.get(path, ""), new.get(path, "")))
    return found


def _flat(value: Any, path: str = "") -> dict[str, str]:
    """{"a": [{"b": 1}]} → {"a › 1 › b": "1"}: lists count from one, as people do."""
    if isinstance(value, dict):
        inner = value.items()
    elif isinstance(value, list):
        inner = ((str(place), item) for place, item in enumerate(value, 1))
    else:
        return {path: str(value)}
    flat: dict[str, str] = {}
    for key, item in inner:
        flat |= _flat(item, f"{path} › {key}" if path else key)
    return flat

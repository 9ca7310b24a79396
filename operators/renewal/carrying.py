"""What an operator submitted last time, for a new call: only what that asks for (Arts 12, 16)."""

from config.kernel.documents.models import Document
from config.kernel.documents.receiving import of_case
from operators.application.models import Section

CARRIED = [str(name) for name in Section.Name if name != Section.Name.ANSWERS]


def carry_over(old, new, *, by, at) -> tuple[dict[str, dict], list[str]]:
    """(section → content, digests of the papers that were added to the new application for it)."""
    version = old.version_now
    if version is None:
        return {}, []
    content = {name: _asked_for(name, version.content.get(name, {}), new.call) for name in CARRIED}
    named = {pk for name in ("conditions", "papers") for pk in _documents(name, content[name])}
    copies = {paper.pk: _copy(paper, new, by, at) for paper in of_case(old).filter(pk__in=named)}
    kept = {name: _renamed(name, content[name], copies) for name in CARRIED}
    return {name: part for name, part in kept.items() if part}, [paper.sha256 for paper in copies.values()]


def _asked_for(name: str, content: dict, call) -> dict:
    known = {"conditions": {row["key"] for row in call.conditions()}, "papers": set(call.papers)}
    return {key: given for key, given in content.items() if key in known.get(name, content)}


def _documents(name: str, content: dict) -> list[int]:
    given = content.values()
    return [pk for one in given for pk in (one.get("evidence", []) if name == "conditions" else one)]


def _copy(paper: Document, case, by, at) -> Document:
    """The same file, for another case; the digest says that it is the same."""
    return Document.objects.create(
        case_kind=case.noun(), case_id=case.pk, name=paper.name, file=paper.file.name, media_type=paper.media_type,
        size=paper.size, sha256=paper.sha256, scan=paper.scan, by=by, at=at,
    )  # fmt: skip


def _renamed(name: str, content: dict, copies: dict[int, Document]) -> dict:
    def new(ids) -> list[int]:
        return [copies[pk].pk for pk in ids if pk in copies]

    if name == "conditions":
        return {key: {**given, "evidence": new(given.get("evidence", []))} for key, given in content.items()}
    return {key: new(ids) for key, ids in content.items()} if name == "papers" else content

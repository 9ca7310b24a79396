"""What an application must contain before it can be submitted (Arts 12, 17, 18): every missing item, at once."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from config.kernel.refusals import INPUT, Refusal
from config.kernel.shapes import ANY
from config.kernel.words import of_two
from operators.application.models import Section
from operators.application.queries import draft_of
from zones.catalogue.models import Dataset

TEXT, DOCUMENTS = str, [int]  # a document is named by its id
SHAPES: dict[str, dict] = {
    Section.Name.PROFILE: {"contact": TEXT, "telephone": TEXT},
    Section.Name.CONDITIONS: {ANY: {"statement": TEXT, "evidence": DOCUMENTS, "valid_until": TEXT}},  # by its key
    Section.Name.SCENARIOS: {"scenarios": [{"name": TEXT, "purpose": TEXT, "services": [TEXT]}]},
    Section.Name.DATA: {"datasets": [{"dataset": int | str, "name": TEXT, "purpose": TEXT}]},  # id, or in words
    Section.Name.PLAN: {"text": TEXT},
    Section.Name.PAPERS: {ANY: DOCUMENTS},  # by its title
    Section.Name.ANSWERS: {ANY: TEXT},  # by the correction's id
}


def content_of(application) -> dict[str, dict]:
    """The draft as it is now: section → content, empty ones included."""
    saved = draft_of(application).sections
    return {str(name): saved.get(name, {}) for name in SHAPES}


def title_of(condition: dict) -> str:
    """A condition's title in the reader's language."""
    return of_two(condition["title_zh"], condition["title_en"])


def missing(application, at) -> Iterator[Refusal]:
    """Every item that is missing in the draft."""
    content, today = content_of(application), timezone.localdate(at)
    documents, unanswered = set(draft_of(application).documents), draft_of(application).unanswered
    for field in ("contact", "telephone"):
        if not str(content["profile"].get(field, "")).strip():
            yield _item("profile", field, _("Fill in who can be reached, and how."), "12")
    for condition in application.call.conditions():
        yield from _condition(condition, content["conditions"].get(condition["key"], {}), documents, today)
    if not content["scenarios"].get("scenarios"):
        yield _item("scenarios", "", _("Name at least one scenario in which the data will be used."), "12")
    yield from _data(content["data"].get("datasets", []))
    if not content["plan"].get("text", "").strip():
        yield _item("plan", "", _("Describe how you will operate the zone."), "12")
    for paper in application.call.papers:
        if not documents.intersection(content["papers"].get(paper, [])):
            yield _item("papers", paper, _("Missing paper: %(title)s.") % {"title": paper}, "11")
    for correction, remark in unanswered.items():
        if not content["answers"].get(str(correction), "").strip():
            reason = _("Answer this remark: %(remark)s") % {"remark": remark}
            yield _item("answers", str(correction), reason, "12")


def _condition(condition: dict, given: dict, documents: set[int], today: date) -> Iterator[Refusal]:
    key, article, title = condition["key"], condition["article"], title_of(condition)
    if not str(given.get("statement", "")).strip():
        yield _item("conditions", key, _("Say how you meet this condition: %(title)s.") % {"title": title}, article)
    if condition["evidence"] and not documents.intersection(given.get("evidence", [])):
        yield _item("conditions", key, _("Add evidence for this condition: %(title)s.") % {"title": title}, article)
    if condition["valid_until"]:
        try:
            expired = date.fromisoformat(given.get("valid_until", "")) < today
        except ValueError:
            reason = _("Say until when this evidence is valid: %(title)s.") % {"title": title}
            yield _item("conditions", key, reason, article)
        else:
            if expired:
                yield _item("conditions", key, _("This evidence has expired: %(title)s.") % {"title": title}, article)


def _data(needed: list[dict]) -> Iterator[Refusal]:
    if not needed:
        yield _item("data", "", _("Name the data that you need."), "12")
    ids = [row["dataset"] for row in needed if isinstance(row.get("dataset"), int)]
    listed = {dataset.pk: dataset for dataset in Dataset.objects.filter(pk__in=ids)} if ids else {}
    for pk in ids:
        if pk not in listed:
            yield _item("data", str(pk), _("The catalogue has no such data."), "12")
        elif listed[pk].exclusion:
            words = {"name": listed[pk].name, "why": listed[pk].get_exclusion_display()}
            yield _item("data", str(pk), _("“%(name)s” is not open to authorised operation: %(why)s.") % words, "28")


def _item(section: str, item: str, reason: str, article: str) -> Refusal:
    return Refusal(f"incomplete_{section}", reason, article, INPUT, f"{section}.{item}".rstrip("."))

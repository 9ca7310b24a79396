"""What an application must contain before it can be submitted (Arts 12, 17, 18): every missing item, at once."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from config.kernel.documents.receiving import of_case
from config.kernel.refusals import INPUT, Refusal
from operators.application.models import Section

# The shape of each section's content; what is not named here is not kept.
EMPTY: dict[str, dict] = {
    Section.Name.PROFILE: {"contact": "", "telephone": ""},
    Section.Name.CONDITIONS: {},  # condition key → {statement, evidence: [document ids], valid_until: YYYY-MM-DD}
    Section.Name.SCENARIOS: {"scenarios": []},  # of {name, purpose, services: [..]}
    Section.Name.DATA: {"datasets": []},  # of {dataset: id, purpose}
    Section.Name.PLAN: {"text": ""},
    Section.Name.PAPERS: {},  # paper's title → [document ids]
    Section.Name.ANSWERS: {},  # correction id → answer
}


def content_of(application) -> dict[str, dict]:
    """The draft as it is now: section → content, empty ones included."""
    saved = {section.name: section.content for section in application.sections.all()}
    return {str(name): {**empty, **saved.get(name, {})} for name, empty in EMPTY.items()}


def title_of(condition: dict) -> str:
    """A condition's title in the reader's language."""
    return condition["title_zh"] if (get_language() or "").startswith("zh") else condition["title_en"]


def missing(application, at) -> Iterator[Refusal]:
    """Every item that is missing in the draft."""
    content, today = content_of(application), timezone.localdate(at)
    documents = set(of_case(application).values_list("pk", flat=True))
    for field in ("contact", "telephone"):
        if not str(content["profile"].get(field, "")).strip():
            yield _item("profile", field, _("Fill in who can be reached, and how."), "12")
    for condition in application.call.conditions():
        yield from _condition(condition, content["conditions"].get(condition["key"], {}), documents, today)
    if not content["scenarios"]["scenarios"]:
        yield _item("scenarios", "", _("Name at least one scenario in which the data will be used."), "12")
    if not content["data"]["datasets"]:
        yield _item("data", "", _("Name the data that you need."), "12")
    if not content["plan"]["text"].strip():
        yield _item("plan", "", _("Describe how you will operate the zone."), "12")
    for paper in application.call.papers:
        if not documents.intersection(content["papers"].get(paper, [])):
            yield _item("papers", paper, _("Missing paper: %(title)s.") % {"title": paper}, "11")
    for correction in application.corrections.filter(answered_at=None):
        if not content["answers"].get(str(correction.pk), "").strip():
            yield _item("answers", str(correction.pk), _("Answer this remark: %(remark)s") % {"remark": correction.remark}, "12")


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
            yield _item("conditions", key, _("Say until when this evidence is valid: %(title)s.") % {"title": title}, article)
        else:
            if expired:
                yield _item("conditions", key, _("This evidence has expired: %(title)s.") % {"title": title}, article)


def _item(section: str, item: str, reason: str, article: str) -> Refusal:
    return Refusal(f"incomplete_{section}", reason, article, INPUT, f"{section}.{item}".rstrip("."))

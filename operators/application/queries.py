"""Reading applications."""

import json
from typing import NamedTuple

from django.db.models import Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast

from config.kernel.accounts.roles import Role
from config.kernel.documents.models import Document
from config.kernel.prepared import Prepared, given_id
from operators.application.models import Application, Correction, Objection, Section, Version
from zones.zone.queries import supervised_by

NOTHING = Value("", TextField())
OFFICE_ROLES = (Role.OFFICER, Role.RECORDER, Role.VERIFIER, Role.SIGNATORY)


def visible_to(seat):
    """The applicant sees its own; the authority and the zone's supervisor what was submitted; an expert what is
    assigned; auditors all; everybody else nothing (on public notice: the notice's own page)."""
    if seat is None:
        return Application.objects.none()
    if seat.body.kind == "organisation":
        return Application.objects.filter(organisation__body_id=seat.body_id)
    if seat.role == Role.AUDIT_ADMIN:
        return Application.objects.all()
    submitted = Q(submitted_at__isnull=False)
    if seat.role == Role.EXPERT:
        return Application.objects.filter(submitted, readers__seat=seat)
    if seat.role in OFFICE_ROLES and seat.body.kind == "authority":
        return Application.objects.filter(submitted)
    if seat.role == Role.OFFICER:
        return Application.objects.filter(submitted, call__zone__in=supervised_by(seat.body_id))
    return Application.objects.none()


def files_seen_by(seat, application, documents):
    """Of these documents, the applicant sees all; everybody else those of what was submitted: a correction that is
    still being written is its owner's alone, like a draft (Art. 12)."""
    if seat is not None and seat.body_id == application.organisation.body_id:
        return documents
    version = application.version_now
    return documents.filter(at__lte=version.submitted_at) if version else documents.none()


def of_call(call):
    """Every application that answered a call: it takes them with it when it ends."""
    return Application.objects.filter(call=call).order_by("pk")


def opposed() -> Q:
    """What has an objection that is not answered: it has a deadline of its own (Art. 14)."""
    return Q(pk__in=Objection.objects.filter(answered_at=None).values("application"))


def on_notice():
    """What is on public notice, for everybody (Art. 14): who is to be awarded which zone, until when."""
    return (
        Application.objects.filter(state=Application.State.PUBLIC_NOTICE)
        .select_related("organisation__body", "call__zone")
        .order_by("due_on", "id")
    )


class Draft(NamedTuple):
    """What lies in a draft: section → content of those that were saved; document → its digest; what is not answered
    yet, correction → remark; the number of the version submitted last, 0 before the first."""

    sections: dict[str, dict]
    documents: dict[int, str]
    unanswered: dict[int, str]
    last_version: int


def draft_of(application) -> Draft:
    """All of it in one statement, and once for an act."""
    return application.once(_read_draft)


def _read_draft(application) -> Draft:
    found: dict[str, dict] = {"section": {}, "document": {}, "correction": {}, "version": {}}
    for kind, number, word, text in DRAFT(id=application.pk):
        found[kind][word if kind == "section" else number] = json.loads(text) if kind == "section" else word
    return Draft(found["section"], found["document"], found["correction"], max(found["version"], default=0))


def _draft() -> QuerySet:
    def part(kind: str, rows: QuerySet, *columns) -> QuerySet:
        return rows.order_by().values_list(Value(kind, TextField()), *columns)

    documents = Document.objects.filter(case_kind=Application.noun(), case_id=given_id())
    unanswered = Correction.objects.filter(application_id=given_id(), answered_at=None)
    sections = Section.objects.filter(application_id=given_id())
    versions = Version.objects.filter(application_id=given_id())
    return part("section", sections, "id", "name", Cast("content", TextField())).union(
        part("document", documents, "id", "sha256", NOTHING),
        part("correction", unanswered, "id", "remark", NOTHING),
        part("version", versions, "number", "sha256", NOTHING),
        all=True,
    )


class Found(NamedTuple):
    """What an officer found about one condition."""

    condition: str
    result: str
    remark: str


class Examined(NamedTuple):
    """The version submitted last, None before the first, and what was found about it, in that order."""

    version_id: int | None
    findings: list[Found]


def examined(application) -> Examined:
    """In one statement, and once for an act."""
    return application.once(_read_examined)


def findings(application, *results: str) -> list[Found]:
    """What was found about the version submitted last, of these results where any is named."""
    return [found for found in examined(application).findings if not results or found.result in results]


def _read_examined(application) -> Examined:
    rows = EXAMINED(id=application.pk)
    return Examined(rows[0][0] if rows else None, [Found(*row[1:]) for row in rows if row[1] is not None])


def _examined() -> QuerySet:
    last = Version.objects.filter(application_id=given_id()).order_by("-number").values("pk")[:1]
    found = Version.objects.filter(pk=Subquery(last)).order_by("findings__pk")
    return found.values_list("pk", "findings__condition", "findings__result", "findings__remark")


DRAFT, EXAMINED = Prepared(_draft), Prepared(_examined)

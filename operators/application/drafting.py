"""Saving a draft: outside any act, every two seconds, even when incomplete (Art. 12)."""

from django.db import transaction
from django.utils.translation import gettext as _

from config.kernel.accounts.roles import Role
from config.kernel.accounts.rules import only, own_body
from config.kernel.documents.models import Document
from config.kernel.documents.receiving import add
from config.kernel.refusals import INPUT, Refusal, Refused
from config.kernel.shapes import fits
from config.kernel.standing import seat_refusals
from operators.application.checklist import SHAPES
from operators.application.models import Application, Section

EDITORS = (Role.ADMINISTRATOR, Role.EDITOR, Role.SECURITY_OFFICER)


def may_edit(application, *, by):
    """Members of the applicant, while it is a draft or returned for correction (Art. 12)."""
    yield from seat_refusals(by, "12")
    yield from only(by, *EDITORS, article="12")
    yield from own_body(by, application.organisation.body_id, "12")
    if application.state not in (Application.State.DRAFT, Application.State.RETURNED):
        yield Refusal("not_a_draft", _("What was submitted is changed only by a correction."), article="12")


def save_section(application, *, by, at, name: str, content: dict, seen: int | None = None) -> Section:
    """Keep one section. `seen` is the revision that the writer started from: a later one is not overwritten.

    Raises Refused; then nothing is saved and nothing is lost of what was there.
    """
    with transaction.atomic():
        # as it is now: what was submitted meanwhile gets no further word
        application = Application.objects.select_for_update(no_key=True).get(pk=application.pk)
        refusals = list(may_edit(application, by=by))
        if name not in Section.Name.values:
            refusals.append(Refusal("section", _("There is no such section."), "12", INPUT, "name"))
        elif not fits(content, SHAPES[name]):
            label = Section.Name(name).label
            reason = _("This cannot be kept in the section “%(section)s”.") % {"section": label}
            refusals.append(Refusal("content", reason, "12", INPUT, "content"))
        section = Section.objects.filter(application=application, name=name).first()
        if seen is not None and seen != (section.revision if section else 0):
            reason = _("This section was changed elsewhere meanwhile; your text was not saved over it.")
            refusals.append(Refusal("stale", reason, "12"))
        if refusals:
            raise Refused(refusals)
        section = section or Section(application=application, name=name)
        section.content, section.saved_by, section.saved_at = content, by, at
        section.revision += 1
        section.save()
    return section


def attach(application, file, *, by, at, name: str, declared_size: int | None = None) -> Document:
    """Add a file to the draft. Raises Refused."""
    return add(application, file, may_edit, by=by, at=at, name=name, declared_size=declared_size)

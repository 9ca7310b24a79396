"""Saving a sheet while it is filled in: outside any act (Art. 13)."""

from django.db import transaction
from django.utils.translation import gettext as _

from config.kernel.refusals import INPUT, Refusal, Refused
from config.kernel.shapes import ANY, fits
from config.kernel.standing import seat_refusals
from operators.review.models import Panel, SheetDraft
from operators.review.rules import may_fill_in

SHAPE = {"points": {ANY: int}, "opinions": {ANY: str}}


def save_draft(panel, application, *, by, at, content: dict) -> SheetDraft:
    """Keep what the expert has so far. Raises Refused; then nothing of what was there is lost."""
    with transaction.atomic():
        panel = Panel.objects.select_for_update(no_key=True).get(pk=panel.pk)
        refusals = [*seat_refusals(by, "13"), *may_fill_in(panel, by=by, application=application)]
        if not fits(content, SHAPE):
            refusals.append(Refusal("content", _("This cannot be kept in a sheet."), "13", INPUT, "content"))
        if refusals:
            raise Refused(refusals)
        member = panel.members.get(expert__seat=by)
        draft, _made = SheetDraft.objects.update_or_create(
            member=member, application=application, defaults={"content": content, "saved_at": at}
        )
    return draft

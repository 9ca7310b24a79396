"""Saving a sheet while it is filled in: outside any act (Art. 13)."""

from django.utils.translation import gettext as _

from config.kernel.refusals import Refusal, Refused
from operators.review.models import Member, Panel, SheetDraft


def save_draft(panel, application, *, by, at, content: dict) -> SheetDraft:
    """Keep what the expert has so far. Raises Refused."""
    member = panel.members.filter(expert__seat=by, standing=Member.Standing.DECLARED).first()
    sent = member is not None and member.sheets.filter(application=application).exists()
    if member is None or sent or panel.state != Panel.State.SCORING:
        raise Refused([Refusal("not_scoring", _("Sheets are filled in by members while the panel scores."), "13")])
    draft, _made = SheetDraft.objects.update_or_create(
        member=member, application=application, defaults={"content": content, "saved_at": at}
    )
    return draft

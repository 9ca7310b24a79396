"""Who opens, asks for and applies for a renewal (Arts 12, 16)."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from config.kernel.accounts.roles import Role
from config.kernel.accounts.rules import only, own_body, wanted
from config.kernel.refusals import INPUT, Refusal
from operators.agreement.models import LIVE
from operators.application.models import Application, Section
from operators.application.rules import may_start
from operators.renewal.models import Renewal
from operators.renewal.queries import is_live, of_authorisation, to_apply

APPLYING = (Role.ADMINISTRATOR, Role.EDITOR)


def may_open_window(agreement, *, by, at):
    """The clock, so many days ahead of the end as the rulebook has it (Art. 16; house default)."""
    yield from only(by, Role.CLOCK, article="16")
    if agreement.state not in LIVE:
        yield Refusal("not_in_force", _("This agreement is not in force."), article="16")
    if of_authorisation(agreement):
        yield Refusal("renewal_there", _("Its renewal was opened already."), article="16")
    opens_on = agreement.ends_on - timedelta(days=agreement.call.rulebook.value("renewal_window"))
    if timezone.localdate(at) < opens_on:
        yield Refusal("too_early", _("Its renewal opens on %(date)s.") % {"date": opens_on}, article="16")


def may_ask(renewal, *, by, at):
    """Who signs or administers for the operator asks that it may apply anew (Art. 16)."""
    yield from only(by, Role.ADMINISTRATOR, Role.SIGNATORY, kinds=("organisation",), article="16")
    yield from own_body(by, renewal.operator.body_id, "16")


def may_apply(call, *, by, at):
    """The operator applies anew to an open call for its zone, as everybody who applies (Arts 12, 16)."""
    yield from may_start(call, by=by, at=at)
    if to_apply(by.body_id, call.zone_id) is None:
        said = _("No renewal of your organisation is open in this zone; apply without one.")
        yield Refusal("no_renewal", said, article="16")


def may_confirm(renewal, *, by, at, sections: Sequence[str] = ()):
    """What was carried over counts when the operator says that it still holds (Arts 12, 16)."""
    yield from only(by, *APPLYING, kinds=("organisation",), article="12")
    yield from own_body(by, renewal.operator.body_id, "12")
    if renewal.state != Renewal.State.APPLIED or renewal.application.state != Application.State.DRAFT:
        yield Refusal("no_draft", _("Only in a draft is confirmed what was carried over."), article="12")
    if not sections or set(sections) - set(renewal.carried):
        yield Refusal("sections", _("Name the sections that were carried over."), "12", INPUT, "sections")
    elif renewal.application_id is not None:
        yield from _filled(renewal.application_id, sections)


def may_link(renewal, *, by, at, application: int = 0):
    """It follows from an application of the operator for its zone (Arts 12, 16)."""
    yield from only(by, Role.CLOCK, article="12")
    ours = Application.objects.filter(pk=application, organisation=renewal.operator, call__zone=renewal.zone)
    if application == renewal.agreement.application_id or not ours.exists():
        said = _("Only a later application of the operator for its zone continues the agreement.")
        yield Refusal("application", said, "12", INPUT, "application")


def may_fall_back(renewal, *, by, at):
    """It follows when the application came to nothing while the agreement lives (Art. 12)."""
    yield from only(by, Role.CLOCK, article="12")
    yield from _still_open(renewal)


def may_complete(renewal, *, by, at):
    """It follows when the new agreement is in force (Art. 16)."""
    yield from only(by, Role.CLOCK, article="16")
    applied = renewal.application
    if applied and not applied.agreements.filter(state__in=LIVE).exists():
        yield Refusal("no_agreement", _("No agreement is in force for it."), article="16")


def may_lapse(renewal, *, by, at, reason: str = ""):
    """It follows when the agreement is over and nothing continues it (Art. 16)."""
    yield from only(by, Role.CLOCK, article="16")
    yield from wanted("reason", reason, "16")
    if is_live(renewal):
        yield Refusal("not_over", _("The agreement is not over."), article="16")


def _still_open(renewal) -> Iterator[Refusal]:
    if renewal.application and renewal.application.state not in ("withdrawn", "declined", "rejected", "lapsed"):
        yield Refusal("application_open", _("Its application is not over."), article="12")
    if not is_live(renewal):
        yield Refusal("agreement_over", _("The agreement is over."), article="16")


def _filled(application_id: int, sections) -> Iterator[Refusal]:
    """What the operator has written since is not written over."""
    for section in Section.objects.filter(application_id=application_id, name__in=list(sections)):
        if section.content:
            said = _("This section is filled in already: %(section)s.") % {"section": section.get_name_display()}
            yield Refusal("filled", said, "12", INPUT, "sections")

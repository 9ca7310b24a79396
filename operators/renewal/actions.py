"""The verbs of a renewal (Arts 12, 16)."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.kernel.acts import act
from config.kernel.numbers import next_number
from config.kernel.workdays.deadlines import clear_due, set_due_if_known
from operators.agreement.models import Agreement
from operators.application.actions import start
from operators.application.drafting import save_section
from operators.application.models import Application
from operators.renewal import facts, rules
from operators.renewal.carrying import carry_over
from operators.renewal.models import Renewal
from zones.call.models import Call


@act(rules.may_open_window, title=_("open the renewal"), article="16")
def open_window(agreement: Agreement, *, by, at):
    """The operator hears that its term ends, and that it may ask to go on."""
    renewal = Renewal.objects.create(
        agreement=agreement, opened_at=at, number=next_number("XX", timezone.localdate(at).year)
    )
    return facts.RenewalOpened(renewal, by, at, agreement.key, agreement.ends_on.isoformat())


@act(rules.may_ask, title=_("ask for the renewal"))
def ask(renewal: Renewal, *, by, at):
    """The authority and the supervisor publish a call for the zone, open to all; nothing is promised."""
    renewal.ask()
    renewal.asked_by, renewal.asked_at = by, at
    set_due_if_known(renewal, timezone.localdate(at), renewal.call.rulebook.value("renewal_call"))
    return facts.RenewalAsked(renewal, by, at)


@act(rules.may_apply, title=_("apply for the renewal"), article="16")
def apply(call: Call, *, by, at):
    """An application like any other; what was submitted last time is carried over, to be confirmed or written anew."""
    application = start(call, by=by, at=at).subject  # a reaction links it with the renewal
    renewal = Renewal.objects.select_for_update().get(application=application)
    carried, digests = carry_over(renewal.agreement.application, application, by=by, at=at)
    Renewal.objects.filter(pk=renewal.pk).update(carried=carried)
    return facts.ApplicationCarriedOver(application, by, at, renewal.agreement.key, sorted(carried), digests)


@act(rules.may_confirm, title=_("confirm what was carried over"), article="12")
def confirm(renewal: Renewal, *, by, at, sections):
    """These sections still hold: they stand in the draft now."""
    application: Application = renewal.application  # type: ignore[assignment]  # the rule wants it given
    for name in dict.fromkeys(sections):
        save_section(application, by=by, at=at, name=name, content=renewal.carried[name])
    renewal.carried = {name: content for name, content in renewal.carried.items() if name not in sections}
    return facts.SectionsConfirmed(renewal, by, at, sorted(set(sections)))


@act(rules.may_link, title=_("link the application"))
def link(renewal: Renewal, *, by, at, application):
    """However the operator began it: its application for the zone continues the agreement."""
    renewal.link()
    renewal.application = Application.objects.get(pk=application)
    clear_due(renewal)
    return facts.RenewalLinked(renewal, by, at, renewal.application.key)


@act(rules.may_fall_back, title=_("wait for another application"))
def fall_back(renewal: Renewal, *, by, at):
    """While the agreement lives, the operator may apply again."""
    renewal.fall_back()
    over, renewal.application, renewal.carried = renewal.application, None, {}
    return facts.RenewalFellBack(renewal, by, at, over.key)


@act(rules.may_complete, title=_("complete the renewal"))
def complete(renewal: Renewal, *, by, at):
    """The new agreement is in force."""
    renewal.complete()
    renewal.ended_at, renewal.carried = at, {}
    return facts.RenewalCompleted(renewal, by, at, renewal.application.key)


@act(rules.may_lapse, title=_("let the renewal lapse"))
def lapse(renewal: Renewal, *, by, at, reason):
    """The agreement is over; what may still be under way is an application like any other."""
    renewal.lapse()
    renewal.ended_at, renewal.ended_reason = at, reason
    clear_due(renewal)
    return facts.RenewalLapsed(renewal, by, at, reason)

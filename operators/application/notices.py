"""Who is told what about applications."""

from django.utils.translation import gettext_noop as _

from config.kernel.accounts.queries import seats_of, the
from config.kernel.accounts.roles import Role
from config.kernel.outbox.notices import Notice
from operators.application.models import Objection


def _applicant(application):
    return seats_of(application.organisation.body_id, Role.ADMINISTRATOR, Role.EDITOR)


def _named(application) -> dict:
    return {"number": application.number or "-", "call": application.call.title}


def submitted(fact):
    """The applicant has its receipt, the authority its work."""
    yield Notice(
        _applicant(fact.subject),
        _("Received: application %(number)s"),
        _("Your application %(number)s to “%(call)s” was received as version %(version)s, digest %(sha256)s."),
        {**_named(fact.subject), "version": fact.version, "sha256": fact.sha256[:12]},
    )
    yield Notice(
        seats_of(the("authority").pk, Role.OFFICER),
        _("To examine: application %(number)s"),
        _("Application %(number)s to “%(call)s” was submitted; due on %(due)s."),
        {**_named(fact.subject), "due": fact.subject.due_on.isoformat()},
    )


def returned(fact):
    """Every item at once."""
    yield Notice(
        _applicant(fact.subject),
        _("To correct: application %(number)s"),
        _("Application %(number)s is to be corrected by %(due)s. Items: %(items)s"),
        {
            **_named(fact.subject),
            "due": fact.subject.due_on.isoformat(),
            "items": "；".join(item["remark"] for item in fact.items),
        },
    )


def moved(fact):
    """The applicant hears of every step."""
    yield Notice(
        _applicant(fact.subject),
        _("News of application %(number)s"),
        _("Application %(number)s to “%(call)s” has moved on; see its page."),
        _named(fact.subject),
    )


def ended(fact):
    """The applicant hears the end, and its reason."""
    yield Notice(
        _applicant(fact.subject),
        _("Ended: application %(number)s"),
        _("Application %(number)s to “%(call)s” has ended. Reason: %(reason)s"),
        {**_named(fact.subject), "reason": fact.subject.ended_reason or "-"},
    )


def objection_raised(fact):
    """The authority has an objection to answer."""
    yield Notice(
        seats_of(the("authority").pk, Role.OFFICER),
        _("Objection to application %(number)s"),
        _("An objection was raised against application %(number)s; it must be answered before the notice can end."),
        _named(fact.subject),
    )


def objection_answered(fact):
    """Who objected hears the answer."""
    objection = Objection.objects.select_related("by__user").get(pk=fact.objection)
    yield Notice(
        [objection.by],
        _("Your objection was answered"),
        _("Your objection concerning “%(call)s” was answered: %(reply)s"),
        {**_named(fact.subject), "reply": objection.reply},
    )

"""Who is told what about applications."""

from django.utils.translation import gettext_noop as _

from config.kernel.accounts.roles import Role
from config.kernel.outbox.notices import Notice, Office
from operators.application import facts
from operators.application.checklist import title_of
from operators.application.models import Objection

NEWS = {  # fact → what the applicant hears
    facts.ApplicationAccepted: _("Application %(number)s to “%(call)s” was accepted; it will be reviewed by %(due)s."),
    facts.ReviewFinished: _("Application %(number)s to “%(call)s” was reviewed; it is to be reported by %(due)s."),
    facts.ApplicationReported: _("Application %(number)s to “%(call)s” was reported to the municipal government."),
    facts.NoticeOpened: _("Application %(number)s to “%(call)s” was approved; it is on public notice until %(due)s."),
    facts.NoticeEnded: _("The public notice of application %(number)s to “%(call)s” has ended; sign by %(due)s."),
    facts.ApplicationSentBack: _(
        "An objection to application %(number)s to “%(call)s” was upheld; it is to be reported again by %(due)s."
    ),
}


AUTHORITY = Office((Role.OFFICER,), kind="authority")


def _applicant(application) -> Office:
    return Office((Role.ADMINISTRATOR, Role.EDITOR), application.organisation.body_id)


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
        AUTHORITY,
        _("To examine: application %(number)s"),
        _("Application %(number)s to “%(call)s” was submitted; due on %(due)s."),
        {**_named(fact.subject), "due": fact.subject.due_on.isoformat()},
    )


def returned(fact):
    """Every item at once, each with the condition that it is about."""
    titles = {condition["key"]: title_of(condition) for condition in fact.subject.call.conditions()}
    yield Notice(
        _applicant(fact.subject),
        _("To correct: application %(number)s"),
        _("Application %(number)s is to be corrected by %(due)s. Items: %(items)s"),
        {
            **_named(fact.subject),
            "due": fact.subject.due_on.isoformat(),
            "items": "；".join(_about(titles.get(item["item"], item["item"]), item["remark"]) for item in fact.items),
        },
    )


def _about(what: str, remark: str) -> str:
    return f"{what}：{remark}" if what else remark


def moved(fact):
    """The applicant hears of every step."""
    yield Notice(
        _applicant(fact.subject),
        _("News of application %(number)s"),
        NEWS[type(fact)],
        {**_named(fact.subject), "due": fact.subject.due_on.isoformat() if fact.subject.due_on else "-"},
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
        AUTHORITY,
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

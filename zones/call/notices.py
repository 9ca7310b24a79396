"""Who is told what about calls."""

from django.utils import timezone
from django.utils.translation import gettext_noop as _

from config.kernel.accounts.queries import seats_of
from config.kernel.accounts.roles import Role
from config.kernel.outbox.notices import Notice


def published(fact):
    """The supervisor hears that its countersigned call is public."""
    call = fact.subject
    yield Notice(
        seats_of(call.zone.supervisor_at(fact.at).pk, Role.OFFICER),
        _("Published: %(title)s"),
        _("The call “%(title)s” is public. Applications are taken until %(until)s."),
        {"title": call.title, "until": timezone.localtime(call.closes_at).strftime("%Y-%m-%d %H:%M")},
    )


def answered(fact):
    """Who asked hears the answer."""
    question = fact.subject.questions.select_related("asked_by__user").get(pk=fact.question)
    yield Notice(
        [question.asked_by],
        _("Answered: your question about %(title)s"),
        _("Your question about “%(title)s” was answered; question and answer are public."),
        {"title": fact.subject.title},
    )

"""Who is told what about calls."""

from django.utils import timezone
from django.utils.translation import gettext_noop as _

from config.kernel.accounts.models import Seat
from config.kernel.accounts.queries import seats_of, the
from config.kernel.accounts.roles import Role
from config.kernel.outbox.notices import Notice


def published(fact):
    """The supervisor hears that its countersigned call is public."""
    yield Notice(
        _supervisor(fact),
        _("Published: %(title)s"),
        _("The call “%(title)s” is public. Applications are taken until %(until)s."),
        {"title": fact.subject.title, "until": _until(fact.subject)},
    )


def extended(fact):
    """The supervisor and who asked about the call hear the new end."""
    yield Notice(
        [*_supervisor(fact), *_askers(fact.subject)],
        _("Extended: %(title)s"),
        _("Applications to the call “%(title)s” are taken until %(until)s. Reason: %(reason)s"),
        {"title": fact.subject.title, "until": _until(fact.subject), "reason": fact.reason},
    )


def cancelled(fact):
    """The supervisor and who asked about the call hear why; applicants hear it of their applications."""
    yield Notice(
        [*_supervisor(fact), *_askers(fact.subject)],
        _("Cancelled: %(title)s"),
        _("The call “%(title)s” was cancelled. Reason: %(reason)s"),
        {"title": fact.subject.title, "reason": fact.reason},
    )


def asked(fact):
    """The authority has a question to answer."""
    yield Notice(
        seats_of(the("authority").pk, Role.OFFICER),
        _("To answer: a question about %(title)s"),
        _("A question about the call “%(title)s” waits for its answer."),
        {"title": fact.subject.title},
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


def _supervisor(fact):
    return seats_of(fact.subject.zone.supervisor_at(fact.at).pk, Role.OFFICER)


def _askers(call):
    return Seat.objects.filter(pk__in=call.questions.values("asked_by"), state=Seat.State.ACTIVE).select_related("user")


def _until(call) -> str:
    return timezone.localtime(call.closes_at).strftime("%Y-%m-%d %H:%M")

"""Who is told what about panels."""

from django.utils.translation import gettext_noop as _

from config.kernel.outbox.notices import Notice
from operators.review.models import Member


def convened(fact):
    """The drawn experts are asked to declare; nothing of the applications is told yet."""
    yield _asked(fact.subject, fact.drawn)


def declared(fact):
    """A substitute is asked to declare."""
    if fact.substitute:
        yield _asked(fact.subject, [fact.substitute])


def papers_opened(fact):
    """The members may read and score."""
    members = Member.objects.filter(panel=fact.subject, standing="declared").select_related("expert__seat__user")
    yield Notice(
        [member.expert.seat for member in members],
        _("To score: %(call)s"),
        _("The papers of “%(call)s” are open. Please send a sheet for each application."),
        {"call": fact.subject.call.title},
    )


def _asked(panel, experts):
    members = Member.objects.filter(panel=panel, expert__in=experts).select_related("expert__seat__user")
    return Notice(
        [member.expert.seat for member in members],
        _("To declare: %(call)s"),
        _("You were drawn for the panel of “%(call)s”. Please declare whether you have a conflict of interest."),
        {"call": panel.call.title},
    )

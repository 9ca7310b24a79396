"""Who is told what about panels."""

from django.utils.translation import gettext_noop as _

from config.kernel.accounts.queries import seats_of, the
from config.kernel.accounts.roles import Role
from config.kernel.outbox.notices import Notice
from operators.review.models import Member
from operators.review.queries import sitting


def convened(fact):
    """The drawn experts are asked to declare; nothing of the applications is told yet."""
    yield _asked(fact.subject, fact.drawn)


def declared(fact):
    """A substitute is asked to declare; where none is left, the authority hears that its panel is short."""
    if fact.substitute:
        yield _asked(fact.subject, [fact.substitute])
    elif fact.conflict:
        yield Notice(
            seats_of(the("authority").pk, Role.OFFICER),
            _("A panel is short: %(call)s"),
            _("An expert of the panel of “%(call)s” recused, and no substitute is left in the draw."),
            {"call": fact.subject.call.title},
        )


def papers_opened(fact):
    """The members may read and score."""
    members = Member.objects.filter(panel=fact.subject, standing="declared").select_related("expert__seat__user")
    yield Notice(
        [member.expert.seat for member in members],
        _("To score: %(call)s"),
        _("The papers of “%(call)s” are open. Please send a sheet for each application."),
        {"call": fact.subject.call.title},
    )


def dissolved(fact):
    """Who was on the panel is released."""
    members = sitting(fact.subject).select_related("expert__seat__user")
    yield Notice(
        [member.expert.seat for member in members],
        _("Dissolved: the panel of %(call)s"),
        _("The panel of “%(call)s” was dissolved; nothing more is asked of you. Reason: %(reason)s"),
        {"call": fact.subject.call.title, "reason": fact.reason},
    )


def _asked(panel, experts):
    members = Member.objects.filter(panel=panel, expert__in=experts).select_related("expert__seat__user")
    return Notice(
        [member.expert.seat for member in members],
        _("To declare: %(call)s"),
        _("You were drawn for the panel of “%(call)s”. Please declare whether you have a conflict of interest."),
        {"call": panel.call.title},
    )

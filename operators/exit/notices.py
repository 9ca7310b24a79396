"""Who is told what about exits."""

from django.utils.translation import gettext_noop as _

from config.kernel.accounts.queries import seats_of, the
from config.kernel.accounts.roles import Role
from config.kernel.outbox.notices import Notice
from operators.oversight.rules import SPEAKERS


def _concerned(fact):
    """Who speaks for the operator, and the officers of both offices (Arts 7, 8)."""
    bodies = {the("authority").pk, fact.subject.zone.supervisor_at(fact.at).pk}
    offices = [seat for body in sorted(bodies) for seat in seats_of(body, Role.OFFICER)]
    return [*seats_of(fact.subject.agreement.operator.body_id, *SPEAKERS), *offices]


def _named(fact):
    return {"number": fact.subject.number, "zone": fact.subject.zone.name}


def opened(fact):
    """The operator and both offices hear that it has to leave, and that nothing new begins."""
    yield Notice(
        _concerned(fact),
        _("Exit %(number)s"),
        _("The authorisation in %(zone)s is over; the exit %(number)s is open, and nothing new begins. "
          "See what is to be done, and until when."),
        _named(fact),
    )  # fmt: skip


def moved(fact):
    """The same hear how it goes on."""
    yield Notice(
        _concerned(fact),
        _("News of exit %(number)s"),
        _("The state of exit %(number)s from %(zone)s has changed; see its page."),
        _named(fact),
    )

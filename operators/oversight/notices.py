"""Who is told what about incidents, breaches and interviews."""

from django.utils.translation import gettext_noop as _

from config.kernel.accounts.queries import seats_of, the
from config.kernel.accounts.roles import Role
from config.kernel.outbox.notices import Notice
from operators.oversight.rules import SPEAKERS


def _offices(fact):
    """The officers of the authority and of the zone's supervisor (Arts 7, 8)."""
    bodies = {the("authority").pk, fact.subject.zone.supervisor_at(fact.at).pk}
    return [seat for body in sorted(bodies) for seat in seats_of(body, Role.OFFICER)]


def _operator(fact):
    return list(seats_of(fact.subject.agreement.operator.body_id, *SPEAKERS))


def _named(fact):
    return {"number": fact.subject.number, "zone": fact.subject.zone.name}


def discovered(fact):
    """The operator's data-security officer has hours; the offices know too."""
    yield Notice(
        [*_operator(fact), *_offices(fact)],
        _("Incident %(number)s"),
        _("An incident was noted in %(zone)s (%(number)s). It is to be reported by %(until)s."),
        {**_named(fact), "until": fact.report_by[:16].replace("T", " ")},
    )


def incident_moved(fact):
    """The offices hear what the operator did."""
    yield Notice(
        _offices(fact),
        _("News of incident %(number)s"),
        _("The state of incident %(number)s in %(zone)s has changed; see its page."),
        _named(fact),
    )


def incident_answered(fact):
    """The operator hears what the supervisor holds."""
    yield Notice(
        _operator(fact),
        _("News of incident %(number)s"),
        _("The state of incident %(number)s in %(zone)s has changed; see its page."),
        _named(fact),
    )


def breach_moved(fact):
    """The operator and both offices hear of what was found, and what became of it."""
    yield Notice(
        [*_operator(fact), *_offices(fact)],
        _("News of breach %(number)s"),
        _("The state of breach %(number)s in %(zone)s has changed; see its page."),
        _named(fact),
    )


def ordered(fact):
    """The operator hears until when it rectifies what."""
    yield Notice(
        _operator(fact),
        _("To rectify: breach %(number)s"),
        _("Breach %(number)s in %(zone)s is to be rectified and reported by %(until)s."),
        {**_named(fact), "until": fact.due_on},
    )


def opened(fact):
    """The operator is called in, or heard; both offices know."""
    yield Notice(
        [*_operator(fact), *_offices(fact)],
        _("Reminder, interview or hearing %(number)s"),
        _("The operator of %(zone)s is reminded, interviewed or heard (%(number)s). Its reply is due by %(until)s."),
        {**_named(fact), "until": fact.due_on},
    )


def interview_moved(fact):
    """The operator and both offices hear that there are minutes, a reply, or an end."""
    yield Notice(
        [*_operator(fact), *_offices(fact)],
        _("News of record %(number)s"),
        _("The state of record %(number)s in %(zone)s has changed; see its page."),
        _named(fact),
    )

"""Who is told what about evaluations (Art. 33)."""

from django.utils.translation import gettext_noop as _

from config.kernel.accounts.queries import seats_of, the
from config.kernel.accounts.roles import Role
from config.kernel.outbox.notices import Notice
from operators.oversight.rules import SPEAKERS


def _offices(fact):
    bodies = {the("authority").pk, fact.subject.zone.supervisor_at(fact.at).pk}
    return [seat for body in sorted(bodies) for seat in seats_of(body, Role.OFFICER)]


def _operator(fact):
    return list(seats_of(fact.subject.agreement.operator.body_id, *SPEAKERS))


def _named(fact):
    return {"round": fact.subject.round.title, "zone": fact.subject.zone.name}


def begun(fact):
    """The operator reports on itself; those who score know that they do."""
    yield Notice(
        _operator(fact),
        _("Evaluation: %(round)s"),
        _("You are evaluated for %(zone)s. Your self-report is due by %(until)s."),
        {**_named(fact), "until": fact.due_on},
    )
    scorers = [seat for _role, body in fact.assessors for seat in seats_of(body, Role.OFFICER)]
    yield Notice(
        {seat.pk: seat for seat in scorers}.values(),
        _("To score: %(round)s"),
        _("An operator of %(zone)s is evaluated (%(number)s): your body scores it."),
        {**_named(fact), "number": fact.subject.number},
    )


def moved(fact):
    """The offices hear what the operator did."""
    yield Notice(
        _offices(fact),
        _("News of an evaluation: %(round)s"),
        _("The state of evaluation %(number)s for %(zone)s has changed; see its page."),
        {**_named(fact), "number": fact.subject.number},
    )


def reported(fact):
    """Whoever scores what the operator says hears that it has said it, and the offices."""
    bodies = fact.subject.assessors.values_list("body", flat=True)
    scorers = [seat for body in sorted(set(bodies)) for seat in seats_of(body, Role.OFFICER)]
    yield Notice(
        {seat.pk: seat for seat in [*_offices(fact), *scorers]}.values(),
        _("Self-report: %(round)s"),
        _("The operator has sent its self-report with its evidence (%(number)s, %(zone)s)."),
        {**_named(fact), "number": fact.subject.number},
    )


def notified(fact):
    """The operator may appeal."""
    yield Notice(
        _operator(fact),
        _("Result of an evaluation: %(round)s"),
        _("Your result for %(zone)s is %(total)s. You may appeal until %(until)s."),
        {**_named(fact), "total": fact.total, "until": fact.due_on},
    )


def answered(fact):
    """The operator hears what became of its result, and the offices with it."""
    yield Notice(
        [*_operator(fact), *_offices(fact)],
        _("News of an evaluation: %(round)s"),
        _("The state of evaluation %(number)s for %(zone)s has changed; see its page."),
        {**_named(fact), "number": fact.subject.number},
    )

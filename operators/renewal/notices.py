"""Who is told what about renewals."""

from django.utils.translation import gettext_noop as _

from config.kernel.accounts.queries import seats_of, the
from config.kernel.accounts.roles import Role
from config.kernel.outbox.notices import Notice


def _operator(fact):
    return list(seats_of(fact.subject.operator.body_id, Role.ADMINISTRATOR, Role.SIGNATORY))


def _offices(fact):
    """The officers of the authority and of the zone's supervisor (Arts 7, 8)."""
    bodies = {the("authority").pk, fact.subject.zone.supervisor_at(fact.at).pk}
    return [seat for body in sorted(bodies) for seat in seats_of(body, Role.OFFICER)]


def _named(fact):
    return {"number": fact.subject.number, "zone": fact.subject.zone.name}


def opened(fact):
    """The operator hears ahead of the end that it may ask to go on; the offices that a call may be needed."""
    yield Notice(
        [*_operator(fact), *_offices(fact)],
        _("Renewal %(number)s"),
        _("The term in %(zone)s ends on %(until)s. Whoever wants to go on asks for it (%(number)s) and applies anew; "
          "nothing is renewed by itself."),
        {**_named(fact), "until": fact.ends_on},
    )  # fmt: skip


def asked(fact):
    """The offices hear that a call is wanted."""
    yield Notice(
        _offices(fact),
        _("A call is wanted: renewal %(number)s"),
        _("The operator of %(zone)s asks to go on (%(number)s). It applies to a call that is open to all."),
        _named(fact),
    )


def moved(fact):
    """The operator and the offices hear how it goes on."""
    yield Notice(
        [*_operator(fact), *_offices(fact)],
        _("News of renewal %(number)s"),
        _("The state of renewal %(number)s in %(zone)s has changed; see its page."),
        _named(fact),
    )

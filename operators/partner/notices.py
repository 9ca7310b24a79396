"""Who is told what about partners: the operator decides, and the offices hear of it (Arts 22-24)."""

from django.utils.translation import gettext_noop as _

from config.kernel.accounts.queries import seats_of, the
from config.kernel.accounts.roles import Role
from config.kernel.outbox.notices import Notice
from operators.partner.rules import CONTACTS, SPEAKERS


def moved(fact):
    """The operator, the partner's contacts, the authority and the zone's supervisor."""
    partner = fact.subject
    bodies = {the("authority").pk, partner.zone.supervisor_at(fact.at).pk}
    offices = [seat for body in sorted(bodies) for seat in seats_of(body, Role.OFFICER)]
    operator = list(seats_of(partner.operator.body_id, *SPEAKERS))
    contacts = list(seats_of(partner.organisation.body_id, *CONTACTS))
    yield Notice(
        [*operator, *contacts, *offices],
        _("News of partner %(number)s"),
        _("The state of partner %(number)s (%(partner)s) in %(zone)s has changed; see its page."),
        {"number": partner.number, "partner": partner.organisation.body.name, "zone": partner.zone.name},
    )

"""Who is told what about reports and decisions."""

from django.utils.translation import gettext_noop as _

from config.kernel.accounts.queries import seats_of, the
from config.kernel.accounts.roles import Role
from config.kernel.outbox.notices import Notice


def entered(fact):
    """The verifiers have something to compare."""
    yield Notice(
        seats_of(the("authority").pk, Role.VERIFIER),
        _("To verify: decision %(number)s"),
        _("The decision %(number)s was entered. Please compare it with the scan; only then it takes effect."),
        {"number": fact.document_number},
    )


def refused(fact):
    """The recorders enter it anew."""
    yield Notice(
        seats_of(the("authority").pk, Role.RECORDER),
        _("To enter anew: report %(number)s"),
        _("The entry of the decision on report %(number)s was sent back. Reason: %(reason)s"),
        {"number": fact.subject.number, "reason": fact.reason},
    )


def verified(fact):
    """The supervisor hears what was decided."""
    zone = fact.subject.call.zone
    yield Notice(
        seats_of(zone.supervisor_at(fact.at).pk, Role.OFFICER),
        _("Decided: %(zone)s"),
        _("The municipal government has decided on %(zone)s (%(number)s)."),
        {"zone": zone.name, "number": fact.document_number},
    )

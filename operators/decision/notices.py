"""Who is told what about reports and decisions."""

from django.utils.translation import gettext_noop as _

from config.kernel.accounts.queries import seats_of, the
from config.kernel.accounts.roles import Role
from config.kernel.outbox.notices import Notice


def countersigned(fact):
    """The authority can send it."""
    yield Notice(
        seats_of(the("authority").pk, Role.OFFICER),
        _("To send: report %(number)s"),
        _("Report %(number)s on %(zone)s is countersigned. It can be sent to the government."),
        {"number": fact.subject.number, "zone": fact.subject.call.zone.name},
    )


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
    """The officers of both offices hear that it was decided."""
    zone = fact.subject.call.zone
    offices = [the("authority"), zone.supervisor_at(fact.at)]
    yield Notice(
        [seat for office in offices for seat in seats_of(office.pk, Role.OFFICER)],
        _("Decided: %(zone)s"),
        _("The municipal government has decided on %(zone)s (%(number)s)."),
        {"zone": zone.name, "number": fact.document_number},
    )

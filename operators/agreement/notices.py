"""Who is told what about agreements, and what is done after the commit."""

from django.utils.translation import gettext_noop as _

from config.kernel.accounts.queries import seats_of
from config.kernel.accounts.roles import Role
from config.kernel.outbox.notices import Job, Notice


def _parties(agreement, *roles):
    return [seat for party in agreement.parties.all() for seat in seats_of(party.body_id, *roles)]


def _named(agreement):
    return {"number": agreement.number, "zone": agreement.zone.name}


def finalised(fact):
    """The worker renders the text; the signatories are asked."""
    yield Job("agreement.render")
    yield Notice(
        _parties(fact.subject, Role.SIGNATORY),
        _("To sign: agreement %(number)s"),
        _("The text of agreement %(number)s for %(zone)s is locked and waits for your signature."),
        _named(fact.subject),
    )


def signed(fact):
    """Each signature gives a new document; the last one is told to all parties."""
    yield Job("agreement.render")
    if fact.complete:
        yield Notice(
            _parties(fact.subject, Role.SIGNATORY, Role.OFFICER, Role.ADMINISTRATOR),
            _("Signed by all: agreement %(number)s"),
            _("Agreement %(number)s for %(zone)s is signed by all parties."),
            _named(fact.subject),
        )


def in_force(fact):
    """The parties hear from when until when."""
    yield Notice(
        _parties(fact.subject, Role.SIGNATORY, Role.OFFICER, Role.ADMINISTRATOR, Role.SECURITY_OFFICER),
        _("In force: agreement %(number)s"),
        _("Agreement %(number)s for %(zone)s is in force from %(from)s until %(until)s."),
        {**_named(fact.subject), "from": fact.starts_on, "until": fact.ends_on},
    )


def ended(fact):
    """The parties hear that it rests, goes on or is over."""
    yield Notice(
        _parties(fact.subject, Role.SIGNATORY, Role.OFFICER, Role.ADMINISTRATOR),
        _("News of agreement %(number)s"),
        _("The state of agreement %(number)s for %(zone)s has changed; see its page."),
        _named(fact.subject),
    )

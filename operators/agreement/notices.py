"""Who is told what about agreements, and what is done after the commit."""

from django.utils.translation import gettext_noop as _

from config.kernel.accounts.queries import seats_of, the
from config.kernel.accounts.roles import Role
from config.kernel.outbox.notices import Job, Notice


def _parties(fact, *roles):
    bodies = fact.subject.parties.values_list("body_id", flat=True)
    return [seat for body in bodies for seat in seats_of(body, *roles)]


def _concerned(fact, *roles):
    """The parties, and the two offices that answer for the zone though they need not be parties (Arts 7, 8)."""
    offices = [the("authority"), fact.subject.zone.supervisor_at(fact.at)]
    return [*_parties(fact, *roles), *(seat for office in offices for seat in seats_of(office.pk, Role.OFFICER))]


def _named(agreement):
    return {"number": agreement.number, "zone": agreement.zone.name}


def finalised(fact):
    """The worker renders the text; the signatories are asked."""
    yield Job("agreement.render")
    yield Notice(
        _parties(fact, Role.SIGNATORY),
        _("To sign: agreement %(number)s"),
        _("The text of agreement %(number)s for %(zone)s is locked and waits for your signature."),
        _named(fact.subject),
    )


def signed(fact):
    """Each signature gives a new document; the last one is told to all whom it concerns."""
    yield Job("agreement.render")
    if fact.complete:
        yield Notice(
            _concerned(fact, Role.SIGNATORY, Role.ADMINISTRATOR),
            _("Signed by all: agreement %(number)s"),
            _("Agreement %(number)s for %(zone)s is signed by all parties."),
            _named(fact.subject),
        )


def in_force(fact):
    """All whom it concerns hear from when until when."""
    yield Notice(
        _concerned(fact, Role.SIGNATORY, Role.ADMINISTRATOR, Role.SECURITY_OFFICER),
        _("In force: agreement %(number)s"),
        _("Agreement %(number)s for %(zone)s is in force from %(from)s until %(until)s."),
        {**_named(fact.subject), "from": fact.starts_on, "until": fact.ends_on},
    )


def scan_lodged(fact):
    """The officers of the authority have a stamped paper to compare; another than who lodged it does."""
    others = seats_of(the("authority").pk, Role.OFFICER).exclude(user=fact.by.user_id)
    yield Notice(
        others,
        _("To check: agreement %(number)s"),
        _("A stamped paper of agreement %(number)s was lodged. Please compare it with the locked text."),
        _named(fact.subject),
    )


def scan_refused(fact):
    """The officers of the authority hear that another paper is wanted, and why."""
    yield Notice(
        seats_of(the("authority").pk, Role.OFFICER),
        _("To lodge anew: agreement %(number)s"),
        _("The stamped paper of agreement %(number)s was sent back. Reason: %(reason)s"),
        {**_named(fact.subject), "reason": fact.reason},
    )


def changed(fact):
    """All whom it concerns hear that it was opened again or given up, rests, goes on or is over."""
    yield Notice(
        _concerned(fact, Role.SIGNATORY, Role.ADMINISTRATOR),
        _("News of agreement %(number)s"),
        _("The state of agreement %(number)s for %(zone)s has changed; see its page."),
        _named(fact.subject),
    )

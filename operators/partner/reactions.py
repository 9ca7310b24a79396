"""What follows for partners from the end of an operator, or of their own standing (Art. 24)."""

from django.utils.translation import gettext as _

from config.kernel.accounts.queries import clock
from operators.partner.actions import begin_exit, decline
from operators.partner.models import ADMITTED, Partner
from operators.partner.queries import live_of, live_under


def leave_with_operator(opened) -> None:
    """The operator leaves: so do its partners, and nobody is admitted any more (Arts 16, 24)."""
    partners = live_under(opened.subject.agreement)
    _leave(partners, opened.at, Partner.ExitKind.OPERATOR_EXIT, _("The operator leaves the zone."))


def leave_when_barred(barred) -> None:
    """Whoever is barred for serious offences has bad credit, wherever it is a partner (Arts 17 (2), 24)."""
    _leave(live_of(barred.subject), barred.at, Partner.ExitKind.CREDIT, barred.reason)


def _leave(partners, at, kind, reason) -> None:
    """Those that leave already go on as they began."""
    for partner in partners:
        if partner.state in ADMITTED:
            begin_exit(partner, by=clock(), at=at, kind=kind, reason=reason)
        elif partner.state == Partner.State.PROPOSED:
            decline(partner, by=clock(), at=at, reason=reason)

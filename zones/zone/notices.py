"""Who is told what about zones."""

from django.utils.translation import gettext_noop as _

from config.kernel.accounts.queries import seats_of
from config.kernel.accounts.roles import Role
from config.kernel.outbox.notices import Notice


def handed_over(fact):
    """Both supervisors hear of it: who hands over, and who takes over (Art. 8)."""
    for body in (fact.from_body, fact.to_body):
        yield Notice(
            seats_of(body, Role.OFFICER),
            _("Supervision handed over: %(zone)s"),
            _("The supervision of “%(zone)s” goes from %(old)s to %(new)s on %(day)s. Reason: %(reason)s"),
            {
                "zone": fact.subject.name,
                "old": _named(fact.subject, fact.from_body),
                "new": _named(fact.subject, fact.to_body),
                "day": fact.from_on,
                "reason": fact.reason,
            },
        )


def _named(zone, body_id: int) -> str:
    return zone.supervisions.filter(body_id=body_id).select_related("body").latest("from_on").body.name

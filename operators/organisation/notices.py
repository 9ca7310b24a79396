"""Who is told what about organisations."""

from django.utils.translation import gettext_noop as _

from config.kernel.accounts.queries import seats_of, the
from config.kernel.accounts.roles import Role
from config.kernel.outbox.notices import Notice


def registered(fact):
    """The authority has an organisation to confirm."""
    yield Notice(
        seats_of(the("authority").pk, Role.OFFICER),
        _("To confirm: %(name)s"),
        _("%(name)s (%(code)s) has registered and waits to be confirmed."),
        {"name": fact.name, "code": fact.credit_code},
    )


def standing_changed(fact):
    """The organisation hears of its standing."""
    yield Notice(
        seats_of(fact.subject.body_id, Role.ADMINISTRATOR),
        _("Standing of %(name)s"),
        _("The standing of %(name)s in this system has changed; see its page."),
        {"name": fact.subject.body.name},
    )

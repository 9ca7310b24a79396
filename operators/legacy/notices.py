"""Who is told what about lists of legacy agreements."""

from django.utils.translation import gettext_noop as _

from config.kernel.accounts.queries import seats_of
from config.kernel.accounts.roles import Role
from config.kernel.outbox.notices import Notice


def lodged(fact):
    """The other officers of the authority have a list to compare with the papers."""
    others = seats_of(fact.by.body_id, Role.OFFICER).exclude(user=fact.by.user_id)
    yield Notice(
        others,
        _("To confirm: legacy agreements %(number)s"),
        _("A list of legacy agreements was lodged (%(number)s). Please compare it with the signed papers."),
        {"number": fact.subject.number},
    )


def answered(fact):
    """Who lodged it hears what became of it."""
    yield Notice(
        [fact.subject.lodged_by],
        _("News of the legacy agreements %(number)s"),
        _("The list of legacy agreements %(number)s was confirmed or sent back; see its page."),
        {"number": fact.subject.number},
    )

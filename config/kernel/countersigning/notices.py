"""Who is told what about proposals (house:5)."""

from django.utils.translation import gettext_noop as _

from config.kernel.accounts.queries import seats_of
from config.kernel.accounts.roles import Role
from config.kernel.countersigning.models import Proposal
from config.kernel.outbox.notices import Notice


def asked(fact):
    """The second body has something to countersign."""
    proposal = fact.subject
    yield Notice(
        seats_of(proposal.second_id, Role.OFFICER),
        _("To countersign: asked by %(body)s"),
        _("%(body)s asks for your countersignature until %(due)s; see the proposal."),
        {"body": proposal.proposed_by.body.name, "due": proposal.due_on.isoformat()},
    )


def not_countersigned(fact):
    """The other side of whoever ended it; both when the time has passed."""
    proposal = fact.subject
    proposing, second = proposal.proposed_by.body, proposal.second
    told = {Proposal.State.DECLINED: [proposing], Proposal.State.WITHDRAWN: [second]}
    for body in told.get(proposal.state, [proposing, second]):
        yield Notice(
            seats_of(body.pk, Role.OFFICER),
            _("Not countersigned: proposed by %(proposing)s to %(second)s"),
            _("What %(proposing)s proposed to %(second)s was not countersigned. Reason: %(reason)s"),
            {"proposing": proposing.name, "second": second.name, "reason": fact.reason or "-"},
        )

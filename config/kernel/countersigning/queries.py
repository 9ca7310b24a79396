"""Reading proposals."""

from django.db.models import Q

from config.kernel.accounts.models import Seat
from config.kernel.accounts.roles import Role
from config.kernel.countersigning.models import Proposal
from config.kernel.turns import Turn


def visible_to(seat: Seat | None):
    """The two bodies, but for experts, who are seated with the authority and come from outside; and auditors."""
    if seat is None or seat.role == Role.EXPERT:
        return Proposal.objects.none()
    if seat.role == Role.AUDIT_ADMIN:
        return Proposal.objects.all()
    return Proposal.objects.filter(Q(second_id=seat.body_id) | Q(proposed_by__body_id=seat.body_id))


def case_of(proposal: Proposal) -> list:
    """The case that the proposal is about: it moves when the proposal is answered."""
    return [proposal.case]


def open_on(case, act: str = "") -> Proposal | None:
    """The proposal that waits on this case (for this act)."""
    found = Proposal.objects.filter(case_kind=case.noun(), case_id=case.pk, state=Proposal.State.OPEN)
    return (found.filter(act=act) if act else found).first()


def turn(proposal: Proposal) -> Turn | None:
    """The second body's, until it has answered."""
    if proposal.state != Proposal.State.OPEN:
        return None
    return Turn(
        proposal.second, proposal.proposed_at, proposal.due_on, proposal.due_days, proposal.due_provisional, "house:5"
    )

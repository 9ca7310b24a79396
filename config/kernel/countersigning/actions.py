"""The verbs of countersignature (会签, house:5)."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.kernel.acts import ACTS, act
from config.kernel.countersigning import facts, rules
from config.kernel.countersigning.models import Proposal
from config.kernel.countersigning.queries import open_on
from config.kernel.flows import Case
from config.kernel.workdays.deadlines import clear_due, set_due


@act(rules.may_propose, title=_("propose for countersignature"), article="house:5")
def propose(case: Case, *, by, at, act, words):
    """Put an act before the second body. A proposal about an older version gives way."""
    second = ACTS[act].together(case, at)
    if stale := open_on(case, act):
        withdraw(stale, by=by, at=at, reason=str(_("overtaken")))
    proposal = Proposal(
        act=act, article=ACTS[act].article, case_kind=case.noun(), case_id=case.pk, case_version=case.version,
        words=words, second=second.body, proposed_by=by, proposed_at=at,
    )  # fmt: skip
    set_due(proposal, timezone.localdate(at), second.days)
    proposal.save()
    return facts.Proposed(proposal, by, at, act, case.key, case.version, second.body.pk)


@act(rules.may_countersign, title=_("countersign"))
def countersign(proposal: Proposal, *, by, at):
    """The act is ruled again and done, in the name of the proposer and of both bodies."""
    proposal.countersign()
    proposal.answered_by, proposal.answered_at = by, at
    clear_due(proposal)
    proposed = {"by": proposal.proposed_by, "words": proposal.words, "seen": proposal.case_version}
    ACTS[proposal.act].carry_out(proposal.case, at=at, countersigner=by, **proposed)
    return facts.Countersigned(proposal, by, at, proposal.act, _key(proposal))


@act(rules.may_decline, title=_("decline to countersign"))
def decline(proposal: Proposal, *, by, at, reason):
    """The second body says no, and why."""
    proposal.decline()
    return _not(proposal, by, at, reason)


@act(rules.may_withdraw, title=_("withdraw a proposal"))
def withdraw(proposal: Proposal, *, by, at, reason=""):
    """The proposing body takes it back."""
    proposal.withdraw()
    return _not(proposal, by, at, reason)


@act(rules.may_expire, title=_("end a proposal that was not answered"))
def expire(proposal: Proposal, *, by, at):
    """Nobody answered in time."""
    proposal.expire()
    return _not(proposal, by, at, "")


def _not(proposal, by, at, reason):
    proposal.answered_by, proposal.answered_at, proposal.reason = by, at, reason
    clear_due(proposal)
    return facts.NotCountersigned(proposal, by, at, proposal.act, _key(proposal), reason)


def _key(proposal) -> str:
    return f"{proposal.case_kind}:{proposal.case_id}"

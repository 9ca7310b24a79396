"""Who may answer a proposal, and when (house:5)."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from config.kernel.accounts.roles import Role
from config.kernel.accounts.rules import only, own_body, wanted
from config.kernel.acts import ACTS
from config.kernel.countersigning.models import Proposal
from config.kernel.countersigning.queries import open_on
from config.kernel.refusals import INPUT, NEVER, Refusal
from config.kernel.standing import seat_refusals


def may_propose(case, *, by, at, act: str = "", words: dict[str, Any] | None = None):
    """What needs two bodies and is allowed to the first; one proposal of an act at a time (house:5)."""
    asked = ACTS.get(act)
    if asked is None or asked.together is None or asked.model is not type(case):
        yield Refusal("not_together", _("This is not done by two bodies together."), "house:5", INPUT, "act")
        return
    yield from asked.refusals(case, by=by, at=at, **(words or {}))
    waiting = open_on(case, act)
    if waiting and waiting.case_version == case.version:
        yield Refusal(
            "already_proposed",
            _("This has waited for the countersignature of %(body)s since %(date)s.")
            % {"body": waiting.second.name, "date": timezone.localdate(waiting.proposed_at)},
            article="house:5",
        )


def may_countersign(proposal, *, by, at):
    """Only the second body countersigns, by another person, in time, and what it read (house:5)."""
    yield from _answering(proposal, by)
    if by.user_id == proposal.proposed_by.user_id:  # one person may hold seats of both bodies
        yield Refusal("same_person", _("One person proposes and another countersigns."), article="house:5", kind=NEVER)
    if proposal.state == Proposal.State.OPEN:
        yield from _still_stands(proposal, at)


def may_decline(proposal, *, by, at, reason: str = ""):
    """The second body may decline, with a reason (house:5)."""
    yield from _answering(proposal, by)
    yield from wanted("reason", reason, "house:5")


def may_withdraw(proposal, *, by, at, reason: str = ""):
    """The proposing body may take it back (house:5)."""
    yield from only(by, Role.OFFICER, article="house:5")
    yield from own_body(by, proposal.proposed_by.body_id, "house:5")


def may_expire(proposal, *, by, at):
    """The clock ends a proposal on the day after its last (house:5)."""
    yield from only(by, Role.CLOCK, article="house:5")
    if not proposal.due_on or timezone.localdate(at) <= proposal.due_on:
        yield Refusal("not_due", _("Its time has not ended yet."), article="house:5")


def _answering(proposal, by):
    yield from only(by, Role.OFFICER, article="house:5")
    yield from own_body(by, proposal.second_id, "house:5")


def _still_stands(proposal, at):
    """The time, the second body, the case and the act's own rule, all as they are now."""
    case, asked, proposer = proposal.case, ACTS[proposal.act], proposal.proposed_by
    if proposal.due_on and timezone.localdate(at) > proposal.due_on:
        yield Refusal(
            "expired",
            _("The time for countersigning ended on %(date)s.") % {"date": proposal.due_on},
            article="house:5",
        )
    second = asked.together(case, at).body
    if second.pk != proposal.second_id:  # the body of the day answers for it, not the one that was asked (Art. 8)
        yield Refusal(
            "second_changed",
            _("Meanwhile this is for %(body)s to countersign; it must be proposed anew.") % {"body": second.name},
            article="house:5",
        )
    if case.version != proposal.case_version:
        yield Refusal("changed", _("What was proposed has changed since; it must be proposed anew."), article="house:5")
    elif any(seat_refusals(proposer, proposal.article)):
        yield Refusal(
            "proposer_left", _("Who proposed it has left the office; it must be proposed anew."), article="house:5"
        )
    else:
        yield from asked.refusals(case, by=proposer, at=at, **proposal.words)

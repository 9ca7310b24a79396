"""A proposal is about one version, has a last day, and is ruled again when it is countersigned (house:5, house:4)."""

from datetime import date

import pytest

from config import wiring
from config.kernel.accounts import actions as accounts
from config.kernel.accounts.queries import the
from config.kernel.countersigning import facts
from config.kernel.countersigning.actions import countersign, decline, expire, withdraw
from config.kernel.countersigning.models import Proposal, Second
from config.kernel.countersigning.queries import open_on
from config.kernel.countersigning.tasks import expire_due
from operators.agreement import actions as agreements
from operators.application import actions as applications
from operators.decision import actions as decisions
from tests import stages
from tests import stages_oversight as oversight
from tests.cast import later
from tests.kernel.trials import Tried, entries, refused
from zones.call import actions as calls
from zones.call.models import Call
from zones.zone import actions as zones

pytestmark = pytest.mark.article("house:5")

LAST = 14  # days from the Monday of the tests to the last of ten working days


@pytest.fixture
def proposal(who):
    return open_on(stages.proposed_call(who))


@pytest.fixture
def two(who, trial):
    """An act of two bodies that leaves the case's state alone, and a case for it."""

    def remark(call: Call, *, by, at):
        """Needs the supervisor, and a zone that is not handed over."""
        return Tried(call, by, at)

    act = trial(remark, together=lambda call, at: Second(call.zone.supervisor_at(at), 10))
    return act, stages.published_call(who)


# --- what has changed ------------------------------------------------------------------------------------------------


def test_what_has_changed_since_is_not_countersigned(who, two):
    act, call = two
    waiting = act(call, by=who.officer, at=later(days=2)).subject
    calls.extend(call, by=who.officer, at=later(days=3), closes_at=later(days=60), reason="示例")
    with refused("changed", on=[call, waiting]):
        countersign(waiting, by=who.supervisor, at=later(days=3))
    with refused("changed", on=[call, waiting]):
        countersign(waiting, by=who.supervisor, at=later(days=3), seen=waiting.version)
    assert decline(waiting, by=who.supervisor, at=later(days=3), reason="已变更").subject.state == "declined"


def test_another_cases_change_does_not_matter(who, proposal):
    stages.published_call(who, zone=stages.zone(who, name="另一专区"))
    assert countersign(proposal, by=who.supervisor, at=later(days=1)).act == "call.publish"


def test_an_act_has_one_open_proposal_on_a_case(who, two):
    act, call = two
    waiting = act(call, by=who.officer, at=later(days=2)).subject
    with refused("already_proposed", on=[call, waiting]) as no:
        act(call, by=who.colleague, at=later(days=3))
    assert who.supervisor.body.name in no.value.refusals[0].reason and "2026-03-04" in no.value.refusals[0].reason
    assert Proposal.objects.filter(act=act.name, state="open").count() == 1


def test_an_overtaken_proposal_gives_way_to_the_new_one(who, two):
    act, call = two
    old = act(call, by=who.officer, at=later(days=2)).subject
    calls.extend(call, by=who.officer, at=later(days=3), closes_at=later(days=60), reason="示例")
    new = act(call, by=who.colleague, at=later(days=4)).subject
    assert (stages.fresh(old).state, stages.fresh(new).state) == ("withdrawn", "open")
    assert entries(old) == ["countersigning.propose", "countersigning.withdraw"]
    assert countersign(new, by=who.supervisor, at=later(days=5)).act == act.name


def test_two_acts_may_wait_on_one_case(who):
    agreement = oversight.heard(who)
    for act in (agreements.suspend, agreements.terminate):
        act(agreement, by=who.officer, at=later(days=90), reason="整改")
    waiting = {open_on(agreement, f"agreement.{verb}").act for verb in ("suspend", "terminate")}
    assert waiting == {"agreement.suspend", "agreement.terminate"}
    assert open_on(agreement, "agreement.resume") is None


@pytest.mark.article("8")
def test_after_a_hand_over_the_body_that_was_asked_no_longer_countersigns(who, two):
    act, call = two
    waiting = act(call, by=who.officer, at=later(days=2)).subject
    zones.hand_over(
        call.zone, by=who.officer, at=later(days=3), to=the("authority"), from_on=later(days=4).date(), reason="移交"
    )
    assert countersign.refusals(waiting, by=who.supervisor, at=later(days=3)) == []
    with refused("second_changed", on=[call, waiting]) as no:
        countersign(waiting, by=who.supervisor, at=later(days=4))
    assert the("authority").name in no.value.refusals[0].reason


# --- ruled again -----------------------------------------------------------------------------------------------------


@pytest.mark.article("13")
def test_a_rule_that_no_longer_holds_refuses_at_countersigning(who):
    report = stages.drafted_report(who)
    waiting, application = open_on(report), report.items.get().application
    assert countersign.refusals(waiting, by=who.supervisor, at=later(days=47)) == []
    applications.withdraw(application, by=who.applicant, at=later(days=47))
    assert [no.code for no in countersign.refusals(waiting, by=who.supervisor, at=later(days=47))] == ["item_gone"]
    with refused("item_gone", on=[report, waiting, application]):
        countersign(waiting, by=who.supervisor, at=later(days=47))


def test_what_a_proposer_asked_who_left_the_office_is_proposed_anew(who, two):
    act, call = two
    waiting = act(call, by=who.colleague, at=later(days=2)).subject
    accounts.revoke(who.colleague, by=who.security_admin, at=later(days=3), reason="调离")
    with refused("proposer_left", on=[call, waiting]):
        countersign(waiting, by=who.supervisor, at=later(days=3))
    withdraw(waiting, by=who.officer, at=later(days=3))
    assert act(call, by=who.officer, at=later(days=4)).kind == "Proposed"


def test_all_reasons_against_a_countersignature_are_told_at_once(who):
    report = stages.drafted_report(who)
    waiting = open_on(report)
    applications.withdraw(report.items.get().application, by=who.applicant, at=later(days=47))
    with refused("role", "other_body", "expired", "item_gone", on=[report, waiting]):
        countersign(waiting, by=who.rival, at=later(days=80))


# --- its last day ----------------------------------------------------------------------------------------------------


@pytest.mark.article("house:4")
@pytest.mark.parametrize(
    ("proposed", "due", "provisional"),
    [
        (date(2026, 3, 2), date(2026, 3, 16), False),
        (date(2026, 3, 27), date(2026, 4, 13), False),  # 清明: 6 April is off
        (date(2026, 4, 28), date(2026, 5, 14), False),  # 劳动节 off, the Saturday 9 May worked
        (date(2026, 12, 28), date(2027, 1, 12), True),  # 2027 is not announced yet
    ],
)
def test_the_last_day_counts_working_days_from_the_day_after(who, two, proposed, due, provisional):
    act, call = two
    at = later(days=(proposed - later().date()).days)
    waiting = act(call, by=who.officer, at=at).subject
    assert (waiting.due_on, waiting.due_provisional) == (due, provisional)
    assert (waiting.due_from, waiting.due_days) == (proposed, 10)


def test_it_is_countersigned_on_its_last_day_and_not_after(who, two):
    act, call = two
    waiting = act(call, by=who.officer, at=later(minutes=5)).subject
    assert waiting.due_on == later(days=LAST).date()
    with refused("expired", on=[waiting, call]) as no:
        countersign(waiting, by=who.supervisor, at=later(days=LAST + 1))
    assert "2026-03-16" in no.value.refusals[0].reason
    assert countersign(waiting, by=who.supervisor, at=later(days=LAST)).act == act.name


def test_the_clock_alone_ends_it_and_only_after_its_last_day(who, proposal):
    with refused("role", on=proposal):
        expire(proposal, by=who.officer, at=later(days=LAST + 1))
    with refused("not_due", on=proposal):
        expire(proposal, by=who.clock, at=later(days=LAST))
    fact = expire(proposal, by=who.clock, at=later(days=LAST + 1))
    assert (fact.subject.state, fact.act) == ("expired", "call.publish")
    assert stages.fresh(proposal.case).state == "drafted"


def test_the_sweep_ends_what_was_not_answered_and_leaves_the_rest(who, proposal):
    young = stages.drafted_call(who, zone=stages.zone(who, name="另一专区"), closes_at=later(days=80))
    calls.propose(young, by=who.officer, at=later(days=10))
    assert expire_due(at=later(days=LAST)) == 0
    assert expire_due(at=later(days=LAST + 1)) == 1
    assert (stages.fresh(proposal).state, open_on(young).state) == ("expired", "open")
    assert stages.fresh(proposal).answered_by == who.clock
    assert expire_due(at=later(days=LAST + 1)) == 0


def test_the_sweep_goes_on_where_one_was_answered_meanwhile(who, two, monkeypatch):
    act, call = two
    other = stages.published_call(who, zone=stages.zone(who, name="另一专区"))
    first, second = (act(case, by=who.officer, at=later(days=2)).subject for case in (call, other))

    def take_the_other_back(fact):
        if fact.by == who.clock:
            withdraw(second, by=who.officer, at=fact.at)

    monkeypatch.setitem(wiring.REACTIONS, facts.NotCountersigned, [take_the_other_back])
    assert expire_due(at=later(days=30)) == 1
    assert (stages.fresh(first).state, stages.fresh(second).state) == ("expired", "withdrawn")


def test_it_is_a_step_of_the_sweep():
    assert expire_due in wiring.SWEEP


@pytest.mark.article("13")
def test_a_report_that_is_revised_is_proposed_anew(who):
    report = stages.drafted_report(who)
    old = open_on(report)
    items = [{"application": report.items.get().application_id, "recommended": False, "opinion": "不建议"}]
    decisions.revise(report, by=who.officer, at=later(days=47), text="请审定。", items=items)
    assert (stages.fresh(old).state, open_on(report).case_version) == ("withdrawn", stages.fresh(report).version)

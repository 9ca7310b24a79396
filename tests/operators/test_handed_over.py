"""Supervision changes hands with work in flight: from its day on the new supervisor answers for it (Arts 8, 16, 31)."""

import pytest
import time_machine

from config.kernel.accounts.models import Body
from config.kernel.countersigning.actions import countersign, withdraw
from config.kernel.countersigning.queries import open_on
from operators.agreement import actions as agreements
from operators.exit import actions as exits
from operators.exit.models import Exit
from operators.exit.queries import visible_to
from operators.exit.turns import turn
from operators.oversight import actions as oversight
from operators.oversight.queries import breaches_visible_to
from tests import awarding
from tests import stages_exit as ends
from tests import stages_oversight as lives
from tests.cast import later
from tests.papers import fresh
from tests.refusing import refused
from zones.zone.actions import hand_over

pytestmark = pytest.mark.article("8")


@pytest.fixture
def successor(who):
    """An officer of another department."""
    return awarding.seated(who, awarding.newcomer("于老师"), "officer", Body.objects.get(name="北京市教育委员会"))


def handed_over(who, zone, successor, days):
    words = {"to": successor.body, "from_on": later(days=days).date(), "reason": "职责调整。"}
    hand_over(zone, by=who.officer, at=later(days=days, minutes=-10), **words)


def proposed_anew(who, successor, act, case, days, **words):
    """What waits for the old supervisor is told to neither; proposed anew, the new one countersigns it."""
    waiting = open_on(case)
    assert waiting.second == who.supervisor.body
    assert refused(countersign, waiting, by=who.supervisor, at=later(days=days)) == ["second_changed"]
    assert refused(countersign, waiting, by=successor, at=later(days=days)) == ["other_body", "second_changed"]
    withdraw(waiting, by=who.officer, at=later(days=days), reason="监管部门已变更。")
    act(case, by=who.officer, at=later(days=days), **words)
    assert refused(countersign, open_on(case), by=who.supervisor, at=later(days=days)) == ["other_body"]
    countersign(open_on(case), by=successor, at=later(days=days, minutes=1))
    return fresh(case)


@pytest.mark.article("16")
def test_a_termination_is_countersigned_by_the_new_supervisor_and_the_exit_is_its_own(who, successor):
    agreement, words = lives.heard(who), {"reason": "违约"}
    agreements.terminate(agreement, by=who.officer, at=later(days=90), **words)
    handed_over(who, agreement.zone, successor, 92)
    assert proposed_anew(who, successor, agreements.terminate, agreement, 93, **words).state == "terminated"
    exit = Exit.objects.get(agreement=agreement)
    words = {"at": later(days=94), "item": "close_registrations", "text": "已注销。"}
    assert refused(exits.complete, exit, by=who.supervisor, **words) == ["not_supervisor", "not_owner"]
    exits.complete(exit, by=successor, **words)


@pytest.mark.article("16")
def test_an_agreement_is_suspended_and_resumed_by_the_supervisor_of_the_day(who, successor):
    agreement, words = lives.heard(who), {"reason": "整改"}
    agreements.suspend(agreement, by=who.officer, at=later(days=90), **words)
    handed_over(who, agreement.zone, successor, 92)
    suspended = proposed_anew(who, successor, agreements.suspend, agreement, 93, **words)
    assert suspended.state == "suspended"
    agreements.resume(suspended, by=who.officer, at=later(days=94), **words)
    assert refused(countersign, open_on(suspended), by=who.supervisor, at=later(days=94)) == ["other_body"]
    countersign(open_on(suspended), by=successor, at=later(days=94))
    assert fresh(agreement).state == "in_force"


@pytest.mark.article("31")
def test_a_breach_is_judged_by_the_supervisor_of_the_day_whoever_found_it(who, successor):
    breach = lives.answered(who)
    handed_over(who, breach.zone, successor, 83)
    words = {"at": later(days=84), "remark": "已核实。"}
    assert refused(oversight.verify, breach, by=who.supervisor, **words) == ["not_supervisor"]
    oversight.verify(breach, by=successor, **words)
    oversight.settle(breach, by=successor, at=later(days=85))
    assert fresh(breach).state == "closed"


@pytest.mark.article("16")
def test_an_exit_is_accepted_by_the_new_supervisor(who, successor):
    exit, words = ends.ready(who), {"minutes": "验收纪要。"}
    exits.accept(exit, by=who.officer, at=later(days=95), **words)
    handed_over(who, exit.zone, successor, 96)
    assert proposed_anew(who, successor, exits.accept, exit, 97, **words).state == "accepted"


@pytest.mark.article("16")
def test_what_was_reported_before_is_verified_by_the_new_one_who_sees_it(who, successor):
    exit = ends.reported(who)
    handed_over(who, exit.zone, successor, 93)
    words = {"at": later(days=94), "item": "destroy_data", "remark": "已核实。"}
    assert refused(exits.verify, exit, by=who.supervisor, **words) == ["not_supervisor"]
    exits.verify(exit, by=successor, **words)
    with time_machine.travel(later(days=94), tick=False):
        assert exit in visible_to(successor) and exit not in visible_to(who.supervisor)
        breach = breaches_visible_to(successor).get()
        assert breach.agreement_id == exit.agreement_id and not breaches_visible_to(who.supervisor).exists()
        assert turn(fresh(exit)).body == who.officer.body

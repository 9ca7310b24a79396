"""In force on its first day, resting and over as Art. 16 says; awarded exactly when it is in force (Arts 14, 16)."""

from datetime import datetime, timedelta

import pytest

from config.kernel.accounts.models import User
from config.kernel.countersigning.actions import countersign, decline
from config.kernel.countersigning.queries import open_on
from config.kernel.ledger.models import Entry
from config.story.telling import BEIJING
from operators.agreement import actions as agreements
from operators.agreement.tasks import begin_due, expire_due
from tests import awarding, stages
from tests import stages_oversight as oversight
from tests.cast import later
from tests.refusing import answers, never, refused
from tests.stages import fresh

pytestmark = pytest.mark.article("16")


def midnight(day) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=BEIJING)


def states(agreement) -> tuple[str, str]:
    agreement = fresh(agreement)
    return agreement.state, agreement.application.state


def entries(act: str) -> int:
    return Entry.objects.filter(act=act).count()


def test_signed_before_its_first_day_it_waits_for_the_clock(who):
    agreement = stages.signed(who)
    first = midnight(agreement.starts_on)
    assert begin_due(at=first - timedelta(seconds=1)) == 0
    assert states(agreement) == ("signed", "to_sign")
    assert begin_due(at=first) == 1
    assert states(agreement) == ("in_force", "awarded")
    assert fresh(agreement).in_force_at == first


def test_the_clock_may_come_twice(who):
    agreement = stages.signed(who)
    first = midnight(agreement.starts_on)
    assert [begin_due(at=first), begin_due(at=first), begin_due(at=first + timedelta(days=1))] == [1, 0, 0]
    assert entries("agreement.bring_into_force") == entries("application.award") == 1
    over = midnight(agreement.ends_on) + timedelta(days=1)
    assert [expire_due(at=over), expire_due(at=over)] == [1, 0]
    assert entries("agreement.expire") == 1


def test_or_comes_late(who):
    agreement = stages.signed(who)
    assert begin_due(at=midnight(agreement.starts_on) + timedelta(days=9)) == 1
    assert states(agreement) == ("in_force", "awarded")


def test_signed_on_or_after_its_first_day_it_is_in_force_at_once(who):
    agreement = awarding.finalised(who, stages.to_sign(who))
    at = midnight(agreement.starts_on)
    agreement = awarding.signed_by(agreement, who.authority_signatory, at=at)
    assert states(agreement) == ("part_signed", "to_sign")
    agreement = awarding.signed_by(agreement, who.signatory, at=at)
    assert states(agreement) == ("in_force", "awarded")
    assert Entry.objects.get(act="agreement.bring_into_force").seat == who.clock


def test_it_comes_into_force_within_its_term_only(who):
    """Five years with one leap day have 1826 days."""
    agreement = stages.signed(who)
    begin, first = agreements.bring_into_force, midnight(agreement.starts_on)
    found = {
        days: [no.code for no in begin.refusals(agreement, by=who.clock, at=first + timedelta(days=days))]
        for days in (-1, 0, 1825, 1826)
    }
    assert found == {-1: ["not_begun"], 0: [], 1825: [], 1826: ["term_over"]}


def test_nobody_but_the_clock_begins_and_ends_a_term(who):
    agreement, others = stages.signed(who), "officer authority_signatory signatory"
    assert answers(agreements.bring_into_force, agreement, who, others, at=later(days=80)) == never(others)
    begin_due(at=later(days=80))
    assert answers(agreements.expire, agreement, who, others, at=later(days=2000)) == never(others)
    assert refused(agreements.replace, agreement, by=who.officer, at=later(days=81)) == ["role", "no_amendment"]


def test_it_is_in_force_to_the_end_of_its_last_day(who):
    agreement = stages.in_force(who)
    over = midnight(agreement.ends_on) + timedelta(days=1)
    assert refused(agreements.expire, agreement, by=who.clock, at=over - timedelta(seconds=1)) == ["not_over"]
    assert expire_due(at=over - timedelta(seconds=1)) == 0
    assert expire_due(at=over) == 1
    assert (fresh(agreement).state, fresh(agreement).ended_at) == ("expired", over)


def test_what_is_refused_to_the_clock_waits_for_its_next_round(who):
    agreement = stages.signed(who)
    clock = User.objects.filter(pk=who.clock.user_id)
    clock.update(is_active=False)
    assert begin_due(at=later(days=80)) == 0
    clock.update(is_active=True)
    assert begin_due(at=later(days=81)) == 1
    assert states(agreement) == ("in_force", "awarded")


@pytest.mark.parametrize("verb", ["suspend", "terminate"])
def test_the_authority_alone_neither_suspends_nor_terminates(who, verb):
    agreement = oversight.heard(who)
    act = getattr(agreements, verb)
    assert refused(act, agreement, by=who.officer, at=later(days=90), reason="") == ["missing"]
    act(agreement, by=who.officer, at=later(days=90), reason="违约")
    assert states(agreement) == ("in_force", "awarded")
    decline(open_on(agreement), by=who.supervisor, at=later(days=91), reason="证据不足")
    assert states(agreement) == ("in_force", "awarded")
    act(agreement, by=who.officer, at=later(days=92), reason="再次违约")
    countersign(open_on(agreement), by=who.supervisor, at=later(days=93))
    assert fresh(agreement).state == {"suspend": "suspended", "terminate": "terminated"}[verb]


def both(act, agreement, who, day, reason="原因"):
    act(agreement, by=who.officer, at=later(days=day), reason=reason)
    countersign(open_on(agreement), by=who.supervisor, at=later(days=day, minutes=1))
    return fresh(agreement)


def test_what_rests_goes_on_by_both_and_its_term_runs_meanwhile(who):
    agreement = stages.in_force(who)
    ends_on = agreement.ends_on
    both(agreements.suspend, agreement, who, 90)
    assert refused(agreements.suspend, agreement, by=who.officer, at=later(days=91), reason="再停") == ["wrong_state"]
    assert refused(agreements.resume, agreement, by=who.officer, at=later(days=91), reason=" ") == ["missing"]
    assert both(agreements.resume, agreement, who, 95).state == "in_force"
    assert fresh(agreement).ends_on == ends_on


def test_what_rests_can_be_terminated_or_expire(who):
    agreement = both(agreements.suspend, oversight.heard(who), who, 90)
    assert agreements.terminate.refusals(agreement, by=who.officer, reason="违约") == []
    assert expire_due(at=midnight(agreement.ends_on) + timedelta(days=1)) == 1


def test_a_termination_is_kept_with_its_day_and_reason_and_is_the_end(who):
    agreement = both(agreements.terminate, oversight.heard(who), who, 90, reason="擅自转售数据")
    assert (agreement.ended_at, agreement.ended_reason) == (later(days=90, minutes=1), "擅自转售数据")
    for act in (agreements.suspend, agreements.resume, agreements.terminate):
        assert refused(act, agreement, by=who.officer, at=later(days=95), reason="原因") == ["wrong_state"]


@pytest.mark.article("8")
def test_where_the_authority_is_the_supervisor_one_signature_is_enough(who):
    agreement = awarding.finalised(who, awarding.in_base_zone(who))
    agreement = awarding.signed_by(agreement, who.authority_signatory, who.signatory)
    begin_due(at=later(days=80))
    agreements.suspend(agreement, by=who.officer, at=later(days=90), reason="整改")
    assert states(agreement) == ("suspended", "awarded")


def test_nobody_but_an_officer_of_the_authority_proposes_it(who):
    agreement, others = oversight.heard(who), "supervisor authority_signatory signatory outsider clock"
    words = {"at": later(days=92), "reason": "违约"}
    assert answers(agreements.suspend, agreement, who, others, **words) == never(others)
    assert answers(agreements.terminate, agreement, who, others, **words) == never(others)
    both(agreements.suspend, agreement, who, 91)
    assert answers(agreements.resume, agreement, who, others, **words) == never(others)

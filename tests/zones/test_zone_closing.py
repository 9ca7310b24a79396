"""A zone is closed by the authority when nothing lives in it any more (Arts 8, 11, 16)."""

import pytest

from tests import stages
from tests.cast import later
from tests.refusing import refused
from zones.call import actions as calls
from zones.zone.actions import close
from zones.zone.models import Zone

pytestmark = pytest.mark.article("8")


@pytest.mark.parametrize("stage", [stages.planned_zone, stages.zone])
def test_a_zone_in_which_nothing_lives_is_closed_with_a_reason(who, stage):
    zone = stage(who)
    assert refused(close, zone, by=who.officer, at=later(days=1), reason=" ") == ["missing"]
    closed = stages.fresh(close(zone, by=who.officer, at=later(days=1), reason="合并。").subject)
    assert (closed.state, closed.closed_at) == ("closed", later(days=1))
    assert refused(close, closed, by=who.officer, at=later(days=2), reason="合并。") == ["wrong_state"]


@pytest.mark.parametrize("seat", ["supervisor", "district", "recorder", "applicant", "clock"])
def test_only_the_authority_closes_a_zone(who, seat):
    assert refused(close, stages.zone(who), by=getattr(who, seat), at=later(days=1), reason="合并。") == ["role"]


@pytest.mark.article("16")
def test_a_zone_is_not_closed_while_an_agreement_lives_in_it(who):
    zone = stages.in_force(who).application.call.zone
    assert refused(close, zone, by=who.officer, at=later(days=81), reason="合并。") == ["calls_open", "operated"]


@pytest.mark.article("16")
def test_the_agreement_alone_keeps_the_zone_open_when_its_call_is_concluded(who):
    call = stages.in_force(who).application.call
    calls.conclude(call, by=who.officer, at=later(days=81))
    assert refused(close, call.zone, by=who.officer, at=later(days=82), reason="合并。") == ["operated"]


@pytest.mark.article("16")
def test_the_neighbour_of_an_operated_zone_is_closed(who):
    stages.in_force(who)
    neighbour = stages.zone(who, name="教育公共数据专区")
    close(neighbour, by=who.officer, at=later(days=81), reason="合并。")
    assert list(Zone.objects.filter(state="closed")) == [neighbour]

"""What the security administrator is told: who tried what they never may, although the act left nothing (house:2)."""

import pytest

from config.kernel.refusals import Refused
from config.kernel.security import SecurityEvent
from operators.application import actions as applications
from tests import stages
from tests.cast import later
from tests.kernel.trials import Tried, refused
from zones.call import actions as calls
from zones.zone import actions as zones
from zones.zone.models import Zone

pytestmark = pytest.mark.article("house:2")


def noted() -> list[tuple]:
    """Every event: seat, act, case, codes."""
    events = SecurityEvent.objects.order_by("pk")
    return [(event.seat, event.act, f"{event.case_kind}:{event.case_id}", event.codes) for event in events]


def test_what_a_seat_never_may_is_noted_once_with_every_reason(who):
    draft = stages.draft(who)
    with refused("wrong_state", "role", "missing", on=draft):
        applications.decline(draft, by=who.rival, at=later(days=3), reason="")
    assert noted() == [(who.rival, "application.decline", draft.key, ["wrong_state", "role", "missing"])]
    assert SecurityEvent.objects.get().at is not None


def test_what_is_only_not_possible_now_or_not_well_said_is_not_noted(who):
    call = stages.drafted_call(who)
    with refused("wrong_state", on=call):
        calls.reopen(call, by=who.officer, at=later(days=3))
    with refused("missing", on=call):
        calls.cancel(call, by=who.officer, at=later(days=3))
    assert noted() == []


def test_what_is_done_is_not_noted(who):
    stages.submitted(who)
    assert noted() == []


def test_asking_whether_one_may_is_no_attempt(who):
    draft = stages.draft(who)
    assert "role" in [no.code for no in applications.decline.refusals(draft, by=who.rival, at=later(days=3), reason="")]
    assert noted() == []


def test_it_is_noted_for_the_act_that_was_asked_for_and_not_again_for_those_inside(who, trial):
    zone = stages.planned_zone(who)

    def outer(zone: Zone, *, by, at):
        """Runs into an inner act that its seat never may."""
        zones.establish(zone, by=by, at=at)

    act = trial(outer)
    with refused("role", on=zone):
        act(zone, by=who.rival, at=later())
    assert noted() == [(who.rival, act.name, zone.key, ["role"])]


def test_what_an_act_tries_and_does_without_is_not_noted(who, trial):
    zone = stages.planned_zone(who)

    def outer(zone: Zone, *, by, at):
        """Goes on without what was refused."""
        with pytest.raises(Refused):
            zones.establish(zone, by=by, at=at)
        return Tried(zone, by, at)

    trial(outer)(zone, by=who.rival, at=later())
    assert noted() == []

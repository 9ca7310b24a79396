"""Who may do what to an endpoint: its keepers, and nobody in their place (house:6)."""

import pytest

from config.kernel.webhooks import actions
from tests.cast import later
from tests.kernel.hearing import endpoint
from tests.stages import fresh

pytestmark = [pytest.mark.article("house:6"), pytest.mark.django_db]

KEPT = {
    actions.pause: {},
    actions.resume: {},
    actions.remove: {},
    actions.renew_secret: {},
    actions.replay: {"event": "evt_0"},
    actions.skip: {"event": "evt_0", "reason": "对方系统已停用。"},
}
WHILE_THERE = (actions.renew_secret, actions.replay, actions.skip)


def codes(act, case, by, words=()):
    """All that is said against an act, asked before."""
    return [refusal.code for refusal in act.refusals(case, by=by, at=later(), **dict(words))]


@pytest.mark.parametrize("act", KEPT, ids=lambda act: act.name)
def test_its_keepers_and_nobody_else(who, act):
    made = endpoint(who.editor)
    for keeper in (who.editor, who.applicant):
        assert "not_keeper" not in codes(act, made, keeper, KEPT[act])
    for other in (who.signatory, who.rival, who.officer):
        assert "not_keeper" in codes(act, made, other, KEPT[act])


@pytest.mark.parametrize("act", WHILE_THERE, ids=lambda act: act.name)
def test_what_is_removed_has_no_secret_and_no_events(who, act):
    made = endpoint(who.editor)
    assert "removed" not in codes(act, made, who.editor, KEPT[act])
    actions.remove(made, by=who.editor, at=later(), reason="停用。")
    assert "removed" in codes(act, fresh(made), who.editor, KEPT[act])


def test_only_the_clock_gives_up(who):
    made = endpoint(who.editor)
    assert codes(actions.give_up, made, who.clock, {"event": "evt_0"}) == ["not_tried"]
    for other in (who.editor, who.applicant, who.officer, who.security_admin):
        assert codes(actions.give_up, made, other, {"event": "evt_0"}) == ["role", "not_tried"]

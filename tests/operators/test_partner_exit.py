"""Partners leave: five ways, with the operator, or barred; each with its checklist (Art. 24)."""

from types import SimpleNamespace

import pytest

from operators.organisation import actions as organisations
from operators.partner import actions as partners
from operators.partner.queries import exit_items, live_under, permissions_of
from operators.partner.reactions import leave_with_operator
from tests import stages_partner as lives
from tests.cast import later
from tests.papers import fresh, scan_for
from tests.refusing import refused
from tests.stages_partner import WORDS


@pytest.mark.article("24")
def test_of_its_own_will_a_partner_leaves_itself_and_otherwise_its_operator_parts_with_it(who):
    partner, at = lives.admitted(who), later(days=81)
    words = {"at": at, "reason": "理由。"}
    assert refused(partners.begin_exit, partner, by=who.applicant, kind="voluntary", **words) == ["own_will"]
    assert refused(partners.begin_exit, partner, by=who.rival, kind="breach", **words) == ["not_voluntary"]
    for seat in (who.officer, who.supervisor):
        assert "role" in refused(partners.begin_exit, partner, by=seat, kind="breach", **words)
    assert refused(partners.begin_exit, partner, by=who.rival, at=at, kind="voluntary", reason="") == ["missing"]
    partners.begin_exit(partner, by=who.rival, kind="voluntary", **words)
    now = fresh(partner)
    assert (now.state, now.exit_kind, now.due_days) == ("exiting", "voluntary", 20)
    assert permissions_of(now) == []


@pytest.mark.article("24")
def test_an_exit_has_its_kind_and_what_the_kind_asks_for(who):
    partner, by = lives.admitted(who), who.applicant
    words = {"at": later(days=81), "reason": "理由。"}
    for kind, codes in {
        "else": ["kind"], "assessment": ["not_assessed"], "credit": ["good_credit"], "operator_exit": ["operator_stays"]
    }.items():  # fmt: skip
        assert refused(partners.begin_exit, partner, by=by, kind=kind, **words) == codes


@pytest.mark.article("24")
@pytest.mark.parametrize("kind", ["breach", "assessment", "qualification", "credit"])
def test_each_kind_of_exit_has_a_checklist_of_its_own(who, kind):
    partner, at = lives.admitted(who), later(days=81)
    words = {"grade": "D", "reason": "考核。", "evidence": [partner.contract_id]}
    partners.assess(partner, by=who.applicant, at=at, **words)
    partners.begin_exit(fresh(partner), by=who.applicant, at=at, kind=kind, reason="理由。")
    keys = list(partner.leavings.values_list("key", flat=True))
    assert keys == [row["key"] for row in exit_items(partner.rulebook, kind)]
    assert {"breach", "assessment", "qualification", "credit", "request", "handover"} & set(keys) == {kind}
    assert len(keys) == 6


@pytest.mark.article("24")
def test_an_exit_is_finished_when_every_item_is_done_with_evidence(who):
    partner, by, at = lives.exiting(who), who.applicant, later(days=81)
    said = refused(partners.finish_exit, partner, by=by, at=at)
    assert said == ["items_open"]
    paper = scan_for(partner, by, at).pk
    words = {"item": "else", "text": "", "evidence": []}
    assert refused(partners.settle, partner, by=by, at=at, **words) == ["item", "missing", "papers"]
    words = {"item": "data", "text": "已销毁。", "evidence": [paper]}
    assert refused(partners.settle, partner, by=who.rival, at=at, **words) == ["other_body"]
    partners.settle(partner, by=by, at=at, **words)
    assert refused(partners.settle, fresh(partner), by=by, at=at, **words) == ["done"]
    partner = lives.settled(fresh(partner), by, at)
    assert refused(partners.finish_exit, partner, by=who.rival, at=at) == ["other_body"]
    partners.finish_exit(partner, by=by, at=at)
    now = fresh(partner)
    assert (now.state, now.due_on, list(live_under(now.agreement))) == ("exited", None, [])
    partners.propose(fresh(now.agreement), by=by, at=at, **WORDS)


@pytest.mark.article("24")
def test_items_are_done_of_an_exit_only(who):
    partner = lives.admitted(who)
    words = {"item": "data", "text": "已销毁。", "evidence": [partner.contract_id]}
    said = refused(partners.settle, partner, by=who.applicant, at=later(days=81), **words)
    assert said == ["not_exiting", "item"]


@pytest.mark.article("24")
@pytest.mark.parametrize(
    ("stage", "state", "kind"),
    [
        (lives.proposed, "declined", ""),
        (lives.admitted, "exiting", "operator_exit"),
        (lives.restricted, "exiting", "operator_exit"),
        (lives.exiting, "exiting", "voluntary"),
    ],
)
def test_with_the_operator_its_partners_leave(who, stage, state, kind):
    partner = stage(who)
    opened = SimpleNamespace(subject=SimpleNamespace(agreement=partner.agreement), by=who.clock, at=later(days=90))
    leave_with_operator(opened)
    now = fresh(partner)
    assert (now.state, now.exit_kind) == (state, kind)
    if kind == "operator_exit":
        assert now.leavings.filter(key="handover").exists()


@pytest.mark.article("24")
@pytest.mark.parametrize(
    ("stage", "state", "kind"),
    [
        (lives.proposed, "declined", ""),
        (lives.admitted, "exiting", "credit"),
        (lives.restricted, "exiting", "credit"),
        (lives.exiting, "exiting", "voluntary"),
    ],
)
def test_whoever_is_barred_leaves_for_bad_credit(who, stage, state, kind):
    partner = stage(who)
    organisations.bar(partner.organisation, by=who.officer, at=later(days=90), reason="列入失信名单。")
    assert (fresh(partner).state, fresh(partner).exit_kind) == (state, kind)
    assert permissions_of(fresh(partner)) == []

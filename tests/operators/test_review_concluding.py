"""Mean, spread and rank; the conclusion is countersigned by the supervisor; a panel that cannot finish is dissolved
(Arts 9, 13; pass mark and trimming are house defaults)."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.kernel.countersigning.actions import countersign
from config.kernel.countersigning.actions import decline as decline_to_sign
from config.kernel.countersigning.queries import open_on
from config.kernel.ledger.queries import last_entry
from config.kernel.writing import given as door
from operators.application.actions import withdraw
from operators.application.models import Reader
from operators.review.actions import conclude, convene, dissolve, send_sheet
from operators.review.grading import mean
from operators.review.models import Result, Sheet
from tests import awarding, stages
from tests.cast import later
from tests.hearing import seats, told
from tests.refusing import refused
from zones.rulebook.actions import amend
from zones.rulebook.queries import current

pytestmark = pytest.mark.article("9", "13")

AT = later(days=45)
TOTALS = st.lists(st.integers(0, 100), min_size=1, max_size=9).map(sorted)


@settings(max_examples=400, deadline=None)
@given(TOTALS)
def test_the_mean_has_two_decimals_with_halves_up(totals):
    exact = Fraction(sum(totals), len(totals)) * 100
    up = (exact + Fraction(1, 2)).__floor__()
    assert mean(totals, trimming=False) == Decimal(up) / 100
    assert mean(totals, trimming=False).as_tuple().exponent == -2


@settings(max_examples=400, deadline=None)
@given(TOTALS)
def test_trimming_leaves_out_the_best_and_the_worst_of_at_least_three(totals):
    counted = totals[1:-1] if len(totals) >= 3 else totals
    oracle = (Decimal(sum(counted)) / Decimal(len(counted))).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert mean(totals, trimming=True) == oracle


@pytest.mark.parametrize(
    ("totals", "trimming", "expected"),
    [
        ([80, 80, 81], False, "80.33"),
        ([80, 81, 81], False, "80.67"),
        ([0, 0, 0, 0, 0, 0, 0, 1], False, "0.13"),  # 0.125
        ([60, 70, 100], True, "70.00"),
        ([60, 70], True, "65.00"),
        ([60], True, "60.00"),
    ],
)
def test_means_by_hand(totals, trimming, expected):
    assert mean(totals, trimming) == Decimal(expected)


def scored(who, call=None, **totals):
    """A panel whose members gave these points less, by applicant: who.applicant's and who.rival's."""
    call = call or stages.published_call(who)
    cases = {}
    for name in totals:
        cases[name] = stages.submitted(who, call, by=getattr(who, name))
    for case in cases.values():
        stages.accepted(who, case)
    panel = stages.scoring(who, stages.convened(who, stages.fresh(next(iter(cases.values())))))
    for name, short in totals.items():
        for seat, less in zip(stages.members(panel), short, strict=True):
            points = stages.points(panel)
            points["security"] -= less
            words = {"points": points, "opinions": stages.opinions(panel), "application": cases[name]}
            send_sheet(panel, by=seat, at=later(days=44), **words)
    return stages.fresh(panel), cases


def concluded(who, panel):
    conclude(panel, by=who.officer, at=AT, minutes="评审会纪要。")
    countersign(open_on(panel), by=who.supervisor, at=AT)
    return stages.fresh(panel)


def told_results(panel) -> list[tuple]:
    return [(row.application.organisation.body.name[2:4], str(row.mean), row.spread, row.passed, row.rank)
            for row in panel.results.select_related("application__organisation__body")]  # fmt: skip


def test_each_application_has_its_mean_its_spread_and_its_rank(who):
    panel, _cases = scored(who, applicant=(0, 5, 1, 2, 3), rival=(0, 0, 0, 0, 1))
    panel = concluded(who, panel)
    assert told_results(panel) == [("京融", "99.80", 1, True, 1), ("金数", "97.80", 5, True, 2)]
    assert (panel.state, panel.minutes, panel.concluded_at) == ("concluded", "评审会纪要。", AT)


def test_equal_means_share_a_rank(who):
    panel, _cases = scored(who, applicant=(1, 1, 1, 1, 1), rival=(0, 1, 1, 1, 2))
    assert [row[-1] for row in told_results(concluded(who, panel))] == [1, 1]


def test_the_pass_mark_is_passed_by_what_reaches_it(who):
    amend(current(), by=who.officer, at=later(), changes={"pass_mark": 99}, reason="试点")
    call = stages.published_call(who, rulebook=current())
    panel, _cases = scored(who, call, applicant=(1, 1, 1, 1, 1), rival=(1, 1, 1, 1, 2))
    assert [(row[1], row[3]) for row in told_results(concluded(who, panel))] == [("99.00", True), ("98.80", False)]


def test_trimming_is_the_rulebook_s(who):
    amend(current(), by=who.officer, at=later(), changes={"trimming": True}, reason="试点")
    call = stages.published_call(who, rulebook=current())
    panel, _cases = scored(who, call, applicant=(0, 1, 1, 1, 20))
    assert told_results(concluded(who, panel)) == [("金数", "99.00", 20, True, 1)]


def test_it_is_concluded_when_every_sheet_is_there_with_minutes_by_the_authority(who):
    panel = stages.scoring(who)
    assert refused(conclude, panel, by=who.officer, at=AT, minutes="") == ["missing", "sheets_missing"]
    panel = stages.scored(who, panel)
    assert refused(conclude, panel, by=who.officer, at=AT, minutes=" ") == ["missing"]
    for by in (who.supervisor, stages.members(panel)[0], who.applicant):
        assert refused(conclude, panel, by=by, at=AT, minutes="纪要。") == ["role"]


def test_one_sheet_that_is_missing_is_missing(who):
    panel = stages.scored(who)
    with door():
        Sheet.objects.filter(pk=Sheet.objects.first().pk).delete()
    assert refused(conclude, panel, by=who.officer, at=AT, minutes="纪要。") == ["sheets_missing"]


def test_nothing_is_concluded_before_the_supervisor_has_countersigned(who):
    panel = stages.scored(who)
    conclude(panel, by=who.officer, at=AT, minutes="评审会纪要。")
    assert stages.fresh(panel).state == "scoring"
    assert not Result.objects.exists()
    assert open_on(panel).second == who.supervisor.body
    countersign(open_on(panel), by=who.supervisor, at=AT)
    assert stages.fresh(panel).state == "concluded"
    assert panel.papers.get().application.state == "reviewed"
    assert last_entry(panel).countersigner == who.supervisor


def test_what_the_supervisor_declines_is_not_concluded_and_may_be_proposed_again(who):
    panel = stages.scored(who)
    conclude(panel, by=who.officer, at=AT, minutes="纪要有误。")
    decline_to_sign(open_on(panel), by=who.supervisor, at=AT, reason="纪要遗漏专家意见")
    assert (stages.fresh(panel).state, stages.fresh(panel).minutes) == ("scoring", "")
    assert concluded(who, panel).minutes == "评审会纪要。"


@pytest.mark.article("8")
def test_where_the_authority_itself_supervises_its_one_signature_is_enough(who):
    application = awarding.in_base_zone(who)
    assert application.results.get().panel.state == "concluded"


def test_an_application_withdrawn_before_the_countersignature_has_no_result(who):
    panel, cases = scored(who, applicant=(0, 0, 0, 0, 0), rival=(1, 1, 1, 1, 1))
    conclude(panel, by=who.officer, at=AT, minutes="评审会纪要。")
    withdraw(cases["applicant"], by=who.applicant, at=AT)
    countersign(open_on(panel), by=who.supervisor, at=AT)
    assert told_results(stages.fresh(panel)) == [("京融", "99.00", 0, True, 1)]
    assert [stages.fresh(case).state for case in cases.values()] == ["withdrawn", "reviewed"]


def test_where_all_were_withdrawn_the_panel_may_be_concluded_with_no_result(who):
    panel = stages.scoring(who)
    withdraw(panel.papers.get().application, by=who.applicant, at=AT)
    assert told_results(concluded(who, panel)) == []


# --- dissolved ---------------------------------------------------------------------------------------------------


def test_a_panel_is_dissolved_with_a_reason_by_the_authority(who):
    panel = stages.convened(who)
    assert refused(dissolve, panel, by=who.officer, at=AT, reason="") == ["missing"]
    for by in (who.supervisor, stages.members(panel)[0], who.applicant):
        assert refused(dissolve, panel, by=by, at=AT, reason="专家不足") == ["role"]
    dissolve(panel, by=who.officer, at=AT, reason="专家不足")
    assert stages.fresh(panel).state == "dissolved"
    assert told("PanelDissolved") == seats(*stages.members(panel))


def test_its_applications_wait_for_another_and_its_members_read_no_longer(who):
    panel = stages.scored(who)
    application = panel.papers.get().application
    dissolve(panel, by=who.officer, at=AT, reason="程序有误")
    assert stages.fresh(application).state == "accepted"
    assert not Reader.objects.exists()
    assert Sheet.objects.count() == panel.size  # on record, and counted for nothing
    again = stages.fresh(convene(application.call, by=who.officer, at=AT).subject)
    stages.concluded(who, stages.scoring(who, again))
    assert Result.objects.get().panel == again
    assert stages.fresh(application).state == "reviewed"
    assert Reader.objects.count() == again.size


def test_a_dissolved_panel_is_not_concluded_by_a_late_countersignature(who):
    panel = stages.scored(who)
    conclude(panel, by=who.officer, at=AT, minutes="评审会纪要。")
    proposal = open_on(panel)
    dissolve(panel, by=who.officer, at=AT, reason="程序有误")
    assert "changed" in refused(countersign, proposal, by=who.supervisor, at=AT)
    assert stages.fresh(panel).state == "dissolved"


@pytest.mark.parametrize("stage", ["concluded", "convened"])
def test_what_is_concluded_is_neither_concluded_again_nor_dissolved(who, stage):
    panel = getattr(stages, stage)(who)
    if stage == "convened":
        assert "wrong_state" in refused(conclude, panel, by=who.officer, at=AT, minutes="纪要。")
    else:
        assert refused(conclude, panel, by=who.officer, at=AT, minutes="纪要。") == ["wrong_state"]
        assert refused(dissolve, panel, by=who.officer, at=AT, reason="迟了") == ["wrong_state"]

"""The report to the municipal government: what stands in it, and that two bodies stand behind it (Art. 13)."""

import pytest

from config.kernel.countersigning.actions import countersign as answer
from config.kernel.countersigning.actions import decline
from config.kernel.countersigning.models import Proposal
from config.kernel.countersigning.queries import open_on
from config.kernel.countersigning.tasks import expire_due
from operators.application.actions import withdraw as withdraw_application
from operators.decision import actions as decisions
from operators.decision.models import Report
from tests import awarding, stages
from tests.cast import later
from tests.refusing import answers, never, refused
from tests.stages import fresh
from zones.call.actions import cancel
from zones.zone.actions import hand_over

pytestmark = pytest.mark.article("13")


def states(*cases) -> list[str]:
    return [fresh(case).state for case in cases]


def withdrawn_by(who, application, day=47):
    return withdraw_application(application, by=who.applicant, at=later(days=day), reason="另有安排")


def test_a_report_names_reviewed_applications_each_with_a_recommendation(who):
    application = stages.reviewed(who)
    report = stages.drafted_report(who, application)
    item = report.items.get()
    assert (item.application, item.recommended, item.opinion) == (application, True, "建议授权。")
    assert (report.state, report.drafted_by, report.drafted_at) == ("drafted", who.officer, later(days=46))
    assert report.number.startswith("BJ-BG-2026-")
    assert fresh(application).state == "reviewed"


def test_one_may_be_recommended_and_the_other_not(who):
    first, second = awarding.two_reviewed(who)
    items = awarding.items(first) + awarding.items(second, recommended=False)
    report = decisions.draft(first.call, by=who.officer, at=later(days=46), text="请审定。", items=items).subject
    assert dict(report.items.values_list("application", "recommended")) == {first.pk: True, second.pk: False}


def test_what_a_report_must_say_is_told_at_once(who):
    first, second = awarding.two_reviewed(who)
    draft = {"act": decisions.draft, "case": first.call, "by": who.officer, "at": later(days=46)}
    assert refused(**draft, text=" ", items=[]) == ["missing", "items"]
    assert refused(**draft, text="请审定。", items=awarding.items(first, first)) == ["named_twice"]
    assert refused(**draft, text="请审定。", items=[{"application": first.pk}]) == ["recommended"]
    unknown = [{"application": 0, "recommended": "yes"}]
    assert refused(**draft, text="", items=unknown) == ["missing", "not_reviewed", "recommended"]
    assert (
        decisions.draft.refusals(first.call, by=who.officer, text="请审定。", items=awarding.items(first, second)) == []
    )


def test_only_what_was_reviewed_and_answered_this_call_is_reported(who):
    accepted = stages.accepted(who)
    words = {"by": who.officer, "at": later(days=46), "text": "请审定。", "items": awarding.items(accepted)}
    assert refused(decisions.draft, accepted.call, **words) == ["not_reviewed"]
    other_call = stages.published_call(who, zone=stages.zone(who, name="教育公共数据专区"))
    reviewed = awarding.reviewed(who, stages.submitted(who, other_call, by=who.rival))
    assert refused(decisions.draft, accepted.call, **words | {"items": awarding.items(reviewed)}) == ["not_reviewed"]
    assert decisions.draft.refusals(reviewed.call, **words | {"items": awarding.items(reviewed)}) == []


def test_nobody_but_an_officer_of_the_authority_reports(who):
    report, at = stages.drafted_report(who), later(days=47)
    others = "supervisor recorder verifier applicant outsider clock"
    words = {"text": "请审定。", "items": awarding.items(report.items.get().application), "at": at}
    assert answers(decisions.revise, report, who, others, **words) == never(others)
    assert answers(decisions.countersign, report, who, others, at=at) == never(others)
    assert answers(decisions.withdraw, report, who, others, at=at, reason="重拟") == never(others)
    assert refused(decisions.draft, report.call, by=who.experts[0], **words) == ["role", "report_there"]
    decisions.withdraw(report, by=who.colleague, at=at, reason="重拟")
    assert answers(decisions.draft, report.call, who, others, **words) == never(others)


def test_and_nobody_else_sends_it(who):
    report = stages.countersigned_report(who)
    others = "supervisor recorder verifier applicant outsider clock"
    assert answers(decisions.send, report, who, others, at=later(days=48)) == never(others)
    assert decisions.send.refusals(report, by=who.colleague, at=later(days=48)) == []


def test_a_call_has_one_report_under_way(who):
    first, second = awarding.two_reviewed(who)
    report = stages.drafted_report(who, first)
    words = {"by": who.officer, "at": later(days=47), "text": "再报。", "items": awarding.items(second)}
    assert refused(decisions.draft, first.call, **words) == ["report_there"]
    decisions.withdraw(report, by=who.officer, at=later(days=47), reason="合并上报")
    assert decisions.draft(first.call, **words).subject.state == "drafted"


def test_the_supervisor_is_asked_and_its_countersignature_makes_it_a_report_of_both(who):
    report = stages.drafted_report(who)
    waiting = open_on(report)
    assert (waiting.act, waiting.second, waiting.proposed_by) == (
        "decision.countersign",
        who.supervisor.body,
        who.officer,
    )
    assert refused(decisions.send, report, by=who.officer, at=later(days=47)) == ["wrong_state"]
    answer(waiting, by=who.supervisor, at=later(days=47))
    assert states(report) == ["countersigned"]


@pytest.mark.article("8")
def test_where_the_authority_itself_supervises_nobody_else_is_asked(who):
    application = awarding.in_base_zone(who)
    assert application.report_items.get().report.state == "decided"
    assert not Proposal.objects.exists()


@pytest.mark.parametrize("how", ["declined", "expired"])
def test_what_was_not_countersigned_can_be_proposed_again_as_it_is(who, how):
    report = stages.drafted_report(who)
    if how == "declined":
        decline(open_on(report), by=who.supervisor, at=later(days=47), reason="请补充理由")
    else:
        assert expire_due(at=later(days=70)) == 1
    assert (states(report), open_on(report)) == (["drafted"], None)
    decisions.countersign(report, by=who.officer, at=later(days=71))
    answer(open_on(report), by=who.supervisor, at=later(days=72))
    assert states(report) == ["countersigned"]


def test_or_revised_which_proposes_it_anew(who):
    first, second = awarding.two_reviewed(who)
    report = stages.drafted_report(who, first)
    decline(open_on(report), by=who.supervisor, at=later(days=47), reason="请两家一并上报")
    words = {"text": "两家一并上报。", "items": awarding.items(second, first, recommended=False)}
    decisions.revise(report, by=who.colleague, at=later(days=48), **words)
    assert fresh(report).text == "两家一并上报。"
    assert set(report.items.values_list("application", "recommended")) == {(first.pk, False), (second.pk, False)}
    answer(open_on(report), by=who.supervisor, at=later(days=49))
    assert states(report) == ["countersigned"]


def test_a_revised_report_is_not_countersigned_on_the_old_proposal(who):
    report = stages.drafted_report(who)
    old = open_on(report)
    words = {"text": "改后的报告。", "items": awarding.items(report.items.get().application)}
    decisions.revise(report, by=who.officer, at=later(days=47), **words)
    assert states(old) == ["withdrawn"]
    assert open_on(report).case_version == fresh(report).version
    assert refused(answer, old, by=who.supervisor, at=later(days=47)) == ["wrong_state"]


def test_what_was_countersigned_is_not_revised(who):
    report = stages.countersigned_report(who)
    words = {"text": "改后的报告。", "items": awarding.items(report.items.get().application)}
    assert refused(decisions.revise, report, by=who.officer, at=later(days=48), **words) == ["not_drafted"]
    assert refused(decisions.revise, report, by=who.officer, at=later(days=48), text="", items=[]) == [
        "not_drafted", "missing", "items",
    ]  # fmt: skip
    assert refused(decisions.countersign, report, by=who.officer, at=later(days=48)) == ["wrong_state"]


@pytest.mark.article("12")
def test_an_application_withdrawn_after_the_drafting_is_not_countersigned(who):
    report = stages.drafted_report(who)
    withdrawn_by(who, report.items.get().application)
    assert refused(answer, open_on(report), by=who.supervisor, at=later(days=48)) == ["item_gone"]
    assert refused(decisions.countersign, report, by=who.officer, at=later(days=48)) == ["item_gone"]


@pytest.mark.article("12")
def test_nor_sent_when_it_was_withdrawn_after_the_countersigning(who):
    first, second = awarding.two_reviewed(who)
    report = stages.drafted_report(who, first)
    answer(open_on(report), by=who.supervisor, at=later(days=47))
    withdrawn_by(who, first)
    assert refused(decisions.send, report, by=who.officer, at=later(days=48)) == ["item_gone"]
    decisions.withdraw(report, by=who.officer, at=later(days=48), reason="一家已撤回")
    assert awarding.reported(who, second).state == "sent"
    assert states(first, second, report) == ["withdrawn", "reported", "withdrawn"]


@pytest.mark.article("12")
def test_a_drafted_report_goes_on_without_the_one_that_withdrew(who):
    first, second = awarding.two_reviewed(who)
    items = awarding.items(first, second)
    report = decisions.draft(first.call, by=who.officer, at=later(days=46), text="请审定。", items=items).subject
    withdrawn_by(who, first)
    decisions.revise(report, by=who.officer, at=later(days=47), text="只报一家。", items=awarding.items(second))
    answer(open_on(report), by=who.supervisor, at=later(days=48))
    decisions.send(report, by=who.officer, at=later(days=49))
    assert states(report, second) == ["sent", "reported"]


def test_from_its_sending_on_the_applications_are_reported_and_cannot_be_withdrawn(who):
    report = stages.sent_report(who)
    application = report.items.get().application
    assert (report.sent_by, report.sent_at, application.state) == (who.officer, later(days=48), "reported")
    assert refused(withdraw_application, application, by=who.applicant, at=later(days=49)) == ["wrong_state"]


@pytest.mark.article("8")
def test_it_is_the_supervisor_of_the_day_that_countersigns(who):
    report = stages.drafted_report(who)
    old = open_on(report)
    words = {"to": who.officer.body, "from_on": later(days=47).date(), "reason": "职责调整"}
    hand_over(report.call.zone, by=who.officer, at=later(days=46), **words)
    assert refused(answer, old, by=who.supervisor, at=later(days=48)) == ["second_changed"]
    decisions.countersign(report, by=who.officer, at=later(days=48))
    assert states(report) == ["countersigned"]


@pytest.mark.parametrize("stage", ["drafted_report", "countersigned_report"])
def test_it_can_be_withdrawn_with_a_reason_until_it_is_sent(who, stage):
    report = getattr(stages, stage)(who)
    assert refused(decisions.withdraw, report, by=who.officer, at=later(days=48), reason="") == ["missing"]
    decisions.withdraw(report, by=who.officer, at=later(days=48), reason="重拟")
    assert states(report, report.items.get().application) == ["withdrawn", "reviewed"]
    assert open_on(report) is None  # the supervisor is not asked any more


def test_what_was_sent_is_for_the_government_to_decide(who):
    report = stages.sent_report(who)
    assert refused(decisions.withdraw, report, by=who.officer, at=later(days=49), reason="重拟") == ["sent"]


@pytest.mark.article("11")
@pytest.mark.parametrize("stage", ["drafted_report", "countersigned_report", "sent_report", "entered"])
def test_a_cancelled_call_takes_its_report_with_it(who, stage):
    report = getattr(stages, stage)(who)
    application = report.items.get().application
    cancel(report.call, by=who.officer, at=later(days=60, minutes=9), reason="专区调整")
    assert states(report, application) == ["withdrawn", "lapsed"]
    assert (open_on(report), fresh(report).due_on) == (None, None)
    assert not Report.objects.filter(state__in=["drafted", "countersigned", "sent"]).exists()

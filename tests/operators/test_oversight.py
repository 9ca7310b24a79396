"""Incidents with their hours, breaches with their orders, interviews, and the hearing (Arts 16, 31-33)."""

from io import BytesIO

import pytest

from config.kernel.countersigning.actions import countersign
from config.kernel.countersigning.queries import open_on
from operators.agreement import actions as agreements
from operators.oversight import actions as oversight
from operators.oversight.drafting import attach
from operators.oversight.models import Interview
from tests import stages
from tests import stages_oversight as lives
from tests.cast import later
from tests.papers import PDF, fresh, scan_for
from tests.refusing import answers, never, refused


@pytest.mark.article("31")
@pytest.mark.parametrize(("severity", "hours"), [("extreme", 1), ("major", 4), ("serious", 12), ("general", 24)])
def test_the_hours_of_a_report_run_from_the_discovery_by_severity(who, severity, hours):
    incident = lives.noted(stages.in_force(who), who.supervisor, severity=severity)
    assert incident.report_by == later(days=80, minutes=1 + hours * 60)
    assert [incident.overdue_at(later(days=80, minutes=hours * 60 + minutes)) for minutes in (1, 2)] == [False, True]


@pytest.mark.article("31")
@pytest.mark.parametrize(("minutes", "late"), [(241, False), (242, True)])
def test_a_late_report_is_taken_and_says_that_it_is_late(who, minutes, late):
    incident = lives.discovered(who)
    fact = oversight.report(incident, by=who.security_officer, at=later(days=80, minutes=minutes), text="报告。")
    assert fact.late is late and fresh(incident).overdue_at(later(days=200)) is late


@pytest.mark.article("31")
def test_an_incident_is_of_a_known_kind_and_severity_and_discovered_in_the_term(who):
    agreement = stages.in_force(who)
    words = {"kind": "else", "severity": "else", "discovered_at": later(days=79), "text": " "}
    said = refused(oversight.discover, agreement, by=who.security_officer, at=later(days=81), **words)
    assert said == ["missing", "kind", "severity", "discovered_at"]
    words |= {"kind": "leak", "severity": "major", "discovered_at": later(days=82), "text": "事件。"}
    assert refused(oversight.discover, agreement, by=who.officer, at=later(days=81), **words) == ["discovered_at"]


@pytest.mark.article("31")
def test_nothing_is_noted_or_found_under_what_is_not_in_force(who):
    agreement, at = stages.signed(who), later(days=79)
    words = {"kind": "leak", "severity": "major", "discovered_at": at, "text": "事件。"}
    assert "not_in_force" in refused(oversight.discover, agreement, by=who.officer, at=at, **words)
    words = {"text": "违约。", "provision": "第二十条"}
    assert refused(oversight.find, agreement, by=who.officer, at=at, **words) == ["not_in_force"]


@pytest.mark.article("31")
def test_the_operators_security_officer_tells_and_the_supervisor_closes(who):
    incident = lives.explained(who)
    words = {"at": later(days=82), "text": "已核实。"}
    assert refused(oversight.close, incident, by=who.officer, **words) == ["not_supervisor"]
    assert refused(oversight.close, incident, by=who.supervisor, at=later(days=82), text="") == ["missing"]
    assert refused(oversight.reopen, incident, by=who.officer, at=later(days=82), reason="不足") == ["not_supervisor"]
    assert refused(oversight.reopen, incident, by=who.supervisor, at=later(days=82), reason="") == ["missing"]
    oversight.reopen(incident, by=who.supervisor, at=later(days=82), reason="未说明原因。")
    words = {"at": later(days=83), "cause": "原因"}
    assert answers(oversight.explain, fresh(incident), who, "applicant", **words) == never("applicant")
    for office in (who.officer, who.supervisor):
        assert refused(oversight.explain, fresh(incident), by=office, **words) == ["role", "other_body"]
    oversight.explain(incident, by=who.security_officer, at=later(days=83), cause="口令泄露。")
    oversight.close(incident, by=who.supervisor, at=later(days=84), text="已核实。")
    assert (fresh(incident).state, fresh(incident).closed_by) == ("closed", who.supervisor)
    assert refused(oversight.reopen, incident, by=who.supervisor, at=later(days=85), reason="又") == ["wrong_state"]


@pytest.mark.article("31")
def test_each_word_of_an_incident_is_asked_for(who):
    incident, by, at = lives.discovered(who), who.security_officer, later(days=81)
    assert refused(oversight.report, incident, by=by, at=at, text="") == ["missing"]
    oversight.report(incident, by=by, at=at, text="报告。")
    assert refused(oversight.contain, incident, by=by, at=at, measures="") == ["missing"]
    oversight.contain(incident, by=by, at=at, measures="停用。")
    assert refused(oversight.explain, incident, by=by, at=at, cause=" ") == ["missing"]


@pytest.mark.article("31")
def test_an_order_has_working_days_and_an_answer_its_evidence(who):
    breach = lives.ordered(who)
    assert (breach.due_days, breach.last_order.due_on) == (15, breach.due_on)
    strange = scan_for(breach, who.officer, later(days=81)).pk
    for evidence in ([], [strange], [0]):
        words = {"text": "已整改。", "evidence": evidence}
        assert refused(oversight.answer, breach, by=who.applicant, at=later(days=81), **words) == ["evidence"]
    own = scan_for(breach, who.security_officer, later(days=81)).pk
    fact = oversight.answer(breach, by=who.applicant, at=later(days=81), text="已整改。", evidence=[own])
    assert (fact.late, fresh(breach).state, fresh(breach).due_on) == (False, "answered", None)


@pytest.mark.article("31")
def test_what_is_not_accepted_is_ordered_again_and_what_is_accepted_is_closed(who):
    breach = lives.answered(who)
    assert refused(oversight.refuse, breach, by=who.officer, at=later(days=83), reason="") == ["missing"]
    oversight.refuse(breach, by=who.supervisor, at=later(days=83), reason="证据不足。")
    breach = fresh(breach)
    assert (breach.state, breach.last_order.round, breach.due_from) == ("ordered", 2, later(days=83).date())
    paper = scan_for(breach, who.applicant, later(days=84)).pk
    oversight.answer(breach, by=who.applicant, at=later(days=84), text="已补正。", evidence=[paper])
    assert refused(oversight.verify, fresh(breach), by=who.officer, at=later(days=85), remark="") == ["missing"]
    oversight.verify(breach, by=who.officer, at=later(days=85), remark="已核实。")
    oversight.settle(breach, by=who.supervisor, at=later(days=86))
    assert [order.accepted for order in fresh(breach).orders.all()] == [False, True]
    assert fresh(breach).state == "closed"


@pytest.mark.article("31")
def test_a_finding_is_taken_back_by_its_own_body_only(who):
    breach = lives.found(who)
    assert refused(oversight.withdraw, breach, by=who.supervisor, at=later(days=81), reason="误") == ["not_finder"]
    assert refused(oversight.withdraw, breach, by=who.officer, at=later(days=81), reason="") == ["missing"]
    oversight.withdraw(breach, by=who.colleague, at=later(days=81), reason="认定有误。")
    assert fresh(breach).state == "withdrawn"


@pytest.mark.article("33")
def test_an_interview_has_minutes_of_both_then_a_reply_then_its_end(who):
    interview = lives.opened(who)
    assert refused(oversight.reply, interview, by=who.applicant, at=later(days=81), reply="答复。") == ["no_minutes"]
    assert refused(oversight.conclude, interview, by=who.officer, at=later(days=81)) == ["reply_awaited"]
    assert refused(oversight.conclude, interview, by=who.officer, at=later(days=100)) == ["no_minutes"]
    oversight.record(interview, by=who.officer, at=later(days=81), minutes="纪要。")
    assert fresh(interview).state == "opened"
    countersign(open_on(interview), by=who.supervisor, at=later(days=82))
    assert refused(oversight.conclude, fresh(interview), by=who.officer, at=later(days=83)) == ["reply_awaited"]
    oversight.reply(interview, by=who.signatory, at=later(days=83), reply="将改进。")
    oversight.conclude(interview, by=who.supervisor, at=later(days=84))
    assert (fresh(interview).state, fresh(interview).minutes, fresh(interview).answer) == (
        "closed",
        "纪要。",
        "将改进。",
    )


@pytest.mark.article("33")
def test_after_a_poor_result_the_clock_calls_in_with_a_ground(who):
    agreement, at = stages.in_force(who), later(days=90)
    oversight.call_in(agreement, by=who.clock, at=at, kind="reminder", ground="考核评估结果较差。")
    opened = Interview.objects.get()
    assert (opened.kind, opened.state, opened.due_days) == ("reminder", "opened", 5)
    said = refused(oversight.call_in, agreement, by=who.officer, at=at, kind="hearing", ground="")
    assert said == ["missing", "kind"]
    oversight.reply(opened, by=who.applicant, at=at, reply="收到。")
    assert fresh(opened).state == "replied"


@pytest.mark.article("33")
def test_each_word_of_a_record_is_asked_for(who):
    opened = lives.opened(who)
    assert refused(oversight.record, opened, by=who.officer, at=later(days=81), minutes=" ") == ["missing"]
    oversight.record(opened, by=who.officer, at=later(days=81), minutes="纪要。")
    countersign(open_on(opened), by=who.supervisor, at=later(days=82))
    assert refused(oversight.reply, opened, by=who.applicant, at=later(days=83), reply=" ") == ["missing"]


@pytest.mark.article("16")
def test_a_hearing_is_for_a_grave_breach_or_one_that_was_not_rectified_in_time(who):
    breach = lives.ordered(who, grave=False)
    last, words = breach.due_on, {"by": who.officer, "text": "拟终止授权。"}
    days = (last - later().date()).days
    assert refused(oversight.open_hearing, breach, at=later(days=days), **words) == ["nothing_to_hear"]
    assert oversight.open_hearing.refusals(breach, at=later(days=days + 1), **words) == []
    oversight.open_hearing(breach, at=later(days=days + 1), **words)
    assert refused(oversight.open_hearing, breach, at=later(days=days + 1), **words) == ["hearing_there"]
    assert refused(agreements.terminate, breach.agreement, by=who.officer, at=later(days=days + 2), reason="违约") == [
        "not_heard"
    ]


@pytest.mark.article("16")
def test_nothing_is_terminated_without_a_breach_that_stands(who):
    agreement, words = stages.in_force(who), {"by": who.officer, "at": later(days=90), "reason": "违约"}
    assert refused(agreements.terminate, agreement, **words) == ["no_breach"]
    breach = lives.breach_of(agreement, who.officer, grave=False)
    assert refused(agreements.terminate, agreement, **words) == ["no_breach"]
    oversight.withdraw(breach, by=who.officer, at=later(days=90), reason="误")
    lives.breach_of(agreement, who.officer)
    assert refused(agreements.terminate, agreement, **words) == ["not_heard"]


@pytest.mark.article("16")
def test_whoever_does_not_answer_in_its_days_was_heard(who):
    hearing = lives.hearing(who)
    agreement, days = hearing.agreement, (hearing.due_on - later().date()).days
    words = {"by": who.officer, "reason": "违约"}
    assert refused(agreements.terminate, agreement, at=later(days=days), **words) == ["not_heard"]
    agreements.terminate(agreement, at=later(days=days + 1), **words)
    countersign(open_on(agreement), by=who.supervisor, at=later(days=days + 1, minutes=1))
    assert fresh(agreement).state == "terminated"


@pytest.mark.article("16")
def test_what_was_rectified_meanwhile_is_not_terminated_for(who):
    breach = lives.answered(who)
    opened = oversight.open_hearing(breach, by=who.officer, at=later(days=83), text="拟终止。").subject
    oversight.reply(opened, by=who.applicant, at=later(days=84), reply="陈述。")
    agreements.terminate(breach.agreement, by=who.officer, at=later(days=85), reason="违约")
    oversight.verify(breach, by=who.officer, at=later(days=86), remark="已核实。")
    waiting = open_on(breach.agreement, "agreement.terminate")
    assert refused(countersign, waiting, by=who.supervisor, at=later(days=87)) == ["no_breach"]


@pytest.mark.article("31")
def test_a_stranger_and_another_supervisor_have_no_business_here(who):
    breach, others = lives.found(who), "outsider editor clock"
    words = {"at": later(days=81), "text": "整改。"}
    assert answers(oversight.order, breach, who, others, **words) == never(others)
    assert refused(oversight.order, breach, by=who.district, **words) == ["not_supervisor"]
    words = {"by": who.rival, "at": later(days=81), "text": "已整改。"}
    assert refused(oversight.answer, breach, **words, evidence=[]) == ["wrong_state", "other_body", "evidence"]


@pytest.mark.article("31")
def test_evidence_is_added_by_the_operator_until_it_is_over(who):
    breach = lives.found(who)
    assert attach(breach, BytesIO(PDF), by=who.applicant, at=later(days=81), name="整改.pdf").case_id == breach.pk
    words = {"at": later(days=82), "name": "整改.pdf"}
    assert refused(lambda case, **said: attach(case, BytesIO(PDF), **said), breach, by=who.officer, **words) == [
        "role", "other_body",
    ]  # fmt: skip
    oversight.withdraw(breach, by=who.officer, at=later(days=81), reason="误")
    assert refused(lambda case, **said: attach(case, BytesIO(PDF), **said), breach, by=who.applicant, **words) == [
        "over"
    ]

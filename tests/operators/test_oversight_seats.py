"""Who notes, finds, orders, answers and hears: everybody else is told why not (Arts 16, 31-33)."""

from io import BytesIO

import pytest

from config.kernel.accounts.models import Seat
from config.kernel.countersigning.actions import countersign
from config.kernel.countersigning.queries import open_on
from config.kernel.refusals import Refused
from config.kernel.writing import given
from operators.agreement.models import Agreement
from operators.oversight import actions as oversight
from operators.oversight.drafting import attach
from tests import stages
from tests import stages_oversight as lives
from tests.cast import later
from tests.papers import PDF, fresh
from tests.refusing import answers, refused

AT = later(days=83)
OFFICES_ONLY = {"applicant": ["role"], "recorder": ["role"], "district": ["not_supervisor"]}


@pytest.mark.article("31")
def test_an_incident_is_noted_by_the_operators_security_officer_or_an_office(who):
    words = {"at": AT, "kind": "leak", "severity": "major", "discovered_at": later(days=82), "text": "事件。"}
    assert answers(oversight.discover, stages.in_force(who), who, "editor rival recorder district", **words) == {
        "editor": ["role"], "rival": ["role", "other_body"], "recorder": ["role"], "district": ["not_supervisor"],
    }  # fmt: skip


@pytest.mark.article("31")
def test_an_incident_is_reported_and_contained_by_the_security_officer_and_closed_by_the_supervisor(who):
    incident = lives.discovered(who)
    assert answers(oversight.report, incident, who, "applicant", at=AT, text="报告。") == {"applicant": ["role"]}
    oversight.report(incident, by=who.security_officer, at=AT, text="报告。")
    measures = {"at": AT, "measures": "停用接口。"}
    assert answers(oversight.contain, fresh(incident), who, "applicant", **measures) == {"applicant": ["role"]}
    oversight.contain(incident, by=who.security_officer, **measures)
    oversight.explain(incident, by=who.security_officer, at=AT, cause="口令泄露。")
    assert answers(oversight.close, fresh(incident), who, "applicant district", at=AT, text="已核实。") == {
        "applicant": ["role"], "district": ["not_supervisor"],
    }  # fmt: skip


@pytest.mark.article("16", "31", "32")
def test_a_breach_is_found_by_an_office_in_words_that_name_the_provision(who):
    agreement = stages.in_force(who)
    words = {"at": AT, "text": "违约。", "provision": "第二十条"}
    assert answers(oversight.find, agreement, who, " ".join(OFFICES_ONLY), **words) == OFFICES_ONLY
    for missing in ("text", "provision"):
        assert refused(oversight.find, agreement, by=who.officer, **words | {missing: " "}) == ["missing"]


@pytest.mark.article("31")
def test_an_order_and_its_answer_are_in_words(who):
    breach = lives.found(who)
    assert refused(oversight.order, breach, by=who.officer, at=AT, text=" ") == ["missing"]
    assert answers(oversight.withdraw, breach, who, "applicant", at=AT, reason="撤回。") == {"applicant": ["role"]}
    oversight.order(breach, by=who.officer, at=AT, text="限期整改。")
    evidence = [attach(fresh(breach), BytesIO(PDF), by=who.applicant, at=AT, name="证据.pdf").pk]
    words = {"by": who.applicant, "at": AT, "evidence": evidence}
    assert refused(oversight.answer, fresh(breach), text=" ", **words) == ["missing"]


@pytest.mark.article("31")
def test_an_answer_is_refused_verified_and_settled_by_an_office(who):
    breach, others = lives.answered(who), " ".join(OFFICES_ONLY)
    assert answers(oversight.refuse, breach, who, others, at=AT, reason="不合格。") == OFFICES_ONLY
    assert answers(oversight.verify, breach, who, others, at=AT, remark="已核实。") == OFFICES_ONLY
    oversight.verify(breach, by=who.officer, at=AT, remark="已核实。")
    assert answers(oversight.settle, fresh(breach), who, others, at=AT) == OFFICES_ONLY


@pytest.mark.article("33")
def test_an_operator_is_called_in_by_an_office(who):
    words = {"at": AT, "kind": "interview", "ground": "考核评估结果较差。"}
    assert answers(oversight.call_in, stages.in_force(who), who, " ".join(OFFICES_ONLY), **words) == OFFICES_ONLY


@pytest.mark.article("33")
def test_the_authority_keeps_the_minutes_the_operator_replies_and_an_office_concludes(who):
    interview = lives.opened(who)
    assert answers(oversight.record, interview, who, "supervisor", at=AT, minutes="纪要。") == {"supervisor": ["role"]}
    oversight.record(interview, by=who.officer, at=AT, minutes="纪要。")
    countersign(open_on(interview), by=who.supervisor, at=AT)
    interview = fresh(interview)
    assert answers(oversight.reply, interview, who, "editor rival", at=AT, reply="将改进。") == {
        "editor": ["role"], "rival": ["other_body"],
    }  # fmt: skip
    oversight.reply(interview, by=who.applicant, at=AT, reply="将改进。")
    assert answers(oversight.conclude, fresh(interview), who, " ".join(OFFICES_ONLY), at=AT) == OFFICES_ONLY


@pytest.mark.article("16")
def test_a_hearing_is_the_authoritys_in_words_while_the_agreement_lives(who):
    breach = lives.found(who)
    hear, words = oversight.open_hearing, {"at": AT, "text": "拟终止授权。"}
    assert answers(hear, breach, who, "supervisor applicant", **words) == {
        "supervisor": ["role"],
        "applicant": ["role"],
    }
    assert refused(hear, breach, by=who.officer, at=AT, text=" ") == ["missing"]
    with given():
        Agreement.objects.filter(pk=breach.agreement_id).update(state="expired")
    assert refused(hear, breach, by=who.officer, **words) == ["not_in_force"]


@pytest.mark.article("31")
def test_a_seat_that_was_revoked_adds_no_evidence(who):
    breach = lives.found(who)
    with given():
        Seat.objects.filter(pk=who.applicant.pk).update(state="revoked")
    with pytest.raises(Refused) as no:
        attach(breach, BytesIO(PDF), by=fresh(who.applicant), at=AT, name="证据.pdf")
    assert no.value.codes == ["seat_not_active"]

"""A client that was written by a machine from our document leads an application into force, at the story's pace."""

from functools import cache

import pytest

from operators.agreement import actions as agreements
from operators.agreement.models import Agreement
from operators.application import actions as applications
from operators.application.models import Application
from operators.review.models import Panel
from tests import cast, stages
from tests.cast import later
from tests.doors.generated import Asker, generated, served  # noqa: F401
from zones.call import actions as calls


@pytest.fixture
def who(served):
    return cast.people()


@pytest.fixture
def of(generated, served, who):
    """`of(seat)`: who asks from it."""
    askers = []

    @cache
    def asker(seat):
        askers.append(Asker(generated, served, who, seat))
        return askers[-1]

    yield asker
    for one in askers:
        one.close()


@pytest.mark.article("12", "13", "14", "16")
def test_from_draft_to_an_agreement_in_force(who, of, on_day):
    call = stages.published_call(who)
    number = apply(who, of, on_day, call)
    review(who, of, on_day, call, number)
    decide(who, of, on_day, call, number)
    agreement = agree(who, of, on_day, number)
    assert of(who.applicant).ask("agreements_retrieve", agreement).state == "in_force"
    assert of(who.applicant).ask("applications_retrieve", number).state == "awarded"


def apply(who, of, on_day, call) -> str:
    """Begun, filled in, submitted; examined and accepted by the officer."""
    on_day(2)
    applicant, officer = of(who.applicant), of(who.officer)
    started = applicant.act("calls_start_application", call.number, status=201)
    paper = applicant.send("applications_documents_add", started.id, stages.PDF, "证明.pdf")
    for name, content in sections(applicant, call.number, paper).items():
        body = applicant.models.SectionWords.from_dict({"content": content, "seen": 0})
        applicant.ask("applications_section", started.id, name, body=body)
    on_day(5)
    number = applicant.act("applications_submit", started.id).number
    on_day(6)
    for condition in applicant.ask("calls_retrieve", call.number).conditions:
        officer.act("applications_find", number, condition=condition.key, result="met")
    on_day(7)
    officer.act("applications_accept", number)
    return number


def sections(applicant, call: str, paper: int) -> dict:
    """Every section, complete, from what the call itself says over the API."""
    asked = applicant.ask("calls_retrieve", call)
    shown = {"statement": "符合。", "evidence": [paper], "valid_until": "2029-12-31"}
    return {
        "profile": {"contact": "王芳", "telephone": "010-00000000"},
        "conditions": {condition.key: shown for condition in asked.conditions},
        "scenarios": {"scenarios": [{"name": "信贷与资产评估", "purpose": "产业发展", "services": ["查询服务"]}]},
        "data": {"datasets": [{"dataset": "纳税信息", "purpose": "信用评估"}]},
        "plan": {"text": "运营方案。"},
        "papers": {title: [paper] for title in asked.papers},
    }


def review(who, of, on_day, call, number) -> None:
    """A panel is drawn, declares, scores and concludes; the supervisor countersigns."""
    on_day(40)
    calls.close(stages.fresh(call), by=who.clock)
    on_day(41)
    panel = of(who.officer).act("calls_convene_panel", call.number, status=201)
    on_day(42)
    row = Panel.objects.get(pk=panel.id)
    for seat in stages.members(row):
        of(seat).act("panels_declare", panel.id, conflict=False)
    on_day(43)
    of(who.officer).act("panels_open_papers", panel.id)
    on_day(44)
    for seat in stages.members(row):
        words = {"points": stages.points(row, 2), "opinions": stages.opinions(row)}
        of(seat).act("panels_send_sheet", panel.id, application=number, **words)
    on_day(45)
    countersigned(who, of, of(who.officer).act("panels_conclude", panel.id, status=202, minutes="评审会纪要。"))


def countersigned(who, of, proposal) -> None:
    of(who.supervisor).act("proposals_countersign", proposal.id)


def decide(who, of, on_day, call, number) -> None:
    """The report, countersigned and sent; the decision, entered by one person and verified by another."""
    officer, recorder = of(who.officer), of(who.recorder)
    application = officer.ask("applications_retrieve", number).id
    on_day(46)
    item = {"application": application, "recommended": True, "opinion": "建议授权。"}
    report = officer.act("calls_draft_report", call.number, status=201, text="请审定。", items=[item])
    on_day(47)
    countersigned(who, of, of(who.supervisor).ask("proposals_list").results[0])  # newest first
    on_day(48)
    officer.act("reports_send", report.id)
    on_day(60)
    scan = recorder.send("reports_documents_add", report.id, stages.PDF, "批复.pdf")
    recorder.act(
        "reports_enter_decision", report.id, document_number="京政函〔2026〕1号", decided_on="2026-04-30",
        signing_mode="authority", outcomes={str(application): "approved"}, scan=scan,
    )  # fmt: skip
    on_day(61)
    of(who.verifier).act("reports_verify_decision", report.id)
    on_day(75)
    applications.end_notice(Application.objects.get(number=number), by=who.clock)


def agree(who, of, on_day, number) -> str:
    """Drafted, written, made final, signed by both, and begun by the clock."""
    officer = of(who.officer)
    on_day(76)
    words = {"starts_on": later(days=80).date().isoformat(), "years": 5}
    drafted = officer.act("applications_draft_agreement", number, status=201, **words)
    reference = drafted.number or drafted.id
    heads = {head.key: f"{head.title}的约定。" for head in officer.ask("agreements_retrieve", reference).heads}
    officer.act("agreements_write", reference, heads=heads)
    on_day(77)
    officer.act("agreements_finalise", reference)
    on_day(78)
    text = officer.ask("agreements_retrieve", reference).sha256
    of(who.authority_signatory).act("agreements_sign", reference, sha256=text)
    of(who.signatory).act("agreements_sign", reference, sha256=text)
    on_day(80)
    agreements.bring_into_force(Agreement.objects.get(pk=drafted.id), by=who.clock)
    return reference

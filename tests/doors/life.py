"""One life over HTTP, request by request: from the plan of a zone to an agreement in force (Arts 8-16).

Whoever tells it sends each request as they like (a generated client, Django's own) and hands the answer back. What only
the clock does, and no person or system can ask for, is done here in process: the call closes, the notice ends, the
agreement begins. So is a look at who was drawn and what the rulebook's sheet asks for: the tests must know whose turn
it is.
"""

from collections.abc import Callable, Generator
from datetime import datetime
from typing import Any, NamedTuple

from config.kernel.accounts.models import Seat
from operators.agreement import actions as agreements
from operators.agreement.models import Agreement
from operators.application import actions as applications
from operators.application.models import Application
from operators.review.models import Panel
from tests import stages
from zones.call import actions as calls
from zones.call.models import Call


class Ask(NamedTuple):
    """A request: from which seat, of which operation, what stands in its address, its JSON or its file."""

    by: Seat
    operation: str
    path: tuple[str, ...] = ()
    words: dict[str, Any] | None = None
    file: str = ""
    query: dict[str, str] = {}
    status: int = 200
    content: bytes = b""  # of the file, where it matters


Telling = Generator[Ask, dict[str, Any], Any]  # asks, is handed the answers, ends with what the next chapter needs


class Life:
    """`on_day(6)` goes to a day of the life, `at(6)` says when that is."""

    def __init__(self, who, on_day: Callable[[int], Any], at: Callable[..., datetime], zone="教育公共数据专区"):
        self.who, self.on_day, self.at, self.zone = who, on_day, at, zone

    def told(self) -> Telling:
        """The numbers of the application and of the agreement."""
        call = yield from self.call()
        number = yield from self.apply(call)
        yield from self.review(call, number)
        yield from self.decide(call, number)
        agreement = yield from self.agree(number)
        return number, agreement

    def act(self, by, operation: str, reference, status: int = 200, **words) -> Telling:
        """An act with its words; the case that it was about, or that began."""
        said = yield Ask(by, operation, (str(reference),), words, status=status)
        return said["case"]

    def read(self, by, operation: str, *path, **query) -> Telling:
        return (yield Ask(by, operation, tuple(map(str, path)), query=query))

    def countersigned(self) -> Telling:
        """By the supervisor: the newest proposal."""
        proposals = yield from self.read(self.who.supervisor, "proposals_list", state="open")
        yield from self.act(self.who.supervisor, "proposals_countersign", proposals["results"][0]["id"])

    def call(self) -> Telling:
        """A zone is planned and established; its call drafted, proposed, countersigned, published."""
        self.on_day(0)
        officer, authority = self.who.officer, self.who.officer.body_id
        fields = yield from self.read(officer, "fields_list")
        education = next(field["id"] for field in fields["results"] if field["code"] == "education")
        zone = yield from self.act(
            officer, "bodies_plan_zone", authority, 201, name=self.zone, kind="field", field=education,
            purpose="以公共数据支持教育教学。", supervisor=self.who.supervisor.body_id,
        )  # fmt: skip
        yield from self.act(officer, "zones_establish", zone["id"])
        texts = yield from self.read(officer, "rulebooks_list", code="beijing-2023-draft")
        drafted = yield from self.act(
            officer, "zones_draft_call", zone["id"], 201, rulebook=texts["results"][0]["id"], title="教育专区申报通知",
            text="现发布通知。", places=1, papers=["运营方案"], opens_at=self.at(1).isoformat(),
            closes_at=self.at(40).isoformat(),
        )  # fmt: skip
        yield from self.act(officer, "calls_propose", drafted["id"])
        yield from self.countersigned()
        return (yield from self.read(officer, "calls_retrieve", drafted["id"]))["number"]

    def apply(self, call: str) -> Telling:
        """Begun, filled in, submitted; examined and accepted by the officer."""
        self.on_day(2)
        applicant, officer = self.who.applicant, self.who.officer
        started = yield from self.act(applicant, "calls_start_application", call, 201)
        paper = yield Ask(applicant, "applications_documents_add", (str(started["id"]),), file="证明.pdf", status=201)
        asked = yield from self.read(applicant, "calls_retrieve", call)
        for name, content in sections(asked, paper["id"]).items():
            words = {"content": content, "seen": 0}
            yield Ask(applicant, "applications_section", (str(started["id"]), name), words)
        self.on_day(5)
        number = (yield from self.act(applicant, "applications_submit", started["id"]))["number"]
        self.on_day(6)
        for condition in asked["conditions"]:
            yield from self.act(officer, "applications_find", number, condition=condition["key"], result="met")
        self.on_day(7)
        yield from self.act(officer, "applications_accept", number)
        return number

    def review(self, call: str, number: str) -> Telling:
        """The clock closes the call; a panel is drawn, declares, scores and concludes; the supervisor countersigns."""
        officer = self.who.officer
        self.on_day(40)
        calls.close(Call.objects.get(number=call), by=self.who.clock)
        self.on_day(41)
        panel = (yield from self.act(officer, "calls_convene_panel", call, 201))["id"]
        self.on_day(42)
        row = Panel.objects.get(pk=panel)
        for seat in stages.members(row):
            yield from self.act(seat, "panels_declare", panel, conflict=False)
        self.on_day(43)
        yield from self.act(officer, "panels_open_papers", panel)
        self.on_day(44)
        for seat in stages.members(row):
            words = {"points": stages.points(row, 2), "opinions": stages.opinions(row)}
            yield Ask(seat, "panels_draft", (str(panel), number), words)
            yield from self.act(seat, "panels_send_sheet", panel, application=number, **words)
        self.on_day(45)
        yield from self.act(officer, "panels_conclude", panel, 202, minutes="评审会纪要。")
        yield from self.countersigned()

    def decide(self, call: str, number: str) -> Telling:
        """The report, countersigned and sent; the decision, entered by one person, verified by another; the notice."""
        officer, recorder = self.who.officer, self.who.recorder
        self.on_day(46)
        application = (yield from self.read(officer, "applications_retrieve", number))["id"]
        item = {"application": application, "recommended": True, "opinion": "建议授权。"}
        report = (yield from self.act(officer, "calls_draft_report", call, 201, text="请审定。", items=[item]))["id"]
        self.on_day(47)
        yield from self.countersigned()
        self.on_day(48)
        yield from self.act(officer, "reports_send", report)
        self.on_day(60)
        scan = yield Ask(recorder, "reports_documents_add", (str(report),), file="批复.pdf", status=201)
        yield from self.act(
            recorder, "reports_enter_decision", report, document_number="京政函〔2026〕1号", signing_mode="authority",
            decided_on=self.at(59).date().isoformat(), outcomes={str(application): "approved"}, scan=scan["id"],
        )  # fmt: skip
        self.on_day(61)
        yield from self.act(self.who.verifier, "reports_verify_decision", report)
        self.on_day(75)
        applications.end_notice(Application.objects.get(number=number), by=self.who.clock)

    def agree(self, number: str) -> Telling:
        """Drafted, written, made final, signed by both; the clock begins it."""
        officer = self.who.officer
        self.on_day(76)
        words = {"starts_on": self.at(80).date().isoformat(), "years": 5}
        drafted = yield from self.act(officer, "applications_draft_agreement", number, 201, **words)
        agreement = drafted["id"]
        asked = yield from self.read(officer, "agreements_retrieve", agreement)
        heads = {head["key"]: f"{head['title']}的约定。" for head in asked["heads"]}
        yield from self.act(officer, "agreements_write", agreement, heads=heads)
        self.on_day(77)
        yield from self.act(officer, "agreements_finalise", agreement)
        self.on_day(78)
        text = (yield from self.read(officer, "agreements_retrieve", agreement))["sha256"]
        yield from self.act(self.who.authority_signatory, "agreements_sign", agreement, sha256=text)
        yield from self.act(self.who.signatory, "agreements_sign", agreement, sha256=text)
        self.on_day(80)
        agreements.bring_into_force(Agreement.objects.get(pk=agreement), by=self.who.clock)
        return agreement


def sections(call: dict, paper: int) -> dict:
    """Every section, complete, from what the call itself says."""
    shown = {"statement": "符合。", "evidence": [paper], "valid_until": "2029-12-31"}
    return {
        "profile": {"contact": "王芳", "telephone": "010-00000000"},
        "conditions": {condition["key"]: shown for condition in call["conditions"]},
        "scenarios": {"scenarios": [{"name": "信贷与资产评估", "purpose": "产业发展", "services": ["查询服务"]}]},
        "data": {"datasets": [{"dataset": "纳税信息", "purpose": "信用评估"}]},
        "plan": {"text": "运营方案。"},
        "papers": {title: [paper] for title in call["papers"]},
    }


def tell(telling: Telling, send: Callable[[Ask], dict[str, Any]], until: Callable[[Ask], bool] = lambda ask: False):
    """Send each request, until the life ends (returns what it ends with) or one comes that is not to be sent yet."""
    said = None
    while True:
        try:
            ask = telling.send(said)
        except StopIteration as end:
            return end.value
        if until(ask):
            return ask
        said = send(ask)

"""What the stages of tests/stages.py put into a case: complete sections, sheets, a decision's words and its scan."""

from io import BytesIO

from config.kernel.documents.receiving import receive
from operators.application.drafting import attach, save_section
from operators.review.queries import sitting
from tests.cast import later

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def fresh(case):
    return type(case).objects.get(pk=case.pk)


def fill(application, by, at=None) -> None:
    """Every section, complete."""
    at = at or later(days=3)
    paper = attach(application, BytesIO(PDF), by=by, at=at, name="证明.pdf").pk
    conditions = {
        condition["key"]: {"statement": "符合。", "evidence": [paper], "valid_until": "2029-12-31"}
        for condition in application.call.conditions()
    }
    sections = {
        "profile": {"contact": "王芳", "telephone": "010-00000000"},
        "conditions": conditions,
        "scenarios": {"scenarios": [{"name": "信贷与资产评估", "purpose": "产业发展", "services": ["查询服务"]}]},
        "data": {"datasets": [{"dataset": "纳税信息", "purpose": "信用评估"}]},
        "plan": {"text": "运营方案。"},
        "papers": {title: [paper] for title in application.call.papers},
    }
    for name, content in sections.items():
        save_section(application, by=by, at=at, name=name, content=content)


def members(panel) -> list:
    """The seats of those who sit on it, in the order in which they came."""
    return [member.expert.seat for member in sitting(panel).select_related("expert__seat__body").order_by("pk")]


def points(panel, short=0) -> dict:
    return {row["key"]: row["weight"] - short for row in panel.call.rulebook.value("review_rubric")}


def opinions(panel) -> dict:
    return {row["key"]: "意见。" for row in panel.call.rulebook.value("review_opinions")}


def scan_for(case, by, at):
    return receive(BytesIO(PDF), name="批复.pdf", case=case, by=by, at=at)


def decision_words(who, report, outcome="approved", **words) -> dict:
    outcomes = {str(pk): outcome for pk in report.items.values_list("application", flat=True)}
    return {"document_number": "京政函〔2026〕1号", "decided_on": later(days=59).date(), "signing_mode": "authority",
            "outcomes": outcomes, "scan": scan_for(report, who.recorder, later(days=60)).pk} | words  # fmt: skip

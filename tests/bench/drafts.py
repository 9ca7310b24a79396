"""Complete drafts, stated and not acted: what a measurement begins with is not what it measures."""

from config.kernel.documents.models import Document
from config.kernel.writing import given
from operators.application.models import Application, Section
from tests import cast
from zones.call.models import Call

AT = cast.later(days=5)


def drafts(who, call: Call, count: int) -> list[Application]:
    """So many, each to a copy of the call, for an organisation has one live application to each."""
    organisation = cast.organisation()
    with given():
        calls = Call.objects.bulk_create(_copy(call) for _ in range(count))
        made = Application.objects.bulk_create(
            Application(call=copy, organisation=organisation, started_by=who.applicant, started_at=AT) for copy in calls
        )
    for application in made:
        fill(application, who.applicant)
    return made


def _copy(call: Call) -> Call:
    """Without a chain, which it would have to share."""
    copy = Call.objects.get(pk=call.pk)
    copy.pk, copy.number, copy.version, copy.ledger_seq, copy.ledger_head = None, None, 0, 0, ""
    return copy


def fill(application: Application, by) -> None:
    """Every section, complete, as `tests.stages.fill` does it one by one."""
    paper = Document(
        case_kind="application", case_id=application.pk, name="证明.pdf", media_type="application/pdf", size=1,
        sha256="0" * 64, scan="not_scanned", by=by, at=AT,
    )  # fmt: skip
    paper.save()
    evidence = {"statement": "符合。", "evidence": [paper.pk], "valid_until": "2029-12-31"}
    sections = {
        "profile": {"contact": "王芳", "telephone": "010-00000000"},
        "conditions": {condition["key"]: evidence for condition in application.call.conditions()},
        "scenarios": {"scenarios": [{"name": "信贷与资产评估", "purpose": "产业发展", "services": ["查询服务"]}]},
        "data": {"datasets": [{"dataset": "纳税信息", "purpose": "信用评估"}]},
        "plan": {"text": "运营方案。"},
        "papers": {title: [paper.pk] for title in application.call.papers},
    }
    Section.objects.bulk_create(
        Section(application=application, name=name, content=content, saved_by=by, saved_at=AT)
        for name, content in sections.items()
    )

"""Chapter 2: applications are filled in, submitted, examined, corrected and accepted (Arts 12, 17, 18)."""

import json
from datetime import timedelta
from io import BytesIO

from config.story import cast
from config.story.founding import FIXTURES
from config.story.telling import BEIJING
from operators.application import actions as applications
from operators.application.drafting import attach, save_section
from operators.application.models import Application
from zones.call.tasks import close_due
from zones.catalogue.models import Dataset

PLAN = "设立专区运营中心，配备数据安全负责人和运营团队；原始数据不出域，数据可用不可见；首年落地承诺的应用场景。"
SOON, LONG = 180, 1000  # days that evidence is still valid for: soon to be renewed, yet longer than a correction takes


def paper(title: str) -> bytes:
    """A small but whole PDF that stands for a paper of the story."""
    return f"%PDF-1.4\n% {title}\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n".encode()


def apply(story, plot, company: cast.Company) -> Application:
    """Begun by the administrator, filled in by the editor (nothing of that is an act), submitted."""
    administrator = story.seat(company.people[0], "administrator")
    application = story.do(applications.start, story.cases[plot.title], by=administrator)
    story.cases[plot.title, company.name] = application
    if company is cast.JINSHU and plot.kind == "field":
        save(story, application, company, "profile", {"contact": company.people[0]})
        story.refused(applications.submit, application, by=administrator, code="incomplete_conditions")
    fill(story, plot, application, company)
    return submit(story, plot, company)


def fill(story, plot, application, company) -> None:
    """Every section, from the real vocabulary of scenarios and data."""
    scenarios = json.loads((FIXTURES / "scenarios.json").read_text())["scenarios"]
    promised = [
        {"name": row["name"], "purpose": row["purpose"], "services": row["services"]}
        for row in scenarios
        if row["field"] == plot.field
    ][:3]
    needed = Dataset.objects.filter(resource_class__field__code=plot.field, exclusion="").order_by("pk")[:4]
    save(story, application, company, "profile", {"contact": company.people[0], "telephone": "010-00000000"})
    save(story, application, company, "conditions", conditions(story, application, company))
    save(story, application, company, "scenarios", {"scenarios": promised})
    save(story, application, company, "data", {
        "datasets": [{"dataset": dataset.pk, "name": dataset.name, "purpose": "支撑所承诺场景"} for dataset in needed]
    })  # fmt: skip
    save(story, application, company, "plan", {"text": PLAN})
    plans = {title: [attached(story, application, company, f"{title}.pdf")] for title in application.call.papers}
    save(story, application, company, "papers", plans)


def conditions(story, application, company) -> dict:
    """A statement on each condition of the call, with evidence, and its day of validity where one is asked for."""
    evidence = [attached(story, application, company, "证明材料.pdf")]
    return {
        condition["key"]: {"statement": f"符合：{condition['title_zh']}。", "evidence": evidence}
        | ({"valid_until": _valid_until(story, company)} if condition["valid_until"] else {})
        for condition in application.call.conditions()
    }


def submit(story, plot, company) -> Application:
    """By the administrator."""
    application = story.cases[plot.title, company.name]
    by = story.seat(company.people[0], "administrator")
    return _kept(story, plot, company, story.do(applications.submit, application, by=by))


def examine(story, plot, company, **found) -> Application:
    """A finding on each condition: met, or what `found` says as condition=(result, remark)."""
    application = story.cases[plot.title, company.name]
    officer = story.seat("陈立", "officer")
    for condition in application.call.conditions():
        result, remark = found.get(condition["key"], ("met", ""))
        application = story.do(
            applications.find, application, by=officer, condition=condition["key"], result=result, remark=remark
        )
    return _kept(story, plot, company, application)


def return_and_correct(story, plot, company) -> None:
    """Every item told at once, answered one by one, submitted again as the second version."""
    officer = story.seat("陈立", "officer")
    application = examine(
        story, plot, company, level_three_protection=("to_correct", "等保三级测评报告将于近期到期，请更新。")
    )
    story.refused(applications.accept, application, by=officer, code="condition_not_met")
    items = [{"section": "plan", "remark": "请补充数据销毁环节的管控要求。"}]
    application = story.do(applications.return_for_correction, application, by=officer, items=items)
    story.working_days(3)
    shown = application.sections.get(name="conditions").content
    renewed = attached(story, application, company, "等保三级测评报告（新）.pdf")
    shown["level_three_protection"] |= {"evidence": [renewed], "valid_until": _in_days(story, LONG)}
    save(story, application, company, "conditions", shown)
    save(story, application, company, "plan", {"text": f"{PLAN}数据使用完毕后按规程销毁并出具证明。"})
    answers = {str(correction.pk): "已按要求补正。" for correction in application.corrections.all()}
    save(story, application, company, "answers", answers)
    story.refused(applications.submit, application, by=story.seat("刘洋", "administrator"), code="other_body")
    submit(story, plot, company)


def accept(story, plot, company) -> None:
    """Accepted once; a second press is told who was first."""
    officer = story.seat("陈立", "officer")
    application = examine(story, plot, company)
    accepted = _kept(story, plot, company, story.do(applications.accept, application, by=officer))
    if company is cast.JINSHU:
        story.refused(applications.accept, accepted, by=story.seat("周敏", "officer"), code="wrong_state")


def close(story, plot) -> None:
    """The clock closes the call; whoever comes now is too late."""
    call = story.cases[plot.title]
    story.until(call.closes_at.astimezone(BEIJING).date())
    story.working_days(1)
    close_due(story.now())
    story.listen()
    story.cases[plot.title] = type(call).objects.get(pk=call.pk)
    late = story.seat("冯立", "administrator")
    story.refused(applications.start, story.cases[plot.title], by=late, code="call_closed")


def withdraw(story, plot, company) -> None:
    """The applicant takes it back."""
    by = story.seat(company.people[0], "administrator")
    application = story.cases[plot.title, company.name]
    words = {"reason": "单位经营计划调整。"}
    _kept(story, plot, company, story.do(applications.withdraw, application, by=by, **words))


def save(story, application, company, name: str, content: dict) -> None:
    """The draft saves itself, as the editor types."""
    save_section(application, by=story.seat(company.people[1], "editor"), at=story.now(), name=name, content=content)


def attached(story, application, company, name: str) -> int:
    """A file in the draft; its id."""
    file = BytesIO(paper(name))
    editor = story.seat(company.people[1], "editor")
    return attach(application, file, by=editor, at=story.now(), name=name).pk


def _valid_until(story, company) -> str:
    return _in_days(story, SOON if company is cast.JINSHU else LONG)


def _in_days(story, days: int) -> str:
    return (story.day + timedelta(days=days)).isoformat()


def _kept(story, plot, company, application) -> Application:
    story.cases[plot.title, company.name] = application
    return application

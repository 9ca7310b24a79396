"""Chapter 1: a zone is established and its call published (Arts 2, 8, 11)."""

from datetime import datetime, time

from config.kernel.accounts.models import Body
from config.kernel.accounts.queries import the
from config.kernel.countersigning.actions import countersign, decline
from config.kernel.countersigning.queries import open_on
from config.kernel.workdays.deadlines import after
from config.story import cast
from config.story.founding import field
from config.story.telling import BEIJING
from zones.call import actions as calls
from zones.rulebook.queries import current
from zones.zone import actions as zones

PAPERS = ["公共数据专区运营方案"]
REQUIREMENTS = [
    {
        "key": "field_experience",
        "article": "17",
        "evidence": True,
        "valid_until": False,
        "title_zh": "近三年具有本领域数据产品的研发或运营案例",
        "title_en": "Data products in this field in the last three years",
    }
]


def establish(story, plot) -> None:
    """Planned and established by the data authority; an outsider cannot."""
    words = {
        "name": plot.zone, "kind": plot.kind, "purpose": plot.purpose,
        "supervisor": Body.objects.get(name=plot.supervisor),
        "field": field(plot.field) if plot.kind == "field" else None,
        "district": Body.objects.get(name=cast.HAIDIAN) if plot.kind == "district" else None,
    }  # fmt: skip
    officer = story.seat("周敏", "officer")
    if plot.kind == "field":
        story.refused(zones.plan, the("authority"), by=story.seat(cast.OUTSIDER, "person"), code="role", **words)
    zone = story.do(zones.plan, the("authority"), by=officer, **words)
    story.cases[plot.zone] = story.do(zones.establish, zone, by=officer)


def publish(story, plot, *, declined_first=False) -> None:
    """Drafted, proposed, and countersigned by the supervisor; where the authority supervises, it signs alone."""
    officer = story.seat("周敏", "officer")
    opens = after(story.day, 2).on
    call = story.do(
        calls.draft, story.cases[plot.zone], by=officer, rulebook=current(), title=plot.title,
        text=f"为推进{plot.zone}建设，现组织开展授权运营申报，请具备条件的企事业单位或科研机构在规定时间内提交申请。",
        opens_at=_at(opens, 9), closes_at=_at(after(opens, 25).on, 18), places=plot.places,
        requirements=REQUIREMENTS, papers=PAPERS,
    )  # fmt: skip
    call = story.do(calls.propose, call, by=officer)
    supervisor = story.seat(plot.supervising, "officer")
    if declined_first:
        story.refused(countersign, open_on(call), by=story.seat("陈立", "officer"), code="other_body")
        story.do(decline, open_on(call), by=supervisor, reason="请将本领域案例要求写明为近三年。")
        text = f"{call.text}本领域案例以近三年为准。"
        call = story.do(calls.revise, _fresh(call), by=officer, text=text)
        call = story.do(calls.propose, call, by=officer)
    if proposal := open_on(call):
        story.do(countersign, proposal, by=supervisor)
    story.cases[plot.title] = _fresh(call)
    story.until(opens)


def ask(story, plot) -> None:
    """A question, answered for all."""
    call = story.cases[plot.title]
    asked = story.do(calls.ask, call, by=story.seat("刘洋", "administrator"), text="是否接受联合体申报？")
    question = asked.questions.latest("id")
    answer = "本次申报不接受联合体，请以单一单位申请。"
    story.do(calls.answer, asked, by=story.seat("陈立", "officer"), question=question.pk, text=answer)


def _at(day, hour: int) -> datetime:
    return datetime.combine(day, time(hour), BEIJING)


def _fresh(case):
    return type(case).objects.get(pk=case.pk)

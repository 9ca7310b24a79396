"""Chapter 5: nine heads, five years, the signatures, in force (Arts 14-16)."""

from config.kernel.outbox.delivery import deliver_due
from config.story import cast
from operators.agreement import actions as agreements
from operators.agreement.models import Agreement
from operators.agreement.tasks import begin_due

HEADS = {
    "parties": "授权主体：{authority}；授权对象：{operator}。",
    "scope": "授权乙方在{zone}内对约定目录范围的公共数据开展运营。",
    "procedure": "数据按场景申请，经专区监管部门评估确认、数据提供部门审核同意后，依托市大数据平台共享。",
    "application_scope": "限于经备案的应用场景，不得用于或变相用于未经备案的应用场景。",
    "term": "协议有效期自生效之日起五年。",
    "responsibility": "乙方为专区的管理责任主体，承担专区数据安全主体责任。",
    "supervision": "乙方接受专区监管部门的监督指导和定期考核评估。",
    "termination": "连续两次考核评估结果较差或违反本协议的，终止授权并启动退出程序。",
    "force_majeure": "因不可抗力不能履行的，根据影响部分或者全部免除责任。",
}


def draft(story, plot) -> None:
    """Never for more than five years, and never with an empty head."""
    application, officer = story.cases[plot.title, "award"], story.seat("周敏", "officer")
    starts_on = _first_of_next_month(story.day)
    if plot.kind == "field":
        story.refused(agreements.draft, application, by=officer, code="term", starts_on=starts_on, years=6)
    agreement = story.do(agreements.draft, application, by=officer, starts_on=starts_on, years=5)
    heads = written(plot, application)
    if plot.kind == "field":
        first = {key: text for key, text in heads.items() if key != "force_majeure"}
        agreement = story.do(agreements.write, agreement, by=officer, heads=first)
        story.refused(agreements.finalise, agreement, by=officer, code="head_missing")
    agreement = story.do(agreements.write, agreement, by=officer, heads=heads)
    story.cases[plot.title, "agreement"] = story.do(agreements.finalise, agreement, by=officer)


def written(plot, application) -> dict[str, str]:
    """Every head, for this zone and this operator."""
    said = {"zone": plot.zone, "authority": cast.GOVERNMENT, "operator": application.organisation.body.name}
    return {key: text.format(**said) for key, text in HEADS.items()}


def sign(story, plot, signatory: str) -> None:
    """Each over the digest of the locked text; the worker renders the document anew after each."""
    agreement = story.cases[plot.title, "agreement"]
    operator = story.seat(signatory, "signatory")
    story.refused(agreements.sign, agreement, by=operator, code="other_text", sha256="0" * 64)
    story.do(agreements.sign, agreement, by=story.seat("郑毅", "signatory"), sha256=agreement.sha256)
    story.working_days(1)
    story.do(agreements.sign, agreement, by=operator, sha256=agreement.sha256)


def begin(story, plot) -> None:
    """On its first day the clock brings it into force; the worker has delivered what was due by then."""
    agreement = story.cases[plot.title, "agreement"]
    story.until(agreement.starts_on)
    begin_due(story.now())
    while deliver_due(story.now()):
        pass
    story.listen()
    story.cases[plot.title, "agreement"] = Agreement.objects.get(pk=agreement.pk)


def _first_of_next_month(day):
    return day.replace(year=day.year + day.month // 12, month=day.month % 12 + 1, day=1)

"""Chapter 3: five experts are drawn, one recuses, all score blind, the conclusion is countersigned (Arts 9, 13)."""

from config.kernel.countersigning.actions import countersign
from config.kernel.countersigning.queries import open_on
from config.story import cast
from operators.review import actions as reviews
from operators.review.models import Panel
from operators.review.queries import applications_of, sitting

# how many points of each criterion's weight an expert takes off, by application and by the expert's place
STRICT = {
    cast.JINSHU.name: (1, 2, 1, 0, 2),
    cast.JINGRONG.name: (5, 6, 7, 5, 6),
    cast.XINAN.name: (2, 1, 2, 3, 1),
    cast.LUTONG.name: (4, 5, 3, 5, 4),
}
OPINIONS = {
    "compliance": "制度健全，授权链条清晰。",
    "advancement": "技术路线先进，隐私计算方案可行。",
    "soundness": "场景设计合理，绩效目标可衡量。",
}


def convene(story, plot) -> None:
    """Drawn at random from those without a conflict; seed, candidates and order are in the ledger."""
    panel = story.do(reviews.convene, story.cases[plot.title], by=story.seat("周敏", "officer"))
    story.cases[plot.title, "panel"] = panel


def declare(story, plot, *, one_recuses=False) -> None:
    """Each expert declares before any paper is open; who is tied to an applicant cannot say that it is free."""
    panel = story.cases[plot.title, "panel"]
    if one_recuses:
        member = sitting(panel).select_related("expert").order_by("pk").first()
        seat = story.seat(member.expert.seat.user.full_name, "expert")
        story.do(
            reviews.record_tie, member.expert, by=story.seat("周敏", "officer"), credit_code=cast.JINGRONG.credit_code,
            kind="past_employer", note="两年前曾在该单位任职",
        )  # fmt: skip
        story.refused(reviews.declare, panel, by=seat, code="conflict", conflict=False)
        panel = story.do(reviews.declare, panel, by=seat, conflict=True, reason="曾任职于申请单位，申请回避。")
    for member in panel.members.filter(standing="drawn").select_related("expert__seat__user").order_by("pk"):
        panel = story.do(reviews.declare, panel, by=_seat(story, member), conflict=False)
    story.cases[plot.title, "panel"] = story.do(reviews.open_papers, panel, by=story.seat("周敏", "officer"))


def score(story, plot) -> None:
    """A sheet for each application: whole points by criterion, three opinions."""
    panel = story.cases[plot.title, "panel"]
    rubric = panel.call.rulebook.value("review_rubric")
    members = list(sitting(panel).select_related("expert__seat__user").order_by("pk"))
    for application in applications_of(panel).select_related("organisation__body"):
        for member, off in zip(members, STRICT[application.organisation.body.name], strict=True):
            points = {row["key"]: max(row["weight"] - off, 0) for row in rubric}
            panel = story.do(
                reviews.send_sheet, panel, by=_seat(story, member), application=application, points=points,
                opinions=OPINIONS,
            )  # fmt: skip
    story.cases[plot.title, "panel"] = panel


def conclude(story, plot) -> Panel:
    """With minutes; the supervisor countersigns where it is another body."""
    panel, officer = story.cases[plot.title, "panel"], story.seat("周敏", "officer")
    story.do(reviews.conclude, panel, by=officer, minutes="专家组独立评分，现场汇总，无异议。")
    if proposal := open_on(panel):
        story.do(countersign, proposal, by=story.seat(plot.supervising, "officer"))
    return Panel.objects.get(pk=panel.pk)


def _seat(story, member):
    return story.seat(member.expert.seat.user.full_name, "expert")

"""Chapter 10: an authorisation is over, and its operator leaves the zone in order (Arts 16, 33)."""

from config.story.chapters import present
from config.story.chapters.present import attached, fresh, together
from operators.exit import actions as exits
from operators.exit.drafting import attach
from operators.exit.models import Exit, ExitItem

PLAN = "按退出清单办理：停止授权、下架产品、移交在办服务、返还或销毁数据，专区监管部门全程核验。"
EARLY = 20  # working days: what is to be done by then is done before the rest


def exit_of(plot) -> Exit:
    """The exit from this zone."""
    return Exit.objects.get(agreement__application__call__zone__name=plot.zone)


def begin(story, plot) -> None:
    """The authority says how it goes on, and stops the access at once."""
    story.do(exits.begin, exit_of(plot), by=present.authority(story), text=PLAN)
    _complete(story, plot, None, exit_of(plot).items.get(key="stop_access"))


def work_through(story, plot, company) -> None:
    """Item by item, by whom it is for, with what proves it, verified by another; then accepted and announced."""
    leaving = exit_of(plot)
    story.refused_once(
        exits.accept, leaving, by=present.authority(story), code="item_left", minutes="退出事项均已办结。"
    )  # fmt: skip
    for item in leaving.items.filter(done_at=None, before="acceptance", days__lte=EARLY).order_by("days", "place"):
        _complete(story, plot, company, item)
    story.working_days(9)
    for item in leaving.items.filter(done_at=None, before="acceptance").order_by("days", "place"):
        _complete(story, plot, company, item)
    accepted = together(story, plot, exits.accept, leaving, minutes="两部门现场核验，退出事项均已办结，予以验收。")
    story.working_days(4)
    _complete(story, plot, company, accepted.items.get(key="public_notice"))
    story.do(exits.close, fresh(accepted), by=present.authority(story))


def _complete(story, plot, company, item: ExitItem) -> None:
    by = {
        ExitItem.Owner.OPERATOR: lambda: present.administrator(story, company),
        ExitItem.Owner.SUPERVISOR: lambda: present.supervisor(story, plot),
        ExitItem.Owner.AUTHORITY: lambda: present.authority(story),
    }[ExitItem.Owner(item.owner)]()
    case, evidence = exit_of(plot), []
    if item.proven:
        story.refused_once(exits.complete, case, by=by, code="evidence", item=item.key, text="已办结。", evidence=[])
        evidence = [attached(story, attach, case, by, item.title)]
    done = story.do(
        exits.complete, case, by=by, item=item.key, text=f"已办结：{item.title}。", evidence=evidence
    )  # fmt: skip
    other = story.seat("陈立", "officer")
    if item.key == "stop_access":
        story.refused_once(exits.verify, done, by=by, code="same_person", item=item.key, remark="自行核验。")
    story.do(exits.verify, done, by=other, item=item.key, remark="已核验。")

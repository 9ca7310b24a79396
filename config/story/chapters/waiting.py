"""The demonstration's last days: on each desk lies something that waits for the next person (Arts 16, 22-24, 31-33)."""

from datetime import date, timedelta

from config.story import founding
from config.story.cast import HENGTONG, JINSHU, LUTONG, XINAN, YUNFAN
from config.story.chapters import (
    amending,
    calling,
    evaluating,
    inheriting,
    leaving,
    nights,
    overseeing,
    partnering,
    present,
)
from config.story.chapters.evaluating import Operated
from config.story.plots import BASE, FINANCE, TRANSPORT
from operators.evaluation import actions as evaluations
from operators.oversight import actions as oversight

DAY = timedelta(days=1)
YEAR, SOON = timedelta(days=365), timedelta(days=100)


def wait(story, until: date) -> None:
    """Three days, the last of them `until`: two nights of the clock lie between."""
    nights.begin(story)
    founding.joined(story)
    story.until(until - 2 * DAY)
    _two_older_agreements(story)
    _partners(story)
    story.until(until - DAY)
    leaving.begin(story, TRANSPORT)
    _results(story)
    story.until(until)
    _oversight(story)
    text = "限于经备案的应用场景；新增政务服务便民场景。"
    amending.finalise(story, BASE, head="application_scope", text=text, reason="新增应用场景。")


def _two_older_agreements(story) -> None:
    """One is over tonight, and its operator has to leave; of the other the renewal opens."""
    calling.establish(story, TRANSPORT)
    signed, began = date(2023, 6, 20), date(2023, 7, 1)
    rows = (
        (LUTONG, "京交数协〔2023〕3号", signed, began, story.day + SOON),
        (HENGTONG, "京交数协〔2023〕4号", signed, began, story.day),
    )
    inheriting.confirm(story, TRANSPORT, rows)


def _partners(story) -> None:
    """One is admitted, one is proposed, one leaves of its own will."""
    partnering.admit(story, FINANCE, JINSHU, YUNFAN, "B")
    partnering.propose(story, FINANCE, JINSHU, HENGTONG)
    partnering.admit(story, BASE, XINAN, YUNFAN, "C")
    partnering.leave_at_will(story, BASE, XINAN, YUNFAN)


def _results(story) -> None:
    """One waits for the supervisor's signature, one for an appeal, one for the operator's report."""
    evaluating.adopt_indicators(story, evaluating.draft_indicators(story))
    period = (story.day - YEAR, story.day - DAY)
    jinshu, xinan = Operated(FINANCE, JINSHU, "84"), Operated(BASE, XINAN, "62")
    for one in (jinshu, xinan):
        opened = evaluating.open_period(story, one.plot, f"{one.plot.zone}首次考核评估", *period)
        evaluating.report(story, one, opened)
        evaluating.score(story, one, opened)
        story.do(evaluations.notify, present.fresh(opened), by=present.authority(story))
    evaluating.open_period(story, TRANSPORT, f"{TRANSPORT.zone}首次考核评估", *period)


def _oversight(story) -> None:
    """An incident to be contained, a breach to be rectified, one to be verified, a reminder to be replied to."""
    text = "合作方测试账号越权查询企业登记信息。"
    overseeing.incident(story, FINANCE, JINSHU, severity="general", text=text, discovered=timedelta(hours=3))
    finance, base = present.supervisor(story, FINANCE), present.supervisor(story, BASE)
    overseeing.find(story, FINANCE, by=finance, text="操作日志未按约定留存。", provision="第二十一条")
    breach = overseeing.find(story, BASE, by=base, text="未按期更新数据目录。", provision="授权运营协议·监督机制")
    overseeing.answer(story, XINAN, breach, "已更新目录并建立定期核对制度。")
    ground = "未按期报送季度运营情况。"
    story.do(oversight.call_in, present.agreement(BASE), by=base, kind="reminder", ground=ground)

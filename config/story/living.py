"""Six years under authorisation, in order: what `journey --life` tells after the plain story.

Four operators: 示例金数 does well and is renewed; 示例信安 has a poor, a good, a poor and a poor result and must go;
示例京融 breaks its agreement and is terminated; 示例路通 has an agreement from before the measures, which expires.
"""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from config.story import founding, playing
from config.story.cast import HENGTONG, JINGRONG, JINSHU, LUTONG, XINAN, YUNFAN
from config.story.chapters import (
    amending,
    applying,
    evaluating,
    inheriting,
    leaving,
    nights,
    overseeing,
    partnering,
    present,
    renewing,
    reviewing,
)
from config.story.chapters.evaluating import Operated
from config.story.plots import BASE, FINANCE, FINANCE_AGAIN, HAIDIAN, TRANSPORT
from config.story.telling import Story

LAST_DAY = date(2031, 12, 31)
YEARS = {
    2026: _("Zones are established and called for; the first agreements, the first partners"),
    2027: _("The first evaluation; an incident, and a breach that is rectified"),
    2028: _("A poor result; an older agreement expires; one is terminated for breach"),
    2029: _("A good year; a suspension, and the operation goes on"),
    2030: _("Poor again, but not in a row; the good operator applies anew"),
    2031: _("The second poor result in a row ends an authorisation; the good operator's second term"),
}


def live() -> Story:
    """The plain story, and what follows it until the end of the sixth year."""
    story = playing.play()
    nights.begin(story)
    founding.joined(story)
    for lived in (year_2026, year_2027, year_2028, year_2029, year_2030, year_2031):
        lived(story)
    story.until(LAST_DAY)
    nights.deliver(story)
    return story


def year_2026(story) -> None:
    """An older agreement is taken over; the district's call ends with an operator; the first partners."""
    inheriting.take_over(story, TRANSPORT)
    _district(story)
    story.from_day(date(2026, 11, 9))
    partnering.cannot_be_proposed(story, FINANCE, JINSHU, JINSHU, code="related")
    partnering.admit(story, FINANCE, JINSHU, YUNFAN, "B")
    partnering.admit(story, FINANCE, JINSHU, HENGTONG, "B")


def year_2027(story) -> None:
    """The indicators, the first round with an appeal in vain, an incident, a breach that is mended, a reminder."""
    story.from_day(date(2027, 1, 4))
    drafted = evaluating.draft_indicators(story)
    story.working_days(3)
    evaluating.adopt_indicators(story, drafted)
    jinshu = Operated(FINANCE, JINSHU, "70")
    evaluating.evaluate(story, 2026, jinshu)
    story.working_days(5)
    appealed = evaluating.appeal(story, jinshu, 2026, "产品与应用成效得分偏低。")
    story.working_days(8)
    evaluating.dismiss(story, jinshu, appealed, "经复核，评分依据充分，维持原结果。")
    evaluating.finish(story, 2026, jinshu, too_late=True)
    story.from_day(date(2027, 5, 10))
    hours = timedelta(hours=3)
    text = "合作方测试账号越权查询企业登记信息。"
    leak = overseeing.incident(story, FINANCE, JINSHU, severity="general", text=text, discovered=hours)
    story.working_days(2)
    overseeing.explain(story, FINANCE, JINSHU, leak)
    partnering.restrict(story, FINANCE, JINSHU, HENGTONG, ["data"], "测试账号越权，整改期间停止数据获取。")
    _mended_breach(story)
    story.from_day(date(2027, 9, 6))
    overseeing.remind(story, HAIDIAN, JINGRONG, "未按期报送季度运营情况。")
    partnering.lift(story, FINANCE, JINSHU, HENGTONG, "整改完成，经复核恢复。")


def year_2028(story) -> None:
    """The first poor result and its interview; an appeal upheld; an amendment; one expires, one is terminated."""
    story.from_day(date(2028, 1, 4))  # two days ago the clock announced that the older agreement ends
    jinshu, xinan = Operated(FINANCE, JINSHU, "84"), Operated(BASE, XINAN, "40")
    jingrong, lutong = Operated(HAIDIAN, JINGRONG, "62"), Operated(TRANSPORT, LUTONG, "78")
    evaluating.evaluate(story, 2027, jinshu, xinan, jingrong, lutong)
    evaluating.waive(story, lutong, 2027)
    story.working_days(6)
    appealed = evaluating.appeal(story, jinshu, 2027, "漏计两项已上线产品，附上线证明。")
    story.working_days(2)
    anew = {"products": "98", "ecosystem": "98", "quality": "95"}
    evaluating.uphold(story, jinshu, appealed, "经复核，确有漏计，重新评分。", **anew)
    evaluating.finish(story, 2027, jinshu, xinan, jingrong, lutong, too_late=True)
    overseeing.interview(story, BASE, XINAN)
    story.from_day(date(2028, 4, 10))
    text = "限于经备案的应用场景；新增普惠金融信用评估场景，不得用于或变相用于未经备案的应用场景。"
    amending.amend(story, FINANCE, JINSHU, head="application_scope", text=text, reason="新增应用场景。")
    partnering.admit(story, BASE, XINAN, YUNFAN, "A")
    partnering.admit(story, BASE, XINAN, HENGTONG, "C")
    story.until(date(2028, 7, 1))  # a Saturday: the day after the last of the older agreement
    story.from_day(date(2028, 7, 3))
    partnering.cannot_be_proposed(story, TRANSPORT, LUTONG, YUNFAN, code="in_exit")
    leaving.begin(story, TRANSPORT)
    story.working_days(18)
    leaving.work_through(story, TRANSPORT, LUTONG)
    _unmended_breach(story)


def year_2029(story) -> None:
    """The last exit ends; a good year for all; a correction; the good operator rests while it moves its centre."""
    story.from_day(date(2029, 1, 8))
    evaluating.change_indicators(story)
    jinshu, xinan = Operated(FINANCE, JINSHU, "90"), Operated(BASE, XINAN, "78")
    evaluating.evaluate(story, 2028, jinshu, xinan)
    evaluating.finish(story, 2028, jinshu, xinan)
    story.from_day(date(2029, 4, 9))
    evaluating.correct(story, jinshu, 2028, "一项产品重复计算，更正产品与应用成效得分。", products="70")
    amending.suspend(story, FINANCE, "按要求迁移数据中心，迁移期间暂停运营。")
    partnering.cannot_be_proposed(story, FINANCE, JINSHU, LUTONG, code="not_in_force")
    partnering.restrict(story, BASE, XINAN, HENGTONG, ["products"], "产品信息披露不完整。")
    story.from_day(date(2029, 9, 3))
    amending.resume(story, FINANCE, "迁移完成，通过安全测评，恢复运营。")
    late = timedelta(hours=30)
    text = "接口日志外泄，涉及部分脱敏数据。"
    leak = overseeing.incident(story, BASE, XINAN, severity="major", text=text, discovered=late)
    story.working_days(3)
    overseeing.explain(story, BASE, XINAN, leak)
    partnering.assess(story, FINANCE, JINSHU, HENGTONG, "D", "连续两次违反数据安全约定。")
    partnering.leave_for_credit(story, FINANCE, JINSHU, HENGTONG)
    story.working_days(12)
    partnering.finish(story, FINANCE, JINSHU, HENGTONG)


def year_2030(story) -> None:
    """One is exempted for the months in which it rested; the other is poor again, and stays; the window opens."""
    story.from_day(date(2030, 1, 7))
    jinshu, xinan = Operated(FINANCE, JINSHU, "80"), Operated(BASE, XINAN, "42")
    evaluating.evaluate(story, 2029, jinshu, xinan)
    evaluating.exempt(story, FINANCE, 2029, "因按要求迁移数据中心暂停运营近五个月，本年度不作评估。")
    evaluating.finish(story, 2029, jinshu, xinan)
    overseeing.interview(story, BASE, XINAN)
    story.from_day(date(2030, 5, 13))
    partnering.assess(story, FINANCE, JINSHU, YUNFAN, "A", "考核优秀。")
    story.from_day(date(2030, 10, 8))  # on the 2nd the clock opened the renewal
    renewing.ask(story, JINSHU)
    story.working_days(3)
    _applied_again(story)


def year_2031(story) -> None:
    """The second poor result in a row ends an authorisation at once; the good one goes on into its second term."""
    story.from_day(date(2031, 1, 6))
    jinshu, xinan = Operated(FINANCE, JINSHU, "92"), Operated(BASE, XINAN, "38")
    renewing.agree(story, FINANCE_AGAIN, JINSHU)
    partnering.propose(story, BASE, XINAN, LUTONG)
    partnering.leave_at_will(story, FINANCE, JINSHU, YUNFAN)
    evaluating.evaluate(story, 2030, jinshu, xinan)
    partnering.finish(story, FINANCE, JINSHU, YUNFAN)
    evaluating.finish(story, 2030, jinshu, xinan, too_late=True)
    _over_at_once(story)
    story.until(date(2031, 4, 1))  # the day after the last of the first term
    story.working_days(4)
    partnering.admit(story, FINANCE_AGAIN, JINSHU, YUNFAN, "A")


def _district(story) -> None:
    """区域类: the call that was open ends; one is awarded, the other has withdrawn."""
    applying.accept(story, HAIDIAN, JINGRONG)
    applying.withdraw(story, HAIDIAN, JINSHU)
    applying.close(story, HAIDIAN)
    reviewing.convene(story, HAIDIAN)
    reviewing.declare(story, HAIDIAN)
    playing.decided(story, HAIDIAN, number="京政函〔2026〕76号", mode="authority", award=JINGRONG)
    playing.agreed(story, HAIDIAN, JINGRONG.people[2])


def _mended_breach(story) -> None:
    """Found by the supervisor, mended at the second try."""
    story.from_day(date(2027, 6, 7))
    text, by = "操作日志未按约定留存。", present.supervisor(story, FINANCE)
    breach = overseeing.find(story, FINANCE, by=by, text=text, provision="授权运营协议·监督机制；第二十一条")
    story.working_days(7)
    breach = overseeing.answer(story, JINSHU, breach, "已补建日志留存制度。")
    story.working_days(3)
    breach = overseeing.not_accept(story, FINANCE, breach, "仅有制度，尚无留存记录。")
    story.working_days(9)
    breach = overseeing.answer(story, JINSHU, breach, "已留存三十日日志，附抽查记录。")
    story.working_days(2)
    overseeing.accept(story, FINANCE, breach)


def _unmended_breach(story) -> None:
    """Grave, ordered, not mended in its days; heard; terminated by both offices; out in order."""
    story.from_day(date(2028, 9, 11))
    text, by = "向合作企业提供原始数据。", present.supervisor(story, HAIDIAN)
    breach = overseeing.find(story, HAIDIAN, by=by, text=text, provision="第三十二条", grave=True)
    story.working_days(17)
    hearing = overseeing.hear(story, HAIDIAN, breach)
    story.working_days(6)
    overseeing.state(story, JINGRONG, hearing)
    story.working_days(5)
    overseeing.terminate(story, HAIDIAN, hearing)
    leaving.begin(story, HAIDIAN)
    story.working_days(17)
    leaving.work_through(story, HAIDIAN, JINGRONG)


def _over_at_once(story) -> None:
    """Two poor results in a row: what the clock made final has ended it, and its partners leave with it."""
    partnering.cannot_be_proposed(story, BASE, XINAN, LUTONG, code="in_exit")
    amending.cannot_resume(story, BASE)
    leaving.begin(story, BASE)
    story.working_days(5)
    for company in (YUNFAN, HENGTONG):
        partnering.finish(story, BASE, XINAN, company)
    leaving.work_through(story, BASE, XINAN)


def _applied_again(story) -> None:
    """The call for the second term, open to all; one other applies."""
    renewing.publish(story, FINANCE_AGAIN)
    story.working_days(5)
    renewing.apply(story, FINANCE_AGAIN, JINSHU)
    applying.apply(story, FINANCE_AGAIN, LUTONG)
    story.working_days(4)
    for company in (JINSHU, LUTONG):
        applying.accept(story, FINANCE_AGAIN, company)
    renewing.decide(story, FINANCE_AGAIN, number="京政函〔2030〕92号", award=JINSHU)

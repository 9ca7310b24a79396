"""Chapter 8: incidents, breaches and their rectification, reminders, interviews, a termination (Arts 16, 31-33)."""

from datetime import timedelta

from config.story.chapters import present
from config.story.chapters.present import attached, fresh, together
from operators.agreement import actions as agreements
from operators.oversight import actions as oversight
from operators.oversight.drafting import attach
from operators.oversight.models import Breach, Incident, Interview


def incident(story, plot, company, *, severity: str, text: str, discovered: timedelta) -> Incident:
    """Discovered so long ago, noted and reported by the operator's officer for data security."""
    by, kind = present.security_officer(story, company), "leak"
    words = {"kind": kind, "severity": severity, "text": text}
    agreement, tomorrow = present.agreement(plot), story.now() + timedelta(days=1)
    story.refused_once(oversight.discover, agreement, by=by, code="discovered_at", discovered_at=tomorrow, **words)
    noted = story.do(oversight.discover, agreement, by=by, discovered_at=story.now() - discovered, **words)
    return story.do(oversight.report, noted, by=by, text="已报告数据主管部门和专区监管部门，涉及范围正在核实。")


def explain(story, plot, company, reported: Incident) -> None:
    """Contained, its cause found; the supervisor asks once more before it closes it."""
    by, office = present.security_officer(story, company), present.supervisor(story, plot)
    contained = story.do(oversight.contain, reported, by=by, measures="已停用相关接口，撤销全部访问令牌。")
    said = story.do(oversight.explain, contained, by=by, cause="接口权限配置有误。")
    asked = story.do(oversight.reopen, said, by=office, reason="请查明权限配置有误的原因和责任人。")
    said = story.do(oversight.explain, asked, by=by, cause="变更未经复核即上线，已追责并建立双人复核。")
    story.refused_once(oversight.close, said, by=by, code="role", text="自行结案。")
    story.do(oversight.close, said, by=office, text="经现场核查，措施落实，予以结案。")


def find(story, plot, *, by, text: str, provision: str, grave=False) -> Breach:
    """Found by an office, which names the provision, and ordered to be rectified."""
    words = {"text": text, "provision": provision, "grave": grave}
    found = story.do(oversight.find, present.agreement(plot), by=by, **words)
    return story.do(oversight.order, found, by=by, text="请在期限内完成整改并提交证明材料。")


def answer(story, company, breach: Breach, text: str) -> Breach:
    """The operator reports what it did, with evidence."""
    by = present.administrator(story, company)
    story.refused_once(oversight.answer, breach, by=by, code="evidence", text=text, evidence=[])
    evidence = [attached(story, attach, breach, by, f"整改报告{breach.orders.count()}")]
    return story.do(oversight.answer, breach, by=by, text=text, evidence=evidence)


def not_accept(story, plot, breach: Breach, reason: str) -> Breach:
    """Ordered anew, with the reason."""
    return story.do(oversight.refuse, breach, by=present.supervisor(story, plot), reason=reason)


def accept(story, plot, breach: Breach) -> None:
    """Seen to be rectified, and closed."""
    by = present.supervisor(story, plot)
    verified = story.do(oversight.verify, breach, by=by, remark="现场核验，已整改到位。")
    story.do(oversight.settle, verified, by=by)


def remind(story, plot, company, ground: str) -> None:
    """A reminder by the supervisor, replied to at once."""
    by = present.supervisor(story, plot)
    reminded = story.do(oversight.call_in, present.agreement(plot), by=by, kind="reminder", ground=ground)
    story.refused(oversight.conclude, reminded, by=by, code="reply_awaited")
    replied = story.do(
        oversight.reply, reminded, by=present.administrator(story, company), reply="已补报，今后按期报送。"
    )
    story.do(oversight.conclude, replied, by=by)


def interview(story, plot, company) -> None:
    """What a poor result has opened: minutes of both offices, the operator's reply, closed."""
    opened = Interview.objects.filter(agreement__application__call__zone__name=plot.zone, state="opened").latest("id")
    by = present.signatory(story, company)
    story.refused_once(oversight.reply, opened, by=by, code="no_minutes", reply="我单位将认真整改。")
    minutes = "约谈运营单位负责人，通报较差指标，要求三个月内提出整改方案。"
    recorded = together(story, plot, oversight.record, opened, minutes=minutes)
    replied = story.do(oversight.reply, recorded, by=by, reply="已制定整改方案，逐项落实。")
    story.do(oversight.conclude, replied, by=present.authority(story))


def hear(story, plot, breach: Breach) -> Interview:
    """Not rectified in time: before anything ends, the operator is told what is held against it."""
    by, reason = present.authority(story), "逾期未整改，拟终止授权。"
    agreement = present.agreement(plot)
    story.refused(agreements.terminate, agreement, by=by, code="not_heard", reason=reason)
    return story.do(oversight.open_hearing, breach, by=by, text="拟因逾期未整改终止授权，请在期限内陈述意见。")


def state(story, company, hearing: Interview) -> None:
    """The operator speaks."""
    by = present.signatory(story, company)
    story.do(oversight.reply, hearing, by=by, reply="承认未按期整改，请求再给予三个月。")


def terminate(story, plot, hearing: Interview) -> None:
    """By the authority together with the supervisor; the exit opens in the same transaction."""
    agreement = present.agreement(plot)
    words = {"reason": "违反授权协议对外提供原始数据，责令整改后逾期未改，听取意见后终止授权。"}
    by = present.supervisor(story, plot)
    story.refused(agreements.terminate, agreement, by=by, code="role", **words)
    together(story, plot, agreements.terminate, agreement, **words)
    story.do(oversight.conclude, fresh(hearing), by=present.authority(story))
    story.refused(agreements.resume, fresh(agreement), by=present.authority(story), code="wrong_state", **words)

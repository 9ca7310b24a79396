"""Oversight under an agreement in force since day 80: what was noted, found, ordered, heard, all on that day."""

from operators.oversight import actions as oversight
from tests import stages
from tests.cast import later
from tests.lived import lived
from tests.papers import fresh, scan_for


def noted(agreement, by, **words):
    words = {"kind": "leak", "severity": "major", "discovered_at": later(days=80, minutes=1),
             "text": "接口日志显示批量导出。"} | words  # fmt: skip
    return fresh(oversight.discover(agreement, by=by, at=later(days=80, minutes=2), **words).subject)


@lived(after=stages.in_force)
def discovered(who):
    return noted(stages.in_force(who), who.security_officer)


@lived(after=discovered)
def reported(who):
    incident = discovered(who)
    return fresh(
        oversight.report(incident, by=who.security_officer, at=later(days=80, minutes=30), text="报告。").subject
    )


@lived(after=reported)
def explained(who):
    incident = reported(who)
    oversight.contain(incident, by=who.security_officer, at=later(days=80, minutes=40), measures="停用接口。")
    return fresh(oversight.explain(incident, by=who.security_officer, at=later(days=81), cause="口令泄露。").subject)


def breach_of(agreement, by, **words):
    words = {"text": "向未备案场景提供产品。", "provision": "第二十条", "grave": True} | words
    return fresh(oversight.find(agreement, by=by, at=later(days=80, minutes=1), **words).subject)


@lived(after=stages.in_force)
def found(who, **words):
    """A grave breach, found by the authority."""
    return breach_of(stages.in_force(who), who.officer, **words)


@lived(after=found)
def ordered(who, **words):
    breach = found(who, **words)
    return fresh(oversight.order(breach, by=who.officer, at=later(days=80, minutes=2), text="限期整改。").subject)


@lived(after=ordered)
def answered(who, **words):
    breach = ordered(who, **words)
    paper = scan_for(breach, who.applicant, later(days=82)).pk
    return fresh(
        oversight.answer(breach, by=who.applicant, at=later(days=82), text="已整改。", evidence=[paper]).subject
    )


@lived(after=found)
def hearing(who):
    breach = found(who)
    return fresh(
        oversight.open_hearing(breach, by=who.officer, at=later(days=80, minutes=3), text="拟终止授权。").subject
    )


@lived(after=hearing)
def heard(who):
    """The agreement, after the operator was heard on its grave breach: it may be terminated."""
    opened = hearing(who)
    oversight.reply(opened, by=who.applicant, at=later(days=80, minutes=4), reply="陈述意见。")
    return fresh(opened.agreement)


def called_in(agreement, by, kind="interview"):
    words = {"kind": kind, "ground": "考核评估结果较差。"}
    return fresh(oversight.call_in(agreement, by=by, at=later(days=80, minutes=1), **words).subject)


@lived(after=stages.in_force)
def opened(who):
    """An interview."""
    return called_in(stages.in_force(who), who.officer)


def hear(who, agreement, days) -> None:
    """A grave breach under any agreement is found, and the operator heard on it, on one day."""
    at = {minutes: later(days=days, minutes=minutes) for minutes in range(3)}
    words = {"text": "违约。", "provision": "第三十二条", "grave": True}
    breach = oversight.find(agreement, by=who.officer, at=at[0], **words).subject
    opened = oversight.open_hearing(breach, by=who.officer, at=at[1], text="拟终止授权。").subject
    oversight.reply(opened, by=who.applicant, at=at[2], reply="陈述意见。")

"""The acts of oversight where each is allowed, for tests/operators/test_odd_words.py."""

from operators.oversight import actions as acts
from tests import stages
from tests import stages_oversight as oversight
from tests.cast import later
from tests.papers import fresh, scan_for


def contained(who):
    incident = oversight.reported(who)
    acts.contain(incident, by=who.security_officer, at=later(days=81), measures="停用。")
    return fresh(incident), {"cause": "口令泄露。"}


def rectification(who):
    breach = oversight.ordered(who)
    paper = scan_for(breach, who.applicant, later(days=82)).pk
    return breach, {"text": "已整改。", "evidence": [paper]}


# act → (who does it, on which day, the case and its words)
OVERSIGHT = {
    acts.discover: ("security_officer", 81, lambda who: (stages.in_force(who), {
        "kind": "leak", "severity": "major", "discovered_at": later(days=81), "text": "事件。"})),
    acts.report: ("security_officer", 81, lambda who: (oversight.discovered(who), {"text": "报告。"})),
    acts.contain: ("security_officer", 81, lambda who: (oversight.reported(who), {"measures": "停用。"})),
    acts.explain: ("security_officer", 81, contained),
    acts.reopen: ("supervisor", 82, lambda who: (oversight.explained(who), {"reason": "理由。"})),
    acts.close: ("supervisor", 82, lambda who: (oversight.explained(who), {"text": "已核实。"})),
    acts.find: ("officer", 81, lambda who: (
        stages.in_force(who), {"text": "违约。", "provision": "第二十条", "grave": True})),
    acts.order: ("officer", 81, lambda who: (oversight.found(who), {"text": "整改。"})),
    acts.answer: ("applicant", 82, rectification),
    acts.refuse: ("officer", 83, lambda who: (oversight.answered(who), {"reason": "理由。"})),
    acts.verify: ("officer", 83, lambda who: (oversight.answered(who), {"remark": "已核实。"})),
    acts.withdraw: ("officer", 83, lambda who: (oversight.found(who), {"reason": "理由。"})),
    acts.call_in: ("officer", 81, lambda who: (stages.in_force(who), {"kind": "reminder", "ground": "较差。"})),
    acts.open_hearing: ("officer", 81, lambda who: (oversight.found(who), {"text": "拟终止。"})),
    acts.record: ("officer", 82, lambda who: (oversight.opened(who), {"minutes": "纪要。"})),
    acts.reply: ("applicant", 82, lambda who: (oversight.hearing(who), {"reply": "陈述。"})),
}  # fmt: skip

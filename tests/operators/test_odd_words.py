"""Whatever an act of the operators is given, it is done or refused with a sentence: nothing else (house:1).

Each act stands where it is allowed; then each of its words, and what lies inside it, takes values of another form, too
long, too large, out of reach, or with signs that no database keeps.
"""

from datetime import date
from inspect import signature

import pytest
from django.db import connection, transaction

from config.kernel.accounts.queries import the
from config.kernel.acts import ACTS, Refused
from config.story import cast as story
from operators.agreement import actions as agreements
from operators.application import actions as applications
from operators.decision import actions as decisions
from operators.evaluation import actions as evaluations
from operators.organisation import actions as organisations
from operators.review import actions as reviews
from operators.review.models import Expert
from tests import awarding, stages
from tests.cast import later, organisation
from tests.operators.agreed import AGREEMENTS, with_reason
from tests.operators.ended import LATER
from tests.operators.evaluated import EVALUATION
from tests.operators.overseen import OVERSIGHT
from tests.operators.partnered import PARTNERS
from tests.stages import fresh

pytestmark = pytest.mark.article("house:1")

ODD = [
    None, True, False, 0, -1, 2**31, 2**63 - 1, 2**63, -(2**80), 1.5, float("nan"),
    "", " ", "a\0b", "\ud800", "长" * 70_000, "0", "-1", "x",
    date.min, date(9998, 12, 31), date.max, later(),
    [], [None], [[]], [{}], ["x", "x"], [1], [{"x": 1}], {}, {"x": None}, {"\0": 1}, {"1": []}, {1: 2},
]  # fmt: skip
BANK, CODE = story.code("91110000MA0000F6T"), story.code("91110105MA0000K0N")


def words_of_registration():
    return {"name": "某某示例有限公司", "kind": "enterprise", "credit_code": CODE, "legal_representative": "某某",
            "representative_id": "110101199003070000", "address": "某某路1号"}  # fmt: skip


def registered(who):
    made = organisations.register(the("public"), by=who.outsider, at=later(), **words_of_registration()).subject
    return made, {"code_accepted_reason": "理由。"}


def finding(who):
    return stages.submitted(who), {"condition": "standing", "result": "to_correct", "remark": "请更新。"}


def objection(who):
    application = stages.on_notice(who)
    words = {"real_name": "某某", "identity_number": "110101199003070000", "text": "异议。"}
    fact = applications.object_to(application, by=who.outsider, at=later(days=62), **words)
    return application, {"objection": fact.objection, "outcome": "dismissed", "reply": "不成立。"}


def item(application):
    return {"application": application.pk, "recommended": True, "opinion": "意见。"}


def report(who):
    application = stages.reviewed(who)
    return application.call, {"text": "请审定。", "items": [item(application)]}


def revision(who):
    drafted = stages.drafted_report(who)
    return drafted, {"text": "请审定。", "items": [item(drafted.items.get().application)]}


def decision(who):
    sent = stages.sent_report(who)
    return sent, stages.decision_words(who, sent)


def sheet(who):
    panel = stages.scoring(who)
    return panel, {"application": panel.papers.get().application, "points": stages.points(panel),
                   "opinions": stages.opinions(panel)}  # fmt: skip


def expert(who):
    seat = awarding.seated(who, awarding.newcomer("白专家"), "expert", the("authority"))
    words = {
        "seat": seat, "fields": ["education"], "employer": "示例银行", "employer_code": BANK, "ties": [tie(who)[1]],
    }  # fmt: skip
    return the("authority"), words


def tie(who):
    return Expert.objects.first(), {"credit_code": BANK, "kind": "relation", "note": "亲属"}


def barred(who):
    return fresh(organisations.bar(organisation(), by=who.officer, at=later(), reason="失信。").subject)


# Done only within another act: there is no moment at which they would be allowed by themselves.
WITHIN = {evaluations.begin, agreements.count_poor_results}

# act → (who does it, on which day, the case and its words)
STANDING = {
    organisations.register: ("outsider", 1, lambda who: (the("public"), words_of_registration())),
    organisations.confirm: ("officer", 1, registered),
    organisations.bar: ("officer", 1, with_reason(lambda who: organisation())),
    organisations.readmit: ("officer", 1, with_reason(barred)),
    organisations.amend: ("applicant", 1, lambda who: (
        organisation(), {"legal_representative": "某某", "representative_id": "1", "address": "某某路"})),
    applications.find: ("officer", 6, finding),
    applications.return_for_correction: ("officer", 7, lambda who: (
        stages.examined(who), {"items": [{"section": "plan", "item": "某某", "remark": "请补充。"}]})),
    applications.decline: ("officer", 7, with_reason(stages.submitted)),
    applications.withdraw: ("applicant", 7, with_reason(stages.submitted)),
    applications.lapse: ("clock", 60, with_reason(stages.returned)),
    applications.object_to: ("outsider", 62, lambda who: (
        stages.on_notice(who), {"real_name": "某某", "identity_number": "1", "text": "异议。"})),
    applications.answer_objection: ("officer", 63, objection),
    reviews.enlist: ("officer", 1, expert),
    reviews.record_tie: ("officer", 1, tie),
    reviews.declare: (None, 42, lambda who: (stages.convened(who), {"conflict": True, "reason": "理由。"})),
    reviews.send_sheet: (None, 44, sheet),
    reviews.conclude: ("officer", 45, lambda who: (stages.scored(who), {"minutes": "纪要。"})),
    reviews.dissolve: ("officer", 45, with_reason(stages.scoring)),
    decisions.draft: ("officer", 46, report),
    decisions.revise: ("officer", 47, revision),
    decisions.withdraw: ("officer", 47, with_reason(stages.drafted_report)),
    decisions.enter: ("recorder", 60, decision),
    decisions.refuse_entry: ("verifier", 61, with_reason(stages.entered)),
    **AGREEMENTS,
    **LATER,
    **OVERSIGHT,
    **PARTNERS,
    **EVALUATION,
}  # fmt: skip


def odd(word):
    """Every odd value instead of a word, and of each word inside it: this on PostgreSQL, which is the stricter one."""
    yield from ODD
    if connection.vendor == "sqlite":
        return
    if isinstance(word, dict):
        for key, inner in word.items():
            yield from ({**word, key: other} for other in odd(inner))
        yield {**word, "x": "x"}
    elif isinstance(word, list):
        for inner in word:
            yield from ([other] for other in odd(inner))


def answer(act, case, by, at, words) -> str:
    """done or refused; what was done is undone, and anything else fails the test."""
    before = transaction.savepoint()
    try:
        act(case, by=by, at=at, **words)
        said = "done"
    except Refused as no:
        said = "refused"
        assert all(refusal.reason and refusal.article for refusal in no.refusals)
    transaction.savepoint_rollback(before)
    return said


@pytest.mark.parametrize("act", STANDING, ids=lambda act: act.name)
def test_an_odd_word_is_refused_or_does_what_it_says(who, act):
    name, day, stand = STANDING[act]
    case, words = stand(who)
    by, at = getattr(who, name) if name else stages.members(case)[0], later(days=day)
    assert answer(act, case, by, at, words) == "done"
    for word, right in words.items():
        for other in odd(right):
            answer(act, case, by, at, {**words, word: other})
    assert answer(act, case, by, at, {**words, "x": "x"}) == "refused"


def test_every_act_that_takes_words_stands_here():
    """Whatever a rule asks for has its row above; an act without words has nothing odd to be given."""
    with_words = {
        act
        for act in ACTS.values()
        if act.do.__module__.startswith("operators.")
        and set(signature(act.do).parameters) - {"by", "at"} - {first(act)}
    }
    assert with_words - WITHIN == set(STANDING)


def first(act) -> str:
    return next(iter(signature(act.do).parameters))

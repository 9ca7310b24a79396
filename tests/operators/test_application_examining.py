"""The authority examines every condition, tells all that is wrong at once, and then accepts or declines (Arts 10, 12,
17, 18)."""

import pytest

from operators.application.actions import accept, decline, find, return_for_correction, submit
from operators.application.models import Correction, Finding
from tests import stages
from tests.cast import later
from tests.correcting import corrected
from tests.hearing import seats, told
from tests.refusing import refusals, refused

pytestmark = pytest.mark.article("12")

SIX, SEVEN = later(days=6), later(days=7)
TO_CORRECT, NOT_MET = ("to_correct", "请更新证明。"), ("not_met", "不具备条件。")
OFFICE_ONLY = {
    find: {"condition": "standing", "result": "met"},
    return_for_correction: {"items": [{"section": "plan", "remark": "请补充。"}]},
    accept: {},
    decline: {"reason": "不符合条件"},
}


def done(act, application, who, at=SEVEN, **words):
    return stages.fresh(act(application, by=who.officer, at=at, **words).subject)


@pytest.mark.article("10")
@pytest.mark.parametrize("act", OFFICE_ONLY, ids=lambda act: act.verb)
def test_an_officer_of_the_authority_examines_and_nobody_else(who, act):
    application = stages.examined(who)
    for by in (who.applicant, who.rival, who.supervisor, who.district, who.recorder, who.outsider, who.clock):
        assert refused(act, application, by=by, at=SEVEN, **OFFICE_ONLY[act]) == ["role"]
    assert done(act, application, who, **OFFICE_ONLY[act])


@pytest.mark.article("10", "17", "18")
def test_a_finding_names_a_condition_of_the_call_a_result_and_what_is_wrong(who):
    application = stages.submitted(who)
    assert refused(find, application, by=who.officer, at=SIX) == ["condition", "result"]
    words = {"condition": "beauty", "result": "met"}
    assert refused(find, application, by=who.officer, at=SIX, **words) == ["condition"]
    words = {"condition": "standing", "result": "perhaps"}
    assert refused(find, application, by=who.officer, at=SIX, **words) == ["result"]
    for result in ("to_correct", "not_met"):
        words = {"condition": "standing", "result": result, "remark": " "}
        assert refused(find, application, by=who.officer, at=SIX, **words) == ["missing"]
    done(find, application, who, condition="standing", result="to_correct", remark="请更新。")
    row = application.findings.get()
    assert (row.result, row.remark, row.by, row.version.number) == ("to_correct", "请更新。", who.officer, 1)


@pytest.mark.article("10")
def test_a_finding_may_be_changed_until_the_end_and_the_ledger_keeps_both(who):
    application = stages.submitted(who)
    for result, remark in (("to_correct", "请更新。"), ("met", "")):
        done(find, application, who, condition="standing", result=result, remark=remark)
    assert [row.result for row in application.findings.all()] == ["met"]
    assert stages.fresh(application).ledger_seq == application.ledger_seq + 2


@pytest.mark.article("10")
@pytest.mark.parametrize("stage", ["draft", "returned", "accepted"])
def test_findings_are_made_on_what_is_submitted_only(who, stage):
    application = getattr(stages, stage)(who)
    words = {"condition": "standing", "result": "met"}
    assert refused(find, application, by=who.officer, at=later(days=8), **words) == ["not_submitted"]


@pytest.mark.article("17", "18")
@pytest.mark.parametrize("act", [accept, return_for_correction], ids=lambda act: act.verb)
def test_every_condition_is_examined_first_and_each_that_is_not_is_named(who, act):
    application = stages.submitted(who)
    left = [row for row in application.call.conditions() if row["key"] != "standing"]
    done(find, application, who, at=SIX, condition="standing", result="to_correct", remark="请更新。")
    found = refusals(act, application, by=who.officer, at=SEVEN)
    not_examined = [(no.code, no.article) for no in found if no.code == "not_examined"]
    assert not_examined == [("not_examined", row["article"]) for row in left]
    assert [no.code for no in found if no.code != "not_examined"] == ["condition_not_met"] * (act is accept)


def test_what_is_told_is_every_finding_to_correct_and_every_other_item(who):
    application = stages.examined(who, standing=TO_CORRECT, data_experience=("to_correct", "请补充案例。"))
    items = [{"section": "papers", "item": "运营方案", "remark": "请盖章。"}, {"section": "plan", "remark": "请补充。"}]
    returned = done(return_for_correction, application, who, items=items)
    assert returned.state == "returned"
    told_rows = list(
        Correction.objects.order_by("pk").values_list("section", "item", "remark", "answer", "answered_at")
    )
    assert told_rows == [
        ("conditions", "standing", "请更新证明。", "", None),
        ("conditions", "data_experience", "请补充案例。", "", None),
        ("papers", "运营方案", "请盖章。", "", None),
        ("plan", "", "请补充。", "", None),
    ]
    assert told("ApplicationReturned") == seats(who.applicant, who.editor)


def test_what_needs_no_correction_is_not_returned(who):
    assert refused(return_for_correction, stages.examined(who), by=who.officer, at=SEVEN) == ["nothing_to_correct"]


@pytest.mark.parametrize(
    "item",
    [
        {"section": "secrets", "remark": "请补充。"},
        {"section": "plan", "remark": " "},
        {"remark": "请补充。"},
        {"section": "plan"},
        {"section": "papers", "item": "名" * 201, "remark": "请补充。"},
    ],
)
def test_an_item_names_a_section_and_says_what_is_wrong(who, item):
    good = {"section": "papers", "item": "名" * 200, "remark": "请补充。"}
    application = stages.examined(who)
    assert refused(return_for_correction, application, by=who.officer, at=SEVEN, items=[item, good]) == ["item"]
    assert done(return_for_correction, application, who, items=[good]).state == "returned"


def test_after_a_correction_every_condition_is_examined_again_on_the_new_version(who):
    application = corrected(who)
    assert application.version_now.number == 2
    conditions = application.call.conditions()
    assert refused(accept, application, by=who.officer, at=later(days=10)) == ["not_examined"] * len(conditions)
    stages.examined(who, application)
    assert done(accept, application, who, at=later(days=10)).state == "accepted"
    assert Finding.objects.filter(version__number=1, result="to_correct").count() == 1  # the first stays on record


def test_what_was_answered_is_not_asked_again(who):
    application = stages.examined(who, corrected(who), standing=("to_correct", "仍需更新。"))
    again = done(return_for_correction, application, who, at=later(days=10))
    assert refused(submit, again, by=who.applicant, at=later(days=11)) == ["incomplete_answers"]
    corrected(who, again, at=later(days=11))
    assert list(again.corrections.order_by("pk").values_list("version__number", flat=True)) == [1, 2]


@pytest.mark.article("17", "18")
def test_each_condition_that_is_not_met_is_named_with_its_article(who):
    application = stages.examined(who, standing=TO_CORRECT, level_three_protection=NOT_MET)
    found = refusals(accept, application, by=who.officer, at=SEVEN)
    assert [(no.code, no.article) for no in found] == [("condition_not_met", "17(2)"), ("condition_not_met", "18(5)")]


@pytest.mark.article("17", "18")
def test_it_is_accepted_when_every_condition_is_met(who):
    application = done(accept, stages.examined(who), who)
    assert application.state == "accepted"
    assert application.due_days == application.call.rulebook.value("review")
    assert told("ApplicationAccepted") == seats(who.applicant, who.editor)


def test_it_is_declined_with_a_reason_that_is_told(who):
    application = stages.examined(who, level_three_protection=NOT_MET)
    assert refused(decline, application, by=who.officer, at=SEVEN, reason="") == ["missing"]
    declined = done(decline, application, who, reason="不具备等保三级经验")
    assert (declined.state, declined.ended_reason, declined.due_on) == ("declined", "不具备等保三级经验", None)
    assert told("ApplicationDeclined") == seats(who.applicant, who.editor)


@pytest.mark.parametrize("act", [return_for_correction, accept, decline], ids=lambda act: act.verb)
@pytest.mark.parametrize("stage", ["accepted", "returned"])
def test_it_is_decided_once(who, act, stage):
    application = getattr(stages, stage)(who)
    codes = refused(act, application, by=who.officer, at=later(days=8), **OFFICE_ONLY[act])
    assert codes[0] == "wrong_state"


def test_of_two_officers_at_once_one_accepts_and_one_reads_who_was_first(who):
    application = stages.examined(who)
    done(accept, application, who)
    found = refusals(accept, application, by=who.colleague, at=SEVEN)
    assert [no.code for no in found] == ["wrong_state"]
    assert who.officer.body.name in found[0].reason


@pytest.mark.article("house:1")
def test_what_was_decided_on_an_older_copy_is_not_done(who):
    application = stages.examined(who)
    done(find, application, who, condition="standing", result="not_met", remark="已列入失信名单。")
    stale = refused(decline, application, by=who.officer, at=SEVEN, seen=application.version, reason="不符合条件")
    assert stale == ["stale"]
    current = stages.fresh(application).version
    assert done(decline, application, who, seen=current, reason="不符合条件").state == "declined"

"""What changed between two versions is read in words: places named, values before and after (Art. 12)."""

from io import BytesIO

import pytest
from django.utils import translation

from config.kernel.documents.receiving import of_case
from config.kernel.writing import given
from operators.application.difference import Change, changes
from operators.application.drafting import attach, save_section
from operators.application.models import Correction, Version
from tests import stages
from tests.cast import later
from tests.correcting import corrected
from tests.operators.test_application_completeness import listed

pytestmark = pytest.mark.article("12")

SCENARIO = {"name": "信贷", "purpose": "产业发展", "services": ["查询服务"]}


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def returned(who):
    return stages.returned(who)


def second(who, application, **sections) -> list[Change]:
    """The changes of the next version, in which these sections say something else (and the remark is answered)."""
    for name, content in sections.items():
        save_section(application, by=who.editor, at=later(days=8), name=name, content=content)
    corrected(who, application)
    first, again = application.versions.order_by("number")
    return [change for change in changes(first, again) if change.section != "answers to corrections"]


def between(before: dict, after: dict, application) -> list[tuple[str, str, str]]:
    """(path, before, after) of two contents as they might have been submitted."""
    return [
        (change.path, change.before, change.after)
        for change in changes(
            Version(application=application, content=before), Version(application=application, content=after)
        )
    ]


def test_what_did_not_change_is_not_told(who, returned):
    assert second(who, returned) == []


def test_a_text_is_told_with_what_stood_there_before(who, returned):
    found = second(who, returned, plan={"text": "新的方案。"}, profile={"contact": "李强", "telephone": "010-00000000"})
    assert found == [
        Change("profile and contact", "contact", "王芳", "李强"),
        Change("operation plan", "", "运营方案。", "新的方案。"),
    ]
    assert {change.kind for change in found} == {"changed"}


def test_the_sections_come_in_the_order_of_the_application(who, returned):
    found = second(
        who,
        returned,
        plan={"text": "新。"},
        data={"datasets": [{"dataset": "另一项"}]},
        profile={"contact": "李强", "telephone": "1"},
    )
    sections = list(dict.fromkeys(change.section for change in found))
    assert sections == ["profile and contact", "data needed", "operation plan"]


@pytest.mark.article("17(2)")
def test_a_condition_goes_by_its_title_in_the_reader_s_language(who, returned):
    content = returned.sections.get(name="conditions").content
    content["standing"] |= {"valid_until": "2030-12-31"}
    title = next(row for row in returned.call.conditions() if row["key"] == "standing")
    (change,) = second(who, returned, conditions=content)
    assert (change.section, change.path) == ("conditions", f"{title['title_en']} › valid until")
    assert (change.before, change.after) == ("2029-12-31", "2030-12-31")
    with translation.override("zh-hans"):
        (change,) = [row for row in changes(*returned.versions.order_by("number")) if row.after == "2030-12-31"]
        assert change.path.startswith(title["title_zh"])


def test_no_key_of_the_program_is_read_in_chinese(who, returned):
    conditions = {
        row["key"]: {"statement": "另述。", "evidence": [], "valid_until": ""} for row in returned.call.conditions()
    }
    sections = {
        "profile": {"contact": "李强", "telephone": "1"},
        "conditions": conditions,
        "scenarios": {"scenarios": [SCENARIO]},
        "data": {"datasets": [{"dataset": "登记信息", "name": "登记信息", "purpose": "核验"}]},
        "plan": {"text": "新的方案。"},
        "papers": {"运营方案": []},
    }
    with translation.override("zh-hans"):
        found = changes(returned.version_now, Version(application=returned, content=sections))
        read = "".join(change.section + change.path for change in found)
    assert len({change.section for change in found}) == len(sections)
    assert not [sign for sign in read if sign.isascii() and sign.isalpha()]


def test_files_go_by_name_and_another_of_the_same_name_is_another(who, returned):
    first = of_case(returned).get()
    again = attach(returned, BytesIO(stages.PDF + b"\n"), by=who.editor, at=later(days=8), name="证明.pdf")
    (told,) = between({"papers": {"运营方案": [first.pk]}}, {"papers": {"运营方案": [again.pk]}}, returned)
    assert told == ("运营方案", f"证明.pdf ({first.sha256[:8]})", f"证明.pdf ({again.sha256[:8]})")
    assert told[1] != told[2]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            [],
            [SCENARIO],
            [("信贷 › name", "", "信贷"), ("信贷 › purpose", "", "产业发展"), ("信贷 › services", "", "查询服务")],
        ),
        (
            [SCENARIO],
            [],
            [("信贷 › name", "信贷", ""), ("信贷 › purpose", "产业发展", ""), ("信贷 › services", "查询服务", "")],
        ),
        ([SCENARIO], [{"name": "担保"}, SCENARIO], [("担保 › name", "", "担保")]),
        (
            [SCENARIO],
            [SCENARIO | {"services": ["查询服务", "核验服务"]}],
            [("信贷 › services", "查询服务", "查询服务；核验服务")],
        ),
        ([SCENARIO], [SCENARIO | {"purpose": ""}], [("信贷 › purpose", "产业发展", "")]),
        ([{"name": "担保"}, SCENARIO], [SCENARIO, {"name": "担保"}], []),
        ([{"name": "担保"}], [{"name": "担保"}, {"name": "担保"}], [("担保 (2) › name", "", "担保")]),
        ([{"purpose": "一"}], [{"purpose": "二"}], [("purpose", "一", "二")]),
    ],
)
def test_a_list_is_told_item_by_item_by_their_names(who, returned, before, after, expected):
    assert between({"scenarios": {"scenarios": before}}, {"scenarios": {"scenarios": after}}, returned) == expected


def test_what_was_added_and_what_was_removed_is_said_so(returned):
    def only(before, after):
        (change,) = changes(
            Version(application=returned, content={"plan": before}),
            Version(application=returned, content={"plan": after}),
        )
        return change.kind

    assert only({}, {"text": "新"}) == "added"
    assert only({"text": "旧"}, {}) == "removed"
    assert only({"text": "旧"}, {"text": "新"}) == "changed"


def test_a_dataset_goes_by_its_name_in_the_catalogue(who, returned):
    one, other = listed(who, "纳税信息"), listed(who, "登记信息")
    before = {"data": {"datasets": [{"dataset": one.pk, "purpose": "信用评估"}]}}
    after = {"data": {"datasets": [{"dataset": one.pk, "purpose": "信用评估"}, {"dataset": other.pk}]}}
    assert between(before, after, returned) == [("登记信息 › dataset", "", "登记信息")]
    assert between({}, {"data": {"datasets": [{"dataset": 987654}]}}, returned) == [("987654 › dataset", "", "987654")]


def test_an_answer_stands_beside_the_remark_that_it_answers_even_where_two_are_alike(who, returned):
    first = Correction.objects.get()
    remark = first.remark
    first.pk = None
    with given():
        first.save()
    one, two = Correction.objects.order_by("pk")
    after = {"answers": {str(one.pk): "已更新。", str(two.pk): "已补充。"}}
    assert between({}, after, returned) == [(remark, "", "已更新。"), (remark, "", "已补充。")]

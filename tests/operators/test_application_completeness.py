"""Every missing item is named at once before a submission: the call's papers, each condition with its evidence (Arts
11, 12, 17, 18)."""

from datetime import timedelta
from io import BytesIO

import pytest

from operators.application.actions import submit
from operators.application.drafting import attach, save_section
from tests import stages
from tests.cast import later
from tests.refusing import refusals
from zones.catalogue.actions import list_datasets
from zones.catalogue.models import Dataset
from zones.zone.models import Field

pytestmark = pytest.mark.article("12")

FIVE = later(days=5)
WITH_EVIDENCE = (
    "party_organisation", "standing", "staff_and_premises", "data_experience", "security_governance",
    "network_and_environment", "level_three_protection", "partner_management",
)  # fmt: skip
ARTICLES = {
    "party_organisation": "17(1)", "standing": "17(2)", "staff_and_premises": "17(3)", "policy_knowledge": "18(1)",
    "data_experience": "18(2)", "security_governance": "18(3)", "network_and_environment": "18(4)",
    "level_three_protection": "18(5)", "partner_management": "18(6)", "regulatory_response": "18(7)",
}  # fmt: skip
EXPIRING = ("standing", "level_three_protection")


def missing(application, who, at=FIVE) -> list[tuple[str, str]]:
    """(place, article) of every refusal, each of which is a missing item."""
    found = refusals(submit, application, by=who.applicant, at=at)
    assert all((no.code, no.kind) == (f"incomplete_{no.field.split('.')[0]}", "input") for no in found)
    return [(no.field, no.article) for no in found]


def filled(who, **words):
    application = stages.draft(who, stages.published_call(who, **words))
    stages.fill(application, who.applicant)
    return application


def rewrite(application, who, name, change) -> None:
    content = application.sections.get(name=name).content
    change(content)
    save_section(application, by=who.editor, at=later(days=4), name=name, content=content)


@pytest.mark.article("11", "17", "18")
def test_an_empty_draft_is_told_every_missing_item_at_once(who):
    expected = [("profile.contact", "12"), ("profile.telephone", "12")]
    for key, article in ARTICLES.items():
        times = 1 + (key in WITH_EVIDENCE) + (key in EXPIRING)  # statement, evidence, validity
        expected += [(f"conditions.{key}", article)] * times
    expected += [("scenarios", "12"), ("data", "12"), ("plan", "12"), ("papers.运营方案", "11")]
    assert missing(stages.draft(who), who) == expected


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("profile", {"contact": " ", "telephone": "010"}, [("profile.contact", "12")]),
        ("profile", {"contact": "王芳"}, [("profile.telephone", "12")]),
        ("scenarios", {"scenarios": []}, [("scenarios", "12")]),
        ("data", {}, [("data", "12")]),
        ("plan", {"text": "\n "}, [("plan", "12")]),
        ("papers", {"运营方案": []}, [("papers.运营方案", "11")]),
        ("papers", {"别的材料": [1]}, [("papers.运营方案", "11")]),
    ],
)
def test_the_one_item_that_is_missing_is_named(who, name, content, expected):
    application = filled(who)
    save_section(application, by=who.editor, at=later(days=4), name=name, content=content)
    assert missing(application, who) == expected


@pytest.mark.article("17", "18")
@pytest.mark.parametrize(("key", "article"), ARTICLES.items())
def test_each_condition_needs_its_statement(who, key, article):
    application = filled(who)
    rewrite(application, who, "conditions", lambda content: content[key].pop("statement"))
    assert missing(application, who) == [(f"conditions.{key}", article)]


@pytest.mark.article("17", "18")
@pytest.mark.parametrize("key", ARTICLES)
def test_evidence_is_needed_where_the_rulebook_asks_for_it(who, key):
    application = filled(who)
    rewrite(application, who, "conditions", lambda content: content[key].pop("evidence"))
    if key in WITH_EVIDENCE:
        assert missing(application, who) == [(f"conditions.{key}", ARTICLES[key])]
    else:
        assert submit(application, by=who.applicant, at=FIVE)


@pytest.mark.article("17(2)", "18(5)")
@pytest.mark.parametrize("key", EXPIRING)
def test_evidence_is_valid_on_its_last_day_and_expired_on_the_next(who, key):
    application, today = filled(who), FIVE.date()
    yesterday = (today - timedelta(days=1)).isoformat()
    rewrite(application, who, "conditions", lambda content: content[key].update(valid_until=yesterday))
    assert missing(application, who) == [(f"conditions.{key}", ARTICLES[key])]
    rewrite(application, who, "conditions", lambda content: content[key].update(valid_until=today.isoformat()))
    assert submit(application, by=who.applicant, at=FIVE)


@pytest.mark.article("17(2)")
@pytest.mark.parametrize("said", ["", "长期", "2029-02-30", "31.12.2029"])
def test_a_validity_that_is_no_date_is_missing(who, said):
    application = filled(who)
    rewrite(application, who, "conditions", lambda content: content["standing"].update(valid_until=said))
    assert missing(application, who) == [("conditions.standing", "17(2)")]


@pytest.mark.article("17(1)")
def test_evidence_that_needs_no_validity_has_none(who):
    application = filled(who)
    rewrite(
        application, who, "conditions", lambda content: content["party_organisation"].update(valid_until="2001-01-01")
    )
    assert submit(application, by=who.applicant, at=FIVE)


@pytest.mark.article("17", "house:3")
def test_another_s_file_is_no_evidence(who):
    call = stages.published_call(who)
    rival = stages.draft(who, call, who.rival)
    theirs = attach(rival, BytesIO(stages.PDF), by=who.rival, at=later(days=3), name="别人的.pdf").pk
    application = stages.draft(who, call)
    stages.fill(application, who.applicant)
    rewrite(application, who, "conditions", lambda content: content["standing"].update(evidence=[theirs]))
    rewrite(application, who, "papers", lambda content: content.update({"运营方案": [theirs]}))
    assert missing(application, who) == [("conditions.standing", "17(2)"), ("papers.运营方案", "11")]


@pytest.mark.article("17")
def test_the_zone_s_own_condition_is_one_of_the_list(who):
    own = {
        "key": "financial_licence", "article": "17", "title_zh": "具备金融数据服务经验", "title_en": "Financial data",
        "evidence": False, "valid_until": False,
    }  # fmt: skip
    application = filled(who, requirements=[own])
    rewrite(application, who, "conditions", lambda content: content.pop("financial_licence"))
    assert missing(application, who) == [("conditions.financial_licence", "17")]
    rewrite(application, who, "conditions", lambda content: content.update(financial_licence={"statement": "具备。"}))
    assert submit(application, by=who.applicant, at=FIVE)


@pytest.mark.article("11")
@pytest.mark.parametrize("papers", [[], ["运营方案", "安全方案"]])
def test_the_papers_are_those_that_the_call_asks_for(who, papers):
    application = filled(who, papers=papers)
    save_section(application, by=who.editor, at=later(days=4), name="papers", content={})
    if papers:
        assert missing(application, who) == [("papers.运营方案", "11"), ("papers.安全方案", "11")]
    else:
        assert submit(application, by=who.applicant, at=FIVE)


def listed(who, name, **words) -> Dataset:
    row = {"resource_class": "纳税", "name": name, "provider": who.supervisor.body.pk, "level": 2} | words
    list_datasets(Field.objects.get(code="financial-services"), by=who.officer, at=later(), rows=[row])
    return Dataset.objects.get(name=name)


@pytest.mark.article("28")
def test_data_that_may_not_be_operated_is_not_asked_for(who):
    open_one, shut = listed(who, "纳税信息"), listed(who, "涉密信息", exclusion="national_security")
    application = filled(who)
    rows = [{"dataset": dataset.pk, "purpose": "信用评估"} for dataset in (open_one, shut)]
    save_section(application, by=who.editor, at=later(days=4), name="data", content={"datasets": rows})
    assert missing(application, who) == [(f"data.{shut.pk}", "28")]
    save_section(application, by=who.editor, at=later(days=4), name="data", content={"datasets": rows[:1]})
    assert submit(application, by=who.applicant, at=FIVE)


def test_data_that_the_catalogue_does_not_have_is_not_asked_for(who):
    application = filled(who)
    save_section(application, by=who.editor, at=later(days=4), name="data", content={"datasets": [{"dataset": 987654}]})
    assert missing(application, who) == [("data.987654", "12")]

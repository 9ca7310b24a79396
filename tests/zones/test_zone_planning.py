"""A zone is of one of three kinds and supervised by whom Art. 8 says (Arts 2, 6, 8)."""

import pytest
from django.db import IntegrityError, transaction

from config.kernel.accounts.models import Body
from config.kernel.accounts.queries import the
from config.kernel.writing import given
from tests import stages
from tests.cast import NINE, later
from tests.refusing import refused
from zones.zone.actions import establish, name_field, plan
from zones.zone.models import Field, Supervision, Zone

HAIDIAN, EDUCATION, COURT = "北京市海淀区人民政府", "北京市教育委员会", "北京市高级人民法院"


def words(who, **others) -> dict:
    """A field zone in order; `others` names bodies by their name."""
    named = {"name": "金融公共数据专区", "kind": "field", "purpose": "示例", "supervisor": who.supervisor.body,
             "field": Field.objects.get(code="financial-services"), "district": None} | others  # fmt: skip
    for word in ("supervisor", "district"):
        if isinstance(named[word], str):
            named[word] = the("authority") if named[word] == "authority" else Body.objects.get(name=named[word])
    return named


@pytest.fixture
def chaoyang(who):
    """Another district."""
    with given():
        return Body.objects.create(kind="district", name="北京市朝阳区人民政府")


@pytest.mark.article("2")
@pytest.mark.parametrize(
    "others",
    [
        {},
        {"supervisor": EDUCATION},
        {"supervisor": "authority"},  # 尚无明确归属: first of all the authority itself
        {"kind": "district", "field": None, "district": HAIDIAN, "supervisor": HAIDIAN},
        {"kind": "district", "field": None, "district": HAIDIAN, "supervisor": "authority"},
        {"kind": "base", "field": None, "supervisor": "authority"},
    ],
)
def test_a_zone_of_each_kind_is_planned_and_supervised_from_that_day(who, others):
    given_words = words(who, **others)
    fact = plan(the("authority"), by=who.officer, at=NINE, **given_words)
    zone = stages.fresh(fact.subject)
    assert (zone.state, zone.kind, zone.field, zone.district) == (
        "planned", given_words["kind"], given_words["field"], given_words["district"],
    )  # fmt: skip
    assert [(row.body, row.from_on, row.until_on) for row in zone.supervisions.all()] == [
        (given_words["supervisor"], NINE.date(), None)
    ]
    assert (fact.zone_kind, fact.supervisor) == (zone.kind, given_words["supervisor"].pk)
    assert zone.number.startswith("BJ-ZQ-2026-")


@pytest.mark.article("8")
@pytest.mark.parametrize(
    ("others", "codes"),
    [
        ({"name": ""}, ["missing"]),
        ({"purpose": " "}, ["missing"]),
        ({"kind": "region", "field": None, "supervisor": "authority"}, ["kind"]),
        ({"field": None}, ["field"]),
        ({"kind": "base", "supervisor": "authority"}, ["field"]),
        ({"district": HAIDIAN}, ["district"]),
        ({"kind": "district", "field": None, "supervisor": "authority"}, ["district"]),
        ({"kind": "district", "field": None, "district": COURT, "supervisor": "authority"}, ["district"]),
        ({"supervisor": None}, ["supervisor"]),
        ({"supervisor": HAIDIAN}, ["supervisor"]),
        ({"kind": "base", "field": None}, ["supervisor"]),
        ({"kind": "base", "field": None, "supervisor": HAIDIAN}, ["supervisor"]),
        ({"kind": "district", "field": None, "district": HAIDIAN, "supervisor": COURT}, ["supervisor"]),
        (
            {"kind": "district", "field": None, "district": HAIDIAN, "supervisor": "北京市朝阳区人民政府"},
            ["supervisor"],
        ),
        (
            {"name": "", "purpose": "", "kind": "", "field": None, "supervisor": None},
            ["missing", "missing", "kind", "supervisor"],
        ),
    ],
)
def test_a_zone_that_is_of_no_kind_or_has_no_lawful_supervisor_is_refused(who, chaoyang, others, codes):
    assert refused(plan, the("authority"), by=who.officer, at=NINE, **words(who, **others)) == codes
    assert not Zone.objects.exists() and not Supervision.objects.exists()


@pytest.mark.article("2")
def test_two_zones_have_two_names(who):
    first = stages.planned_zone(who)
    assert refused(plan, the("authority"), by=who.officer, at=NINE, **words(who)) == ["name_taken"]
    second = plan(the("authority"), by=who.officer, at=NINE, **words(who, name="金融专区二")).subject
    assert (Zone.objects.count(), second.number > first.number) == (2, True)


@pytest.mark.article("8")
@pytest.mark.parametrize(
    "seat", ["supervisor", "district", "recorder", "applicant", "outsider", "system_admin", "clock"]
)
def test_only_the_authority_plans_and_establishes(who, seat):
    by = getattr(who, seat)
    assert refused(plan, the("authority"), by=by, at=NINE, **words(who)) == ["role"]
    assert refused(establish, stages.planned_zone(who), by=by, at=NINE) == ["role"]


@pytest.mark.article("6")
def test_an_established_zone_says_since_when(who):
    planned = stages.planned_zone(who)
    assert planned.established_at is None
    zone = stages.fresh(establish(planned, by=who.officer, at=later(days=3)).subject)
    assert (zone.state, zone.established_at, zone.state_since) == ("established", later(days=3), later(days=3))


@pytest.mark.article("6")
def test_a_zone_is_established_once(who):
    assert refused(establish, stages.zone(who), by=who.officer, at=later(days=1)) == ["wrong_state"]


@pytest.mark.article("2")
@pytest.mark.parametrize(
    ("seat", "code", "name", "codes"),
    [
        ("officer", "transport", "交通出行", []),
        ("officer", "", "交通出行", ["missing"]),
        ("officer", "transport", "", ["missing"]),
        ("officer", "education", "教育", ["field_named"]),
        ("supervisor", "transport", "交通出行", ["role"]),
    ],
)
def test_the_authority_keeps_the_list_of_fields(who, seat, code, name, codes):
    asked = {"by": getattr(who, seat), "at": NINE, "code": code, "name": name}
    if codes:
        assert refused(name_field, the("authority"), **asked) == codes
        assert Field.objects.count() == 2
    else:
        assert stages.fresh(name_field(the("authority"), **asked).subject).name == name


@pytest.mark.article("2")
@pytest.mark.parametrize("wrong", [{"kind": "base"}, {"kind": "district"}, {"field": None}, {"kind": "region"}])
def test_the_database_itself_knows_the_three_kinds(who, wrong):
    right = {"name": "甲", "kind": "field", "field": Field.objects.first(), "purpose": "示例"}
    with given(), transaction.atomic(), pytest.raises(IntegrityError):
        Zone.objects.create(**right | wrong)
    with given():
        assert Zone.objects.create(**right).kind == "field"

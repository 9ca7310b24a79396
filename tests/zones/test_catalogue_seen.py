"""The catalogue is public but for what Art. 28 shuts out; the demonstration's own is whole (Arts 3, 28)."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.kernel.accounts.models import Body
from config.kernel.writing import given
from config.story import founding
from config.story.telling import Story
from tests.cast import NINE
from zones.catalogue.actions import list_datasets
from zones.catalogue.models import Dataset, ResourceClass
from zones.catalogue.queries import visible_to
from zones.zone.models import Field

FIXTURES = Path(founding.__file__).parents[2] / "zones" / "catalogue" / "fixtures"


@pytest.fixture
def two(who) -> tuple[Dataset, Dataset]:
    """A dataset that may be operated, and its neighbour that is shut out."""
    same = {"resource_class": "信用", "provider": who.supervisor.body_id, "level": 2}
    rows = [same | {"name": "纳税信息", "exclusion": ""}, same | {"name": "案件信息", "exclusion": "law"}]
    list_datasets(Field.objects.first(), by=who.officer, at=NINE, rows=rows)
    return Dataset.objects.get(exclusion=""), Dataset.objects.get(exclusion="law")


@pytest.mark.article("28")
@pytest.mark.parametrize("seat", ["applicant", "rival", "outsider", "system_admin", "security_admin", "clock"])
def test_what_is_shut_out_is_hidden_and_its_neighbour_shown(who, two, seat):
    assert list(visible_to(getattr(who, seat))) == [two[0]]


@pytest.mark.article("28")
def test_the_public_and_the_experts_do_not_see_it_either(who, two):
    for seat in (None, who.experts[0]):
        assert list(visible_to(seat)) == [two[0]]


@pytest.mark.article("28")
@pytest.mark.parametrize("seat", ["officer", "recorder", "supervisor", "district", "audit_admin"])
def test_the_offices_and_the_auditors_see_both(who, two, seat):
    assert set(visible_to(getattr(who, seat))) == set(two)


@pytest.mark.article("26")
def test_the_big_data_platform_sees_both(who, two):
    with given():
        platform = Body.objects.create(kind="platform", name="北京市大数据中心")
    who.officer.body = platform  # no role is held there yet: the first platform seat comes with the deliveries
    assert set(visible_to(who.officer)) == set(two)


@pytest.fixture
def demonstration(who) -> Story:
    """The catalogue of the demonstration, listed by the story's own act."""
    with given():
        Field.objects.all().delete()
    story = Story(date(2026, 3, 2))
    story.seats["周敏", "officer"] = who.officer
    founding.catalogue(story)
    return story


@pytest.mark.article("3")
def test_the_demonstration_lists_nine_fields_forty_classes_and_all_244_datasets(demonstration):
    assert (Field.objects.count(), ResourceClass.objects.count(), Dataset.objects.count()) == (9, 40, 244)
    resources = json.loads((FIXTURES / "resources.json").read_text(encoding="utf-8"))
    named = {
        (field["name"], kind["name"], item)
        for field in resources["fields"]
        for kind in field["resource_classes"]
        for item in kind["items"]
    }
    kept = Dataset.objects.values_list("resource_class__field__name", "resource_class__name", "name")
    assert set(kept) == named


@pytest.mark.article("28")
def test_each_dataset_of_the_demonstration_has_its_mark(demonstration):
    marks = json.loads((FIXTURES / "marks.json").read_text(encoding="utf-8"))["marks"]
    wanted = {
        (
            mark["field"],
            mark["item"],
            mark["level"],
            mark["personal_information"],
            mark["trade_secret"],
            mark["exclusion"] or "",
        )
        for mark in marks
    }
    kept = Dataset.objects.values_list(
        "resource_class__field__code", "name", "level", "personal_information", "trade_secret", "exclusion"
    )
    assert set(kept) == wanted
    shut_out = Dataset.objects.exclude(exclusion="").count()
    assert 0 < shut_out == 244 - visible_to(None).count()


@pytest.mark.article("27")
def test_the_story_tells_one_line_for_each_field_and_each_list(demonstration):
    told = [line.act for line in demonstration.lines if line.act in ("zone.name_field", "catalogue.list_datasets")]
    assert told[-18:] == ["zone.name_field", "catalogue.list_datasets"] * 9


def many(who, count: int) -> None:
    rows = [{"resource_class": f"类{n % 5}", "name": f"数据{n}", "provider": who.supervisor.body_id, "level": 1}
            for n in range(count)]  # fmt: skip
    list_datasets(Field.objects.first(), by=who.officer, at=NINE, rows=rows)


def read(seat) -> int:
    """The queries of a list of datasets with class, field and provider."""
    with CaptureQueriesContext(connection) as asked:
        for dataset in visible_to(seat).select_related("resource_class__field", "provider").order_by("id"):
            assert dataset.resource_class.field.name and dataset.provider.name and dataset.level
    return len(asked)


@pytest.mark.article("3")
@pytest.mark.parametrize("seat", [None, "outsider", "supervisor"])
def test_a_longer_list_asks_no_more_queries(who, seat):
    seat = seat and getattr(who, seat)
    many(who, 3)
    few = read(seat)
    with given():
        Dataset.objects.all().delete()
    many(who, 30)
    assert read(seat) == few == 1


@pytest.mark.article("3")
def test_a_longer_list_is_taken_in_with_as_many_queries_as_a_short_one(who):
    fields = Field.objects.order_by("pk")
    asked = []
    for field, count in zip(fields, (3, 30), strict=True):
        rows = [
            {"resource_class": "类", "name": f"数据{n}", "provider": who.supervisor.body_id, "level": 1}
            for n in range(count)
        ]
        with CaptureQueriesContext(connection) as queries:
            list_datasets(field, by=who.officer, at=NINE, rows=rows)
        asked.append(len(queries))
    assert asked[0] == asked[1]

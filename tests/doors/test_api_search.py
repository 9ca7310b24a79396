"""Search in Chinese: words of two signs, exactly, on either database; on PostgreSQL by its indexes (house:6)."""

import pytest
from django.db import connection

from config.kernel.accounts.models import Body
from config.kernel.refusals import Refused
from config.kernel.searching import search
from config.kernel.writing import given
from operators.application.models import Application
from tests.doors import api

pytestmark = pytest.mark.article("house:6")
NAMES = [
    "示例金数科技有限公司", "金融数据2026研究院", "数据金融局", "Alpha Data 公司", "100%满意公司", "100分满意公司",
    "a_b公司", "axb公司", r"甲\乙公司", "甲乙公司", "O'Neil（北京）公司",
]  # fmt: skip


@pytest.fixture
def bodies(db):
    with given():
        Body.objects.bulk_create([Body(kind="department", name=name) for name in NAMES])
    return Body.objects.filter(name__in=NAMES)


def found(bodies, asked) -> set[str]:
    return set(search(bodies, asked, "name").values_list("name", flat=True))


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("金数", {"示例金数科技有限公司"}),
        ("数据", {"金融数据2026研究院", "数据金融局"}),
        ("金融 数据", {"金融数据2026研究院", "数据金融局"}),  # both, in any order
        ("金融数据", {"金融数据2026研究院"}),  # as it stands
        ("２０２６", {"金融数据2026研究院"}),  # as a Chinese keyboard writes digits
        ("ＡＬＰＨＡ", {"Alpha Data 公司"}),
        ("alpha", {"Alpha Data 公司"}),
        ("0%", {"100%满意公司"}),
        ("a_", {"a_b公司"}),
        ("甲\\", {"甲\\乙公司"}),
        ("%%", set()),
        ("__", set()),
        ("\\\\", set()),
        ("o'neil", {"O'Neil（北京）公司"}),
        ("（北", {"O'Neil（北京）公司"}),
        ("没有", set()),
        ("据金", {"数据金融局"}),
        ("金据", set()),
    ],
)
def test_each_word_stands_in_the_text_as_it_is_asked_for(bodies, asked, wanted):
    assert found(bodies, asked) == wanted


@pytest.mark.parametrize("asked", ["金", "金融 数", "a", " ", "　", "字" * 101, "金\0融"])
def test_words_that_are_too_short_or_too_long_are_refused(bodies, asked):
    with pytest.raises(Refused) as no:
        found(bodies, asked)
    assert no.value.codes == ["search"]
    if asked.strip():
        said = api.problem(api.nobody().get("bodies/", search=asked), 400)
        assert (set(said["fields"]), said["refusals"][0]["code"]) == ({"search"}, "search")


def test_over_the_api_a_search_shows_only_what_may_be_seen(who, bodies):
    assert {row["name"] for row in api.nobody().get("bodies/", search="金数").json()["results"]} == {
        "示例金数科技有限公司"
    }  # the office of that name, not the applicant
    assert len(api.person(who.officer).get("bodies/", search="金数").json()["results"]) == 2


@pytest.mark.postgresql
@pytest.mark.parametrize(
    ("model", "columns", "indexes"),
    [
        (Body, ("name",), {"body_name_pairs"}),
        (Application, ("title", "number"), {"application_title_pairs", "application_number_pairs"}),
    ],
    ids=["body", "application"],
)
def test_the_indexes_are_there_and_used(db, model, columns, indexes):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SELECT indexname FROM pg_indexes WHERE indexname = ANY(%s)", [list(indexes)])
        assert {name for (name,) in cursor.fetchall()} == indexes
    plan = search(model.objects.all(), "金融", *columns).explain()
    assert {index for index in indexes if index in plan} == indexes, plan

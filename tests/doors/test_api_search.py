"""Search in Chinese: words of two signs, exactly, on either database; on PostgreSQL by its indexes (house:6)."""

import pytest
from django.db import connection

from config.kernel import searching
from config.kernel.accounts.models import Body
from config.kernel.pages import page
from config.kernel.refusals import Refused
from config.kernel.searching import search, sought
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


@pytest.fixture(params=[0, 2, searching.NEAR], ids=["by index", "partly", "at once"], autouse=True)
def near(request, monkeypatch):
    """What is looked through before the indexes are asked: nothing, a part, or everything."""
    monkeypatch.setattr(searching, "NEAR", request.param)


def found(bodies, asked) -> set[str]:
    """By both ways: all of them, and a page."""
    names = {body.name for body in page(bodies, ("id",), what=sought(asked, "name")).rows}
    assert set(search(bodies, sought(asked, "name")).values_list("name", flat=True)) == names
    return names


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


@pytest.mark.parametrize("order", [("id",), ("-id",), ("name", "id")])
def test_pages_of_what_is_found_follow_one_another(bodies, order):
    what = sought("公司", "name")
    wanted = list(search(bodies, what).order_by(*order).values_list("pk", flat=True))
    assert len(wanted) == 10
    shown, cursor = [], ""
    for turn in range(5):
        one = page(bodies, order, cursor, 2, what=what)
        shown += [row.pk for row in one.rows]
        assert (one.before != "", one.after != "") == (turn > 0, turn < 4)
        cursor = one.after
    assert shown == wanted
    back = page(bodies, order, one.before, 2, what=what)
    assert [row.pk for row in back.rows] == wanted[6:8]


@pytest.mark.parametrize("asked", ["公司", "金数", "没有", "金融 数据"])
def test_a_page_of_what_is_found_is_one_query_however_rare_the_word(bodies, django_assert_num_queries, asked):
    with django_assert_num_queries(1):
        page(bodies, ("-id",), what=sought(asked, "name"))


def test_what_is_found_is_counted(bodies):
    said = api.nobody().get("bodies/", search="公司", size=2, count="true").json()
    assert (said["count"], said["more"], len(said["results"])) == (9, False, 2)


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
    plan = search(model.objects.all(), sought("金融", *columns)).explain()
    assert {index for index in indexes if index in plan} == indexes, plan

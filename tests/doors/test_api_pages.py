"""Walking a list: each row once, in order, forwards and backwards, also while rows are added (house:6)."""

import pytest

from config.kernel.accounts.models import Body
from config.kernel.writing import given
from operators.application.models import Application
from tests import cast, stages
from tests.doors import api

pytestmark = pytest.mark.article("house:6")


@pytest.fixture
def nobody(who):
    """Everybody may read the list of offices: twelve of them beside those of the founding."""
    add(12)
    return api.nobody()


def add(count: int) -> None:
    with given():
        for _ in range(count):
            Body.objects.create(kind="department", name="示例局")


def offices(*order) -> list[int]:
    return list(Body.objects.exclude(kind="organisation").order_by(*order or ["-id"]).values_list("id", flat=True))


def walked(asker, address: str, way="next", **query) -> tuple[list[int], str]:
    """The ids of all pages, and the address of the last."""
    found, answer = [], asker.get(address, **query)
    while True:
        rows = api.listed(answer)
        found = found + rows if way == "next" else rows + found
        address = answer.json()[way]
        if address is None:
            return found, answer
        answer = asker.get(address.removeprefix("http://testserver"))


@pytest.mark.parametrize("size", [1, 2, 5, 7, 100])
def test_forwards_and_backwards_every_row_is_shown_once_in_order(nobody, size):
    wanted = offices()
    forwards, last = walked(nobody, "bodies/", size=size)
    assert forwards == wanted
    if last.json()["previous"]:
        before, _ = walked(nobody, last.json()["previous"].removeprefix("http://testserver"), way="previous")
        assert before + api.listed(last) == wanted


def test_the_first_page_has_none_before_it_and_the_last_none_after(nobody):
    first = nobody.get("bodies/", size=5).json()
    assert first["previous"] is None and first["next"]
    assert walked(nobody, "bodies/", size=5)[1].json()["next"] is None


def test_rows_that_are_added_meanwhile_neither_repeat_nor_hide_any(nobody):
    before = offices()
    first = nobody.get("bodies/", size=5)
    add(7)
    second = nobody.get(first.json()["next"].removeprefix("http://testserver"))
    assert api.listed(first) + api.listed(second) == before[:10]
    back = nobody.get(second.json()["previous"].removeprefix("http://testserver"))
    assert api.listed(back) == before[:5]
    assert api.listed(nobody.get(back.json()["previous"].removeprefix("http://testserver"))) == offices()[2:7]


def test_filters_and_fields_go_with_the_links(nobody):
    query = {"kind": "department", "fields": "id,name", "size": 5, "order": "oldest"}
    first = nobody.get("bodies/", **query)
    second = nobody.get(first.json()["next"].removeprefix("http://testserver"))
    rows = [*first.json()["results"], *second.json()["results"]]
    assert {tuple(row) for row in rows} == {("id", "name")}
    wanted = Body.objects.filter(kind="department").order_by("id")[:10]
    assert [row["id"] for row in rows] == [body.pk for body in wanted]


@pytest.mark.parametrize(
    "cursor",
    ["x", "%", "MQ", "W10", "WzBd", "WzAsMSwyXQ", "WzAsIngiXQ", "WzAsMS41XQ", "WzAsbnVsbF0", "WzAsWzFdXQ", "公共",
     "e30", "WzAsdHJ1ZV0", "W" * 5000, "\0"],
)  # fmt: skip
def test_a_cursor_that_is_none_is_not_found(nobody, cursor):
    api.problem(nobody.get("bodies/", cursor=cursor), 404)


def test_a_forged_cursor_shows_nothing_that_may_not_be_seen(nobody):
    hidden = Body.objects.filter(kind="organisation").order_by("-id").first()
    cursor = api.cursor(0, hidden.pk + 1)
    assert hidden.pk not in api.listed(nobody.get("bodies/", cursor=cursor))
    assert api.listed(nobody.get("bodies/", cursor=api.cursor(0, 10**30), size=2)) in (offices()[:2], [])


@pytest.mark.parametrize("value", ["x", "2026-13-40", 20260301, "9999-99-99", "", "\0", 10**20])
def test_a_cursor_of_another_order_is_not_found(who, value):
    api.problem(api.person(who.officer).get("applications/", order="due", cursor=api.cursor(0, value, 5)), 404)


@pytest.mark.parametrize("size", ["0", "101", "-1", "x", "1.5", "٣", "99999999999999999999", ""])
def test_a_size_that_is_none_is_refused(nobody, size):
    assert set(api.problem(nobody.get("bodies/", size=size), 400)["fields"]) == {"size"}


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ({"kinds": "department"}, {"kinds"}),
        ({"a": "1", "b": "2"}, {"a", "b"}),
        ({"order": "name"}, {"order"}),
        ({"count": "yes"}, {"count"}),
        ({"fields": "id,secret"}, {"fields"}),
        ({"kind": "nothing"}, {"kind"}),
    ],
)
def test_what_a_list_does_not_know_is_refused_by_its_name(nobody, query, named):
    assert set(api.problem(nobody.get("bodies/", **query), 400)["fields"]) == named


def test_a_list_that_is_not_searched_does_not_let_itself_be(who):
    assert set(api.problem(api.person(who.officer).get("reports/", search="公共"), 400)["fields"]) == {"search"}


@pytest.mark.parametrize(
    "query",
    [{"call": 10**22}, {"zone": "1e49"}, {"call": "x"}, {"submitted_from": "0001-01-01T00:00:00+14:00"},
     {"submitted_from": "9999-12-31T23:59:59-14:00"}, {"due_until": "2026-02-30"}, {"state": "gone"}],
)  # fmt: skip
@pytest.mark.parametrize("count", ["false", "true"])
def test_a_filter_that_its_column_cannot_hold_is_refused_by_its_name(who, query, count):
    answer = api.person(who.officer).get("applications/", **query, count=count)
    assert set(api.problem(answer, 400)["fields"]) == set(query)


def test_rows_are_counted_only_when_asked_and_up_to_a_thousand(nobody, monkeypatch):
    assert "count" not in nobody.get("bodies/").json()
    counted = nobody.get("bodies/", count="true", kind="department").json()
    assert (counted["count"], counted["more"]) == (Body.objects.filter(kind="department").count(), False)
    monkeypatch.setattr("config.kernel.rest.listing.MOST_COUNTED", 7)
    counted = nobody.get("bodies/", count="true").json()
    assert (counted["count"], counted["more"]) == (7, True)


def test_by_deadline_those_without_one_are_absent_and_equal_ones_are_in_order(who):
    call = stages.published_call(who)
    with given():
        stages.submitted(who, call)
        for number, due in enumerate([None, cast.later(9).date(), cast.later(9).date(), cast.later(3).date()]):
            Application.objects.create(
                call=call, organisation=cast.organisation(), started_by=who.applicant, started_at=cast.NINE,
                submitted_at=cast.NINE, state="lapsed", due_on=due, number=f"T-{number}",
            )  # fmt: skip
    wanted = Application.objects.filter(due_on__isnull=False).order_by("due_on", "id").values_list("id", flat=True)
    assert len(wanted) == 4
    for size in (1, 2, 3):
        found, _last = walked(api.person(who.officer), "applications/", order="due", size=size)
        assert found == list(wanted)

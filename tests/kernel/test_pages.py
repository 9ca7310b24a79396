"""Pages by key: whatever the rows, their order and the cursor, each row comes once, in order (house:6)."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.kernel.accounts.models import Body
from config.kernel.pages import LARGEST, NotACursor, page
from config.kernel.writing import given as writing_is_open
from tests.doors.api import cursor

pytestmark = [pytest.mark.article("house:6"), pytest.mark.django_db]
FIRST = date(2026, 3, 2)
ORDERS = [("id",), ("-id",), ("due_on", "id"), ("-due_on", "-id"), ("name", "id"), ("due_on", "-name", "id")]
ROWS = st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["甲", "乙", "a", "Z", ""])), max_size=12)
# each example undoes itself, so the database of one test serves them all
ours = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def made(rows):
    """Bodies, and nothing else in the list."""
    Body.objects.filter(number__startswith="P-").delete()
    for place, (days, name) in enumerate(rows):
        Body.objects.create(kind="department", name=name, due_on=FIRST + timedelta(days), number=f"P-{place}")
    return Body.objects.filter(number__startswith="P-")


def walk(rows, order, size, start="", back=False) -> list[int]:
    """Every row from a cursor on, in the order in which pages show them."""
    found, cursor, turns = [], start, 0
    while turns == 0 or cursor:
        one = page(rows, order, cursor, size)
        ids = [row.pk for row in one.rows]
        assert len(ids) <= size
        found = ids + found if back else found + ids
        cursor, turns = one.before if back else one.after, turns + 1
        assert turns < 50
    return found


@ours
@given(ROWS, st.sampled_from(ORDERS), st.integers(1, 5))
def test_every_row_comes_once_forwards_and_backwards(rows, order, size):
    with writing_is_open():
        rows = made(rows)
        wanted = list(rows.order_by(*order).values_list("pk", flat=True))
        assert walk(rows, order, size) == wanted
        last, cursor = page(rows, order, "", size), ""
        while last.after:
            cursor, last = last.after, page(rows, order, last.after, size)
        if cursor:
            assert walk(rows, order, size, last.before, back=True) + [row.pk for row in last.rows] == wanted


@ours
@given(ROWS.filter(bool), ROWS, st.sampled_from(ORDERS), st.integers(1, 3))
def test_what_is_added_meanwhile_moves_no_row_to_another_page(rows, more, order, size):
    with writing_is_open():
        rows = made(rows)
        before = list(rows.order_by(*order).values_list("pk", flat=True))
        first = page(rows, order, "", size)
        for days, name in more:
            Body.objects.create(
                kind="department",
                name=name,
                due_on=FIRST + timedelta(days),
                number=f"P-{name}{days}+{Body.objects.count()}",
            )
        rest = walk(rows, order, size, first.after) if first.after else []
    shown = [row.pk for row in first.rows] + [pk for pk in rest if pk in before]
    assert shown == before


@ours
@given(st.text(max_size=60), st.sampled_from(ORDERS))
def test_a_cursor_is_read_or_refused_and_never_breaks(named, order):
    try:
        assert len(page(Body.objects.all(), order, named).rows) <= 20
    except NotACursor:
        assert named


SAID = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | st.dates().map(str),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=5,
)


@ours
@given(st.lists(SAID, max_size=4), st.sampled_from(ORDERS))
def test_a_forged_cursor_is_read_or_refused_and_never_breaks(said, order):
    with suppress(NotACursor):
        page(Body.objects.all(), order, cursor(*said))


@pytest.mark.parametrize(("size", "shown"), [(0, 1), (-5, 1), (LARGEST + 1, LARGEST), (10**9, LARGEST)])
def test_a_page_has_at_least_one_row_and_at_most_a_hundred(size, shown):
    with writing_is_open():
        rows = made([(0, "甲")] * (LARGEST + 5))
        assert len(page(rows, ("id",), "", size).rows) == shown

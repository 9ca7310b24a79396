"""A page of a list costs at most four queries, signing in included, however many rows there are (house:6)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.api.urls import NOUNS
from config.kernel.writing import given
from tests.architecture.test_query_counts import state
from tests.doors import api
from tests.kernel import systems

pytestmark = pytest.mark.article("house:6")
PATHS = [cases.path for cases in NOUNS]


def queries(asker, path) -> int:
    with CaptureQueriesContext(connection) as captured:
        rows = api.listed(asker.get(f"{path}/", size=50))
    asked = [one for one in captured if "kernel_tally" not in one["sql"]]  # how often one asks; Redis counts it, if any
    return len(asked) if rows else 0


def asked(askers) -> dict[tuple[str, str], int]:
    """(list, who) → queries, of the lists that show something to them."""
    found = {(path, name): queries(asker, path) for path in PATHS for name, asker in askers.items()}
    return {named: count for named, count in found.items() if count}


def test_a_page_of_any_list_costs_four_queries_for_three_rows_and_for_thirty(who, on_day):
    on_day(6)
    office, own = systems.active(who, who.supervisor), systems.active(who, who.applicant)
    askers = {"nobody": api.nobody(), "officer": api.person(who.officer), "applicant": api.person(who.applicant),
              "supervisor's system": api.system(office), "applicant's system": api.system(own)}  # fmt: skip
    with given():
        for number in range(3):
            state(who, number)
    few = asked(askers)
    with given():
        for number in range(3, 30):
            state(who, number)
    assert asked(askers) == few
    assert {path for path, _ in few} == set(PATHS)
    assert max(few.values()) <= 4
    assert {count for (_, name), count in few.items() if name == "nobody"} == {1}

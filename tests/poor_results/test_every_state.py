"""No state that any acts lead to has two final poor results in a row and a live agreement (Art. 33)."""

import pytest
from django.db import connection

from config.wiring import consequences
from operators.evaluation import actions, facts, guards, reactions
from tests.poor_results.search import Search
from tests.poor_results.starts import FAMILIES

pytestmark = pytest.mark.article("33")

# No move that its state lets somebody make is refused for another reason than these.
EXPECTED = {"earlier_round", "already_proposed", "poor_results", "no_breach"}
MADE = {
    "one poor result": {
        "open a round", "score poor", "score good", "notify", "appeal", "uphold", "dismiss", "finalise",
        "propose to exempt", "propose to correct", "suspend agreement", "propose to resume agreement",
        "expire agreement", "terminate agreement",
    },
    "proposals that stand": {
        "countersign evaluation.exempt", "countersign evaluation.correct", "countersign agreement.resume",
    },
    "renewed": {"begin agreement"},
}  # fmt: skip


def searched(who, family: str) -> Search:
    search = Search(who, FAMILIES[family])
    for live in FAMILIES[family].starts.values():
        search.begin(live)
    return search


@pytest.mark.parametrize("family", FAMILIES)
def test_no_state_has_two_poor_results_in_a_row_and_a_live_agreement(who, family, capsys):
    search = searched(who, family)
    with capsys.disabled():
        print(
            f"\n{connection.vendor}, {family}: {len(search.graph)} states, in the rounds of the search "
            f"{search.layers()}; {search.tried} acts tried, {search.terminations} terminations under Art. 33"
        )
    assert search.broken() == []
    assert search.terminations > 0
    assert search.without_exit == 0
    made = {name.rstrip(" 0123456789") for moves in search.graph.values() for name in moves}
    assert MADE.get(family, set()) <= made
    refused = {code for kind, codes in search.refused.items() if " by " not in kind for code in codes}
    assert refused <= EXPECTED


def test_without_the_consequence_the_search_finds_who_stays_authorised(who, monkeypatch):
    without_the_end(monkeypatch)
    without_the_count(monkeypatch)
    without_the_database()
    broken = searched(who, "proposals that stand").broken()
    assert {state for found in broken for state, _streak in found.agreements} == {"in_force", "suspended"}


def test_without_the_consequence_the_database_still_says_no(who, monkeypatch):
    without_the_end(monkeypatch)
    search = searched(who, "proposals that stand")
    assert (search.broken(), search.terminations) == ([], 0)
    assert search.refused["finalise"] == {"database"}


def without_the_end(monkeypatch) -> None:
    """Nothing ends when a result is final, or corrected."""
    monkeypatch.setattr(actions, "_end_when_poor", lambda *given: None)


def without_the_count(monkeypatch) -> None:
    """The wiring as it is, but nothing counts."""
    for fact in (facts.ResultFinal, facts.ResultCorrected):
        left = [react for react in consequences.REACTIONS[fact] if react is not reactions.count]
        monkeypatch.setitem(consequences.REACTIONS, fact, left)


def without_the_database() -> None:
    """Its triggers on results and agreements, until the test is rolled back."""
    connection.check_constraints()  # PostgreSQL changes no table that has checks to make yet
    with connection.cursor() as cursor:
        for trigger in guards.triggers():
            on = f" ON {trigger.table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {trigger.name}{on}")

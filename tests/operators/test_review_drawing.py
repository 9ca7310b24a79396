"""The draw is random, balanced, and drawn again by anybody from what was recorded (Art. 9; balance: house default)."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from operators.review.actions import convene, dissolve
from operators.review.drawing import ordered, replays, substitute
from operators.review.models import Panel
from tests import stages
from tests.cast import later

pytestmark = pytest.mark.article("9")

CANDIDATE = st.fixed_dictionaries(
    {"expert": st.integers(1, 10_000), "employer": st.sampled_from("ABCDEF"), "in_field": st.booleans()}
)
CANDIDATES = st.lists(CANDIDATE, max_size=14, unique_by=lambda candidate: candidate["expert"])
SEEDS = st.text(max_size=12)
SIZES = st.sampled_from([1, 3, 5, 7])
of_all = settings(max_examples=300, deadline=None)


def drawn(seed, candidates, size) -> list[dict]:
    by_expert = {candidate["expert"]: candidate for candidate in candidates}
    return [by_expert[expert] for expert in ordered(seed, candidates, size)[:size]]


@of_all
@given(SEEDS, CANDIDATES, SIZES)
def test_every_candidate_has_one_place(seed, candidates, size):
    assert sorted(ordered(seed, candidates, size)) == sorted(candidate["expert"] for candidate in candidates)


@of_all
@given(SEEDS, CANDIDATES, SIZES, st.randoms())
def test_the_order_in_which_they_are_given_does_not_matter(seed, candidates, size, random):
    shuffled = random.sample(candidates, len(candidates))
    assert ordered(seed, shuffled, size) == ordered(seed, candidates, size)


@of_all
@given(SEEDS, CANDIDATES, SIZES)
def test_no_two_of_one_employer_while_it_can_be_avoided(seed, candidates, size):
    employers = {candidate["employer"] for candidate in candidates}
    taken = [candidate["employer"] for candidate in drawn(seed, candidates, size)]
    assert len(set(taken)) == min(size, len(employers))


@of_all
@given(SEEDS, CANDIDATES, SIZES)
def test_a_majority_knows_the_field_where_there_are_so_many_employers_of_it(seed, candidates, size):
    available = len({candidate["employer"] for candidate in candidates if candidate["in_field"]})
    of_the_field = sum(candidate["in_field"] for candidate in drawn(seed, candidates, size))
    assert of_the_field >= min(size // 2 + 1, available)


@of_all
@given(SEEDS, CANDIDATES, SIZES)
def test_others_than_the_field_have_a_place_too(seed, candidates, size):
    """Where the field has its majority, others of new employers take what is left."""
    chosen = drawn(seed, candidates, size)
    taken = {candidate["employer"] for candidate in chosen}
    of_the_field = sum(candidate["in_field"] for candidate in chosen)
    others_left = {candidate["employer"] for candidate in candidates if not candidate["in_field"]} - taken
    assert of_the_field <= size // 2 + 1 or not others_left


@of_all
@given(SEEDS, CANDIDATES, SIZES)
def test_among_equals_the_digest_of_seed_and_expert_decides(seed, candidates, size):
    equal = [candidate | {"in_field": True, "employer": str(candidate["expert"])} for candidate in candidates]
    by_digest = sorted(
        (candidate["expert"] for candidate in equal),
        key=lambda expert: hashlib.sha256(f"{seed}:{expert}".encode()).hexdigest(),
    )
    assert ordered(seed, equal, size) == by_digest


def test_every_expert_is_drawn_by_some_seed():
    candidates = [{"expert": n, "employer": str(n), "in_field": n % 2 == 0} for n in range(10)]
    firsts = {ordered(str(seed), candidates, 3)[0] for seed in range(200)}
    assert firsts == {0, 2, 4, 6, 8}  # the first place is of the field
    anywhere = {expert for seed in range(200) for expert in ordered(str(seed), candidates, 3)[:3]}
    assert anywhere == set(range(10))


def test_a_recorded_draw_comes_out_again_and_a_changed_one_does_not(who):
    panel = stages.convened(who)
    assert replays(panel)

    def replays_with(**changed):
        drawn = {"seed": panel.seed, "candidates": panel.candidates, "size": panel.size, "order": panel.order}
        return replays(Panel(**drawn | changed))

    assert not replays_with(order=panel.order[::-1])
    assert not replays_with(candidates=panel.candidates[1:])
    assert not replays_with(size=1, order=[*panel.order[1:], panel.order[0]])
    # Six have few orders, and another seed may draw the same one: not each of twenty does.
    assert not all(replays_with(seed=f"{panel.seed}{other}") for other in range(20))


def test_two_draws_have_two_seeds_of_the_system_s_own(who):
    first = stages.convened(who)
    dissolve(first, by=who.officer, at=later(days=42), reason="重新抽取")
    second = convene(first.call, by=who.officer, at=later(days=42)).subject
    assert len(first.seed) == len(second.seed) == 32
    assert first.seed != second.seed


@pytest.mark.parametrize(
    ("able", "following"),
    [
        ({5, 6, 7}, 7),  # 5 shares an employer with who stays, 6 does not know the field
        ({5, 6}, 6),
        ({5}, 5),  # nobody else is left
        (set(), None),
    ],
)
def test_a_substitute_keeps_the_balance_of_the_draw(able, following):
    rows = [(1, "A", True), (2, "B", True), (3, "C", False), (5, "B", True), (6, "E", False), (7, "F", True)]
    candidates = [{"expert": expert, "employer": employer, "in_field": knows} for expert, employer, knows in rows]
    panel = Panel(candidates=candidates, order=[row[0] for row in rows], size=3)
    assert substitute(panel, able, {2, 3}, leaving=1) == following

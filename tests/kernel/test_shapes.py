"""What a word may look like: asked before the rule of an act (house:1)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any, TypedDict

import pytest

from config.kernel.shapes import ANY, LARGEST, fits, misfits, words_of

pytestmark = pytest.mark.article("house:1")


class Item(TypedDict, total=False):
    """As a rule words it."""

    application: int
    opinion: Annotated[str, 3]


@pytest.mark.parametrize(
    ("shape", "right", "wrong"),
    [
        (str, ["", "字"], [None, 1, [], "a\0b", "\ud800"]),
        (int, [0, -1, LARGEST, -LARGEST], [True, 1.0, "1", None, LARGEST + 1, -LARGEST - 1]),
        (bool, [True, False], [0, 1, None, "true"]),
        (date, [date.min, date.max], [datetime(2026, 3, 2), "2026-03-02", None]),
        (date | None, [None, date(2026, 3, 2)], ["", 0]),
        (int | str, [1, "1"], [None, True, [1]]),
        (Annotated[str, 3], ["", "三个字"], ["四个字了", 1, None]),
        ([int], [[], [1, 2], (1,)], [1, None, ["1"], [None], {}]),
        (Sequence[str], [[], ["x"], ("x",)], ["x", [1], [["x"]]]),
        ({"a": str}, [{}, {"a": ""}], [{"a": 1}, {"b": ""}, [], None]),
        ({ANY: int}, [{}, {"x": 1}], [{"x": "1"}, {1: 1}, {"\0": 1}]),
        (dict[str, str], [{}, {"x": "y"}], [{"x": None}, {1: "y"}, []]),
        (dict[str, Any], [{"x": None}, {"x": [1, {"y": 1.5}]}], [{"x": ["\0"]}, {"x": {"\ud800": 1}}, {"x": 2**70}]),
        (
            Item,
            [{}, {"application": 1, "opinion": "好"}],
            [{"application": "1"}, {"opinion": "四个字了"}, {"x": 1}, None],
        ),
        (object, [None, "\0", 2**70], []),
    ],
    ids=str,
)
def test_what_has_the_form_fits_and_nothing_else_does(shape, right, wrong):
    assert [value for value in right if not fits(value, shape)] == []
    assert [value for value in wrong if fits(value, shape)] == []


def rule(case, *, by, at, reason: Annotated[str, 5] = "", years=None): ...


def open_ended(case, *, by, at, reason: str = "", **words): ...


@pytest.mark.parametrize(
    ("asked", "words", "codes"),
    [
        (rule, {}, []),
        (rule, {"reason": "理由", "years": object()}, []),  # without a form: left to the rule
        (rule, {"reason": None}, ["misfit"]),
        (rule, {"reason": "六个字的理由"}, ["misfit"]),
        (rule, {"x": 1}, ["unknown_word"]),
        (rule, {"reason": 1, "x": 1}, ["misfit", "unknown_word"]),
        (open_ended, {"x": 1}, []),
        (open_ended, {"reason": 1, "x": 1}, ["misfit"]),
    ],
)
def test_a_rule_s_own_signature_says_which_words_it_takes(asked, words, codes):
    found = [*misfits(*words_of(asked), words)]
    assert [refusal.code for refusal in found] == codes
    assert all(refusal.kind == "input" and refusal.field in words for refusal in found)

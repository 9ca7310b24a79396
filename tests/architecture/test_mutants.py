"""The tool behind `make mutants`: it finds every place that says no, and can take away exactly that one."""

import ast
from types import SimpleNamespace

import pytest

from config.kernel.refusals import Refused
from tests import mutants, mutating, source
from tests.mutating import switched

RULE = """'Rules.'
from config.kernel.refusals import NEVER, Refusal, Refused

def may_act(case, *, by):
    if case.old:
        yield Refusal("old", "It is old.", article="12")
    yield from only(by, "officer", article="12")
    for item in case.items:
        yield _item(item)

def save(case):
    refusals = []
    refusals.append(Refusal("shape", "It has no such shape.", "12"))
    if case.closed:
        raise Refused([Refusal("closed", "It is closed.", "12")])
    return refusals

def only(by, role, article):
    if by != role:
        yield from [Refusal("seat", "Another seat.", article=article, kind=NEVER)]

def _item(item):
    return Refusal(f"incomplete_{item}", "It is missing.", "12")
"""
FOUND = {6: "old", 7: "only(by, 'officer', article='12')", 9: "item", 13: "shape", 15: "closed", 20: "seat"}
SAID = {6: "old", 7: "seat", 9: "incomplete_x", 13: "shape", 15: "closed", 20: "seat"}


@pytest.fixture
def rules():
    """The module, carried out with its switches."""
    module = switched(RULE, "rules.py")
    room: dict = {}
    exec(compile(module, "rules.py", "exec"), room)
    return SimpleNamespace(**room)


@pytest.fixture(autouse=True)
def undone(monkeypatch):
    """Also under `make mutants` nothing of what is tried here is noted."""
    monkeypatch.setattr(mutating, "said", set())


def answers(rules) -> set[str]:
    """The codes of everything that is said."""
    refusals = list(rules.may_act(SimpleNamespace(old=True, items=["x"]), by="nobody"))
    try:
        refusals += rules.save(SimpleNamespace(closed=False))
        rules.save(SimpleNamespace(closed=True))
    except Refused as refused:
        refusals += refused.refusals
    return {refusal.code for refusal in refusals}


@pytest.mark.article("house:1")
def test_everything_is_said_and_noted_while_nothing_is_silenced(rules):
    assert answers(rules) == set(SAID.values())
    assert mutating.said == {f"rules.py:{line}" for line in SAID}


@pytest.mark.article("house:1")
@pytest.mark.parametrize("line", SAID)
def test_one_is_silenced_and_the_others_are_said(rules, line):
    with mutating.silent(f"rules.py:{line}"):
        assert answers(rules) == set(SAID.values()) - {SAID[line]}


@pytest.mark.article("house:1")
def test_what_a_rule_did_not_say_is_not_noted(rules):
    assert list(rules.may_act(SimpleNamespace(old=False, items=[]), by="officer")) == []
    assert mutating.said == set()


@pytest.mark.article("house:1")
def test_a_form_that_cannot_be_taken_away_is_told():
    with pytest.raises(source.UnknownForm):
        source.says_no(
            ast.parse('def may():\n    found = Refusal("no", _("No."), "12")\n    yield found\n'), "rules.py"
        )


@pytest.mark.article("house:1")
def test_no_refusal_of_the_code_is_overlooked():
    for path in source.files("config/kernel", "zones", "operators", "products"):
        module = source.tree(path)
        makers = [function for function in source.functions(module) if source.makes(function)]
        made = len(source.calls(module, "Refusal")) - sum(len(source.calls(maker, "Refusal")) for maker in makers)
        uses = sum(len(source.calls(module, maker.name)) for maker in makers)
        asked = sum(said.code.endswith(")") for said, _ in source.says_no(module, source.relative(path)))
        assert len(source.says_no(module, source.relative(path))) - asked == made + uses, path


@pytest.mark.article("house:1")
def test_every_noun_that_says_no_has_tests_of_its_own():
    assert [str(said) for said in mutants.every() if not source.tests_of(said.path)] == []

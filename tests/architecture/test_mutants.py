"""The tool behind `make mutants`: it finds every place that says no, and can take away exactly that one."""

import ast

import pytest

from tests import mutants, source
from tests.mutating import without

RULE = """
from config.kernel.refusals import Refusal, Refused

def may_act(case, *, by):
    if case.old:
        yield Refusal("old", _("It is old."), article="12")
    yield from only(by, "officer", article="12")
    for item in case.items:
        yield _item(item)

def save(case):
    refusals = []
    refusals.append(Refusal("shape", _("It has no such shape."), "12"))
    if case.closed:
        raise Refused([Refusal("closed", _("It is closed."), "12")])

def _item(item):
    return Refusal(f"incomplete_{item}", _("It is missing."), "12")
"""
FOUND = {6: "old", 7: "only(by, 'officer', article='12')", 9: "item", 13: "shape", 15: "closed"}


def kept(line: int) -> list[str]:
    """The module without what stands on a line, in the statements that would be carried out."""
    module, _ = without(RULE, "rules.py", line)
    for node in ast.walk(module):
        for name in ("body", "orelse"):
            statements = getattr(node, name, None)
            if isinstance(statements, list):
                setattr(node, name, [below for below in statements if not silenced(below)] or [ast.Pass()])
    return ast.unparse(module).splitlines()


def silenced(node) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Constant) and node.test.value is False


@pytest.mark.article("house:1")
def test_every_form_of_saying_no_is_found_once():
    found = source.says_no(ast.parse(RULE), "rules.py")
    assert {said.line: said.code.partition("(f")[0] for said, _ in found} == FOUND


@pytest.mark.article("house:1")
@pytest.mark.parametrize("line", FOUND)
def test_one_is_taken_away_and_the_others_stay(line):
    whole = ast.unparse(ast.parse(RULE)).splitlines()
    gone = [said for said in whole if said not in kept(line)]
    assert len(gone) == 1
    assert RULE.splitlines()[line - 1].split("(")[0].split()[-1] in gone[0]


@pytest.mark.article("house:1")
def test_a_rule_without_its_only_refusal_is_still_a_rule():
    source_text = 'def may(case):\n    """Why not."""\n    yield Refusal("no", _("No."), "12")\n'
    module, code = without(source_text, "rules.py", 3)
    room: dict = {}
    exec(compile(module, "rules.py", "exec"), room)
    assert (list(room["may"](None)), code) == ([], "no")


@pytest.mark.article("house:1")
def test_a_form_that_cannot_be_taken_away_is_told():
    with pytest.raises(source.UnknownForm):
        source.says_no(
            ast.parse('def may():\n    found = Refusal("no", _("No."), "12")\n    yield found\n'), "rules.py"
        )
    with pytest.raises(LookupError):
        without(RULE, "rules.py", 4)


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
    assert [str(said) for said in mutants.every() if not mutants.tests_of(said.path)] == []

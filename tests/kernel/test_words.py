"""How fields are called when a rule asks for them (house:1)."""

import ast

import pytest
from django.utils import translation

from config.kernel.accounts.rules import wanted
from config.kernel.refusals import INPUT
from config.kernel.words import FIELDS
from tests import source

pytestmark = pytest.mark.article("house:1")


def asked_for(path) -> set[str]:
    """The fields that a file asks for with `wanted(field, …)`; a loop's over literal pairs are found too."""
    module, found = source.tree(path), set()
    for call in source.calls(module, "wanted"):
        if not call.args:
            continue  # another function of this name
        literal = source.literal(call.args[0])
        found |= {literal} if literal else looped(module, ast.unparse(call.args[0]))
    return found


def looped(module, name) -> set[str]:
    """`for name, value in (("real_name", …), …)` → the names."""
    loops = [node for node in ast.walk(module) if isinstance(node, ast.For) and name in ast.unparse(node.target)]
    fields = {source.literal(pair.elts[0]) for loop in loops for pair in loop.iter.elts}
    assert fields and None not in fields, f"which fields does wanted({name}, …) ask for?"
    return fields


def test_every_field_that_a_rule_asks_for_has_a_word_and_every_word_is_asked_for():
    files = [path for path in source.files(*source.PACKAGES) if path.name == "rules.py"]
    assert set().union(*map(asked_for, files)) == set(FIELDS)


@pytest.mark.parametrize("field", FIELDS)
def test_the_word_is_in_the_readers_language(field):
    said = {}
    for language in ("zh-hans", "en"):
        with translation.override(language):
            [refusal] = wanted(field, " ", "12")
            assert str(FIELDS[field]) in refusal.reason
            said[language] = refusal.reason
    assert said["zh-hans"] != said["en"] and said["zh-hans"].isascii() is False and said["en"].isascii()
    assert (refusal.kind, refusal.field, refusal.article) == (INPUT, field, "12")


@pytest.mark.parametrize("value", ["text", 1, ["row"]])
def test_what_is_given_is_not_asked_for(value):
    assert list(wanted("reason", value, "12")) == []

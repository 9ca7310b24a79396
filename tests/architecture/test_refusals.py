"""Every refusal is a sentence in the reader's language, with a code and an article (house:1)."""

import ast
import re

import pytest

from tests import source
from tests.architecture.test_citations import exists

KINDS = {"NEVER", "NOW", "INPUT"}
REFUSALS = [
    (source.relative(path), function, call)
    for path in source.files(*source.PACKAGES)
    for function in source.functions(source.tree(path))
    for call in source.calls(function, "Refusal")
]
# Functions that make a refusal of what their caller says: path → (name, place of the sentence among its arguments).
MAKERS = {
    "config/kernel/documents/receiving.py": ("_refused", 1),
    "config/kernel/webhooks/rules.py": ("_wrong", 1),
    "operators/application/checklist.py": ("_item", 2),
    "operators/evaluation/importing.py": ("_no", 1),
    "operators/evaluation/indicators.py": ("_no", 1),
    "operators/evaluation/scoring.py": ("_no", 1),
}
# Sentences that come from elsewhere, where they are translated.
SAID_ELSEWHERE = {
    ("config/kernel/documents/receiving.py", "no.reason"),  # sniffing says what is wrong with a file
    ("operators/evaluation/importing.py", "said"),  # reading says what is wrong with a sheet and its cells
}


def place(given) -> str:
    return given if isinstance(given, str) else getattr(given, "name", f"{given.lineno}")


@pytest.mark.article("house:1")
@pytest.mark.parametrize(("path", "function", "call"), REFUSALS, ids=place)
def test_a_refusal_has_a_code_a_translated_sentence_an_article_and_a_kind(path, function, call):
    code, reason, article, kind = (
        source.argument(call, n, name) for n, name in enumerate(("code", "reason", "article", "kind"))
    )
    assert code is not None and reason is not None and article is not None
    if MAKERS.get(path, ("", 0))[0] != function.name:
        assert re.fullmatch("[a-z][a-z_]+", source.literal(code) or "")
        assert translated(reason, function)
    if (cited := source.literal(article)) is not None:
        assert exists(cited)
    assert kind is None or ast.unparse(kind) in KINDS


@pytest.mark.article("house:1")
@pytest.mark.parametrize("path", MAKERS)
def test_who_has_a_refusal_made_gives_it_a_translated_sentence(path):
    maker, at = MAKERS[path]
    said = [
        (call.args[at], function)
        for function in source.functions(source.tree(source.ROOT / path))
        for call in source.calls(function, maker)
    ]
    assert said
    for reason, function in said:
        assert (path, ast.unparse(reason)) in SAID_ELSEWHERE or translated(reason, function), ast.unparse(reason)


@pytest.mark.article("house:1")
def test_sentences_are_said_when_they_are_asked_for():
    """`gettext`, not `gettext_lazy`: a refusal is in the language of who asks, at that moment."""
    for path in {path for path, _, _ in REFUSALS}:
        assert "gettext_lazy" not in imported(source.tree(source.ROOT / path)), path


@pytest.mark.article("house:1")
@pytest.mark.parametrize("said", ["'No.'", "f'{who} may not.'", "_('%(who)s may not.') + who", "_(who)", "_('no end')"])
def test_what_cannot_be_translated_as_a_sentence_is_seen(said):
    assert not translated(ast.parse(said, mode="eval").body, ast.parse("def rule(): ...").body[0])


def translated(node: ast.expr, function: ast.FunctionDef) -> bool:
    """`_("… .")`, or that filled in with `%`, or a name that the function gives such a sentence."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
        node = node.left
    if isinstance(node, ast.Name):
        given = [below for below in ast.walk(function) if isinstance(below, ast.Assign)]
        named = [below.value for below in given if ast.unparse(below.targets[0]) == node.id]
        return bool(named) and all(translated(value, function) for value in named)
    said = source.literal(node.args[0]) if isinstance(node, ast.Call) and source.called(node) == "_" else None
    return said is not None and bool(re.search(r"[.:]( %\(\w+\)s)?$|%\(\w+\)s$", said))


def imported(module: ast.Module) -> set[str]:
    """What a module takes from Django's translation."""
    return {
        name.name
        for node in module.body
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for name in node.names
    }

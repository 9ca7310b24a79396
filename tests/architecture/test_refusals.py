"""Every refusal is a sentence in the reader's language, with a code and an article (house:1)."""

import ast
import re

import pytest

from tests import source
from tests.architecture.test_citations import exists

KINDS = {"NEVER", "NOW", "INPUT"}
REFUSALS = [
    (source.relative(path), call)
    for path in source.files(*source.PACKAGES)
    for call in source.calls(source.tree(path), "Refusal")
]
# Where a refusal's parts come from its caller, who is looked at in its stead.
MADE_FOR_OTHERS = {"config/kernel/documents/receiving.py", "operators/application/checklist.py"}


def place(given) -> str:
    return given if isinstance(given, str) else f"{given.lineno}"


@pytest.mark.article("house:1")
@pytest.mark.parametrize(("path", "call"), REFUSALS, ids=place)
def test_a_refusal_has_a_code_a_translated_sentence_and_an_article(path, call):
    code, reason, article = (source.argument(call, n, name) for n, name in enumerate(("code", "reason", "article")))
    assert code is not None and reason is not None and article is not None
    if path not in MADE_FOR_OTHERS:
        assert re.fullmatch("[a-z][a-z_]+", source.literal(code) or "")
        assert all(translated(said) for said in sentences(reason, path))
    if (cited := source.literal(article)) is not None:
        assert exists(cited)


@pytest.mark.article("house:1")
def test_a_refusal_whose_parts_come_from_a_caller_gets_a_translated_sentence():
    for path in MADE_FOR_OTHERS:
        calls = source.calls(source.tree(source.ROOT / path), "_item", "_refused")
        assert calls, path
        for call in calls:
            reason = call.args[2 if source.called(call) == "_item" else 1]
            assert translated(reason) or ast.unparse(reason) == "no.reason", ast.unparse(call)  # sniffing says it in words


@pytest.mark.article("house:1")
@pytest.mark.parametrize(("path", "call"), REFUSALS, ids=place)
def test_a_refusal_of_input_names_its_field_where_there_is_one(path, call):
    kind = source.argument(call, 3, "kind")
    assert kind is None or ast.unparse(kind) in KINDS


@pytest.mark.article("house:1")
def test_sentences_are_asked_for_when_they_are_said():
    """`gettext`, not `gettext_lazy`: a refusal is said in the language of who asks, at that moment."""
    for path in source.files(*source.PACKAGES):
        module = source.tree(path)
        if source.calls(module, "Refusal"):
            assert "gettext_lazy" not in imported(module), path


def sentences(reason: ast.expr, path: str) -> list[ast.expr]:
    """The reason itself, or all that a module gives to the name that stands there."""
    if not isinstance(reason, ast.Name):
        return [reason]
    given = [node for node in ast.walk(source.tree(source.ROOT / path)) if isinstance(node, ast.Assign)]
    named = [node.value for node in given if any(getattr(target, "id", "") == reason.id for target in node.targets)]
    assert named, f"{path}: {reason.id} is given nowhere"
    return named


def translated(node: ast.expr) -> bool:
    """`_("…")`, or that filled in with `%`; the sentence ends as one."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
        node = node.left
    said = source.literal(node.args[0]) if isinstance(node, ast.Call) and source.called(node) == "_" else None
    return said is not None and bool(re.search(r"[.:]( %\(\w+\)s)?$|%\(\w+\)s$", said))


def imported(module: ast.Module) -> set[str]:
    return {
        name.name
        for node in module.body
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for name in node.names
    }

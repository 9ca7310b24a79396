"""Which refusals can come back from an act, read from its source: the rule, the objections, the body, what they call.

A code stands in `Refusal("code", …)`, or is made from a literal that a caller gives: `_item("profile", …)` makes
`incomplete_profile`; why a file is not taken stands in `Unacceptable("code", …)`. What the frame itself says stands in
FRAME.
"""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from functools import cache
from types import FunctionType, ModuleType
from typing import Any

from config.kernel.acts import ACTS, Act
from config.kernel.wired import wiring

SAY_NO = ("Refusal", "Unacceptable")
FRAME = ("seat_not_active", "wrong_state", "stale", "unknown_word", "misfit", "key_reused", "busy")
OURS = ("config.", "zones.", "operators.", "products.")
Words = dict[str, str]  # what a function is called with, as far as it stands there as a text


@cache
def of_act(act: Act) -> list[str]:
    """Every code that a refusal of this act can have, sorted."""
    return sorted({*FRAME, *of(*_asked_of(act))})


def of(*functions: Callable) -> set[str]:
    """The codes of the refusals that can come out of these functions."""
    found: set[str] = set()
    seen: set[tuple] = set()
    waiting: list[tuple[FunctionType, Words]] = [(inspect.unwrap(function), {}) for function in functions]
    while waiting:
        function, words = waiting.pop()
        if (function, *sorted(words.items())) in seen:
            continue
        seen.add((function, *sorted(words.items())))
        found |= {code for call in _calls(function) if (code := _code_of(call, words))}
        waiting += _called(function, words)
    return found


def _asked_of(act: Act) -> Iterator[Any]:
    """What is asked when this act is done: also the proposing, where it needs two bodies."""
    yield from _own(act)
    if act.together:
        yield from _asked_of(ACTS["countersigning.propose"])


def _own(act: Act) -> tuple[Any, ...]:
    return act.rule, act.do, *wiring("OBJECTIONS").get(act.name, ())


def _called(function: FunctionType, words: Words) -> Iterator[tuple[FunctionType, Words]]:
    """The functions of ours that it names, each with the texts that it is given."""
    texts = {id(call.func): call for call in _calls(function)}
    for node in _nodes(function):
        target = _meant(node, function)
        if isinstance(target, FunctionType) and target.__module__.startswith(OURS):
            call = texts.get(id(node))
            yield target, _texts(call, target, words) if call else {}
        else:
            yield from ((further, {}) for further in _behind(target))


def _behind(target: Any) -> Iterator[Any]:
    """An act within an act, and the reactions to a fact: their refusals are this act's too."""
    if isinstance(target, Act):
        yield from _asked_of(target)
    elif target is ACTS:  # who asks for acts by name may meet any that two bodies do together
        for act in ACTS.values():
            if act.together:
                yield from _own(act)
    elif isinstance(target, type):
        yield from wiring("REACTIONS").get(target, ())


def _meant(node: ast.AST, function: FunctionType) -> Any:
    """What a name, or an attribute of a module, leads to; None for anything else."""
    if isinstance(node, ast.Name):
        return function.__globals__.get(node.id)
    if isinstance(node, ast.Attribute) and isinstance(module := _meant(node.value, function), ModuleType):
        return getattr(module, node.attr, None)
    return None


@cache
def _nodes(function: FunctionType) -> list[ast.AST]:
    """What stands in its body; what decorates it is asked elsewhere."""
    written: Any = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    return [node for statement in written.body for node in ast.walk(statement)]


def _calls(function: FunctionType) -> list[ast.Call]:
    return [node for node in _nodes(function) if isinstance(node, ast.Call)]


def _code_of(call: ast.Call, words: Words) -> str:
    """The code, where this makes a refusal."""
    if getattr(call.func, "id", "") not in SAY_NO:
        return ""
    named = [word.value for word in call.keywords if word.arg == "code"]
    return _text((call.args or named)[0], words)


def _text(node: ast.expr, words: Words) -> str:
    """A text that stands there, or that a caller gave; "" where it is not known."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.Name):
        return words.get(node.id, "")
    if isinstance(node, ast.FormattedValue):
        return _text(node.value, words)
    if isinstance(node, ast.JoinedStr):
        parts = [_text(part, words) for part in node.values]
        return "".join(parts) if all(parts) else ""
    return ""


def _texts(call: ast.Call, target: FunctionType, words: Words) -> Words:
    """The texts that a call gives, or hands on, by the names of its target's parameters."""
    given = [*zip(inspect.signature(target).parameters, call.args, strict=False)]
    given += [(word.arg, word.value) for word in call.keywords if word.arg]
    said = {name: _text(node, words) for name, node in given if not _is_other(node)}
    return {name: text for name, text in said.items() if text}


def _is_other(node: ast.expr) -> bool:
    """A number, True or None: no text, although it stands there."""
    return isinstance(node, ast.Constant) and not isinstance(node.value, str)

"""Every article of the measures with its code and its tests: read from the source, nothing is run.

    python -m tests.articles          all of them; exit code 1 when an enforced one lacks an allowed or a refused test

Code belongs to an article when it cites it: `article="12"` in an act, a step or a refusal, or "(Art. 12)" in its
docstring. Tests say theirs with `@pytest.mark.article("12")`. A test is one of refusal when it names `Refused`, or
anything with the word "refused" in its name; every other test is one of what is allowed.
"""

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tests import source
from zones.rulebook.texts import load

BASE = "beijing-2023-draft"
ENFORCED = (2, *range(6, 19))  # what this issue builds
NOT_ENFORCED = {
    1: "purpose: there is nothing to allow or refuse",
    3: "definition: what public data are; the catalogue's own refusals cite it all the same",
    4: "scope: what the measures apply to",
    5: "principles; the kinds of operator that it names are enforced with Art. 12",
}
LATER = dict.fromkeys(range(19, 35), "later issue")


@dataclass(frozen=True)
class Test:
    """A test as it stands in its file. `refused`: it is about something that is refused."""

    path: str
    name: str
    refused: bool
    articles: tuple[str, ...]


@cache
def code() -> dict[int, dict[str, list[str]]]:
    """article → file → what cites it."""
    found: dict = defaultdict(lambda: defaultdict(list))
    for path in source.files(*source.PACKAGES):
        for name, node in named(source.tree(path)):
            for number in sorted({n for article in cited(node) if (n := base_number(article))}):
                found[number][source.relative(path)].append(name)
    return found


def named(module: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    """The functions and classes of a module; a flow by its steps."""
    for node in module.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            methods = [below for below in node.body if isinstance(below, ast.FunctionDef)]
            yield from ((f"{node.name}.{method.name}", method) for method in methods)
            yield node.name, ast.Module([below for below in node.body if below not in methods], [])


def cited(node: ast.AST) -> list[str]:
    calls = (below for below in ast.walk(node) if isinstance(below, ast.Call))
    return [article for call in calls if (article := source.cited_by(call))] + source.articles_said(node)


def base_number(article: str) -> int | None:
    """12 for "12" and "12(2)"; None for an article of another text."""
    found = re.fullmatch(r"(\d+)(?:\(\d+\))?", article)
    return int(found[1]) if found else None


@cache
def tests() -> list[Test]:
    """Every test of the suite that says which articles it is about."""
    return [
        Test(source.relative(path), node.name, about_refusal(node), marked(node) or marked(source.tree(path)))
        for path in source.files("tests")
        for node in source.functions(source.tree(path))
        if path.name.startswith("test_") and node.name.startswith("test_")
    ]


def marked(node: ast.AST) -> tuple[str, ...]:
    """The articles of a test's own mark, or of its module's `pytestmark`."""
    if isinstance(node, ast.Module):
        marks = [
            below.value
            for below in node.body
            if isinstance(below, ast.Assign) and ast.unparse(below.targets[0]) == "pytestmark"
        ]
    else:
        marks = node.decorator_list
    calls = [call for mark in marks for call in source.calls(mark, "article")]
    return tuple(said for call in calls for word in call.args if (said := source.literal(word)))


def about_refusal(node: ast.AST) -> bool:
    names = [
        getattr(below, "id", getattr(below, "attr", getattr(below, "name", getattr(below, "arg", ""))))
        for below in ast.walk(node)
    ]
    return any("refused" in str(name).lower() for name in names)


def tests_of(number: int) -> list[Test]:
    return [test for test in tests() if number in map(base_number, test.articles)]


def lacking() -> Iterator[str]:
    """What is missing, in a sentence each."""
    for number in ENFORCED:
        if not code()[number]:
            yield f"Art. {number}: no code cites it"
        for refused, word in ((False, "allowed"), (True, "refused")):
            if not any(test.refused is refused for test in tests_of(number)):
                yield f"Art. {number}: no test of what is {word}"


def told() -> Iterator[str]:
    """The list, line by line."""
    for article in load(BASE).articles:
        yield f"Art. {article.number}  {article.text.strip().splitlines()[0][:48]}"
        if note := NOT_ENFORCED.get(article.number) or LATER.get(article.number):
            yield f"    not enforced: {note}" if article.number in NOT_ENFORCED else f"    {note}"
        for path, names in code()[article.number].items():
            yield f"    code  {path}: {', '.join(names)}"
        for test in tests_of(article.number):
            yield f"    test  {'refused' if test.refused else 'allowed'}  {test.path}::{test.name}"


def main() -> int:
    missing = list(lacking())
    print(*told(), "", *(missing or ["Every enforced article has its code, an allowed and a refused test."]), sep="\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())

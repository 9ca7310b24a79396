"""Our own source, read without running it: files, functions, and the places where the code says no."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("config", "zones", "operators", "products")
SIMPLE = (ast.Expr, ast.Raise, ast.Return, ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Assert, ast.Delete)


def files(*folders: str) -> list[Path]:
    """The Python files of these folders, migrations left out: Django writes those."""
    found = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return sorted(path for path in found if "migrations" not in path.parts)


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def rooms() -> list[Path]:
    """The folders of the nouns: zones/call, operators/application … and the kernel's."""
    parents = (*PACKAGES[1:], "config/kernel")
    found = (path for parent in parents for path in (ROOT / parent).iterdir() if (path / "__init__.py").exists())
    return sorted(path for path in found if path.name not in ("migrations", "management"))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def functions(module: ast.AST) -> Iterator[ast.FunctionDef]:
    """Every function and method."""
    return (node for node in ast.walk(module) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def calls(node: ast.AST, *names: str) -> list[ast.Call]:
    """The calls of these names, wherever they stand below a node."""
    return [found for found in ast.walk(node) if isinstance(found, ast.Call) and called(found) in names]


def called(call: ast.Call) -> str:
    """The last part of what is called: `Refusal`, `rules.only` → "only"."""
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def argument(call: ast.Call, place: int, name: str) -> ast.expr | None:
    """An argument by its place or its name; None when it is not given."""
    if len(call.args) > place:
        return call.args[place]
    return next((word.value for word in call.keywords if word.arg == name), None)


def literal(node: ast.expr | None) -> str | None:
    """A text that stands there as such; None for anything computed."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


@dataclass(frozen=True)
class SaysNo:
    """A statement that says no: `code` of its refusal, the function it stands in, and where."""

    path: str
    line: int
    code: str
    function: str

    @property
    def place(self) -> str:
        return f"{self.path}:{self.line}"

    def __str__(self):
        return f"{self.place} {self.code} ({self.function})"


class UnknownForm(ValueError):
    """A refusal stands where this reading does not know how to take it away."""


def says_no(module: ast.Module, path: str) -> list[tuple[SaysNo, ast.stmt]]:
    """Every statement that says no, with its node.

    A function that only makes a refusal (`return Refusal(…)`) says nothing yet: its calls do. Delegations
    (`yield from only(…)`) say no as well; their code is what they ask.
    """
    makers = {function.name for function in functions(module) if makes(function)}
    speaks = any(
        (node.module or "").endswith(("refusals", "rules")) for node in module.body if isinstance(node, ast.ImportFrom)
    )
    found = []
    for function in functions(module):
        for statement in _own_statements(function):
            made = calls(statement, "Refusal", *makers)
            if made and not (function.name in makers and isinstance(statement, ast.Return)):
                if len(made) > 1 or not _can_be_left_out(statement):
                    raise UnknownForm(f"{path}:{statement.lineno}: {ast.unparse(statement)}")
                found.append((SaysNo(path, statement.lineno, _code(made[0]), function.name), statement))
            elif speaks and _asks(statement):
                asked = ast.unparse(statement.value.value)
                found.append((SaysNo(path, statement.lineno, asked, function.name), statement))
    return found


def makes(function: ast.FunctionDef) -> bool:
    """Whether it hands back a new refusal: `return Refusal(…)` or `return Refused([Refusal(…)])`."""
    returned = (node.value for node in ast.walk(function) if isinstance(node, ast.Return) and node.value)
    return any(isinstance(value, ast.Call) and called(value) in ("Refusal", "Refused") for value in returned)


@cache
def tests_of(path: str) -> list[str]:
    """The test files of the noun that a file belongs to."""
    package, noun, *_ = path.split("/")
    pattern = "kernel/test_*.py" if package == "config" else f"{package}/test_{noun}*.py"
    return sorted(relative(found) for found in (ROOT / "tests").glob(pattern))


def _own_statements(function: ast.FunctionDef) -> Iterator[ast.stmt]:
    """Its simple statements, those of functions inside it left out."""
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, SIMPLE):
            yield node
        elif not isinstance(node, ast.FunctionDef | ast.ClassDef):
            waiting[:0] = [
                below for below in ast.iter_child_nodes(node) if isinstance(below, ast.stmt | ast.ExceptHandler)
            ]


def _can_be_left_out(statement: ast.stmt) -> bool:
    """`yield Refusal(…)`, `refusals.append(Refusal(…))`, `raise Refused([Refusal(…)])`."""
    return isinstance(statement, ast.Expr | ast.Raise)


def _asks(statement: ast.stmt) -> bool:
    """`yield from only(…)`: the refusals of another rule."""
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.YieldFrom)
        and isinstance(statement.value.value, ast.Call)
    )


def _code(call: ast.Call) -> str:
    node = argument(call, 0, "code")
    return literal(node) or (ast.unparse(node) if node else called(call))


def names(module: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    """Every function, class and argument that a module names, with its node."""
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node, node.name
        elif isinstance(node, ast.arg):
            yield node, node.arg


ARTICLES = re.compile(r"\bArts?\.?\s(\d[\d,\s()-]*(?:(?:and|or) \d[\d()]*)?)|\b((?:26|27|65|house):\d+)")


def articles_said(node: ast.AST) -> list[str]:
    """The articles that docstrings below a node name: "Arts 12-14, 17 (2)" → 12, 13, 14, 17(2); "27:14" as it is."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    texts = [ast.get_docstring(found) or "" for found in ast.walk(node) if isinstance(found, documented)]
    return [article for text in texts for base, other in ARTICLES.findall(text) for article in _spread(base) or [other]]


def _spread(said: str) -> list[str]:
    found: list[str] = []
    for number, end, item in re.findall(r"(\d+)(?:-(\d+))?(?: ?\((\d+)\))?", said):
        found += [f"{number}({item})"] if item else [str(n) for n in range(int(number), int(end or number) + 1)]
    return found


# Where a citation stands among the arguments of what says no, and what takes it by name only.
PLACES = {
    "Refusal": (2, "article"),
    "wanted": (2, "article"),
    "own_body": (2, "article"),
    "authority_officer": (1, "article"),
}
BY_NAME_ONLY = {"only", "act", "step"}


def cited_by(call: ast.Call) -> str | None:
    """The article that a call of the frame or of a rule names; None for any other call, and for what is computed."""
    name = called(call)
    if name in PLACES:
        return literal(argument(call, *PLACES[name]))
    return literal(argument(call, 99, "article")) if name in BY_NAME_ONLY else None

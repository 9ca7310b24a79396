"""A pytest plugin: one refusal of our code is not said. `MUTANT=operators/review/rules.py:31` chooses which.

No file is edited: the module is compiled, when it is imported, with that one statement behind `if False`, so that a
rule stays the generator that it is. Tests that name the refusal's code run first, to save time.
"""

import ast
import inspect
import os
import sys
from importlib.abc import MetaPathFinder
from importlib.machinery import SourceFileLoader
from importlib.util import spec_from_file_location

import pytest

from tests.source import ROOT, says_no

CHOSEN = os.environ.get("MUTANT", "")


def without(source: str, path: str, line: int) -> tuple[ast.Module, str]:
    """The module without the statement at this line, and the code of the refusal that it said; LookupError."""
    module = ast.parse(source, path)
    for said, statement in says_no(module, path):
        if said.line == line:
            return _Silence(statement).visit(module), said.code
    raise LookupError(f"{path}:{line} says no refusal.")


class _Silence(ast.NodeTransformer):
    def __init__(self, statement: ast.stmt):
        self.statement = statement

    def visit(self, node):
        if node is not self.statement:
            return super().generic_visit(node)
        return ast.copy_location(ast.If(ast.copy_location(ast.Constant(False), node), [node], []), node)


class Mutated(SourceFileLoader):
    """Compiles the file without the chosen statement, and keeps no bytecode of it."""

    def get_code(self, fullname):
        path, line = CHOSEN.rsplit(":", 1)
        module, _ = without(self.get_source(fullname), path, int(line))
        return compile(module, self.path, "exec", dont_inherit=True)


class Finder(MetaPathFinder):
    """Stands before Python's own finders for one module."""

    def __init__(self, path: str):
        self.path, self.name = ROOT / path, path.removesuffix(".py").replace("/", ".")

    def find_spec(self, fullname, path=None, target=None):
        if fullname == self.name:
            return spec_from_file_location(fullname, self.path, loader=Mutated(fullname, str(self.path)))
        return None


if CHOSEN:
    sys.meta_path.insert(0, Finder(CHOSEN.rsplit(":", 1)[0]))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """First what names the refusal."""
    if CHOSEN:
        path, line = CHOSEN.rsplit(":", 1)
        _, code = without((ROOT / path).read_text(encoding="utf-8"), path, int(line))
        items.sort(key=lambda item: code not in _said(item))


def _said(item) -> str:
    """A test's source, and the words that it is parametrised with."""
    words = repr(item.callspec.params) if hasattr(item, "callspec") else ""
    return inspect.getsource(item.function) + words

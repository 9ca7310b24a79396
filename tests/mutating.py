"""A pytest plugin: each refusal that a test met is not said when that test runs again; does the test see it?

No file is edited: a module that says no is compiled, when it is imported, with each such statement behind a switch, so
that a rule stays the generator that it is. A test runs once as always, and what was said to it is noted; where it
passed, it runs again for each of these refusals that no test has missed yet, without that one. `MUTANTS` names a file
with the places to be tried, one on a line; what was caught is written beside it, one file for each worker.
"""

import ast
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.machinery import SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path

import pytest
from _pytest.runner import runtestprotocol

from tests.source import ROOT, says_no, tests_of

SECONDS = 120  # of a test that waits for the refusal which is not said
ASKED = Path(os.environ["MUTANTS"]) if "MUTANTS" in os.environ else None
PLACES = set(ASKED.read_text().split()) if ASKED else set()

silenced = ""
said: set[str] = set()  # to the test that runs
caught: set[str] = set()


def says(place: str) -> bool:
    """Whether a refusal is said: all but the one that is silenced."""
    said.add(place)
    return place != silenced


def says_all(place: str, refusals: Iterator) -> Iterator:
    """The same for what another rule says: nothing is said where it finds nothing."""
    for refusal in refusals:
        if not says(place):
            return
        yield refusal


def switched(source: str, path: str) -> ast.Module:
    """The module with a switch before every statement that says no."""
    module = ast.parse(source, path)
    _Switches({statement: found.place for found, statement in says_no(module, path)}).visit(module)
    names = [ast.alias("says", "_says"), ast.alias("says_all", "_says_all")]
    module.body.insert(1, ast.ImportFrom("tests.mutating", names, 0))  # after the docstring
    return ast.fix_missing_locations(module)


class _Switches(ast.NodeTransformer):
    def __init__(self, places: dict[ast.stmt, str]):
        self.places = places

    def visit(self, node):
        if node not in self.places:
            return super().generic_visit(node)
        place = ast.Constant(self.places[node])
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.YieldFrom):
            node.value.value = ast.Call(ast.Name("_says_all", ast.Load()), [place, node.value.value], [])
            return node
        return ast.If(ast.Call(ast.Name("_says", ast.Load()), [place], []), [node], [])


class Switched(SourceFileLoader):
    """Compiles a file with its switches, and keeps no bytecode of it."""

    def get_code(self, fullname):
        path = Path(self.path).relative_to(ROOT).as_posix()
        return compile(switched(self.get_source(fullname), path), self.path, "exec", dont_inherit=True)


class Finder:
    """Stands before Python's own finders for the modules in which something is tried."""

    def __init__(self, paths: set[str]):
        self.paths = {path.removesuffix(".py").replace("/", "."): ROOT / path for path in paths}

    def find_spec(self, fullname, path=None, target=None):
        if found := self.paths.get(fullname):
            return spec_from_file_location(fullname, found, loader=Switched(fullname, str(found)))
        return None


if PLACES:
    sys.meta_path.insert(0, Finder({place.rpartition(":")[0] for place in PLACES}))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item, nextitem):
    """As always; then once for each refusal that it met."""
    file = item.path.relative_to(ROOT).as_posix()
    said.clear()
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    passed = all(report.passed for report in runtestprotocol(item, nextitem=item.parent))
    own = {place for place in said & PLACES - caught if file in tests_of(place.rpartition(":")[0])}
    missed = {place for place in own if passed and not passes_without(place, item)}
    if missed and passes_without("", item):  # it fails for want of the refusal, not because it ran again
        caught.update(missed)
    item.session._setupstate.teardown_exact(nextitem)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


def passes_without(place: str, item) -> bool:
    with silent(place):
        reports = runtestprotocol(item, log=False, nextitem=item.parent)  # what modules and sessions share stays
    for fixtures in item._fixtureinfo.name2fixturedefs.values():
        for fixture in fixtures:
            if fixture.cached_result and fixture.cached_result[2]:  # it failed: not what the next test asks for
                fixture.cached_result = None
    return all(report.passed for report in reports)


@contextmanager
def silent(place: str) -> Iterator[None]:
    """One refusal is not said meanwhile, and nothing waits for it for ever."""
    global silenced
    silenced = place
    before = signal.signal(signal.SIGALRM, _waited)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
        silenced = ""


def _waited(number, frame):
    raise TimeoutError("It waits for what is not said.")


def pytest_sessionfinish(session):
    if ASKED and (worker := os.environ.get("PYTEST_XDIST_WORKER")):
        ASKED.with_name(f"caught-{worker}").write_text("\n".join(sorted(caught)))

"""No god file: beauty is lost in the tail (house.md §5)."""

import pytest

from tests import source

LINES_OF_A_FILE = 250
LINES_OF_A_FUNCTION = 30

# file or file:function → why it may be longer. Short, and better empty.
LONGER: dict[str, str] = {}


@pytest.mark.article("house:1")
def test_no_file_is_longer_than_can_be_read_at_once():
    lengths = {source.relative(path): lines(path) for path in source.files(*source.PACKAGES, "tests")}
    assert {file: length for file, length in lengths.items() if length > LINES_OF_A_FILE and file not in LONGER} == {}


@pytest.mark.article("house:1")
def test_no_function_is_longer_than_a_screen():
    lengths = {
        f"{source.relative(path)}:{function.name}": function.end_lineno - function.lineno + 1
        for path in source.files(*source.PACKAGES, "tests")
        for function in source.functions(source.tree(path))
    }
    assert {
        name: length for name, length in lengths.items() if length > LINES_OF_A_FUNCTION and name not in LONGER
    } == {}


@pytest.mark.article("house:1")
def test_what_may_be_longer_is_still_there_and_still_longer():
    for name in LONGER:
        file, _, wanted = name.partition(":")
        path = source.ROOT / file
        found = [node for node in source.functions(source.tree(path)) if node.name == wanted]
        longest = max((node.end_lineno - node.lineno + 1 for node in found), default=0)
        assert longest > LINES_OF_A_FUNCTION if wanted else lines(path) > LINES_OF_A_FILE


def lines(path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())

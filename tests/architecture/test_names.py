"""Words and places: a room has the files that its kind of work needs, named by what they mean (house 1, 4)."""

import re

import pytest

from tests import source

BANNED = {"util", "utils", "helper", "helpers", "common", "misc", "manager", "handler", "process"}

# house.md §1: the same names in every room, only those that it needs.
ROOM = {
    "__init__", "flow", "models", "rules", "actions", "queries", "notices", "reactions", "facts", "forms", "tasks",
    "urls", "api", "pages", "desk", "objections",
}  # fmt: skip

# A second screen, named by what it means, beside those of ROOM.
BY_MEANING = {
    "config/kernel/accounts": {"roles"},
    "config/kernel/clients": {"scopes", "tokens"},
    "config/kernel/countersigning": {"turns"},
    "config/kernel/documents": {"receiving", "scanning", "sniffing", "wholeness"},
    "config/kernel/ledger": {
        "anchor", "chain", "checking", "export", "keys", "proof", "protection", "seals", "verification", "words",
    },
    "config/kernel/outbox": {"delivery", "queue"},
    "config/kernel/rest": {
        "addresses", "allowing", "answers", "bar", "cases", "codes", "describing", "files", "granting", "headers",
        "linking", "listing", "problems", "rates", "reading", "references", "rows", "securing", "session", "signing_in",
        "timeline", "tokens", "verbs", "words",
    },
    "config/kernel/spreadsheets": {"making", "plain", "reading"},
    "config/kernel/sweeping": {"alone", "reminders", "running", "steps"},
    "config/kernel/webhooks": {"addresses", "content", "delivery", "fanout", "sending", "signing"},
    "config/kernel/workdays": {"calendar", "deadlines"},
    "zones/call": {"turns"},
    "zones/rulebook": {"faults", "texts"},
    "operators/agreement": {"certificate", "clauses", "drafting", "pdf", "rendering", "seals", "term", "turns"},
    "operators/application": {"checklist", "difference", "drafting", "turns"},
    "operators/decision": {"drafting", "turns"},
    "operators/evaluation": {
        "drafting", "grading", "guards", "history", "importing", "indicators", "measures", "preference", "scoring",
        "sets", "sheets", "turns",
    },
    "operators/exit": {"drafting", "turns"},
    "operators/legacy": {"sheets", "turns"},
    "operators/organisation": {"codes", "turns"},
    "operators/oversight": {"drafting", "turns"},
    "operators/renewal": {"carrying", "turns"},
    "operators/partner": {"drafting", "turns"},
    "operators/review": {"drafting", "drawing", "grading", "turns"},
}  # fmt: skip


@pytest.mark.article("house:1")
def test_a_room_has_the_files_of_its_kind_of_work_and_those_named_by_meaning():
    unknown = {
        source.relative(path)
        for room in source.rooms()
        for path in room.glob("*.py")
        if path.stem not in ROOM | BY_MEANING.get(source.relative(room), set())
    }
    gone = {
        f"{room}/{name}.py"
        for room, names in BY_MEANING.items()
        for name in names
        if not (source.ROOT / room / f"{name}.py").exists()
    }
    assert (unknown, gone) == (set(), set())


@pytest.mark.article("house:1")
def test_no_file_or_folder_is_named_by_a_word_that_says_nothing():
    paths = [path.relative_to(source.ROOT) for path in source.files(*source.PACKAGES, "tests")]
    assert [path for path in paths if banned(*path.with_suffix("").parts)] == []


@pytest.mark.article("house:1")
def test_no_function_class_or_argument_is_named_by_a_word_that_says_nothing():
    found = [
        f"{source.relative(path)}:{node.lineno} {name}"
        for path in source.files(*source.PACKAGES)
        for node, name in source.names(source.tree(path))
        if banned(name)
    ]
    assert found == []


@pytest.mark.article("house:1")
@pytest.mark.parametrize("name", ["utils", "StringUtils", "message_handler", "Manager", "do_submit", "process"])
def test_a_word_that_says_nothing_is_found(name):
    assert banned(name)


@pytest.mark.article("house:1")
@pytest.mark.parametrize("name", ["handle", "processes", "doors", "as_document", "manage"])
def test_a_word_that_says_something_is_left_alone(name):
    assert not banned(name)


def banned(*names: str) -> set[str]:
    """The banned words in these names, written with_underscores or InCamelCase."""
    words = {word.lower() for name in names for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", name)}
    return words & BANNED | {name for name in names if name.startswith("do_")}

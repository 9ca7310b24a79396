"""Seals: what is written is signed in order, and the seal leaves the database (house:1)."""

import json
from datetime import timedelta
from functools import partial
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from config.kernel.ledger import anchor, checking, keys, protection, seals
from config.kernel.ledger.models import Entry, Seal
from config.kernel.ledger.queries import last_entry
from config.kernel.ledger.verification import Problem
from tests import stages
from tests.cast import NINE, later

pytestmark = pytest.mark.article("house:1")


@pytest.fixture
def zone(who):
    return stages.planned_zone(who)


@pytest.fixture
def unprotected(db):
    """The triggers are gone, as after an attacker's first step."""
    with connection.cursor() as cursor:
        for trigger in protection.wanted():
            on = "" if connection.vendor == "sqlite" else f" ON {trigger.table}"
            cursor.execute(f"DROP TRIGGER {trigger.name}{on}")


def written(file) -> list[dict]:
    return list(anchor.lines(file))


def problems(file) -> list[Problem]:
    """What the verifier finds, missing triggers left out."""
    report = checking.check(file, keys.public_key())
    return [problem for problem in report.problems if problem.what != "unprotected"]


def sql(statement: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def rolled_back(*steps) -> None:
    """Do all this; then the database forgets it, and the anchor does not."""
    before = transaction.savepoint()
    for step in steps:
        step()
    transaction.savepoint_rollback(before)


def test_a_seal_covers_everything_that_is_committed_and_leaves_the_database(zone, anchor_file):
    ids = list(Entry.objects.values_list("id", flat=True))
    assert seals.seal(later()) == len(ids)
    (line,) = written(anchor_file)
    seal = Seal.objects.get()
    assert line["seal"] == seals.as_dict(seal)
    assert [place[0] for place in line["entries"]] == ids
    assert line["entries"][-1][1:3] == [zone.key, 1]
    assert (seal.first_id, seal.last_id, seal.count, seal.at) == (ids[0], ids[-1], len(ids), later())
    assert problems(anchor_file) == []


def test_where_nothing_waits_nothing_is_sealed(zone, anchor_file):
    seals.seal()
    assert seals.seal() == 0
    assert len(written(anchor_file)) == Seal.objects.count() == 1


def test_each_seal_names_the_one_before(who, zone, anchor_file):
    seals.seal()
    stages.planned_zone(who, name="第二个专区")
    seals.seal()
    first, second = written(anchor_file)
    assert (first["seal"]["seal"], second["seal"]["seal"]) == (1, 2)
    assert second["seal"]["previous"] == seals.proof.seal_name(first["seal"])
    assert second["seal"]["first_id"] > first["seal"]["last_id"]


def test_no_seal_holds_more_than_fits_in_memory(zone, anchor_file, monkeypatch):
    monkeypatch.setattr(seals, "MOST", 100)
    count = seals.seal()
    assert [line["seal"]["count"] for line in written(anchor_file)] == [100] * (count // 100) + [count % 100]
    assert problems(anchor_file) == []


def test_it_is_time_for_a_seal_after_so_many_seconds(who, zone, anchor_file, settings):
    assert seals.seal_due(NINE) > 0  # the first
    stages.planned_zone(who, name="第二个专区")
    assert seals.seal_due(NINE + timedelta(seconds=settings.LEDGER_SEAL_SECONDS - 1)) == 0
    assert seals.seal_due(NINE + timedelta(seconds=settings.LEDGER_SEAL_SECONDS)) == 1
    assert seals.seal_due(NINE + timedelta(days=1)) == 0  # nothing waits


def test_or_after_so_many_entries(who, zone, anchor_file, settings):
    seals.seal(NINE)
    settings.LEDGER_SEAL_ENTRIES = 2
    stages.planned_zone(who, name="第二个专区")
    assert seals.seal_due(NINE) == 0
    stages.planned_zone(who, name="第三个专区")
    assert seals.seal_due(NINE) == 2


def test_sealing_by_hand_writes_the_public_key_beside_the_anchor(zone, anchor_file):
    out = StringIO()
    call_command("seal_ledger", stdout=out)
    assert anchor_file.with_suffix(".pub").read_text() == keys.public_key() + "\n"
    assert str(Entry.objects.count()) in out.getvalue()


FORGERIES = {
    "edited": "UPDATE kernel_entry SET said = '{}' WHERE id = %s",
    "of another key": "UPDATE kernel_entry SET algorithm = 'hmac-sha256/00000000' WHERE id = %s",
    "of another hash": "UPDATE kernel_entry SET algorithm = replace(algorithm, 'sha256', 'md5') WHERE id = %s",
    "moved to another case": "UPDATE kernel_entry SET case_id = 999999 WHERE id = %s",
    "moved on": "UPDATE kernel_entry SET seq = seq + 1 WHERE id = %s",
    "said at another time": "UPDATE kernel_entry SET at = '2020-01-01 00:00:00+00:00' WHERE id = %s",
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_what_no_act_wrote_is_not_sealed(who, zone, anchor_file, unprotected, forgery):
    seals.seal()
    entry = last_entry(stages.planned_zone(who, name="第二个专区"))
    sql(FORGERIES[forgery], entry.pk)
    with pytest.raises(seals.BrokenChain):
        seals.seal()
    with pytest.raises(CommandError, match=str(entry.pk)):
        call_command("seal_ledger")
    assert len(written(anchor_file)) == Seal.objects.count() == 1
    assert entry.pk in {problem.entry_id for problem in problems(anchor_file)}


def test_a_hole_in_what_waits_is_not_sealed_over(who, zone, anchor_file, unprotected):
    seals.seal()
    call = stages.drafted_call(who, zone=stages.zone(who, name="第二个专区"))
    entry = Entry.objects.get(case_kind="zone", case_id=call.zone_id, seq=1)
    sql("DELETE FROM kernel_entry WHERE id = %s", entry.pk)
    with pytest.raises(seals.BrokenChain, match=call.zone.key):
        seals.seal()
    assert Problem("gap", call.zone.key, 2, entry.pk + 1) in problems(anchor_file)


def test_a_seal_that_the_database_lost_is_made_again_over_the_same_entries(who, zone, anchor_file):
    seals.seal()
    stages.planned_zone(who, name="第二个专区")
    rolled_back(seals.seal)
    assert problems(anchor_file) == []
    stages.planned_zone(who, name="第三个专区")
    assert seals.seal() == 2
    assert [line["seal"]["seal"] for line in written(anchor_file)] == [1, 2, 2]
    assert problems(anchor_file) == []


def test_a_database_that_was_rolled_back_is_named_with_what_it_lost(who, zone, anchor_file):
    seals.seal()
    rolled_back(lambda: stages.planned_zone(who, name="第二个专区"), seals.seal)
    ((entry_id, case, seq, _),) = written(anchor_file)[1]["entries"]
    assert problems(anchor_file) == [Problem("removed", case, seq, entry_id)]


def test_seals_that_are_no_longer_there_are_named(who, zone, anchor_file):
    seals.seal()
    rolled_back(
        lambda: stages.planned_zone(who, name="第二个专区"), seals.seal,
        lambda: stages.planned_zone(who, name="第三个专区"), seals.seal,
    )  # fmt: skip
    missing = [problem.seq for problem in problems(anchor_file) if problem.what == "seal_missing"]
    assert missing == [2, 3]


@pytest.mark.parametrize("lost", [1, 2])
def test_a_rolled_back_database_that_goes_on_sealing_is_named(who, zone, anchor_file, lost):
    seals.seal()
    zones = [partial(stages.planned_zone, who, name=name) for name in ("第二个专区", "第三个专区")[:lost]]
    rolled_back(*(step for zone in zones for step in (zone, seals.seal)))
    stages.planned_zone(who, name="另一个专区")
    seals.seal()
    found = problems(anchor_file)
    assert Problem("seal_out_of_line", seq=2) in found
    assert {problem.what for problem in found} & {"changed", "removed"}


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE kernel_seal SET root = '00' WHERE id = 1", [("seal_differs", 1)]),
        ("UPDATE kernel_seal SET at = '2020-01-01 00:00+00:00' WHERE id = 2", [("seal_differs", 2)]),
        ("DELETE FROM kernel_seal", [("seal_missing", 1), ("seal_missing", 2)]),
    ],
)
def test_the_databases_own_seals_are_compared_with_the_anchor(who, zone, anchor_file, unprotected, statement, found):
    seals.seal()
    stages.planned_zone(who, name="第二个专区")
    seals.seal()
    sql(statement)
    assert [(problem.what, problem.seq) for problem in problems(anchor_file)] == found


def test_a_seal_that_is_not_in_the_anchor_is_named(who, zone, anchor_file):
    seals.seal()
    before = anchor_file.read_bytes()
    stages.planned_zone(who, name="第二个专区")
    seals.seal()
    anchor_file.write_bytes(before)
    assert problems(anchor_file) == [Problem("seal_not_anchored", seq=2)]


def test_a_seal_of_another_signer_is_named(zone, anchor_file, settings):
    seals.seal()
    settings.LEDGER_SIGNING_KEY = "22" * 32
    assert problems(anchor_file) == [Problem("seal_not_signed", seq=1)]


def test_a_leaf_that_was_changed_in_the_anchor_is_named(zone, anchor_file):
    seals.seal()
    (line,) = written(anchor_file)
    line["entries"][0][3] = "0" * 64
    anchor_file.write_text(json.dumps(line) + "\n")
    assert [problem.what for problem in problems(anchor_file)] == ["seal_not_signed", "changed"]


def test_a_line_torn_by_a_power_cut_does_not_spoil_the_next(zone, anchor_file):
    anchor_file.write_bytes(b'{"seal": {"se')
    seals.seal()
    assert len(written(anchor_file)) == 1
    assert problems(anchor_file) == []


def test_a_spoilt_seal_is_missed(who, zone, anchor_file):
    for name in ("第二个专区", "第三个专区"):
        seals.seal()
        stages.planned_zone(who, name=name)
    seals.seal()
    first, second, third = anchor_file.read_bytes().splitlines(keepends=True)
    anchor_file.write_bytes(first + b"?" + second + third)
    assert Problem("seal_out_of_line", seq=3) in problems(anchor_file)

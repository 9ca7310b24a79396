"""The ledger while others write: nothing is passed over, no seal is made twice, no false alarm (house:1)."""

import time
import tracemalloc
from pathlib import Path
from threading import Event

import pytest
from django.db import transaction

from config.kernel.ledger import anchor, checking, keys, proof, seals
from config.kernel.ledger.chain import plain
from config.kernel.ledger.models import Entry, Seal
from config.kernel.writing import given
from tests import cast, stages
from tests.cast import NINE, later
from tests.stages import fresh
from zones.zone.models import Zone

pytestmark = pytest.mark.article("house:1")

SECONDS = 20


@pytest.fixture
def anchored(real_database, settings) -> Path:
    """A database that commits, and its anchor file."""
    return Path(settings.LEDGER_ANCHOR)


def found(anchor_file: Path) -> list:
    return checking.check(anchor_file, keys.public_key()).problems


def write(zone: Zone, count: int = 1) -> None:
    """So many entries at the end of this zone's chain, as acts would have written them; whoever calls commits."""
    zone = fresh(zone)
    rows, seat = [], cast.clock()
    for _ in range(count):
        entry = Entry(
            case_kind="zone", case_id=zone.pk, seq=zone.ledger_seq + 1, at=NINE, act="zone.note", article="2",
            fact="Noted", seat=seat, said='{"note":"示例"}', algorithm=keys.algorithm(),
        )  # fmt: skip
        entry.link = proof.link(entry.algorithm, keys.chain_key(), zone.ledger_head, proof.content(plain(entry)))
        zone.ledger_seq, zone.ledger_head = entry.seq, entry.link
        rows.append(entry)
    with given():
        Entry.objects.bulk_create(rows)
        zone.save()


@pytest.mark.postgresql
def test_an_entry_with_a_lower_number_that_is_not_committed_yet_is_not_passed_over(anchored, at_once):
    """Numbers are given before the commit: the later one may be there first. The sealer waits for both."""
    who = cast.people()
    zones = [stages.planned_zone(who, name=f"专区{number}") for number in (1, 2)]
    seals.seal()
    lower_is_written, higher_is_there = Event(), Event()

    def lower():
        with transaction.atomic():
            write(zones[0])
            lower_is_written.set()
            assert higher_is_there.wait(SECONDS)
            time.sleep(0.3)  # the sealer is waiting by now

    def higher():
        assert lower_is_written.wait(SECONDS)
        write(zones[1])
        higher_is_there.set()

    def sealer():
        assert higher_is_there.wait(SECONDS)
        return seals.seal()

    assert at_once([lower, higher, sealer]) == [None, None, 2]
    assert found(anchored) == []


@pytest.mark.postgresql
def test_where_a_writer_takes_too_long_the_sealer_lets_the_others_write(anchored, at_once, monkeypatch):
    monkeypatch.setattr(seals, "WATERMARK_SECONDS", 0.2)
    zone = stages.planned_zone(cast.people())
    is_written, was_asked = Event(), Event()

    def slow():
        with transaction.atomic():
            write(zone)
            is_written.set()
            assert was_asked.wait(SECONDS)

    def sealer():
        assert is_written.wait(SECONDS)
        sealed = seals.seal_due()
        was_asked.set()
        return sealed

    assert at_once([slow, sealer]) == [None, 0]
    assert Seal.objects.count() == 0
    assert seals.seal_due() == Entry.objects.count()


def test_sealers_at_once_make_one_chain_of_seals(anchored, at_once, monkeypatch):
    monkeypatch.setattr(seals, "MOST", 10)
    count = Entry.objects.count()
    sealed = at_once([seals.seal] * 4)
    assert sum(sealed) == count
    numbers = [line["seal"]["seal"] for line in anchor.lines(anchored)]
    assert numbers == list(range(1, len(numbers) + 1)) == list(Seal.objects.values_list("id", flat=True))
    assert found(anchored) == []


def test_verifying_a_ledger_in_use_raises_no_false_alarm(anchored, at_once, settings):
    settings.LEDGER_JOURNAL = True
    who = cast.people()
    done = Event()

    def act():
        try:
            for number in range(12):
                stages.zone(who, name=f"专区{number}")
        finally:
            done.set()

    def seal():
        while not done.is_set():
            seals.seal()
        return seals.seal()

    def verify():
        alarms, times = [], 0
        while not done.is_set():
            alarms, times = alarms + found(anchored), times + 1
        return alarms if times > 1 else "not once"

    seals.seal()
    acted, sealed, alarms = at_once([act, seal, verify])
    assert (acted, alarms) == (None, [])
    assert isinstance(sealed, int)
    assert found(anchored) == []


def test_the_verifier_keeps_no_more_in_memory_for_four_times_the_entries(anchored, monkeypatch):
    monkeypatch.setattr(seals, "MOST", 200)
    monkeypatch.setattr(checking, "CHUNK", 200)  # both reached several times by the smaller ledger already
    zone = stages.planned_zone(cast.people())
    write(zone, 1000 - Entry.objects.count())
    peaks = []
    for further in (0, 3000):
        write(zone, further)
        seals.seal(later())
        tracemalloc.start()
        assert found(anchored) == []
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert Entry.objects.count() == 4000
    assert peaks[1] < 1.25 * peaks[0]  # longer numbers; in proportion it would be 4

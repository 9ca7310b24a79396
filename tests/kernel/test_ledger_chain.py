"""One chain for each case: one entry for each act, in one form, linked with a key that is nowhere (house:1)."""

import hashlib
import hmac
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps

from config.kernel.facts import canonical
from config.kernel.ledger import chain, checking, keys, proof, seals
from config.kernel.ledger.models import Entry
from config.kernel.ledger.queries import entries_of, last_entry
from tests import stages
from tests.cast import later
from tests.kernel.trials import Tried
from zones.zone.models import Zone

pytestmark = pytest.mark.article("house:1")

SM3_OF_ABC = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"  # GB/T 32905-2016, example 1


@pytest.fixture
def zone(who):
    return stages.planned_zone(who)


@pytest.fixture
def note(trial):
    """An act on a zone that does nothing but say something."""

    def say(zone: Zone, *, by, at, note=""):
        """Say it."""
        return Tried(zone, by, at, note)

    return trial(say)


def stored(case) -> list[dict]:
    """The case's entries as the verifier reads them from the database."""
    return [entry for entry in checking.entries("id") if f"{entry['case_kind']}:{entry['case_id']}" == case.key]


def verified(anchor_file):
    return checking.check(anchor_file, keys.public_key())


def test_an_act_writes_one_entry_and_the_case_keeps_its_place_and_head(who, zone, note):
    before = Entry.objects.count()
    fact = note(zone, by=who.officer, at=later(minutes=5), note="好")
    entry = last_entry(zone)
    assert Entry.objects.count() == before + 1
    assert (entry.seq, entry.act, entry.article, entry.fact) == (2, note.name, "house:1", "Tried")
    assert (entry.seat_id, entry.countersigner_id, entry.at) == (who.officer.pk, None, later(minutes=5))
    assert entry.said == '{"note":"好"}'
    assert (fact.subject.ledger_seq, fact.subject.ledger_head) == (2, entry.link)


def test_each_link_is_an_hmac_over_the_one_before_and_the_entry(who, zone, note, settings):
    note(zone, by=who.officer, at=later())
    first, second = stored(zone)
    for before, entry in (("0" * 64, first), (first["link"], second)):
        body = f"{before}\n".encode() + proof.content(entry)
        assert entry["link"] == hmac.new(settings.LEDGER_KEY.encode(), body, hashlib.sha256).hexdigest()


def test_the_chain_of_another_case_goes_on_by_itself(who, zone, note):
    other = stages.planned_zone(who, name="第二个专区")
    note(zone, by=who.officer, at=later())
    note(other, by=who.officer, at=later())
    assert [entry.seq for entry in entries_of(zone).order_by("id")] == [1, 2]
    assert [entry.seq for entry in entries_of(other).order_by("id")] == [1, 2]


@pytest.mark.parametrize("zone_name", ["Asia/Shanghai", "UTC", "America/New_York"])
def test_an_instant_of_any_time_zone_reads_back_as_it_was_hashed(who, zone, note, zone_name):
    at = datetime(2026, 3, 3, 0, 30, 15, 123456, tzinfo=ZoneInfo(zone_name))
    fact = note(zone, by=who.officer, at=at)
    entry = stored(zone)[-1]
    assert entry["at"] == at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    assert proof.content(entry) == proof.content(chain.plain(last_entry(fact.subject)))
    assert proof.follows(entry, stored(zone)[-2]["link"], keys.chain_key())


def test_an_instant_without_microseconds_has_them_written_out(who, zone, note):
    note(zone, by=who.officer, at=later())
    assert stored(zone)[-1]["at"] == "2026-03-02T01:00:00.000000Z"


def test_one_value_has_one_text():
    assert canonical({"b": [1, True, None], "a": {"文": "“”\n"}}) == '{"a":{"文":"“”\\n"},"b":[1,true,null]}'
    assert canonical({"a": 1, "b": 2}) == canonical({"b": 2, "a": 1})


@pytest.mark.parametrize(
    "value", [1.0, float("nan"), date(2026, 1, 1), b"x", {1}, {"deep": [{"er": 0.1}]}, {1: "a key"}], ids=repr
)
def test_what_could_be_written_in_two_ways_has_no_place(value):
    with pytest.raises(TypeError, match="canonical form"):
        canonical({"value": value})


def test_an_act_whose_fact_has_a_float_changes_nothing(who, zone, note):
    before = Entry.objects.count()
    with pytest.raises(TypeError, match="float"):
        note(zone, by=who.officer, at=later(), note=1.5)
    assert Entry.objects.count() == before
    assert stages.fresh(zone).version == zone.version


def test_the_hash_is_the_one_that_is_set(who, zone, note, settings, anchor_file):
    settings.LEDGER_HASH = "sm3"
    note(zone, by=who.officer, at=later())
    before, entry = stored(zone)
    assert entry["algorithm"] == f"hmac-sm3/{proof.key_id(keys.chain_key())}"
    assert proof.digest("sm3", b"abc") == SM3_OF_ABC
    assert proof.follows(entry, before["link"], keys.chain_key())
    assert not proof.follows({**entry, "algorithm": "hmac-sha256/x"}, before["link"], keys.chain_key())


def test_a_ledger_that_goes_over_to_sm3_verifies(who, zone, note, settings, anchor_file):
    note(zone, by=who.officer, at=later())
    seals.seal()
    note(zone, by=who.officer, at=later())
    settings.LEDGER_HASH = "sm3"
    note(zone, by=who.officer, at=later())
    seals.seal()  # sha256 and sm3 entries under one seal of sm3
    report = verified(anchor_file)
    assert report.passed
    assert (report.seals, report.unsealed, report.links_without_key) == (2, 0, 0)
    assert {entry["algorithm"].partition("/")[0] for entry in stored(zone)} == {"hmac-sha256", "hmac-sm3"}


def test_a_hash_that_there_is_not_is_refused(settings):
    with pytest.raises(ValueError, match="unknown hash 'md5'"):
        proof.digest("md5", b"")
    with pytest.raises(ValueError, match="unknown hash 'md5'"):
        proof.link("hmac-md5/x", b"key", "", b"")


def test_entries_of_a_former_key_are_checked_with_it(who, zone, note, settings, anchor_file):
    settings.LEDGER_KEY, former = "a new one", settings.LEDGER_KEY
    note(zone, by=who.officer, at=later())
    settings.LEDGER_FORMER_KEYS = [former]
    assert seals.seal() == Entry.objects.count()
    assert verified(anchor_file).links_without_key == 0
    settings.LEDGER_FORMER_KEYS = []
    without = verified(anchor_file)
    assert without.passed
    assert without.links_without_key == Entry.objects.count() - 1


def test_no_key_is_in_the_database_or_beside_the_anchor(who, zone, settings, anchor_file):
    settings.LEDGER_JOURNAL = True
    seals.seal()
    secrets = [settings.LEDGER_KEY, settings.LEDGER_SIGNING_KEY]
    written = "".join(file.read_text() for file in anchor_file.parent.iterdir())
    for model in apps.get_models(include_auto_created=True):
        written += repr(list(model._base_manager.values_list()))
    assert anchor_file.exists()
    assert keys.public_key() in written
    assert [secret for secret in secrets if secret in written] == []


def test_with_the_journal_on_a_link_leaves_the_database_at_its_commit(
    who, zone, note, settings, anchor_file, django_capture_on_commit_callbacks
):
    settings.LEDGER_JOURNAL = True
    with django_capture_on_commit_callbacks() as callbacks:
        note(zone, by=who.officer, at=later())
        assert not anchor_file.exists()
    for callback in callbacks:
        callback()
    entry = last_entry(zone)
    assert anchor_file.read_text() == f'{{"link":[{entry.pk},"{zone.key}",2,"{entry.link}"]}}\n'


def test_without_the_journal_no_link_leaves_it(who, zone, note, anchor_file, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        note(zone, by=who.officer, at=later())
    assert not anchor_file.exists()


def test_the_longest_said_and_the_farthest_instant_fit(who, zone, note):
    note(zone, by=who.officer, at=later() + timedelta(days=20000), note="长" * 100_000)
    assert proof.follows(stored(zone)[-1], stored(zone)[-2]["link"], keys.chain_key())

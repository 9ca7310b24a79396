"""Twelve attacks on a kept ledger by somebody who has the file only: the verifier names the entry (house:8)."""

import os
import re
import shutil
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test.utils import override_settings
from django.utils import translation

from tests.conftest import default_database
from tests.kernel import attacks

pytestmark = [pytest.mark.article("house:1"), pytest.mark.sqlite]

KEYS = {"no key": "", "another key": "somebody else's", "the key": "tests-ledger"}
UNSEALED = "truncate what is not sealed"
ON_SEALED = [name for name in attacks.ATTACKS if name != UNSEALED]


@pytest.fixture(scope="module")
def kept(keep) -> Path:
    """A ledger that is sealed to its end."""
    return keep()


@pytest.fixture
def verify(django_db_blocker):
    """`verify(file, key)` → the verifier's lines, with anchor and public key beside the file; last the verdict."""

    def verified(file: Path, key: str) -> list[str]:
        out = StringIO()
        keys = override_settings(LEDGER_KEY=key, LEDGER_SIGNING_KEY="")
        with django_db_blocker.unblock(), default_database(str(file)), keys, translation.override("en"):
            try:
                call_command("verify_ledger", stdout=out)
            except CommandError as error:
                out.write(str(error))
        return out.getvalue().splitlines()

    return verified


def copied(kept: Path, folder: Path) -> Path:
    """The three files, somewhere else."""
    for ending in ("", ".anchor", ".pub"):
        shutil.copy(f"{kept}{ending}", folder / f"FILE{ending}")
    return folder / "FILE"


def named(lines: list[str]) -> set[str]:
    """`application:1, entry 3` of every line that finds something."""
    return {found[1] for line in lines if (found := re.match(r"✗ (\S+, entry [^ :]+)", line))}


@pytest.mark.parametrize("key", KEYS)
def test_an_untouched_copy_verifies(kept, tmp_path, verify, key):
    lines = verify(copied(kept, tmp_path), KEYS[key])
    assert lines[-1] == "The ledger verifies."
    assert "✗" not in "".join(lines)


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("attack", ON_SEALED)
def test_each_attack_is_seen_and_its_entries_are_named(kept, tmp_path, verify, attack, key):
    file = copied(kept, tmp_path)
    touched = attacks.attack(file, attack)
    lines = verify(file, KEYS[key])
    assert lines[-1] == "The ledger does not verify."
    assert touched
    assert {f"{case}, entry {seq}" for case, seq in touched} <= named(lines)
    assert "trigger" not in "".join(lines)  # they were put back: it is the entries that gave it away


def test_an_edit_accuses_no_other_entry(kept, tmp_path, verify):
    file = copied(kept, tmp_path)
    ((case, seq),) = attacks.attack(file, "edit")
    assert named(verify(file, "")) == {f"{case}, entry {seq}"}


@pytest.mark.parametrize("key", KEYS)
def test_what_was_cut_off_before_any_seal_is_the_known_gap(keep, tmp_path, verify, key):
    file = copied(keep(tail=True), tmp_path)
    assert attacks.attack(file, UNSEALED)
    lines = verify(file, KEYS[key])
    assert lines[-1] == "The ledger verifies."
    assert [line for line in lines if line.startswith("Known gap:") and "LEDGER_JOURNAL" in line]


@pytest.mark.parametrize("key", KEYS)
def test_the_journal_closes_the_known_gap(keep, tmp_path, verify, key):
    file = copied(keep(tail=True, journal=True), tmp_path)
    touched = attacks.attack(file, UNSEALED)
    lines = verify(file, KEYS[key])
    assert lines[-1] == "The ledger does not verify."
    assert {f"{case}, entry {seq}" for case, seq in touched} == named(lines)


def test_an_untouched_ledger_with_a_journal_and_a_tail_verifies(keep, tmp_path, verify):
    lines = verify(copied(keep(tail=True, journal=True), tmp_path), "tests-ledger")
    assert lines[-1] == "The ledger verifies."


def test_what_no_seal_covers_is_not_taken_on_trust_without_the_key(keep, tmp_path, verify):
    lines = verify(copied(keep(tail=True), tmp_path), "")
    assert lines[-1] == "The ledger does not verify."
    assert all("no seal covers it" in line for line in lines if "✗" in line)


def test_the_known_gap_is_always_told(kept, tmp_path, verify):
    assert any(line.startswith("Known gap:") for line in verify(copied(kept, tmp_path), "tests-ledger"))


@pytest.mark.parametrize("word", ["no instant", "2020-01-01", ""])
def test_an_instant_that_is_none_breaks_nothing_and_is_named(kept, tmp_path, verify, word, monkeypatch):
    file = copied(kept, tmp_path)

    def spoil(db):
        victim = attacks.middle(db)
        db.execute("UPDATE kernel_entry SET at = ? WHERE id = ?", [word, victim["id"]])
        return [victim]

    monkeypatch.setitem(attacks.ATTACKS, "spoil", spoil)
    ((case, seq),) = attacks.attack(file, "spoil")
    assert named(verify(file, "tests-ledger")) == {f"{case}, entry {seq}"}


@pytest.mark.parametrize("column", ["case_kind", "case_id", "seq", "act", "said", "algorithm", "link", "seat_id"])
def test_a_word_where_it_does_not_belong_breaks_nothing_and_is_named(kept, tmp_path, verify, column, monkeypatch):
    file = copied(kept, tmp_path)

    def spoil(db):
        victim = attacks.middle(db)
        db.execute(f"UPDATE kernel_entry SET {column} = 'spoilt' WHERE id = ?", [victim["id"]])
        return [victim]

    monkeypatch.setitem(attacks.ATTACKS, "spoil", spoil)
    ((case, seq),) = attacks.attack(file, "spoil")
    lines = verify(file, "tests-ledger")
    assert lines[-1] == "The ledger does not verify."
    assert f"{case}, entry {seq}" in named(lines)


def test_the_command_ends_with_1_and_the_attackers_script_needs_nothing_of_ours(kept, tmp_path):
    file = copied(kept, tmp_path)
    assert "台账验证通过。" in _command(file, tmp_path, code=0)
    script = [sys.executable, "-I", attacks.__file__, str(file), "edit and recompute"]
    touched = subprocess.run(script, capture_output=True, text=True, check=True, env={}).stdout.split()
    assert f"{touched[0]}，第{touched[1]}条记录" in _command(file, tmp_path, code=1)


def _command(file: Path, folder: Path, code: int) -> str:
    """What a person with the three files sees, on a machine with keys of its own."""
    env = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "LEDGER_ANCHOR")}
    env |= {"DATABASE_URL": f"sqlite:///{file}", "DATA_DIR": str(folder / "data"),
            "DJANGO_SETTINGS_MODULE": "config.settings.development"}  # fmt: skip
    command = [sys.executable, "manage.py", "verify_ledger"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    return done.stdout


@pytest.mark.parametrize("table", ["kernel_entry", "kernel_seal"])
def test_triggers_that_stay_dropped_are_named_too(kept, tmp_path, verify, table):
    file = copied(kept, tmp_path)
    attacks.attack(file, "edit", put_back=False)
    lines = verify(file, "tests-ledger")
    assert {f"trigger:{table}_no_{what}" for what in ("update", "delete", "replace")} <= {
        line.removeprefix("✗ ").split(": ")[0] for line in lines
    }

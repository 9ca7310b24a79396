"""An export verifies far away: with the anchor file and the public key alone (house:1)."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from config.kernel.ledger import keys
from config.kernel.ledger.models import Entry, Seal
from tests import stages

pytestmark = pytest.mark.article("house:1")


@pytest.fixture
def exported(who, anchor_file, tmp_path) -> Path:
    """Everything so far, in three files in a folder of their own."""
    stages.zone(who)
    folder = tmp_path / "auditor"
    folder.mkdir()
    call_command("export_ledger", folder / "ledger.jsonl", stdout=StringIO())
    return folder / "ledger.jsonl"


def verify(file: Path, *options: str) -> str:
    out = StringIO()
    call_command("verify_ledger", f"--export={file}", *options, stdout=out)
    return out.getvalue()


def refused(file: Path, *options: str) -> str:
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("verify_ledger", f"--export={file}", *options, stdout=out)
    return out.getvalue()


def rewrite(file: Path, change) -> None:
    """The lines of the export, as `change` leaves the list of them."""
    rows = [json.loads(line) for line in file.read_text().splitlines()]
    change(rows)
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))


def test_an_export_is_sealed_first_and_has_every_entry(exported):
    rows = [json.loads(line) for line in exported.read_text().splitlines()]
    assert [row["id"] for row in rows] == list(Entry.objects.values_list("id", flat=True))
    assert Seal.objects.get().last_id == rows[-1]["id"]
    assert sorted(file.name for file in exported.parent.iterdir()) == [
        "ledger.jsonl", "ledger.jsonl.anchor", "ledger.jsonl.pub",
    ]  # fmt: skip
    assert exported.with_name("ledger.jsonl.pub").read_text() == keys.public_key() + "\n"


def test_it_verifies_with_what_lies_beside_it(exported, settings):
    settings.LEDGER_KEY = settings.LEDGER_SIGNING_KEY = ""
    assert f"记录{Entry.objects.count()}条" in verify(exported)


def test_it_verifies_on_another_machine_without_any_database(exported, tmp_path):
    env = {"PATH": os.environ["PATH"], "DATABASE_URL": "sqlite:////nowhere/at/all", "DATA_DIR": str(tmp_path / "data"),
           "DJANGO_SETTINGS_MODULE": "config.settings.development", "PYTHONPATH": os.getcwd()}  # fmt: skip
    command = [sys.executable, "-m", "django", "verify_ledger", f"--export={exported}"]
    done = subprocess.run(command, env=env, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("field", ["said", "at", "act", "seat", "link", "countersigner"])
def test_a_changed_entry_is_named(exported, field):
    rewrite(exported, lambda rows: rows[4].update({field: "altered"}))
    row = json.loads(exported.read_text().splitlines()[4])
    assert f"✗ {row['case_kind']}:{row['case_id']}" in refused(exported)


def test_a_removed_entry_is_named(exported):
    rows = []
    rewrite(exported, lambda lines: rows.append(lines.pop(4)))
    assert f"✗ {rows[0]['case_kind']}:{rows[0]['case_id']}" in refused(exported)


def test_an_entry_that_was_put_in_is_named_wherever_it_stands(exported):
    rewrite(exported, lambda rows: rows.append({**rows[-1], "id": rows[-1]["id"] + 1, "case_id": 777}))
    assert f"✗ {Entry.objects.last().case_kind}:777" in refused(exported)
    rewrite(exported, lambda rows: rows.insert(0, {**rows.pop(), "id": 0, "case_id": 888}))
    assert f"✗ {Entry.objects.last().case_kind}:888" in refused(exported)


def test_another_public_key_is_not_believed(exported, tmp_path):
    other = tmp_path / "other.pub"
    other.write_text("22" * 32)
    assert "✗" in refused(exported, f"--public-key={other}")


def test_an_auditors_own_anchor_is_taken_where_it_is_named(who, exported, anchor_file):
    before = anchor_file.read_text()
    exported.with_name("ledger.jsonl.anchor").write_text("")
    assert "✗" in refused(exported)
    assert "✗" not in verify(exported, f"--anchor={anchor_file}", f"--public-key={exported}.pub")
    assert anchor_file.read_text() == before


@pytest.mark.parametrize("missing", ["", ".anchor"])
def test_a_missing_file_is_said(exported, missing):
    Path(f"{exported}{missing}").unlink()
    with pytest.raises(CommandError, match=r"ledger\.jsonl"):
        verify(exported)


def test_what_is_no_export_is_said(exported):
    exported.write_text("not json\n")
    with pytest.raises(CommandError):
        verify(exported)


def test_without_any_public_key_it_says_which_file_is_missing(exported, settings):
    settings.LEDGER_SIGNING_KEY = ""
    exported.with_name("ledger.jsonl.pub").unlink()
    with pytest.raises(CommandError, match=r"ledger\.jsonl\.pub"):
        verify(exported)


def test_a_live_ledger_can_be_sealed_before_it_is_verified(who, anchor_file):
    out = StringIO()
    call_command("verify_ledger", "--seal", stdout=out)
    assert Seal.objects.count() == 1
    assert "✗" not in out.getvalue()


def test_without_that_the_verifier_writes_nothing(who, anchor_file):
    anchor_file.touch()
    call_command("verify_ledger", stdout=StringIO())
    assert Seal.objects.count() == 0
    assert anchor_file.read_bytes() == b""

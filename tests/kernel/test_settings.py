"""What a deployment must be given before it starts, and what it keeps to itself (house:2)."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.article("house:2")

GIVEN = dict.fromkeys(("SECRET_KEY", "LEDGER_KEY", "LEDGER_SIGNING_KEY", "FIELD_KEY"), "0123456789abcdef" * 4)


def start(data: Path, **given: str) -> subprocess.CompletedProcess:
    """Load the settings of a deployment, below a folder that is not there yet."""
    settings = {"DJANGO_SETTINGS_MODULE": "config.settings.production", "DATA_DIR": str(data / "new")}
    command = [sys.executable, "-c", "import config.settings.production"]
    return subprocess.run(command, env=os.environ | settings | given, capture_output=True, text=True, check=False)


def test_with_its_secrets_it_starts_and_keeps_its_files_to_itself(tmp_path):
    assert start(tmp_path, **GIVEN).returncode == 0
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700


@pytest.mark.parametrize("name", GIVEN)
@pytest.mark.parametrize("value", ["", " ", "secret"])
def test_a_secret_that_is_empty_or_short_is_none(tmp_path, name, value):
    done = start(tmp_path, **GIVEN | {name: value})
    assert done.returncode == 1
    assert f"ImproperlyConfigured: {name}" in done.stderr


def test_the_key_that_signs_seals_is_64_hex_digits(tmp_path):
    done = start(tmp_path, **GIVEN | {"LEDGER_SIGNING_KEY": "g" * 64})
    assert "ImproperlyConfigured: LEDGER_SIGNING_KEY" in done.stderr

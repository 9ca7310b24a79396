"""A real Chromium on a real server: fixtures for the tests of pages."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests import servers

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


@pytest.fixture(scope="session")
def collected(tmp_path_factory) -> Path:
    """A DATA_DIR with the static files, as a deployment collects them."""
    folder = tmp_path_factory.mktemp("collected")
    command = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"]
    subprocess.run(command, env=os.environ | {"DATA_DIR": str(folder)}, check=True)
    return folder


@pytest.fixture
def site(real_database, collected, tmp_path) -> Iterator[str]:
    """gunicorn on a copy of the test database, as a deployment serves it; yields its address."""
    environment = os.environ | {"DATA_DIR": str(tmp_path), "DATABASE_URL": real_database, "REDIS_URL": ""}
    shutil.copytree(collected, tmp_path, dirs_exist_ok=True)
    with servers.web(environment) as (address, _process):
        yield f"{address}/"


@pytest.fixture
def chromium() -> Iterator:
    """Debian's Chromium, headless. Playwright keeps a loop in this thread: no database work while it is open."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        try:
            yield browser
        finally:
            browser.close()

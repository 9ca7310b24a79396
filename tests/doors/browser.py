"""A real Chromium on a real server: fixtures for the tests of pages."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import sync_playwright

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


@pytest.fixture
def site(real_database, tmp_path) -> Iterator[str]:
    """gunicorn on a copy of the test database, as a deployment serves it; yields its address."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    environment = os.environ | {"DATA_DIR": str(tmp_path), "DATABASE_URL": real_database, "REDIS_URL": ""}
    subprocess.run([sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"], env=environment, check=True)
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", f"--bind=127.0.0.1:{port}", "--log-level=warning"]
    server = subprocess.Popen([*command, "--no-control-socket"], env=environment)
    address = f"http://127.0.0.1:{port}/"
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(address, timeout=5).close()
                break
            except OSError:
                time.sleep(0.2)
        yield address
    finally:
        server.terminate()
        server.wait(10)


@pytest.fixture
def chromium() -> Iterator:
    """Debian's Chromium, headless. Playwright keeps a loop in this thread: no database work while it is open."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        try:
            yield browser
        finally:
            browser.close()

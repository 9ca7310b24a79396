"""The nudge after a commit: it wakes the worker, and no broker can make an act fail or wait for long (house:1)."""

import os
import socket
import subprocess
import sys

import pytest

from config.kernel.outbox.models import Delivery

pytestmark = pytest.mark.article("house:1")

SECONDS = 60


def act(folder, broker: str = "") -> str:
    """An act in a process of its own, that owes news to somebody; what it wrote into its log."""
    env = {"DJANGO_SETTINGS_MODULE": "config.settings.testing", "DATA_DIR": str(folder), "REDIS_URL": broker}
    command = [sys.executable, "-m", "tests.kernel.dying_worker", "act"]
    env = os.environ | env | {"LOG_LEVEL": "WARNING"}
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert done.returncode == 0, done.stderr
    return done.stderr


def published() -> bool:
    return Delivery.objects.filter(entry__fact="CallPublished", state="waiting").exists()


def test_a_commit_leaves_a_nudge_with_the_broker(real_database, tmp_path):
    assert act(tmp_path) == ""
    assert published()
    assert list(tmp_path.rglob("broker/queue/*"))


def test_a_broker_that_is_away_does_not_make_an_act_fail(real_database, tmp_path):
    assert "could not be nudged" in act(tmp_path, "redis://127.0.0.1:1/0")
    assert published()


def test_a_broker_that_never_answers_does_not_hold_it_up(real_database, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as silent:  # nobody accepts
        assert "could not be nudged" in act(tmp_path, f"redis://127.0.0.1:{silent.getsockname()[1]}/0")
    assert published()

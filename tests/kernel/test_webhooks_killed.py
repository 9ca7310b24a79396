"""Workers that are killed while they tell: every event arrives, at least once, under one id, in order (house:6)."""

import os
import signal
import subprocess
import sys
from collections import Counter

import pytest

from config.kernel.webhooks.delivery import deliver_due
from config.kernel.webhooks.fanout import fan_out
from config.kernel.webhooks.models import Event
from tests import cast, stages
from tests.kernel.hearing import cases, endpoint, ids, receiver, states, wait_until
from tests.kernel.test_outbox_killed import BROKERS, SECONDS, beat, own_queue, worker
from tests.kernel.working import tell_all

pytestmark = pytest.mark.article("house:6")

TELLER = [sys.executable, "-m", "tests.kernel.dying_worker", "tell"]
POINTS = {  # see dying_worker.py
    "after the events are made, before that is noted": "before 1",
    "after it is noted, before the commit": "after 1",
    "after the first is claimed": "after 2",
    "after the first is sent, before it is marked": "before 3",
    "after the first is marked": "after 3",
}


@pytest.fixture
def partner(real_database, tmp_path, monkeypatch, settings):
    """A receiver, its endpoint, and two cases with two entries each that nobody was told of."""
    for name, value in {
        "WEBHOOK_INTERNAL_NETWORKS": "127.0.0.0/8", "OUTBOX_LEASE_SECONDS": "1", "LOG_LEVEL": "WARNING",
        "DATA_DIR": str(tmp_path / "worker"), "DJANGO_SETTINGS_MODULE": "config.settings.testing",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    settings.WEBHOOK_INTERNAL_NETWORKS, settings.OUTBOX_LEASE_SECONDS = ["127.0.0.0/8"], 1
    with receiver() as server:
        who = cast.people()
        server.endpoint = endpoint(who.officer, server.url)
        for name in ("甲专区", "乙专区"):
            stages.zone(who, name=name)
        yield server


def run(**env: str) -> tuple[int, str]:
    done = subprocess.run(TELLER, env=os.environ | env, capture_output=True, text=True, timeout=SECONDS, check=False)
    return done.returncode, done.stderr


def all_arrived(partner, twice: int = 0) -> None:
    assert states(partner.endpoint) == ["delivered"] * 4
    counted = Counter(ids(partner))
    assert set(counted) == set(Event.objects.values_list("name", flat=True))
    assert sum(counted.values()) == 4 + twice
    for places in cases(partner).values():
        assert list(dict.fromkeys(places)) == [1, 2]


@pytest.mark.parametrize("point", POINTS)
def test_killed_at_any_point_every_event_arrives_in_order(partner, point):
    assert run(DIE_AT=POINTS[point])[0] == -signal.SIGKILL
    tell_all()
    all_arrived(partner, twice=point == "after the first is sent, before it is marked")


def test_workers_at_once_send_each_once_in_order(partner, at_once):
    fan_out()
    delivered = at_once([deliver_due] * 4)
    assert sum(delivered) == 4
    all_arrived(partner)


@pytest.mark.parametrize("broker", BROKERS)
def test_a_celery_worker_tells_at_the_clock_s_beat(partner, tmp_path, monkeypatch, broker):
    own_queue(broker, monkeypatch, 2)
    with beat(tmp_path), worker() as teller:
        wait_until(lambda: states(partner.endpoint) == ["delivered"] * 4, SECONDS)
        teller.terminate()
        assert teller.wait(SECONDS) == 0
        assert "WARNING" not in teller.stderr.read()
    all_arrived(partner)

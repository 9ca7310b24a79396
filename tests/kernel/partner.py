"""A partner of the tests: its receiver, whose answers the test changes as it goes, and its endpoint (conftest.py)."""

from datetime import timedelta

import pytest

from config.kernel.webhooks.delivery import deliver_due
from config.kernel.webhooks.fanout import fan_out
from tests import stages
from tests.cast import later
from tests.kernel.hearing import endpoint, receiver

NOW = later(days=9)


class Partner:
    """A receiver whose answers the test changes as it goes."""

    answer = staticmethod(lambda got: 204)


@pytest.fixture
def partner(settings):
    settings.WEBHOOK_INTERNAL_NETWORKS = ["127.0.0.0/8"]
    said = Partner()
    with receiver(lambda got: said.answer(got)) as server:
        server.partner = said
        yield server


@pytest.fixture
def hears(who, partner):
    """An endpoint of the authority's officer, and two zones that have been planned and established."""
    made = endpoint(who.officer, partner.url)
    for name in ("甲专区", "乙专区"):
        stages.zone(who, name=name)
    fan_out(NOW)
    return made


def down(got):
    return 503


def run(until, start=NOW, step=timedelta(minutes=5)):
    """The clock's beats of so much simulated time."""
    now = start
    while now <= until:
        fan_out(now)
        deliver_due(now)
        now += step
    return now

"""A ledger of the test's own, files as `journey --keep` leaves them, and an act that owes news to somebody."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest
from django.db import connection, connections
from django.test.utils import override_settings

from config import wiring
from config.kernel.ledger import anchor, keys, seals
from config.kernel.outbox.models import Delivery
from tests import cast, stages
from tests.cast import later
from tests.conftest import default_database
from tests.kernel.crowd import everybody, verified  # noqa: F401
from tests.kernel.partner import hears, partner  # noqa: F401
from tests.kernel.trials import Tried, trial  # noqa: F401
from zones.zone.models import Zone


@pytest.fixture
def anchor_file(tmp_path, settings) -> Path:
    """The anchor file of this test; nothing is in it yet."""
    settings.LEDGER_ANCHOR = str(tmp_path / "ledger.anchor")
    return tmp_path / "ledger.anchor"


@pytest.fixture(scope="module")
def keep(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Callable[..., Path]]:
    """`keep()` makes FILE with FILE.anchor and FILE.pub: a call and an application, sealed twice.

    With `tail` the application goes on to its review, and nothing seals that; with `journal` each link is written
    down outside at its commit.
    """

    @cache
    def made(tail: bool = False, journal: bool = False) -> Path:
        file = tmp_path_factory.mktemp("kept") / "FILE"
        copy_database(file)
        with default_database(str(file)), override_settings(LEDGER_ANCHOR="", LEDGER_JOURNAL=journal):
            who = cast.people()
            application = stages.submitted(who)
            seals.seal()
            accepted = stages.accepted(who, application)
            seals.seal()
            anchor.public_key_path(anchor.path()).write_text(keys.public_key() + "\n")
            if tail:
                stages.convened(who, accepted)
        return file

    with django_db_blocker.unblock():
        yield made


@pytest.fixture
def owe(trial, who, monkeypatch) -> Callable[..., list[Delivery]]:
    """`owe(*notices)`: an act on a zone that owes them, and nothing else is owed; returns the rows of the outbox."""

    def announce(zone: Zone, *, by, at):
        """Announce."""
        return Tried(zone, by, at)

    act, zone = trial(announce), stages.planned_zone(who)
    Delivery.objects.all().delete()

    def done(*notices):
        monkeypatch.setitem(wiring.NOTICES, Tried, [lambda fact: notices])
        act(zone, by=who.officer, at=later())
        return list(Delivery.objects.order_by("id"))

    return done


def copy_database(file: Path) -> None:
    """The founded database, through SQLite's backup."""
    connections.close_all()
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as source, closing(sqlite3.connect(file)) as target:
        source.backup(target)

"""A step that is taken over two connections: every case once, whoever of the two has it (house:1, house:11)."""

import pytest
from django.db import connection

from config.kernel import chunks
from config.kernel.ledger.models import Entry
from tests import stages
from tests.cast import later
from tests.kernel.multitude import copies
from tests.stages import fresh
from zones.call.tasks import close_due

pytestmark = [pytest.mark.article("house:1", "house:11"), pytest.mark.usefixtures("verified")]
LATE = later(days=300)


@pytest.fixture
def who(everybody):
    """Everybody, where acts commit."""
    return everybody


@pytest.fixture
def whose(monkeypatch) -> list:
    """Which connection took which thousand; ten are a thousand here."""
    monkeypatch.setattr(chunks, "AT_ONCE", 10)
    taken, read = [], chunks._read

    def noted(act, keys):
        taken.append((id(connection.connection), keys))
        return read(act, keys)

    monkeypatch.setattr(chunks, "_read", noted)
    return taken


def test_each_case_is_moved_once(who, whose):
    calls = copies(stages.published_call(who), 95)
    done = close_due.run(LATE)
    assert (done.moved, done.left, done.failed) == (96, 0, 0)
    assert [fresh(call).state for call in calls] == ["closed"] * 95
    assert Entry.objects.filter(act="call.close").count() == 96
    looked_at = [key for _connection, keys in whose for key in keys]
    assert len(looked_at) == len(set(looked_at)) == 96
    if connection.vendor == "postgresql":
        assert id(connection.connection) not in {taken for taken, _keys in whose}


def test_what_stands_in_the_way_of_one_side_is_found_by_the_ordinary_act(who, whose):
    """A draft hangs on one of them: it lapses with its call, which is moved alone (Art. 12)."""
    draft = stages.draft(who)
    copies(draft.call, 25)
    done = close_due.run(LATE)
    assert (done.moved, done.failed) == (26, 0)
    assert (fresh(draft.call).state, fresh(draft).state) == ("closed", "lapsed")

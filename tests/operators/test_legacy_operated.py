"""No legacy agreement is taken over beside one that the operator has for the zone (Art. 16)."""

import pytest

from config.kernel.accounts.queries import the
from operators.legacy import actions as legacies
from tests import stages
from tests import stages_legacy as lives
from tests.cast import later
from zones.rulebook.queries import current


@pytest.mark.article("16")
def test_whoever_operates_the_zone_already_is_not_taken_over(who):
    zone = stages.in_force(who).zone
    words = {"rulebook": current(), "rows": [lives.row(zone)]}
    found = legacies.lodge.refusals(the("authority"), by=who.officer, at=later(days=90), **words)
    assert [(no.code, no.field) for no in found] == [("duplicate", f"rows.{lives.row(zone)['row']}")]

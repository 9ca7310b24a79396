"""Zones beside the finance zone of tests/stages.py, and calls for them."""

from config.kernel.countersigning.actions import countersign
from config.kernel.countersigning.queries import open_on
from tests import stages
from tests.cast import later
from zones.zone.models import Field, Zone


def education_zone(who) -> Zone:
    """Beside the finance zone: another field, the same supervisor."""
    return stages.zone(who, name="教育公共数据专区", field=Field.objects.get(code="education"))


def district_call(who):
    """Published for a zone that the district supervises."""
    district = who.district.body
    made = stages.zone(
        who, name="海淀公共数据专区", kind="district", field=None, supervisor=district, district=district
    )
    call = stages.proposed_call(who, zone=made)
    countersign(open_on(call), by=who.district, at=later(minutes=4))
    return stages.fresh(call)

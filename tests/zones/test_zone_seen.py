"""What was established is public; a plan is seen by the offices and the auditors (Art. 2)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.kernel.accounts.models import Body
from config.kernel.writing import given
from tests import stages
from tests.cast import NINE, later
from zones.zone.actions import close
from zones.zone.models import Field, Supervision, Zone
from zones.zone.queries import fields_visible_to, visible_to, with_supervision

pytestmark = pytest.mark.article("2")
OFFICES = ["officer", "recorder", "authority_signatory", "supervisor", "district", "audit_admin"]
OTHERS = ["applicant", "rival", "outsider", "system_admin", "security_admin", "clock"]


@pytest.fixture
def three(who) -> dict[str, Zone]:
    """A plan, an established zone, and one that was closed; and a plan that came to nothing."""
    zones = {name: stages.planned_zone(who, name=name) for name in ("规划", "落空")}
    zones |= {name: stages.zone(who, name=name) for name in ("建成", "撤销")}
    for name in ("撤销", "落空"):
        close(zones[name], by=who.officer, at=later(days=1), reason="合并。")
    return zones


@pytest.mark.parametrize("seat", OFFICES)
def test_the_offices_and_the_auditors_see_every_zone(who, three, seat):
    assert set(visible_to(getattr(who, seat))) == set(three.values())


@pytest.mark.parametrize("seat", OTHERS)
def test_everybody_else_sees_what_was_established_and_no_plan(who, three, seat):
    assert set(visible_to(getattr(who, seat))) == {three["建成"], three["撤销"]}


def test_the_public_and_the_experts_see_no_plan_either(who, three):
    for seat in (None, who.experts[0]):
        assert set(visible_to(seat)) == {three["建成"], three["撤销"]}


def test_the_fields_are_public(who):
    for seat in (None, who.outsider, who.officer):
        assert fields_visible_to(seat).count() == Field.objects.count() == 2


def many(who, count: int) -> None:
    with given():
        for number in range(count):
            zone = Zone.objects.create(name=f"专区{number}", kind="field", field=Field.objects.first(), purpose="示例",
                                       established_at=NINE)  # fmt: skip
            Supervision.objects.create(zone=zone, body=who.supervisor.body, from_on=NINE.date())


def read(seat) -> int:
    """The queries of a list of zones with field, district and supervisor."""
    with CaptureQueriesContext(connection) as asked:
        rows = visible_to(seat).select_related("field", "district").prefetch_related(with_supervision())
        for zone in rows.order_by("id"):
            assert [zone.field.name, zone.district, zone.supervision_now[0].body.name]
    return len(asked)


@pytest.mark.parametrize("seat", [None, "outsider", "officer", "supervisor"])
def test_a_longer_list_asks_no_more_queries(who, seat):
    seat = seat and getattr(who, seat)
    many(who, 3)
    few = read(seat)
    with given():
        Supervision.objects.all().delete()
        Zone.objects.all().delete()
    many(who, 30)
    assert read(seat) == few == 2


@pytest.mark.article("8")
def test_a_list_names_the_supervisor_of_the_day(who):
    zone = stages.zone(who)
    other = Body.objects.get(name="北京市教育委员会")
    with given():
        zone.supervisions.update(until_on=later(days=5).date())
        Supervision.objects.create(zone=zone, body=other, from_on=later(days=5).date())
    for day, body in ((4, who.supervisor.body), (5, other)):
        listed = Zone.objects.prefetch_related(with_supervision(day=later(days=day).date())).get()
        assert [row.body for row in listed.supervision_now] == [body]

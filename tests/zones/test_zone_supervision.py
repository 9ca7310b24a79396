"""Supervision is dated; a hand-over keeps its history, and a call in flight goes to the body of the day (Art. 8)."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from config.kernel.accounts.models import Body, Seat
from config.kernel.accounts.queries import the
from config.kernel.countersigning.actions import countersign, decline, withdraw
from config.kernel.countersigning.queries import open_on
from config.kernel.writing import given
from tests import awarding, stages
from tests.cast import NINE, later
from tests.hearing import seats, told
from tests.refusing import refused
from zones.call.actions import propose
from zones.zone.actions import close, hand_over
from zones.zone.models import Supervision
from zones.zone.queries import supervised_by

pytestmark = pytest.mark.article("8")
TODAY, WEDNESDAY = NINE.date(), date(2026, 3, 4)


@pytest.fixture
def educator(who) -> Seat:
    """An officer of another department, to which a zone can be handed over."""
    body = Body.objects.get(name="北京市教育委员会")
    return awarding.seated(who, awarding.newcomer("于老师"), "officer", body)


def handed_over(who, zone, to, from_on=WEDNESDAY, at=NINE):
    return stages.fresh(hand_over(zone, by=who.officer, at=at, to=to, from_on=from_on, reason="职责调整。").subject)


def history(zone) -> list[tuple]:
    return [(row.body.name, row.from_on, row.until_on, row.reason) for row in zone.supervisions.select_related("body")]


def test_a_zone_that_nobody_owned_goes_to_its_department_and_the_history_stays(who):
    zone = stages.zone(who, supervisor=the("authority"))
    zone = handed_over(who, zone, who.supervisor.body)
    assert history(zone) == [
        (the("authority").name, TODAY, WEDNESDAY, ""),
        (who.supervisor.body.name, WEDNESDAY, None, "职责调整。"),
    ]


def test_on_each_day_the_supervisor_is_that_of_the_day(who, educator):
    zone = handed_over(who, stages.zone(who), educator.body)
    assert zone.supervisor_at(later(days=1, minutes=14 * 60)) == who.supervisor.body  # Tuesday, 23:00 in Beijing
    assert zone.supervisor_at(later(days=1, minutes=15 * 60)) == educator.body  # Wednesday, midnight
    again = handed_over(who, zone, who.supervisor.body, from_on=date(2026, 3, 9), at=later(days=3))
    assert [again.supervision_on(date(2026, 3, day)).body for day in (3, 4, 8, 9)] == [
        who.supervisor.body, educator.body, educator.body, who.supervisor.body,
    ]  # fmt: skip


def test_who_supervises_today_does_so_until_the_day_of_the_hand_over(who, educator):
    zone, neighbour = stages.zone(who), stages.zone(who, name="教育公共数据专区", supervisor=educator.body)
    handed_over(who, zone, educator.body)
    assert list(supervised_by(who.supervisor.body_id, date(2026, 3, 3))) == [zone]
    assert list(supervised_by(educator.body_id, date(2026, 3, 3))) == [neighbour]
    assert list(supervised_by(who.supervisor.body_id, WEDNESDAY)) == []
    assert list(supervised_by(educator.body_id, WEDNESDAY).order_by("pk")) == [zone, neighbour]
    assert not supervised_by(educator.body_id, date(2026, 3, 1)).exists()


@pytest.mark.parametrize(
    ("to", "from_on", "reason", "codes"),
    [
        ("北京市教育委员会", WEDNESDAY, "", ["missing"]),
        ("北京市地方金融管理局", WEDNESDAY, "调整。", ["same_supervisor"]),
        ("北京市海淀区人民政府", WEDNESDAY, "调整。", ["supervisor"]),
        (None, WEDNESDAY, "调整。", ["supervisor"]),
        ("北京市教育委员会", None, "调整。", ["from_on"]),
        ("北京市教育委员会", TODAY, "调整。", ["from_on"]),  # since today the present supervision runs
        ("北京市教育委员会", date(2026, 3, 3), "调整。", ["from_on"]),  # it is Wednesday: that was yesterday
        ("北京市地方金融管理局", None, " ", ["missing", "same_supervisor", "from_on"]),
        ("北京市教育委员会", WEDNESDAY, "调整。", []),
        ("北京市政务服务和数据管理局", WEDNESDAY, "调整。", []),
    ],
)
def test_a_hand_over_has_a_lawful_supervisor_a_reason_and_a_day_to_come(who, to, from_on, reason, codes):
    zone = stages.zone(who)
    words = {"by": who.officer, "at": later(days=2), "from_on": from_on, "reason": reason}
    words["to"] = to and Body.objects.get(name=to)
    if codes:
        assert refused(hand_over, zone, **words) == codes
        assert len(history(zone)) == 1
    else:
        assert hand_over(zone, **words).subject.supervisor_at(later(days=2)) == words["to"]


def test_a_base_zone_stays_with_the_authority(who):
    zone = stages.zone(who, kind="base", field=None, supervisor=the("authority"))
    words = {"by": who.officer, "at": NINE, "from_on": WEDNESDAY, "reason": "调整。"}
    assert refused(hand_over, zone, to=who.supervisor.body, **words) == ["supervisor"]
    assert refused(hand_over, zone, to=the("authority"), **words) == ["same_supervisor"]


def test_a_district_zone_goes_to_its_own_district_and_to_no_other(who):
    zone = stages.zone(who, kind="district", field=None, district=who.district.body, supervisor=the("authority"))
    with given():
        other = Body.objects.create(kind="district", name="北京市朝阳区人民政府")
    words = {"by": who.officer, "at": NINE, "from_on": WEDNESDAY, "reason": "调整。"}
    assert refused(hand_over, zone, to=other, **words) == ["supervisor"]
    assert handed_over(who, zone, who.district.body).supervisor_at(later(days=2)) == who.district.body


@pytest.mark.parametrize("seat", ["supervisor", "district", "outsider", "security_admin"])
def test_only_the_authority_hands_a_zone_over(who, seat):
    words = {"at": NINE, "to": the("authority"), "from_on": WEDNESDAY, "reason": "调整。"}
    assert refused(hand_over, stages.zone(who), by=getattr(who, seat), **words) == ["role"]


def test_a_closed_zone_is_not_handed_over(who):
    zone = close(stages.zone(who), by=who.officer, at=later(days=1), reason="合并。").subject
    words = {
        "by": who.officer,
        "at": later(days=2),
        "to": the("authority"),
        "from_on": date(2026, 3, 9),
        "reason": "调整。",
    }
    assert refused(hand_over, zone, **words) == ["zone_closed"]


def test_both_supervisors_hear_of_a_hand_over_and_nobody_else(who, educator):
    handed_over(who, stages.zone(who), educator.body)
    assert told("SupervisionHandedOver") == seats(who.supervisor, educator)


@pytest.mark.article("11")
def test_the_old_supervisor_countersigns_until_the_day_of_the_hand_over(who, educator):
    call = stages.proposed_call(who)
    handed_over(who, call.zone, educator.body)
    assert refused(countersign, open_on(call), by=educator, at=later(days=1)) == ["other_body"]
    countersign(open_on(call), by=who.supervisor, at=later(days=1))
    assert stages.fresh(call).state == "published"


@pytest.mark.article("11")
def test_from_the_hand_over_on_the_call_is_proposed_anew_to_the_new_supervisor(who, educator):
    call = stages.proposed_call(who)
    handed_over(who, call.zone, educator.body)
    asked = open_on(call)
    assert refused(countersign, asked, by=who.supervisor, at=later(days=2)) == ["second_changed"]
    assert refused(countersign, asked, by=educator, at=later(days=2)) == ["other_body", "second_changed"]
    withdraw(asked, by=who.officer, at=later(days=2), reason="监管部门变更。")
    assert stages.fresh(call).state == "drafted"
    propose(call, by=who.officer, at=later(days=2, minutes=1))
    assert open_on(call).second == educator.body
    countersign(open_on(call), by=educator, at=later(days=2, minutes=2))
    assert stages.fresh(call).state == "published"


@pytest.mark.article("11")
def test_what_the_authority_takes_over_it_publishes_alone(who):
    call = stages.proposed_call(who)
    handed_over(who, call.zone, the("authority"))
    decline(open_on(call), by=who.supervisor, at=later(days=2), reason="已移交。")
    propose(call, by=who.officer, at=later(days=2, minutes=1))
    assert stages.fresh(call).state == "published"
    assert open_on(call) is None


def test_the_database_itself_holds_one_open_supervision_that_ends_after_it_begins(who):
    zone = stages.zone(who)
    for from_on, until_on in ((WEDNESDAY, None), (WEDNESDAY, WEDNESDAY), (WEDNESDAY, TODAY)):
        with given(), transaction.atomic(), pytest.raises(IntegrityError):
            Supervision.objects.create(zone=zone, body=the("authority"), from_on=from_on, until_on=until_on)
    with given():
        assert Supervision.objects.create(zone=zone, body=the("authority"), from_on=TODAY, until_on=WEDNESDAY).pk

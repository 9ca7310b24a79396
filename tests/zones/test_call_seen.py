"""What was published is public; drafts are seen by the authority, the zone's supervisor and the auditors (Art. 11)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.kernel.writing import given
from tests import stages
from tests.cast import NINE, later
from zones.call.actions import cancel
from zones.call.models import Call
from zones.call.queries import answered, visible_to
from zones.rulebook.queries import current
from zones.zone.queries import with_supervision

pytestmark = pytest.mark.article("11")


@pytest.fixture
def calls(who) -> dict[str, Call]:
    """Of the finance zone: a draft, one awaiting its countersignature, one public, two cancelled before and after
    they were public; and a draft for Haidian."""
    district = stages.zone(who, name="海淀公共数据专区", kind="district", field=None, district=who.district.body,
                           supervisor=who.district.body)  # fmt: skip
    draft = stages.drafted_call(who)
    words = {"zone": draft.zone}
    made = {
        "draft": draft,
        "proposed": stages.proposed_call(who, **words),
        "public": stages.published_call(who, **words),
        "never public": stages.drafted_call(who, **words),
        "once public": stages.published_call(who, **words),
        "haidian": stages.drafted_call(who, zone=district),
    }
    for name in ("never public", "once public"):
        cancel(made[name], by=who.officer, at=later(days=2), reason="调整。")
    return made


def seen(calls, seat) -> set[str]:
    found = set(visible_to(seat))
    return {name for name, call in calls.items() if call in found}


PUBLIC = {"public", "once public"}
FINANCE = PUBLIC | {"draft", "proposed", "never public"}


@pytest.mark.parametrize("seat", ["applicant", "rival", "outsider", "system_admin", "security_admin", "clock"])
def test_drafts_are_hidden_and_what_is_public_is_shown(who, calls, seat):
    assert seen(calls, getattr(who, seat)) == PUBLIC


def test_to_the_public_and_the_experts_too(who, calls):
    assert seen(calls, None) == seen(calls, who.experts[0]) == PUBLIC


@pytest.mark.article("8")
@pytest.mark.parametrize(
    ("seat", "names"),
    [("officer", {*FINANCE, "haidian"}), ("recorder", {*FINANCE, "haidian"}), ("audit_admin", {*FINANCE, "haidian"}),
     ("supervisor", FINANCE), ("district", {*PUBLIC, "haidian"})],
)  # fmt: skip
def test_a_supervisor_sees_the_drafts_of_its_own_zones_and_no_others(who, calls, seat, names):
    assert seen(calls, getattr(who, seat)) == names


def many(who, zone, count: int) -> None:
    """Public calls, each with an answered question."""
    with given():
        for n in range(count):
            call = Call.objects.create(
                zone=zone, rulebook=current(), title=f"通知{n}", text="示例", opens_at=later(days=1), state="published",
                closes_at=later(days=40), published_at=NINE, published_by=who.officer,
            )  # fmt: skip
            call.questions.create(asked_by=who.rival, asked_at=NINE, text="？", answer="。", answered_by=who.officer,
                                  answered_at=NINE)  # fmt: skip


def read(seat) -> int:
    """The queries of a list of calls with zone, supervisor and rulebook."""
    with CaptureQueriesContext(connection) as asked:
        rows = visible_to(seat).select_related("zone__field", "rulebook").prefetch_related(with_supervision("zone__"))
        for call in rows.order_by("closes_at", "id"):
            assert [
                call.zone.field.name,
                call.zone.supervision_now[0].body.name,
                str(call.rulebook),
                call.is_open(NINE),
            ]
    return len(asked)


@pytest.mark.parametrize("seat", [None, "outsider", "officer", "supervisor"])
def test_a_longer_list_asks_no_more_queries(who, seat):
    zone = stages.zone(who)
    seat = seat and getattr(who, seat)
    many(who, zone, 3)
    few = read(seat)
    many(who, zone, 27)
    assert visible_to(seat).count() == 30
    assert read(seat) == few == 2


def test_more_questions_ask_no_more_queries(who):
    call = stages.published_call(who)
    words = {"asked_by": who.rival, "asked_at": NINE, "text": "？"}
    words |= {"answered_by": who.officer, "answered_at": NINE, "answer": "。"}
    asked = []
    for count in (3, 27):
        with given():
            for _ in range(count):
                call.questions.create(**words)
        with CaptureQueriesContext(connection) as queries:
            list(answered(call))
        asked.append(len(queries))
    assert asked == [1, 1] and answered(call).count() == 30

"""Bodies, the names that they bore, and persons (house:2)."""

from datetime import date

import pytest

from config.kernel.accounts import actions as accounts
from config.kernel.accounts.models import Body, BodyName, Seat, User
from config.kernel.accounts.queries import clock, name_on, seats_of, the
from config.kernel.refusals import INPUT, NEVER
from config.story import cast
from tests import stages
from tests.cast import later
from tests.kernel.trials import entries, refused

pytestmark = pytest.mark.article("house:2")

TODAY = later().date()
PLATFORM = {"kind": "platform", "name": "北京市大数据中心"}


def names(body) -> list[tuple]:
    return list(body.names.values_list("name", "from_on", "until_on"))


# --- bodies ----------------------------------------------------------------------------------------------------------


def test_the_system_administrator_registers_a_body(who):
    fact = accounts.register_body(the("system"), by=who.system_admin, at=later(), **PLATFORM)
    body = fact.subject
    assert (body.kind, body.name, names(body)) == ("platform", PLATFORM["name"], [(PLATFORM["name"], TODAY, None)])
    assert (fact.name, fact.body_kind, entries(body)) == (PLATFORM["name"], "platform", ["accounts.register_body"])


def bore(name: str, since: int, until: int) -> dict:
    return {"name": name, "from_on": date(since, 1, 1), "until_on": date(until, 1, 1)}


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ({"name": " "}, ["missing"]),
        ({"kind": "organisation"}, ["kind"]),
        ({"kind": "public", "name": ""}, ["missing", "kind"]),
        ({"kind": "system"}, ["kind"]),
        ({"kind": "authority"}, ["kind_taken"]),
        ({"kind": "government"}, ["kind_taken"]),
        ({"kind": "department", "name": cast.FINANCE}, ["registered"]),
        ({"former": [bore("旧名", 2024, 2024)]}, ["former"]),
        ({"former": [bore("旧名", 2024, 2027)]}, ["former"]),
        ({"former": [bore("一", 2020, 2021), bore("二", 2022, 2023)]}, ["former"]),
        ({"former": [{"name": "一"}]}, ["former"]),
    ],
)
def test_a_body_that_cannot_be_is_not_registered(who, words, codes):
    count = Body.objects.count()
    with refused(*codes, on=the("system")) as no:
        accounts.register_body(the("system"), by=who.system_admin, at=later(), **PLATFORM | words)
    assert {refusal.kind for refusal in no.value.refusals} == {INPUT}
    assert Body.objects.count() == count


@pytest.mark.parametrize("seat", ["officer", "security_admin", "audit_admin", "applicant", "clock"])
def test_nobody_else_registers_or_renames_a_body(who, seat):
    by = getattr(who, seat)
    with refused("role", on=the("system")) as no:
        accounts.register_body(the("system"), by=by, at=later(), **PLATFORM)
    assert no.value.refusals[0].kind == NEVER
    with refused("role", on=who.supervisor.body):
        accounts.rename(who.supervisor.body, by=by, at=later(), name="新名", from_on=TODAY)


def test_asked_twice_a_body_is_registered_once(who):
    accounts.register_body(the("system"), by=who.system_admin, at=later(), **PLATFORM)
    with refused("registered", on=the("system")):
        accounts.register_body(the("system"), by=who.system_admin, at=later(), **PLATFORM)
    accounts.register_body(the("system"), by=who.system_admin, at=later(), kind="department", name=PLATFORM["name"])


def test_a_body_comes_with_the_names_that_it_bore_before(who):
    former = [
        {"name": "甲", "from_on": date(2010, 1, 1), "until_on": date(2015, 5, 1)},
        {"name": "乙", "from_on": date(2015, 5, 1), "until_on": date(2020, 2, 2)},
    ]
    body = accounts.register_body(the("system"), by=who.system_admin, at=later(), former=former, **PLATFORM).subject
    assert names(body) == [*(tuple(old.values()) for old in former), (PLATFORM["name"], date(2020, 2, 2), None)]
    assert [name_on(body, day) for day in (date(2015, 4, 30), date(2015, 5, 1), TODAY)] == [
        "甲",
        "乙",
        PLATFORM["name"],
    ]


# --- names -----------------------------------------------------------------------------------------------------------


def test_the_authority_was_called_otherwise_when_the_text_was_written(who):
    authority = the("authority")
    assert name_on(authority, date(2023, 12, 31)) == cast.AUTHORITY_BEFORE
    assert name_on(authority, date(2024, 1, 1)) == cast.AUTHORITY
    assert name_on(authority, date(2000, 1, 1)) == cast.AUTHORITY  # the history does not reach back


def test_a_renamed_body_keeps_its_old_name_until_the_day_before(who):
    body = who.supervisor.body
    fact = accounts.rename(
        body, by=who.system_admin, at=later(days=30), name="北京市金融局", from_on=later(days=29).date()
    )
    assert stages.fresh(body).name == "北京市金融局"
    assert (name_on(body, later(days=28).date()), name_on(body, later(days=29).date())) == (
        cast.FINANCE,
        "北京市金融局",
    )
    assert (fact.name, fact.from_on) == ("北京市金融局", "2026-03-31")
    assert BodyName.objects.filter(body=body, until_on=None).count() == 1
    assert who.supervisor.body_id == body.pk


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ({"name": ""}, ["missing"]),
        ({"from_on": None}, ["from_on"]),
        ({"from_on": date(2024, 1, 1)}, ["from_on"]),  # the day of its last name
        ({"from_on": date(2020, 1, 1)}, ["from_on"]),
        ({"from_on": later(days=1).date()}, ["from_on"]),  # tomorrow
        ({"name": " ", "from_on": None}, ["missing", "from_on"]),
    ],
)
def test_a_name_begins_after_the_one_before_it_and_today_at_the_latest(who, words, codes):
    body, before = the("authority"), names(the("authority"))
    with refused(*codes, on=body):
        accounts.rename(body, by=who.system_admin, at=later(), **{"name": "新名", "from_on": TODAY} | words)
    assert names(body) == before


def test_asked_twice_a_body_is_renamed_once(who):
    body, words = the("authority"), {"name": "新名", "from_on": TODAY}
    accounts.rename(body, by=who.system_admin, at=later(), **words)
    with refused("from_on", on=body):
        accounts.rename(body, by=who.system_admin, at=later(), **words)


# --- persons ---------------------------------------------------------------------------------------------------------


def test_a_person_signs_up_and_holds_the_seat_of_a_registered_person(who):
    words = {"username": "xin", "full_name": "新人", "email": "xin@example.org"}
    seat = accounts.sign_up(the("public"), by=clock(), at=later(), **words).subject
    assert (seat.role, seat.state, seat.body, seat.user.full_name) == ("person", "active", the("public"), "新人")
    assert not seat.user.has_usable_password()
    assert str(seat.user) == "新人" and "新人" in str(seat)


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ({"username": ""}, ["missing"]),
        ({"full_name": "  "}, ["missing"]),
        ({"username": "zhoumin"}, ["username_taken"]),
        ({"username": "", "full_name": ""}, ["missing", "missing"]),
    ],
)
def test_a_person_needs_a_name_and_a_user_name_of_their_own(who, words, codes):
    count = User.objects.count()
    with refused(*codes, on=the("public")):
        accounts.sign_up(the("public"), by=clock(), at=later(), **{"username": "xin", "full_name": "新人"} | words)
    assert User.objects.count() == count


def test_only_the_system_itself_signs_somebody_up(who):
    with refused("role", on=the("public")):
        accounts.sign_up(the("public"), by=who.security_admin, at=later(), username="xin", full_name="新人")


def test_there_is_one_clock_and_seats_are_found_by_body_and_role(who):
    assert (clock().role, clock().body.kind) == ("clock", "system")
    found = seats_of(who.officer.body_id, "officer")
    assert set(found) == {who.officer, who.colleague}
    assert who.verifier in seats_of(who.officer.body_id) and who.supervisor not in seats_of(who.officer.body_id)
    accounts.revoke(who.colleague, by=who.security_admin, at=later(), reason="调离")
    assert set(found.all()) == {who.officer}
    assert Seat.objects.filter(pk=who.colleague.pk).exists()

"""Seats: granted by one and confirmed by another, held by whom they fit, ended but never deleted (house:2)."""

import pytest

from config.kernel.accounts import actions as accounts
from config.kernel.accounts.models import Seat
from config.kernel.accounts.queries import clock, the, visible_to
from config.kernel.accounts.roles import HELD_FOR, THREE_ADMINISTRATORS, Role
from config.kernel.refusals import INPUT, NEVER
from config.kernel.writing import given
from tests import stages
from tests.cast import later
from tests.kernel.trials import entries, refused

pytestmark = pytest.mark.article("house:2")


@pytest.fixture
def newcomer(who):
    words = {"username": "xin", "full_name": "新人"}
    return accounts.sign_up(the("public"), by=who.clock, at=later(), **words).subject.user


def granted(who, user, role="officer", body=None, by=None):
    grant = {"by": by or who.security_admin, "at": later(), "user": user, "role": role}
    return accounts.grant(body or who.officer.body, **grant).subject


def held(who, user, role="officer", body=None):
    return accounts.confirm(granted(who, user, role, body), by=who.other_security_admin, at=later()).subject


# --- granted by one, confirmed by another ----------------------------------------------------------------------------


def test_a_seat_is_granted_by_one_administrator_and_confirmed_by_another(who, newcomer):
    seat = granted(who, newcomer)
    assert (seat.state, seat.proposed_by, seat.confirmed_by) == ("proposed", who.security_admin, None)
    with refused("same_person", on=seat) as no:
        accounts.confirm(seat, by=who.security_admin, at=later())
    assert no.value.refusals[0].kind == NEVER
    now = accounts.confirm(seat, by=who.other_security_admin, at=later(minutes=1)).subject
    assert (now.state, now.confirmed_by, now.confirmed_at) == ("active", who.other_security_admin, later(minutes=1))
    assert entries(seat) == ["accounts.grant", "accounts.confirm"]
    with refused("wrong_state", on=seat):
        accounts.confirm(seat, by=who.other_security_admin, at=later(minutes=2))


def test_an_administrator_of_an_organisation_grants_its_seats_and_the_person_accepts(who, newcomer):
    seat = granted(who, newcomer, "editor", who.applicant.body, by=who.applicant)
    person = Seat.objects.get(user=newcomer, role="person")
    with refused("same_person", on=seat):
        accounts.confirm(seat, by=who.applicant, at=later())
    with refused("role", on=seat):
        accounts.confirm(seat, by=who.editor, at=later())
    with refused("other_body", on=seat):
        accounts.confirm(seat, by=who.rival, at=later())
    assert accounts.confirm(seat, by=person, at=later()).subject.state == "active"


def test_nobody_confirms_an_office_for_themselves(who, newcomer):
    seat, person = granted(who, newcomer), Seat.objects.get(user=newcomer, role="person")
    with refused("own_seat", on=seat) as no:
        accounts.confirm(seat, by=person, at=later())
    assert no.value.refusals[0].kind == NEVER


@pytest.mark.parametrize(
    ("seat", "words", "codes"),
    [
        ("officer", {}, ["role"]),
        ("system_admin", {}, ["role"]),
        ("audit_admin", {}, ["role"]),
        ("applicant", {}, ["other_body"]),
        ("applicant", {"body": "rival", "role": "editor"}, ["other_body"]),
        ("security_admin", {"user": None}, ["user_missing"]),
        ("security_admin", {"user": "colleague"}, ["seat_held"]),
        ("security_admin", {"role": "editor"}, ["role_not_here"]),
        ("security_admin", {"role": ""}, ["role_not_here"]),
        ("security_admin", {"role": "king"}, ["role_not_here"]),
        ("security_admin", {"role": "person", "body": "outsider"}, ["role_not_here", "seat_held"]),
        ("security_admin", {"role": "clock", "body": "clock"}, ["role_not_here"]),
        ("security_admin", {"role": "recorder", "body": "supervisor"}, ["role_not_here"]),
        ("editor", {"role": "", "user": None}, ["role", "role_not_here", "user_missing"]),
    ],
)
def test_a_seat_that_cannot_be_is_not_granted(who, newcomer, seat, words, codes):
    body = getattr(who, words.get("body", "officer")).body
    user = words.get("user", newcomer)
    user = getattr(who, user).user if isinstance(user, str) else user
    with refused(*codes, on=body):
        accounts.grant(body, by=getattr(who, seat), at=later(), user=user, role=words.get("role", "officer"))
    assert granted(who, newcomer).role == "officer"


def test_a_revoked_seat_can_be_granted_anew(who):
    accounts.revoke(who.colleague, by=who.security_admin, at=later(), reason="借调")
    again = held(who, who.colleague.user)
    assert again.pk != who.colleague.pk
    assert stages.fresh(who.colleague).state == "revoked"


def test_every_role_is_held_for_some_kind_of_body():
    assert set(HELD_FOR) == set(Role)
    assert all(HELD_FOR.values())


# --- the three administrators ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", sorted(THREE_ADMINISTRATORS))
@pytest.mark.parametrize("holder", ["system_admin", "security_admin", "audit_admin", "officer", "applicant", "expert"])
def test_an_administrator_is_none_of_another_kind_and_has_no_business_seat(who, holder, role):
    user = (who.experts[0] if holder == "expert" else getattr(who, holder)).user
    expected = ["seat_held"] if Seat.objects.filter(user=user, role=role).exists() else ["three_administrators"]
    with refused(*expected, on=the("system")):
        accounts.grant(the("system"), by=who.security_admin, at=later(), user=user, role=role)


@pytest.mark.parametrize("holder", ["system_admin", "other_security_admin", "audit_admin"])
@pytest.mark.parametrize(("role", "body"), [("officer", "officer"), ("expert", "officer"), ("editor", "applicant")])
def test_who_is_an_administrator_gets_no_business_seat(who, holder, role, body):
    with refused("three_administrators", on=getattr(who, body).body):
        accounts.grant(
            getattr(who, body).body, by=who.security_admin, at=later(), user=getattr(who, holder).user, role=role
        )


def test_other_persons_get_administrators_seats_and_several_business_seats(who, newcomer):
    assert held(who, newcomer, "audit_admin", the("system")).state == "active"
    assert held(who, who.officer.user, "officer", who.supervisor.body).state == "active"
    assert Seat.objects.filter(user=who.officer.user, state="active").exclude(role="person").count() == 2


def test_of_excluding_seats_that_were_granted_at_the_same_moment_one_is_confirmed(who, newcomer):
    business = granted(who, newcomer)
    with given():  # as if each had not seen the other
        administrator = Seat.objects.create(
            user=newcomer, body=the("system"), role="audit_admin", proposed_by=who.security_admin
        )
    for seat in (business, administrator):
        with refused("three_administrators", on=seat):
            accounts.confirm(seat, by=who.other_security_admin, at=later())
    accounts.revoke(business, by=who.security_admin, at=later(), reason="误授")
    assert accounts.confirm(administrator, by=who.other_security_admin, at=later()).subject.state == "active"


def test_the_first_two_security_administrators_are_appointed_and_no_third(who, newcomer):
    with refused("administrators_appointed", on=the("system")):
        accounts.appoint(the("system"), by=clock(), at=later(), user=newcomer)
    accounts.revoke(who.other_security_admin, by=who.security_admin, at=later(), reason="离任")
    with refused("role", on=the("system")):
        accounts.appoint(the("system"), by=who.security_admin, at=later(), user=newcomer)
    with refused("user_missing", on=the("system")):
        accounts.appoint(the("system"), by=clock(), at=later())
    with refused("seat_held", on=the("system")):
        accounts.appoint(the("system"), by=clock(), at=later(), user=who.security_admin.user)
    with refused("three_administrators", on=the("system")):
        accounts.appoint(the("system"), by=clock(), at=later(), user=who.officer.user)
    seat = accounts.appoint(the("system"), by=clock(), at=later(), user=newcomer).subject
    assert (seat.role, seat.state, seat.proposed_by) == ("security_admin", "active", None)


# --- revoking --------------------------------------------------------------------------------------------------------


def test_a_revoked_seat_ends_and_what_was_done_from_it_stays(who):
    zone = stages.planned_zone(who)
    fact = accounts.revoke(who.officer, by=who.security_admin, at=later(days=1), reason="退休")
    assert (fact.subject.state, fact.subject.ended_at, fact.reason) == ("revoked", later(days=1), "退休")
    assert entries(zone) == ["zone.plan"]
    with refused("wrong_state", on=who.officer):
        accounts.revoke(who.officer, by=who.security_admin, at=later(days=2), reason="退休")


@pytest.mark.parametrize(
    ("by", "whose", "reason", "codes"),
    [
        ("officer", "colleague", "调离", ["role"]),
        ("system_admin", "colleague", "调离", ["role"]),
        ("applicant", "rival", "离职", ["other_body"]),
        ("applicant", "applicant", "离职", ["own_seat"]),
        ("security_admin", "security_admin", "离任", ["own_seat"]),
        ("security_admin", "clock", "停用", ["clock_stays"]),
        ("security_admin", "colleague", " ", ["missing"]),
        ("rival", "clock", "", ["other_body", "clock_stays", "missing"]),
    ],
)
def test_a_seat_is_revoked_by_who_may_grant_it_with_a_reason(who, by, whose, reason, codes):
    with refused(*codes, on=getattr(who, whose)) as no:
        accounts.revoke(getattr(who, whose), by=getattr(who, by), at=later(), reason=reason)
    fields = {refusal.field for refusal in no.value.refusals if refusal.kind == INPUT}
    assert fields == ({"reason"} if "missing" in codes else set())


def test_an_administrator_of_an_organisation_revokes_its_seats(who):
    assert accounts.revoke(who.editor, by=who.applicant, at=later(), reason="离职").subject.state == "revoked"


# --- who sees it -----------------------------------------------------------------------------------------------------


def test_a_body_sees_its_own_seats_the_outsider_only_their_own_and_the_administrators_all(who):
    for seat in (who.officer, who.supervisor, who.applicant, who.rival_signatory):
        seen = visible_to(seat)
        assert {row.body_id for row in seen} == {seat.body_id} and seat in seen
    for seat in (who.outsider, who.experts[0]):
        seen = visible_to(seat)
        assert {row.user_id for row in seen} == {seat.user_id} and seat in seen
    for seat in (who.system_admin, who.security_admin, who.audit_admin):
        assert visible_to(seat).count() == Seat.objects.count()
    assert not visible_to(None).exists()

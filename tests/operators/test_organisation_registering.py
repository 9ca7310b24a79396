"""Who registers as an applicant: enterprises, institutions, research bodies, each under its code (Arts 5, 12)."""

import pytest
from django.db import IntegrityError, connection, transaction

from config.kernel.accounts.models import Body, Seat
from config.kernel.accounts.queries import the
from config.kernel.ledger.queries import entries_of
from config.kernel.outbox.models import Delivery
from config.kernel.writing import given
from config.story import cast as story
from operators.organisation.actions import amend, register
from operators.organisation.codes import checked
from operators.organisation.models import Organisation
from tests.cast import NINE, later, organisation
from tests.hearing import seats, told
from tests.refusing import refused
from tests.stages import fresh

pytestmark = pytest.mark.article("12")
CODE = story.code("91110105MA0000K0N")
IDENTITY = "110101199003070038"


def wrong_digit(code: str) -> str:
    """The same code with another check digit."""
    return code[:-1] + ("0" if code[-1] != "0" else "1")


def words(**others) -> dict:
    return {"name": "示例新数有限公司", "kind": "enterprise", "credit_code": CODE, "legal_representative": "何新",
            "representative_id": IDENTITY, "address": "北京市示例路9号"} | others  # fmt: skip


def registered(who, **others) -> Organisation:
    return fresh(register(the("public"), by=who.outsider, at=NINE, **words(**others)).subject)


@pytest.mark.article("5")
@pytest.mark.parametrize("kind", ["enterprise", "institution", "research"])
def test_a_registered_person_registers_an_organisation_and_becomes_its_administrator(who, kind):
    made = registered(who, kind=kind)
    assert (made.state, made.kind, made.credit_code, made.body.name) == ("registered", kind, CODE, "示例新数有限公司")
    assert [(name.name, name.from_on) for name in made.body.names.all()] == [(made.body.name, NINE.date())]
    assert [(seat.user, seat.role, seat.state) for seat in made.body.seats.all()] == [
        (who.outsider.user, "administrator", "active")
    ]
    assert not made.in_good_standing


@pytest.mark.parametrize(
    ("others", "codes"),
    [
        ({"name": " "}, ["missing"]),
        ({"legal_representative": ""}, ["missing"]),
        ({"kind": "person"}, ["kind"]),
        ({"kind": ""}, ["kind"]),
        ({"credit_code": ""}, ["credit_code"]),
        ({"credit_code": CODE[:-1]}, ["credit_code"]),
        ({"credit_code": CODE + "0"}, ["credit_code"]),
        ({"credit_code": CODE.replace("MA", "IO")}, ["credit_code"]),  # letters that look like digits are not used
        ({"credit_code": CODE.replace("MA", "数据")}, ["credit_code"]),
        ({"credit_code": story.JINSHU.credit_code}, ["registered"]),
        ({"credit_code": f" {story.JINSHU.credit_code.lower()} "}, ["registered"]),
        ({"name": story.JINSHU.name}, ["name_taken"]),
        (
            {"name": "", "kind": "", "legal_representative": "", "credit_code": "1"},
            ["missing", "missing", "kind", "credit_code"],
        ),
    ],
)
def test_what_is_missing_or_of_the_wrong_form_is_refused(who, others, codes):
    assert refused(register, the("public"), by=who.outsider, at=NINE, **words(**others)) == codes
    assert Organisation.objects.count() == 2
    assert not Seat.objects.filter(user=who.outsider.user, role="administrator").exists()


def test_the_name_of_an_office_is_no_organisations_name_yet(who):
    assert registered(who, name=story.FINANCE).body.kind == Body.Kind.ORGANISATION


@pytest.mark.parametrize(
    ("code", "kept", "wrong"),
    [
        (CODE, CODE, ""),
        (CODE.lower(), CODE, ""),
        (f"{CODE[:8]}-{CODE[8:17]} {CODE[17]}", CODE, ""),
        (wrong_digit(CODE), wrong_digit(CODE), "check_digit"),
        (CODE[:-1], CODE[:-1], "form"),
        ("9111010 5MA0000K0Z", "91110105MA0000K0Z", "form"),
        ("", "", "form"),
    ],
)
def test_a_code_is_kept_without_spaces_in_capitals_and_its_fault_is_known(code, kept, wrong):
    assert checked(code) == (kept, wrong)


@pytest.mark.article("17(2)")
def test_a_wrong_check_digit_can_be_registered(who):
    made = registered(who, credit_code=wrong_digit(CODE))
    assert (made.credit_code, made.state) == (wrong_digit(CODE), "registered")


@pytest.mark.parametrize("seat", ["applicant", "officer", "supervisor", "clock"])
def test_only_a_registered_person_registers_an_organisation(who, seat):
    assert refused(register, the("public"), by=getattr(who, seat), at=NINE, **words()) == ["role"]


@pytest.mark.article("house:2")
@pytest.mark.parametrize("administrator", ["system_admin", "security_admin", "audit_admin"])
def test_none_of_the_three_administrators_becomes_an_applicant(who, administrator):
    as_person = Seat.objects.get(user=getattr(who, administrator).user, role="person")
    assert refused(register, the("public"), by=as_person, at=NINE, **words()) == ["three_administrators"]


def test_the_identity_number_is_kept_encrypted_and_told_to_nobody(who):
    made = registered(who)
    with connection.cursor() as cursor:
        cursor.execute("SELECT representative_id FROM operators_organisation WHERE id = %s", [made.pk])
        kept = cursor.fetchone()[0]
    assert IDENTITY not in kept and len(kept) > 40
    assert made.representative_id == IDENTITY
    amend(made, by=made.body.seats.get(), at=later(days=1), representative_id="110101199003070011")
    said = [entry.said for entry in entries_of(made)]
    assert len(said) == 2 and not any("1101011990" in words for words in said)
    assert not any("1101011990" in str(params) for params in Delivery.objects.values_list("params", flat=True))


def test_the_authoritys_officers_hear_of_it_and_nobody_else(who):
    registered(who)
    assert (
        told("OrganisationRegistered") == told("OrganisationRegistered", "email") == seats(who.officer, who.colleague)
    )


def test_its_administrator_amends_the_particulars(who):
    fact = amend(organisation(), by=who.applicant, at=NINE, legal_representative="王新国", address="北京市示例路2号")
    kept = fresh(fact.subject)
    assert (kept.legal_representative, kept.address, kept.state) == ("王新国", "北京市示例路2号", "confirmed")
    assert fact.changed == ["address", "legal_representative"]


@pytest.mark.parametrize(
    ("seat", "changed", "codes"),
    [
        ("editor", {"address": "北京市示例路2号"}, ["role"]),
        ("signatory", {"address": "北京市示例路2号"}, ["role"]),
        ("officer", {"address": "北京市示例路2号"}, ["role", "other_body"]),
        ("rival", {"address": "北京市示例路2号"}, ["other_body"]),
        ("applicant", {}, ["words"]),
        ("applicant", {"credit_code": CODE}, ["unknown_word"]),
        ("applicant", {"kind": "research", "address": "北京市示例路2号"}, ["unknown_word"]),
        ("applicant", {"state": "barred"}, ["unknown_word"]),
        ("applicant", {"legal_representative": " "}, ["missing"]),
        ("applicant", {"legal_representative": "", "name": "示例"}, ["unknown_word", "missing"]),
    ],
)
def test_nobody_else_amends_it_and_nothing_that_identifies_it(who, seat, changed, codes):
    assert refused(amend, organisation(), by=getattr(who, seat), at=NINE, **changed) == codes


@pytest.mark.article("5")
def test_the_database_itself_knows_the_kinds_and_holds_a_code_once(who):
    with given():
        body = Body.objects.create(kind="organisation", name="示例新数有限公司")
    right = {"body": body, "kind": "enterprise", "credit_code": CODE, "legal_representative": "何新"}
    for wrong in ({"kind": "person"}, {"credit_code": story.JINSHU.credit_code}, {"body": who.applicant.body}):
        with given(), transaction.atomic(), pytest.raises(IntegrityError):
            Organisation.objects.create(**right | wrong)
    with given():
        assert Organisation.objects.create(**right).state == "registered"

"""Who may apply: a confirmed organisation that is not barred (Art. 17)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.kernel.accounts.models import Body
from config.kernel.accounts.queries import the
from config.kernel.writing import given
from config.story import cast as story
from operators.application.actions import start, submit
from operators.organisation.actions import bar, confirm, readmit, register
from operators.organisation.models import Organisation
from operators.organisation.queries import visible_to
from tests import stages
from tests.cast import NINE, later, organisation
from tests.hearing import seats, told
from tests.refusing import refusals, refused
from tests.stages import fresh

pytestmark = pytest.mark.article("17")
BODY = "91110105MA0000K0N"
RIGHT = story.code(BODY)
WRONG = BODY + ("0" if RIGHT[-1] != "0" else "1")


def registered(who, credit_code=RIGHT) -> Organisation:
    words = {"name": "示例新数有限公司", "kind": "enterprise", "legal_representative": "何新"}
    return fresh(register(the("public"), by=who.outsider, at=NINE, credit_code=credit_code, **words).subject)


def barred(who, made=None) -> Organisation:
    made = made or organisation()
    return fresh(bar(made, by=who.officer, at=later(days=1), reason="列入严重失信名单。").subject)


def administrator(made):
    return made.body.seats.select_related("user", "body").get(role="administrator")


def test_an_officer_of_the_authority_confirms_who_it_is(who):
    made = fresh(confirm(registered(who), by=who.officer, at=later(days=1)).subject)
    assert (made.state, made.in_good_standing, made.code_accepted_reason) == ("confirmed", True, "")
    assert refused(confirm, made, by=who.colleague, at=later(days=2)) == ["wrong_state"]


@pytest.mark.article("17(2)")
def test_a_wrong_check_digit_is_confirmed_only_with_an_officers_reason(who):
    made = registered(who, WRONG)
    [no] = refusals(confirm, made, by=who.officer, at=later(days=1), code_accepted_reason=" ")
    assert (no.code, no.field, WRONG in no.reason) == ("check_digit", "code_accepted_reason", True)
    fact = confirm(made, by=who.officer, at=later(days=1), code_accepted_reason="已核对营业执照原件。")
    assert (fresh(made).state, fresh(made).code_accepted_reason) == ("confirmed", "已核对营业执照原件。")
    assert fact.code_accepted_reason == "已核对营业执照原件。"


@pytest.mark.article("17(2)")
def test_a_bar_is_no_way_round_the_check_digit(who):
    made = barred(who, registered(who, WRONG))
    words = {"by": who.officer, "at": later(days=2), "reason": "已移出名单。"}
    assert refused(readmit, made, **words) == ["check_digit"]
    readmit(made, code_accepted_reason="已核对营业执照原件。", **words)
    assert (fresh(made).state, fresh(made).code_accepted_reason) == ("confirmed", "已核对营业执照原件。")


@pytest.mark.article("17(2)")
def test_a_code_that_was_accepted_once_is_accepted_when_the_bar_is_lifted(who):
    made = registered(who, WRONG)
    confirm(made, by=who.officer, at=later(), code_accepted_reason="已核对营业执照原件。")
    readmit(barred(who, made), by=who.officer, at=later(days=2), reason="已移出名单。")
    assert fresh(made).in_good_standing


@pytest.mark.article("17(2)")
def test_a_bar_and_its_end_have_reasons(who):
    made = organisation()
    assert refused(bar, made, by=who.officer, at=later(days=1), reason=" ") == ["missing"]
    made = barred(who)
    assert (made.state, made.barred_reason, made.in_good_standing) == ("barred", "列入严重失信名单。", False)
    assert refused(bar, made, by=who.officer, at=later(days=2), reason="再次列入。") == ["wrong_state"]
    assert refused(readmit, made, by=who.officer, at=later(days=2), reason="") == ["missing"]
    readmit(made, by=who.officer, at=later(days=2), reason="已移出名单。")
    assert (fresh(made).state, fresh(made).barred_reason, fresh(made).in_good_standing) == ("confirmed", "", True)
    assert refused(readmit, made, by=who.officer, at=later(days=3), reason="已移出名单。") == ["wrong_state"]


@pytest.mark.parametrize("seat", ["supervisor", "recorder", "applicant", "outsider", "security_admin", "clock"])
def test_only_the_authority_decides_on_the_standing(who, seat):
    by = getattr(who, seat)
    assert refused(confirm, registered(who), by=by, at=later(days=1)) == ["role"]
    assert refused(bar, organisation(), by=by, at=later(days=1), reason="失信。") == ["role"]
    assert refused(readmit, barred(who), by=by, at=later(days=2), reason="已移出名单。") == ["role"]


@pytest.mark.article("12")
def test_who_is_barred_or_not_confirmed_yet_does_not_apply(who):
    call = stages.published_call(who)
    barred(who)
    assert refused(start, call, by=who.applicant, at=later(days=2)) == ["standing"]
    assert refused(start, call, by=administrator(registered(who)), at=later(days=2)) == ["standing"]
    assert start(call, by=who.rival, at=later(days=2)).subject.organisation.body == who.rival.body


@pytest.mark.article("12")
def test_who_is_barred_after_it_began_does_not_submit_until_it_is_readmitted(who):
    application = stages.draft(who)
    stages.fill(application, who.applicant)
    barred(who)
    assert refused(submit, application, by=who.applicant, at=later(days=5)) == ["standing"]
    readmit(organisation(), by=who.officer, at=later(days=6), reason="已移出名单。")
    assert submit(application, by=who.applicant, at=later(days=6)).subject.state == "submitted"


def test_its_administrators_hear_of_its_standing_and_nobody_else(who):
    made = registered(who)
    confirm(made, by=who.officer, at=later(days=1))
    assert told("OrganisationConfirmed") == seats(administrator(made))
    barred(who)
    assert told("OrganisationBarred") == seats(who.applicant)
    readmit(organisation(), by=who.officer, at=later(days=2), reason="已移出名单。")
    assert told("OrganisationReadmitted") == told("OrganisationReadmitted", "email") == seats(who.applicant)


def test_an_organisation_sees_itself_and_no_other(who):
    ours, theirs = organisation(), organisation(story.JINGRONG)
    for seat in (who.applicant, who.editor, who.signatory, who.security_officer):
        assert list(visible_to(seat)) == [ours]
    assert list(visible_to(who.rival)) == [theirs]


@pytest.mark.parametrize("seat", ["officer", "recorder", "supervisor", "district", "audit_admin"])
def test_the_offices_and_the_auditors_see_all(who, seat):
    assert set(visible_to(getattr(who, seat))) == {organisation(), organisation(story.JINGRONG)}


@pytest.mark.parametrize("seat", ["outsider", "system_admin", "security_admin", "clock"])
def test_everybody_else_sees_none(who, seat):
    assert not visible_to(getattr(who, seat)).exists()


def test_nor_do_the_public_and_the_experts(who):
    for seat in (None, who.experts[0]):
        assert not visible_to(seat).exists()


def many(count: int, start: int = 0) -> None:
    with given():
        for n in range(start, start + count):
            body = Body.objects.create(kind="organisation", name=f"示例公司{n}")
            words = {"kind": "enterprise", "credit_code": f"91110105MA{n:08d}", "legal_representative": "何新"}
            Organisation.objects.create(body=body, **words)


def read(seat) -> int:
    """The queries of a list of organisations with their names."""
    with CaptureQueriesContext(connection) as asked:
        for made in visible_to(seat).select_related("body").order_by("id"):
            assert made.body.name and made.get_state_display() and made.get_kind_display()
    return len(asked)


def test_a_longer_list_asks_no_more_queries(who):
    many(1)
    few = read(who.officer)
    many(27, start=1)
    assert visible_to(who.officer).count() == 30
    assert read(who.officer) == few == 1

"""Who presents, restricts and lets go a partner: everybody else is told why not (Arts 22-24)."""

import pytest

from config.kernel.accounts.models import Seat
from config.kernel.writing import given
from operators.partner import actions as partners
from operators.partner.drafting import may_attach
from tests import stages_partner as lives
from tests.cast import later
from tests.papers import fresh
from tests.refusing import answers

AT = later(days=81)
OPERATOR_ONLY = {"rival": ["other_body"], "officer": ["role", "other_body"]}


@pytest.mark.article("22")
def test_the_operator_presents_it(who):
    partner = lives.proposed(who)
    words = lives.papers(partner, who.applicant)
    assert answers(partners.present, partner, who, "rival officer", at=AT, **words) == OPERATOR_ONLY


@pytest.mark.article("23")
def test_the_operator_restricts_it_and_gives_back(who):
    partner, words = lives.admitted(who), {"at": AT, "reason": "示例。"}
    withheld = words | {"withheld": ["data"]}
    assert answers(partners.restrict, partner, who, "rival officer", **withheld) == OPERATOR_ONLY
    partners.restrict(partner, by=who.applicant, **withheld)
    assert answers(partners.lift, fresh(partner), who, "rival officer", **words) == OPERATOR_ONLY


@pytest.mark.article("24")
def test_the_partner_leaves_by_its_contacts_and_is_let_go_by_the_operator(who):
    partner = lives.admitted(who)
    begin = partners.begin_exit
    assert begin.refusals(partner, by=who.rival, at=AT, kind="voluntary", reason="示例。") == []
    with given():
        Seat.objects.filter(pk=who.rival.pk).update(role="editor")
    editor = Seat.objects.select_related("user", "body").get(pk=who.rival.pk)
    said = begin.refusals(partner, by=editor, at=AT, kind="voluntary", reason="示例。")
    assert [no.code for no in said] == ["role", "role"]
    said = begin.refusals(partner, by=who.officer, at=AT, kind="breach", reason="示例。")
    assert "other_body" in [no.code for no in said]


@pytest.mark.article("22")
def test_a_seat_that_was_revoked_adds_no_paper(who):
    partner = lives.proposed(who)
    with given():
        Seat.objects.filter(pk=who.applicant.pk).update(state="revoked")
    assert [no.code for no in may_attach(partner, by=fresh(who.applicant))] == ["seat_not_active"]

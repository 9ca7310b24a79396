"""The pool of experts: their fields, employers and ties, kept by the authority (Art. 9)."""

import pytest

from config.kernel.accounts import actions as accounts
from config.kernel.accounts.queries import the
from config.kernel.writing import given
from config.story.cast import JINGRONG, JINSHU, code
from operators.organisation.models import Organisation
from operators.review.actions import enlist, record_tie
from operators.review.models import Expert, Tie
from operators.review.queries import experts_visible_to
from tests import awarding
from tests.cast import later
from tests.refusing import refused

pytestmark = pytest.mark.article("9")

BANK = code("91110000MA0000F6T")
WRONG_DIGIT = BANK[:-1] + ("0" if BANK[-1] != "0" else "1")
TIE = {"credit_code": JINSHU.credit_code, "kind": "relation"}


def newcomer(who, name="白专家"):
    return awarding.seated(who, awarding.newcomer(name), "expert", the("authority"))


def words(seat, **others):
    return {"seat": seat, "fields": ["financial-services"], "employer": "示例银行", "employer_code": BANK} | others


def enlisted(who, seat, **others) -> Expert:
    return enlist(the("authority"), by=who.officer, at=later(), **words(seat, **others)).subject


def test_an_expert_is_enlisted_with_fields_employer_and_ties(who):
    seat = newcomer(who)
    expert = enlisted(who, seat, ties=[TIE])
    assert (expert.seat, expert.fields, expert.employer, expert.employer_code) == (
        seat, ["financial-services"], "示例银行", BANK,
    )  # fmt: skip
    assert list(expert.ties.values_list("credit_code", "kind")) == [(JINSHU.credit_code, "relation")]


def test_a_code_is_kept_in_one_form(who):
    spaced = f" {BANK[:4].lower()} {BANK[4:]} "
    assert enlisted(who, newcomer(who), employer_code=spaced).employer_code == BANK


def test_only_the_authority_enlists(who):
    seat = newcomer(who)
    for by in (who.supervisor, who.applicant, who.experts[0], who.recorder, who.outsider):
        assert refused(enlist, the("authority"), by=by, at=later(), **words(seat)) == ["role"]


@pytest.mark.parametrize(
    ("others", "codes"),
    [
        ({"employer": " "}, ["missing"]),
        ({"fields": []}, ["fields"]),
        ({"employer_code": "123"}, ["credit_code"]),
        ({"employer_code": WRONG_DIGIT}, ["credit_code"]),
        ({"employer_code": ""}, ["credit_code"]),
        ({"ties": [TIE, TIE | {"credit_code": WRONG_DIGIT}]}, ["credit_code"]),
        ({"ties": [TIE | {"kind": "friend"}]}, ["kind"]),
        ({"ties": [{}]}, ["kind", "credit_code"]),
        ({"employer": "", "fields": [], "employer_code": "", "ties": [{}]},
         ["missing", "fields", "credit_code", "kind", "credit_code"]),
    ],
)  # fmt: skip
def test_what_is_said_of_an_expert_is_whole(who, others, codes):
    seat = newcomer(who)
    assert refused(enlist, the("authority"), by=who.officer, at=later(), **words(seat, **others)) == codes
    assert not Expert.objects.filter(seat=seat).exists()


def test_only_the_holder_of_an_active_expert_s_seat_is_enlisted_and_once(who):
    def codes(seat):
        return refused(enlist, the("authority"), by=who.officer, at=later(), **words(seat))

    assert codes(None) == codes(who.editor) == ["not_an_expert"]
    assert codes(who.experts[0]) == ["enlisted"]
    seat = newcomer(who)
    accounts.revoke(seat, by=who.security_admin, at=later(), reason="退休")
    assert codes(type(seat).objects.get(pk=seat.pk)) == ["not_an_expert"]


def test_a_tie_is_recorded_by_the_authority_or_by_the_expert_itself(who):
    first, second = Expert.objects.order_by("pk")[:2]
    record_tie(first, by=who.officer, at=later(), **TIE)
    record_tie(first, by=first.seat, at=later(), **TIE | {"kind": "past_employer"}, note="两年前")
    assert list(first.ties.values_list("kind", "note")) == [("relation", ""), ("past_employer", "两年前")]
    assert refused(record_tie, first, by=second.seat, at=later(), **TIE) == ["other_expert"]
    for by in (who.applicant, who.supervisor, who.outsider):
        assert refused(record_tie, first, by=by, at=later(), **TIE) == ["role"]


@pytest.mark.parametrize(
    ("others", "codes"),
    [
        ({"kind": "friend"}, ["kind"]),
        ({"credit_code": "91110000MA0000F6"}, ["credit_code"]),
        ({"credit_code": WRONG_DIGIT}, ["credit_code"]),
        ({"kind": "", "credit_code": ""}, ["kind", "credit_code"]),
    ],
)
def test_a_tie_has_a_kind_and_a_right_code(who, others, codes):
    expert = Expert.objects.first()
    before = Tie.objects.count()
    assert refused(record_tie, expert, by=who.officer, at=later(), **TIE | others) == codes
    assert Tie.objects.count() == before


@pytest.mark.article("9", "17(2)")
def test_a_code_with_a_wrong_digit_is_taken_where_an_organisation_was_confirmed_with_it(who):
    with given():
        Organisation.objects.filter(credit_code=JINGRONG.credit_code).update(credit_code=WRONG_DIGIT)
    expert = Expert.objects.first()
    record_tie(expert, by=who.officer, at=later(), credit_code=WRONG_DIGIT, kind="relation")
    assert expert.ties.get().credit_code == WRONG_DIGIT


def test_the_pool_is_seen_by_the_authority_and_each_expert_sees_itself(who):
    expert = Expert.objects.first()
    assert experts_visible_to(who.officer).count() == Expert.objects.count() > 1
    assert list(experts_visible_to(expert.seat)) == [expert]
    for seat in (who.supervisor, who.applicant, who.recorder, who.outsider, None):
        assert not experts_visible_to(seat).exists()

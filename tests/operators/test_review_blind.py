"""Sheets are blind: one expert's to another until both have sent, the offices' until all are there (Arts 9, 13)."""

import pytest

from operators.application.actions import withdraw
from operators.review.actions import send_sheet
from operators.review.models import Sheet
from operators.review.queries import sheets_visible_to
from tests import stages
from tests.cast import later

pytestmark = pytest.mark.article("9", "13")

AT = later(days=44)


@pytest.fixture
def panel(who):
    return stages.scoring(who)


def sent(panel, seat, application=None) -> Sheet:
    application = application or panel.papers.get().application
    words = {"points": stages.points(panel, 2), "opinions": stages.opinions(panel)}
    send_sheet(panel, by=seat, at=AT, application=application, **words)
    return Sheet.objects.get(member__expert__seat=seat, application=application)


def sees(seat) -> set[Sheet]:
    return set(sheets_visible_to(seat))


def test_two_experts_are_blind_to_each_other_until_both_have_sent(who, panel):
    first, second, third, *_rest = stages.members(panel)
    one = sent(panel, first)
    assert (sees(first), sees(second)) == ({one}, set())
    two = sent(panel, second)
    assert sees(first) == sees(second) == {one, two}
    assert sees(third) == set()


def test_what_one_sent_for_one_application_opens_nothing_of_another(who):
    call = stages.published_call(who)
    one, two = stages.submitted(who, call), stages.submitted(who, call, by=who.rival)
    stages.accepted(who, one)
    panel = stages.scoring(who, stages.convened(who, stages.accepted(who, two)))
    first, second, *_rest = stages.members(panel)
    own = sent(panel, first, application=one)
    other_of_one = sent(panel, second, application=one)
    other_of_two = sent(panel, second, application=two)
    assert sees(first) == {own, other_of_one}
    assert sees(second) == {own, other_of_one, other_of_two}


def test_offices_see_the_sheets_when_all_are_there_and_not_one_before(who, panel):
    *most, last = stages.members(panel)
    for seat in most:
        sent(panel, seat)
    offices = (who.officer, who.supervisor, who.audit_admin)
    assert [sees(seat) for seat in offices] == [set()] * 3
    sent(panel, last)
    assert [len(sees(seat)) for seat in offices] == [panel.size] * 3


def test_a_sheet_that_nobody_owes_any_more_holds_none_back(who):
    call = stages.published_call(who)
    one, two = stages.submitted(who, call), stages.submitted(who, call, by=who.rival)
    stages.accepted(who, one)
    panel = stages.scoring(who, stages.convened(who, stages.accepted(who, two)))
    for seat in stages.members(panel):
        sent(panel, seat, application=one)
    assert sees(who.officer) == set()
    withdraw(two, by=who.rival, at=AT)
    assert len(sees(who.officer)) == panel.size


def test_others_see_no_sheet(who):
    panel = stages.scored(who)
    for seat in (who.applicant, who.rival, who.district, who.outsider, who.recorder, None):
        assert not sheets_visible_to(seat).exists()
    not_on_it = next(seat for seat in who.experts if seat.pk not in {seat.pk for seat in stages.members(panel)})
    assert sees(not_on_it) == set()

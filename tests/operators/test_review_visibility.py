"""Who sees a panel: the authority, the zone's supervisor, auditors, and the experts that were drawn for it (Arts 9, 13;
house:6)."""

import pytest

from config.kernel.writing import given
from operators.review.actions import declare, record_tie
from operators.review.models import Member, Panel, Paper, Sheet
from operators.review.queries import sheets_visible_to, sitting, visible_to
from tests import elsewhere, stages
from tests.cast import later

pytestmark = pytest.mark.article("9", "house:6")


def two(who):
    """A panel of the finance zone and, convened after it, one of a zone that the district supervises."""
    finance = stages.convened(who)
    call = elsewhere.district_call(who)
    rival = stages.accepted(who, stages.submitted(who, call, by=who.rival))
    tie = {"credit_code": rival.organisation.credit_code, "kind": "relation"}  # however the two draws fall, they differ
    record_tie(sitting(finance).first().expert, by=who.officer, at=later(days=41), **tie)
    return finance, stages.convened(who, rival)


def test_the_authority_and_the_auditors_see_every_panel_a_supervisor_those_of_its_zones(who):
    finance, district = two(who)
    for seat in (who.officer, who.colleague, who.audit_admin):
        assert set(visible_to(seat)) == {finance, district}
    assert list(visible_to(who.supervisor)) == [finance]
    assert list(visible_to(who.district)) == [district]


def test_an_expert_sees_the_panels_that_it_was_drawn_for(who):
    finance, district = two(who)
    drawn = {panel: set(panel.members.values_list("expert__seat", flat=True)) for panel in (finance, district)}
    for seat in who.experts:
        assert set(visible_to(seat)) == {panel for panel, seats in drawn.items() if seat.pk in seats}
    assert any(len(visible_to(seat)) == 1 for seat in who.experts)


def test_an_expert_who_recused_still_sees_that_it_was_drawn(who):
    panel = stages.convened(who)
    seat = sitting(panel).first().expert.seat
    declare(panel, by=seat, at=later(days=42), conflict=True, reason="曾任职于申请单位")
    assert list(visible_to(seat)) == [panel]


def test_applicants_and_strangers_see_no_panel(who):
    stages.concluded(who)
    assert Panel.objects.exists()
    for seat in (who.applicant, who.rival, who.recorder, who.verifier, who.system_admin, who.outsider, who.clock, None):
        assert not visible_to(seat).exists()


def more(panel, count) -> None:
    """So many beside it that were dissolved, each with a member, a paper and a sheet of it."""
    names = ("call", "size", "seed", "candidates", "shut_out", "order", "convened_by", "convened_at")
    kept = {name: getattr(panel, name) for name in names}
    sheet = panel.members.order_by("pk").first().sheets.get()
    words = {name: getattr(sheet, name) for name in ("application", "points", "opinions", "total", "sent_at")}
    with given():
        for _ in range(count):
            made = Panel.objects.create(state="dissolved", **kept)
            same = Member.objects.create(panel=made, expert=sheet.member.expert, standing="declared")
            Paper.objects.create(panel=made, application=sheet.application)
            Sheet.objects.create(member=same, **words)


def test_lists_of_thirty_ask_the_database_no_more_than_lists_of_three(who, django_assert_num_queries):
    panel = stages.scored(who)
    expert = stages.members(panel)[0]
    own = panel.size - 1  # sheets beside those of which there is one in each panel
    for rows, added in ((3, 2), (30, 27)):
        more(panel, added)
        for seat in (who.officer, who.supervisor, who.audit_admin, expert):
            with django_assert_num_queries(1):
                assert len(visible_to(seat).select_related("call__zone")) == rows
            with django_assert_num_queries(1):
                assert len(sheets_visible_to(seat).select_related("member__expert", "application")) == rows + own

"""A sheet: every criterion, three opinions, sent once, locked, and blind until both have sent (Arts 9, 13)."""

import hashlib
import json

import pytest
from django.db import IntegrityError, transaction

from config.kernel.accounts import actions as accounts
from config.kernel.facts import canonical
from config.kernel.ledger.models import Entry
from config.kernel.ledger.queries import last_entry
from config.kernel.refusals import Refused
from config.kernel.writing import WrittenOutsideAnAct, given
from operators.application.actions import withdraw
from operators.review.actions import dissolve, send_sheet
from operators.review.drafting import save_draft
from operators.review.models import Sheet, SheetDraft
from tests import elsewhere, stages
from tests.cast import later
from tests.refusing import refusals, refused

pytestmark = pytest.mark.article("9", "13")

AT = later(days=44)


@pytest.fixture
def panel(who):
    return stages.scoring(who)


def words(panel, **others) -> dict:
    application = panel.papers.first().application
    return {"application": application, "points": stages.points(panel, 2), "opinions": stages.opinions(panel)} | others


def sent(panel, seat, **others) -> Sheet:
    send_sheet(panel, by=seat, at=AT, **words(panel, **others))
    return Sheet.objects.get(member__expert__seat=seat, application=words(panel, **others)["application"])


def test_the_rubric_weighs_a_hundred_and_asks_for_three_opinions(who, panel):
    rulebook = panel.call.rulebook
    assert sum(row["weight"] for row in rulebook.value("review_rubric")) == 100
    assert [row["title_zh"] for row in rulebook.value("review_opinions")] == ["规范性", "先进性", "科学性"]


def test_a_sheet_keeps_points_their_total_and_the_opinions(who, panel):
    sheet = sent(panel, stages.members(panel)[0])
    assert sheet.points == stages.points(panel, 2)
    assert sheet.total == 100 - 2 * len(sheet.points)
    assert (sheet.opinions, sheet.sent_at) == (stages.opinions(panel), AT)


@pytest.mark.article("house:7")
def test_the_ledger_has_its_digest_and_not_its_points(who, panel):
    sheet = sent(panel, stages.members(panel)[0])
    said = json.loads(last_entry(panel).said)
    digest = hashlib.sha256(canonical([sheet.points, sheet.opinions]).encode()).hexdigest()
    assert said == {"application": sheet.application.key, "sha256": digest}


@pytest.mark.parametrize("points", [0, "weight"])
def test_from_nothing_to_the_whole_weight_of_a_criterion(who, panel, points):
    rubric = panel.call.rulebook.value("review_rubric")
    given_points = {row["key"]: row["weight"] if points == "weight" else 0 for row in rubric}
    assert sent(panel, stages.members(panel)[0], points=given_points).total == (100 if points == "weight" else 0)


@pytest.mark.parametrize("wrong", [-1, 16, 7.5, "7", None, True])
def test_points_are_whole_and_within_the_weight(who, panel, wrong):
    points = stages.points(panel) | {"standing": wrong}
    found = refusals(send_sheet, panel, by=stages.members(panel)[0], at=AT, **words(panel, points=points))
    assert [(no.code, no.field) for no in found] == [("points", "points.standing")]


@pytest.mark.parametrize("wrong", ["", " ", None, 5])
@pytest.mark.parametrize("opinion", ["compliance", "advancement", "soundness"])
def test_each_opinion_is_asked_for(who, panel, opinion, wrong):
    opinions = stages.opinions(panel) | {opinion: wrong}
    found = refusals(send_sheet, panel, by=stages.members(panel)[0], at=AT, **words(panel, opinions=opinions))
    assert [(no.code, no.field, no.article) for no in found] == [("opinion", f"opinions.{opinion}", "9")]


def test_an_empty_sheet_is_told_all_that_is_missing_at_once(who, panel):
    found = refused(send_sheet, panel, by=stages.members(panel)[0], at=AT, **words(panel, points=None, opinions=None))
    assert found == ["points"] * 7 + ["opinion"] * 3


@pytest.mark.parametrize("others", [{"points": {"bonus": 20}}, {"opinions": {"sympathy": "好。"}}])
def test_what_the_rubric_does_not_ask_counts_for_nothing(who, panel, others):
    whole = words(panel)
    more = {name: whole[name] | added for name, added in others.items()}
    assert refused(send_sheet, panel, by=stages.members(panel)[0], at=AT, **whole | more) == ["not_asked"]


def test_only_a_member_sends_a_sheet(who, panel):
    drawn = {seat.pk for seat in stages.members(panel)}
    not_drawn = next(seat for seat in who.experts if seat.pk not in drawn)
    assert refused(send_sheet, panel, by=not_drawn, at=AT, **words(panel)) == ["not_on_panel"]
    for by in (who.officer, who.applicant, who.outsider):
        assert refused(send_sheet, panel, by=by, at=AT, **words(panel)) == ["role", "not_on_panel"]


def test_a_sheet_is_about_an_application_of_the_panel(who, panel):
    zone = elsewhere.education_zone(who)
    other = stages.submitted(who, stages.published_call(who, zone=zone))
    for wrong in (None, other):
        codes = refused(send_sheet, panel, by=stages.members(panel)[0], at=AT, **words(panel, application=wrong))
        assert codes == ["application"]


def test_none_is_asked_for_of_what_was_withdrawn(who, panel):
    withdraw(panel.papers.get().application, by=who.applicant, at=AT)
    assert refused(send_sheet, panel, by=stages.members(panel)[0], at=AT, **words(panel)) == ["application"]


@pytest.mark.parametrize("stage", ["convened", "concluded"])
def test_sheets_are_sent_while_the_panel_scores(who, stage):
    panel = getattr(stages, stage)(who)
    codes = refused(send_sheet, panel, by=stages.members(panel)[0], at=AT, **words(panel))
    assert codes == ["not_scoring"] + ["sheet_sent"] * (stage == "concluded")


def test_a_sheet_that_was_sent_is_locked(who, panel):
    seat = stages.members(panel)[0]
    sheet = sent(panel, seat)
    assert refused(send_sheet, panel, by=seat, at=AT, **words(panel, points=stages.points(panel))) == ["sheet_sent"]
    sheet.total = 100
    for write in (
        sheet.save,
        sheet.delete,
        lambda: Sheet.objects.update(total=100),
        lambda: Sheet.objects.all().delete(),
    ):
        with pytest.raises(WrittenOutsideAnAct):
            write()
    assert Sheet.objects.get().total < 100


def test_the_database_has_one_sheet_of_a_member_for_an_application(who, panel):
    sheet = sent(panel, stages.members(panel)[0])
    sheet.pk = None
    with pytest.raises(IntegrityError), transaction.atomic(), given():
        sheet.save(force_insert=True)


# --- while it is filled in ---------------------------------------------------------------------------------------


def not_kept(panel, seat, content=None, **others) -> list[str]:
    before = list(SheetDraft.objects.values())
    with pytest.raises(Refused) as no:
        save_draft(panel, words(panel, **others)["application"], by=seat, at=AT, content=content or {})
    assert list(SheetDraft.objects.values()) == before
    return no.value.codes


def test_a_sheet_saves_itself_while_it_is_filled_in_and_is_gone_when_sent(who, panel):
    seat, entries = stages.members(panel)[0], Entry.objects.count()
    application = words(panel)["application"]
    for content in ({}, {"points": {"standing": 12}}, {"points": {"standing": 12}, "opinions": {"compliance": "规"}}):
        save_draft(panel, application, by=seat, at=AT, content=content)
        assert SheetDraft.objects.get().content == content
    assert Entry.objects.count() == entries
    sent(panel, seat)
    assert not SheetDraft.objects.exists()


@pytest.mark.parametrize(
    "content",
    [[1], {"points": {"standing": 7.5}}, {"opinions": {"compliance": 5}}, {"notes": "别的"}, {"points": {"a\0": 1}}],
)
def test_what_is_no_sheet_is_not_kept(who, panel, content):
    assert not_kept(panel, stages.members(panel)[0], content) == ["content"]


def test_nobody_fills_in_another_s_sheet_nor_one_that_is_locked(who, panel):
    seat = stages.members(panel)[0]
    assert not_kept(panel, who.officer) == ["role", "not_on_panel"]
    assert not_kept(panel, seat, application=None) == ["application"]
    sent(panel, seat)
    assert not_kept(panel, seat) == ["sheet_sent"]
    dissolve(panel, by=who.officer, at=AT, reason="专家不足")
    assert not_kept(panel, stages.members(panel)[1]) == ["not_scoring"]  # asked with a copy that still scores


def test_a_seat_that_was_revoked_fills_in_nothing(who, panel):
    seat = stages.members(panel)[0]
    accounts.revoke(seat, by=who.security_admin, at=AT, reason="退休")
    assert not_kept(panel, seat) == ["seat_not_active"]

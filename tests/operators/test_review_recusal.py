"""Every expert declares before the papers are opened; who is tied steps back, and the next in the draw steps in (Art.
9)."""

import pytest

from config.kernel.accounts import actions as accounts
from config.story.cast import JINGRONG, JINSHU
from operators.application.models import Reader
from operators.review.actions import declare, dissolve, open_papers, record_tie, send_sheet
from operators.review.models import Expert, Member
from operators.review.queries import sitting
from tests import stages
from tests.cast import later
from tests.hearing import seats, told
from tests.refusing import answers, never, refused

pytestmark = pytest.mark.article("9")

AT = later(days=42)
TIE = {"credit_code": JINSHU.credit_code, "kind": "past_employer"}
RECUSE = {"conflict": True, "reason": "曾任职于申请单位"}


def experts(panel) -> list[Expert]:
    """Those who sit, in the order of the draw."""
    members = sitting(panel).select_related("expert__seat__user", "expert__seat__body")
    return sorted((member.expert for member in members), key=lambda expert: panel.order.index(expert.pk))


def standing(panel, expert) -> str:
    return panel.members.get(expert=expert).standing


def test_an_expert_declares_that_nothing_ties_it(who):
    panel = stages.convened(who)
    expert, other = experts(panel)[:2]
    declare(panel, by=expert.seat, at=AT, conflict=False)
    member = panel.members.get(expert=expert)
    assert (member.standing, member.declared_at, member.reason) == ("declared", AT, "")
    assert standing(panel, other) == "drawn"


def test_only_a_member_declares(who):
    panel = stages.convened(who)
    drawn = {expert.seat_id for expert in experts(panel)}
    not_drawn = next(seat for seat in who.experts if seat.pk not in drawn)
    assert refused(declare, panel, by=not_drawn, at=AT, conflict=False) == ["not_on_panel"]
    for by in (who.officer, who.applicant, who.outsider):
        assert refused(declare, panel, by=by, at=AT, conflict=False) == ["role", "not_on_panel"]


def test_a_declaration_says_yes_or_no_and_a_conflict_why(who):
    panel = stages.convened(who)
    by = experts(panel)[0].seat
    for unclear, code in ((None, "conflict_missing"), ("no", "misfit"), (0, "misfit")):
        assert refused(declare, panel, by=by, at=AT, conflict=unclear) == [code]
    assert refused(declare, panel, by=by, at=AT, conflict=True, reason=" ") == ["missing"]


def test_who_declared_free_does_not_declare_so_again_but_may_still_recuse(who):
    panel = stages.convened(who)
    expert = experts(panel)[0]
    declare(panel, by=expert.seat, at=AT, conflict=False)
    assert refused(declare, panel, by=expert.seat, at=AT, conflict=False) == ["declared"]
    declare(panel, by=expert.seat, at=AT, **RECUSE)
    assert standing(panel, expert) == "recused"


def test_who_recused_is_on_the_panel_no_more(who):
    panel = stages.convened(who)
    expert = experts(panel)[0]
    declare(panel, by=expert.seat, at=AT, **RECUSE)
    assert refused(declare, panel, by=expert.seat, at=AT, conflict=False) == ["not_on_panel"]


def test_the_next_in_the_draw_takes_the_seat_of_who_recuses_and_is_asked(who):
    panel = stages.convened(who)
    expert, substitute = experts(panel)[0], panel.order[panel.size]
    fact = declare(panel, by=expert.seat, at=AT, **RECUSE)
    assert (fact.expert, fact.substitute) == (expert.pk, substitute)
    assert standing(panel, substitute) == "drawn"
    assert sitting(panel).count() == panel.size
    assert told("ConflictDeclared") == seats(Expert.objects.get(pk=substitute).seat)


def test_nobody_is_asked_when_nobody_is_missing(who):
    panel = stages.convened(who)
    fact = declare(panel, by=experts(panel)[0].seat, at=AT, conflict=False)
    assert fact.substitute is None
    assert told("ConflictDeclared") == []


@pytest.mark.parametrize("unable", ["tied", "revoked"])
def test_a_substitute_who_cannot_sit_is_passed_over(who, unable):
    panel = stages.convened(who)
    substitute = Expert.objects.get(pk=panel.order[panel.size])
    if unable == "tied":
        record_tie(substitute, by=who.officer, at=AT, **TIE)
    else:
        accounts.revoke(substitute.seat, by=who.security_admin, at=AT, reason="退休")
    fact = declare(panel, by=experts(panel)[0].seat, at=AT, **RECUSE)
    assert fact.substitute is None
    assert not panel.members.filter(expert=substitute).exists()


def test_the_authority_hears_when_no_substitute_is_left_and_the_papers_stay_shut(who):
    panel = stages.convened(who)
    for expert in experts(panel)[:2]:  # six are free, five are drawn
        declare(panel, by=expert.seat, at=AT, **RECUSE)
    assert told("ConflictDeclared") == seats(who.officer, who.colleague)
    for expert in experts(panel):
        declare(panel, by=expert.seat, at=AT, conflict=False)
    assert refused(open_papers, panel, by=who.officer, at=AT) == ["panel_short"]
    dissolve(panel, by=who.officer, at=AT, reason="专家不足")


def test_a_tie_recorded_after_the_draw_keeps_from_declaring_free(who):
    panel = stages.convened(who)
    expert = experts(panel)[0]
    record_tie(expert, by=who.officer, at=AT, **TIE)
    assert refused(declare, panel, by=expert.seat, at=AT, conflict=False) == ["conflict"]
    declare(panel, by=expert.seat, at=AT, **RECUSE)
    assert standing(panel, expert) == "recused"


def test_a_tie_to_somebody_who_did_not_apply_does_not(who):
    panel = stages.convened(who)
    expert = experts(panel)[0]
    record_tie(expert, by=who.officer, at=AT, **TIE | {"credit_code": JINGRONG.credit_code})
    assert declare(panel, by=expert.seat, at=AT, conflict=False)


def test_a_tie_recorded_after_the_declaration_keeps_the_papers_shut_until_the_expert_recuses(who):
    panel = stages.convened(who)
    for expert in experts(panel):
        declare(panel, by=expert.seat, at=AT, conflict=False)
    tied = experts(panel)[0]
    record_tie(tied, by=who.officer, at=AT, **TIE)
    assert refused(open_papers, panel, by=who.officer, at=AT) == ["member_tied"]
    declare(panel, by=tied.seat, at=AT, **RECUSE)
    substitute = Expert.objects.get(pk=panel.order[panel.size])
    declare(panel, by=substitute.seat, at=AT, conflict=False)
    assert open_papers(panel, by=who.officer, at=AT)
    assert not Reader.objects.filter(seat=tied.seat).exists()


@pytest.mark.article("13")
def test_the_papers_are_opened_by_the_authority_when_all_have_declared(who):
    panel = stages.convened(who)
    *declared, silent = experts(panel)
    for expert in declared:
        declare(panel, by=expert.seat, at=AT, conflict=False)
    assert refused(open_papers, panel, by=who.officer, at=AT) == ["not_declared"]
    declare(panel, by=silent.seat, at=AT, conflict=False)
    who.member = silent.seat
    others = "supervisor member applicant"
    assert answers(open_papers, panel, who, others, at=AT) == never(others)
    open_papers(panel, by=who.officer, at=AT)
    application = panel.papers.get().application
    assert (stages.fresh(panel).state, application.state) == ("scoring", "under_review")
    assert told("PapersOpened") == seats(*(expert.seat for expert in experts(panel)))


def test_nothing_is_declared_after_the_papers_were_opened(who):
    panel = stages.scoring(who)
    for words in ({"conflict": False}, RECUSE):
        codes = refused(declare, panel, by=experts(panel)[0].seat, at=later(days=44), **words)
        assert codes == ["not_convening"] + ["declared"] * (words["conflict"] is False)


def test_a_tie_recorded_while_the_panel_scores_ends_the_reading_and_the_scoring(who):
    panel = stages.scoring(who)
    application = panel.papers.get().application
    tied, free = experts(panel)[:2]
    record_tie(tied, by=tied.seat, at=later(days=44), **TIE)
    words = {"application": application, "points": stages.points(panel), "opinions": stages.opinions(panel)}
    assert refused(send_sheet, panel, by=tied.seat, at=later(days=44), **words) == ["conflict"]
    assert not Reader.objects.filter(seat=tied.seat).exists()
    assert send_sheet(panel, by=free.seat, at=later(days=44), **words)
    assert Reader.objects.filter(seat=free.seat, application=application).exists()


def test_a_tie_to_one_of_two_applicants_closes_both_their_papers(who):
    call = stages.published_call(who)
    first, second = stages.submitted(who, call), stages.submitted(who, call, by=who.rival)
    stages.accepted(who, first)
    panel = stages.scoring(who, stages.convened(who, stages.accepted(who, second)))
    expert = experts(panel)[0]
    assert Reader.objects.filter(seat=expert.seat).count() == 2
    record_tie(expert, by=who.officer, at=later(days=44), **TIE)
    assert not Reader.objects.filter(seat=expert.seat).exists()


def test_the_drawn_are_asked_to_declare_and_read_nothing_yet(who):
    panel = stages.convened(who)
    assert told("PanelConvened") == seats(*(expert.seat for expert in experts(panel)))
    assert not Reader.objects.exists()
    assert Member.objects.filter(panel=panel, standing="drawn").count() == panel.size

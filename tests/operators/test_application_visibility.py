"""An applicant sees its own; offices what was submitted to them; experts what is theirs to read; others nothing (Arts
10, 12, 13; house:6)."""

import pytest
from django.http import Http404

from config.kernel.documents.receiving import hand_out, of_case
from config.kernel.writing import given
from operators.application.models import Application, Reader
from operators.application.queries import on_notice, visible_to
from operators.review import actions as reviews
from operators.review.queries import sitting
from tests import elsewhere, stages
from tests.cast import later

pytestmark = pytest.mark.article("12")


def two(who):
    """One of each applicant, submitted to one call."""
    call = stages.published_call(who)
    return stages.submitted(who, call), stages.submitted(who, call, by=who.rival)


def sees(seat, case) -> bool:
    return visible_to(seat).filter(pk=case.pk).exists()


def test_each_applicant_sees_its_own_and_not_its_rival_s(who):
    own, other = two(who)
    for seat in (who.applicant, who.editor, who.signatory, who.security_officer):
        assert list(visible_to(seat)) == [own]
    assert list(visible_to(who.rival)) == [other]


@pytest.mark.article("10")
def test_the_authority_and_the_supervisor_see_what_was_submitted_and_no_draft(who):
    call = stages.published_call(who)
    draft, sent = stages.draft(who, call), stages.submitted(who, call, by=who.rival)
    for seat in (who.officer, who.colleague, who.recorder, who.verifier, who.authority_signatory, who.supervisor):
        assert list(visible_to(seat)) == [sent]
    assert sees(who.applicant, draft)


@pytest.mark.article("8")
def test_a_supervisor_sees_the_applications_of_its_own_zones_only(who):
    finance = stages.submitted(who)
    call = elsewhere.district_call(who)
    district = stages.submitted(who, call)
    assert list(visible_to(who.supervisor)) == [finance]
    assert list(visible_to(who.district)) == [district]
    assert set(visible_to(who.officer)) == {finance, district}


@pytest.mark.article("house:2")
def test_an_auditor_sees_all_and_the_other_administrators_nothing(who):
    application = stages.draft(who)
    assert list(visible_to(who.audit_admin)) == [application]
    for seat in (who.system_admin, who.security_admin, who.clock):
        assert not visible_to(seat).exists()


@pytest.mark.article("house:6")
def test_a_stranger_sees_nothing_but_the_public_notice(who):
    application = stages.on_notice(who)
    assert not visible_to(who.outsider).exists()
    assert not visible_to(None).exists()
    assert list(on_notice()) == [application]


@pytest.mark.article("9")
def test_an_expert_reads_a_paper_only_after_declaring_and_after_the_papers_were_opened(who):
    panel = stages.convened(who)
    application = panel.papers.get().application
    first, *others = [member.expert.seat for member in sitting(panel).select_related("expert__seat")]
    assert not sees(first, application)
    for seat in (first, *others):
        reviews.declare(panel, by=seat, at=later(days=42), conflict=False)
    assert not sees(first, application)
    reviews.open_papers(panel, by=who.officer, at=later(days=43))
    assert all(sees(seat, application) for seat in (first, *others))
    drawn = {seat.pk for seat in (first, *others)}
    assert not any(sees(seat, application) for seat in who.experts if seat.pk not in drawn)


@pytest.mark.article("9")
def test_an_expert_who_recused_never_reads_it(who):
    panel = stages.convened(who)
    recused = sitting(panel).first().expert.seat
    reviews.declare(panel, by=recused, at=later(days=42), conflict=True, reason="曾任职于申请单位")
    panel = stages.scoring(who, stages.fresh(panel))
    application = panel.papers.get().application
    assert not sees(recused, application)
    assert Reader.objects.filter(application=application).count() == panel.size


@pytest.mark.article("9")
def test_an_expert_reads_no_rival_of_what_the_panel_reviews(who):
    call = stages.published_call(who)
    panel = stages.scoring(who, stages.convened(who, stages.accepted(who, stages.submitted(who, call))))
    seat = sitting(panel).first().expert.seat
    zone = elsewhere.education_zone(who)
    other = stages.submitted(who, stages.published_call(who, zone=zone), by=who.rival)
    assert sees(seat, panel.papers.get().application)
    assert not sees(seat, other)


@pytest.mark.article("house:3")
def test_its_files_are_handed_to_who_may_see_it_and_to_nobody_else(who):
    own, _other = two(who)
    file = of_case(own).first()
    for seat in (who.editor, who.officer, who.supervisor):
        assert hand_out(file.pk, seat, later(days=6)) == file
    for seat in (who.rival, who.district, who.outsider, who.experts[0]):
        with pytest.raises(Http404):
            hand_out(file.pk, seat, later(days=6))


def more(application, count) -> None:
    """So many beside it that were withdrawn, with the same readers."""
    kept = {
        name: getattr(application, name)
        for name in ("call", "organisation", "started_by", "started_at", "submitted_at")
    }
    readers = list(application.readers.values_list("seat", flat=True))
    with given():
        for number in range(count):
            made = Application.objects.create(state="withdrawn", number=f"BJ-SQ-2026-{count:03d}{number:03d}", **kept)
            Reader.objects.bulk_create(Reader(application=made, seat_id=seat) for seat in readers)


@pytest.mark.article("house:6")
def test_a_list_of_thirty_asks_the_database_no_more_than_a_list_of_three(who, django_assert_num_queries):
    application = stages.scoring(who).papers.get().application
    expert = application.readers.select_related("seat__body").first().seat
    for rows, added in ((3, 2), (30, 27)):
        more(application, added)
        for seat in (who.applicant, who.officer, who.supervisor, who.audit_admin, expert):
            with django_assert_num_queries(1):
                assert len(visible_to(seat).select_related("call__zone", "organisation__body")) == rows

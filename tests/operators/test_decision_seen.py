"""Who sees the reports, and who is told of a decision (Arts 8, 13)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.kernel.writing import given
from operators.decision import actions as decisions
from operators.decision.models import Report
from operators.decision.queries import visible_to
from tests import awarding, stages
from tests.cast import later
from tests.hearing import seats, told
from tests.stages import fresh
from zones.zone.models import Field

pytestmark = pytest.mark.article("13")


def neighbour(who):
    """A report on another zone, supervised by the district of Haidian."""
    zone = stages.zone(who, name="海淀公共数据专区", kind="district", field=None, district=who.district.body,
                       supervisor=who.district.body)  # fmt: skip
    call = stages.drafted_call(who, zone=zone)
    return report_of(who, call)


def report_of(who, call):
    with given():
        return Report.objects.create(call=call, text="请审定。", drafted_by=who.officer, drafted_at=later())


@pytest.mark.article("8")
def test_a_supervisor_sees_the_reports_on_its_own_zones_and_no_other(who):
    ours, theirs = stages.drafted_report(who), neighbour(who)
    assert list(visible_to(who.supervisor)) == [ours]
    assert list(visible_to(who.district)) == [theirs]


def test_the_authority_that_works_on_it_and_the_auditors_see_all(who):
    reports = {stages.drafted_report(who), neighbour(who)}
    for seat in (who.officer, who.colleague, who.recorder, who.verifier, who.audit_admin):
        assert set(visible_to(seat)) == reports


def test_nobody_else_sees_any(who):
    """Not even the applicant: it hears its own outcome. Nor an expert of its panel, nor the public."""
    report = stages.verified(who)
    parties = [who.applicant, who.editor, who.signatory, who.rival, who.outsider, who.experts[0], None]
    for seat in (*parties, who.authority_signatory, who.system_admin, who.security_admin):
        assert list(visible_to(seat)) == []
    assert list(visible_to(who.officer)) == [report]


def test_what_was_countersigned_is_told_to_the_officers_who_send_it(who):
    stages.countersigned_report(who)
    assert told("ReportCountersigned") == seats(who.officer, who.colleague)


def test_the_verifiers_hear_of_an_entry(who):
    awarding.seated(who, who.colleague.user, "verifier", who.officer.body)
    stages.entered(who)
    colleague = ("陈立", "verifier")
    assert told("DecisionEntered") == told("DecisionEntered", "email") == sorted([*seats(who.verifier), colleague])


def test_the_recorders_hear_that_it_is_to_be_entered_anew(who):
    decisions.refuse_entry(stages.entered(who), by=who.verifier, at=later(days=61), reason="文号有误")
    assert told("DecisionRefused") == seats(who.recorder)


@pytest.mark.article("8")
def test_the_officers_of_both_offices_hear_what_was_decided(who):
    stages.verified(who)
    assert told("DecisionVerified") == seats(who.supervisor, who.officer, who.colleague)


@pytest.mark.article("14")
def test_the_applicant_hears_its_own_outcome_and_the_rival_nothing_of_it(who):
    stages.verified(who, outcome="rejected")
    assert told("ApplicationRejected") == seats(who.applicant, who.editor)


@pytest.mark.article("house:1")
def test_a_list_of_thirty_costs_as_many_queries_as_one_of_three(who):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as found:
            shown = [
                (report.number, report.get_state_display(), report.call.zone.name) for report in visible_to(who.officer)
            ]
        return len(found), len(shown)

    for n in range(30):
        if n == 3:
            few = queries()
        field = Field.objects.get(code="education")
        zone = stages.planned_zone(who, name=f"示例专区{n}", field=field)
        with given():
            zone.establish()
            zone.save()
        report_of(who, stages.drafted_call(who, zone=zone))
    assert (few, queries()) == ((1, 3), (1, 30))


@pytest.mark.article("8")
def test_who_supervised_before_does_not_see_what_comes_later(who):
    """Supervision is dated: after the hand-over the new supervisor sees the zone's reports."""
    from zones.zone.actions import hand_over

    report = stages.drafted_report(who)
    words = {"to": who.officer.body, "from_on": later(days=47).date(), "reason": "职责调整"}
    hand_over(fresh(report.call.zone), by=who.officer, at=later(days=46), **words)
    assert list(visible_to(who.officer)) == [report]

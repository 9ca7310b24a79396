"""Public notice, and objections under real name: upheld, it is reported again; dismissed, the notice can end (Arts 13,
14; the notice and its days are house defaults)."""

from datetime import timedelta

import pytest
from django.db import connection

from config.kernel.encryption import masked
from config.kernel.ledger.models import Entry
from config.kernel.ledger.queries import last_entry
from config.kernel.writing import given
from operators.application.actions import answer_objection, end_notice, object_to, send_back
from operators.application.models import Application, Objection
from operators.application.queries import on_notice
from operators.application.tasks import end_notices
from operators.application.turns import turn
from operators.decision import actions as decisions
from tests import awarding, elsewhere, stages
from tests.cast import later
from tests.hearing import seats, told
from tests.refusing import refused

pytestmark = pytest.mark.article("14")

IDENTITY = "110101199003070011"
WORDS = {"real_name": "路人甲", "identity_number": IDENTITY, "text": "该单位曾被处罚。"}
NOTICE = later(days=61)  # the day on which it opens


def objection(application, by, at=NOTICE) -> Objection:
    return Objection.objects.get(pk=object_to(application, by=by, at=at, **WORDS).objection)


def answered(who, row, outcome, at=None) -> Application:
    words = {"objection": row.pk, "outcome": outcome, "reply": "经核查……"}
    return stages.fresh(answer_objection(row.application, by=who.officer, at=at or NOTICE, **words).subject)


def last_day(application):
    return later(days=(application.due_on - later().date()).days)


def day_after(application):
    return last_day(application) + timedelta(days=1)


@pytest.mark.parametrize("role", ["outsider", "rival"])
def test_anybody_registered_objects_under_their_real_name(who, role):
    by = getattr(who, role)
    row = objection(stages.on_notice(who), by)
    assert (row.by, row.real_name, row.text, row.outcome) == (by, "路人甲", WORDS["text"], "")
    assert told("ObjectionRaised") == seats(who.officer, who.colleague)


def test_an_office_does_not_object(who):
    application = stages.on_notice(who)
    for by in (who.officer, who.supervisor, who.editor, who.security_admin, who.clock):
        assert refused(object_to, application, by=by, at=NOTICE, **WORDS) == ["role"]


def test_an_objection_has_a_real_name_an_identity_number_and_a_text(who):
    application = stages.on_notice(who)
    assert refused(object_to, application, by=who.outsider, at=NOTICE) == ["missing"] * 3
    for field in WORDS:
        assert refused(object_to, application, by=who.outsider, at=NOTICE, **{**WORDS, field: " "}) == ["missing"]


@pytest.mark.parametrize("stage", ["submitted", "reviewed", "to_sign"])
def test_objections_are_heard_while_it_is_on_public_notice_only(who, stage):
    application = getattr(stages, stage)(who)
    assert refused(object_to, application, by=who.outsider, at=NOTICE, **WORDS) == ["not_on_notice"]


def test_an_objection_comes_in_time_on_the_last_day_of_the_notice(who):
    application = stages.on_notice(who)
    assert refused(object_to, application, by=who.outsider, at=day_after(application), **WORDS) == ["notice_over"]
    assert objection(application, who.outsider, at=last_day(application))


@pytest.mark.article("house:7")
def test_the_identity_number_is_encrypted_masked_and_not_in_the_ledger(who):
    row = objection(stages.on_notice(who), who.outsider)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT identity_number FROM {Objection._meta.db_table}")
        (stored,) = cursor.fetchone()
    assert IDENTITY not in stored
    assert row.identity_number == IDENTITY
    assert masked(row.identity_number) == "110101********0011"
    said = "".join(Entry.objects.values_list("said", flat=True))
    assert last_entry(row.application).fact == "ObjectionRaised"
    assert f'"objection":{row.pk}' in said
    assert not any(word in said for word in WORDS.values())


def test_the_authority_answers_each_objection_once_with_reasons(who):
    row = objection(stages.on_notice(who), who.outsider)
    answer = {"objection": row.pk, "outcome": "dismissed", "reply": "经核查不成立。"}

    def codes(by=who.officer, **words):
        return refused(answer_objection, row.application, by=by, at=NOTICE, **answer | words)

    assert codes(reply=" ") == ["missing"]
    assert codes(outcome="") == ["outcome"]
    assert codes(objection=row.pk + 1) == ["objection_unknown"]
    assert codes(by=who.supervisor) == ["role"]
    answer_objection(row.application, by=who.officer, at=NOTICE, **answer)
    row.refresh_from_db()
    assert (row.outcome, row.reply, row.answered_by, row.answered_at) == (
        "dismissed",
        answer["reply"],
        who.officer,
        NOTICE,
    )
    assert told("ObjectionAnswered") == seats(who.outsider)
    assert codes(outcome="upheld") == ["answered"]


def test_an_objection_to_another_application_is_not_answered_here(who):
    row = objection(stages.on_notice(who), who.outsider)
    other = stages.draft(who, stages.published_call(who, zone=elsewhere.education_zone(who)))
    words = {"objection": row.pk, "outcome": "dismissed", "reply": "经核查不成立。"}
    assert refused(answer_objection, other, by=who.officer, at=NOTICE, **words) == ["objection_unknown"]


def test_the_notice_ends_by_the_clock_when_its_days_are_over(who):
    application = stages.on_notice(who)
    assert refused(end_notice, application, by=who.clock, at=last_day(application)) == ["not_due"]
    assert refused(end_notice, application, by=who.officer, at=day_after(application)) == ["role"]
    ended = stages.fresh(end_notice(application, by=who.clock, at=day_after(application)).subject)
    assert (ended.state, ended.due_days) == ("to_sign", ended.call.rulebook.value("signing"))
    assert told("NoticeEnded") == seats(who.applicant, who.editor)


def test_a_notice_does_not_end_before_each_objection_is_answered(who):
    application = stages.on_notice(who)
    first, second = objection(application, who.outsider), objection(application, who.rival)
    answered(who, first, "dismissed")
    over = day_after(application)
    assert refused(end_notice, application, by=who.clock, at=over) == ["objection_open"]
    assert end_notices(over) == 0
    answered(who, second, "dismissed", at=over)
    assert [end_notices(over) for _ in range(2)] == [1, 0]
    assert stages.fresh(application).state == "to_sign"


def test_a_sweep_ends_no_notice_on_its_last_day(who):
    application = stages.on_notice(who)
    assert end_notices(last_day(application)) == 0
    assert stages.fresh(application).state == "public_notice"


def test_while_an_objection_waits_it_is_the_authority_s_turn(who):
    application = stages.on_notice(who)
    assert turn(application).body.kind == "public"
    row = objection(application, who.outsider)
    line = turn(application)
    days = application.call.rulebook.value("objection_handling")
    assert (line.body, line.since, line.days, line.article) == (who.officer.body, row.at, days, "14")
    assert str(line.due_on) == "2026-05-18"  # ten working days after Saturday 2 May: 6 to 9, 11 to 15, 18
    answered(who, row, "dismissed")
    assert turn(application).body.kind == "public"


def approved_again(who, application) -> Application:
    """Through a second report and a second decision."""
    report = awarding.reported(who, stages.fresh(application))
    words = stages.decision_words(who, report, document_number="京政函〔2026〕2号")
    decisions.enter(report, by=who.recorder, at=later(days=62), **words)
    decisions.verify(report, by=who.verifier, at=later(days=63))
    return stages.fresh(application)


# --- upheld ------------------------------------------------------------------------------------------------------


@pytest.mark.article("13")
def test_an_upheld_objection_takes_it_back_to_be_reported_again(who):
    application = answered(who, objection(stages.on_notice(who), who.outsider), "upheld")
    assert (application.state, application.due_days) == ("reviewed", application.call.rulebook.value("report"))
    assert last_entry(application).fact == "ApplicationSentBack"
    assert told("ApplicationSentBack") == seats(who.applicant, who.editor)
    assert not on_notice().exists()


@pytest.mark.article("13")
def test_a_dismissed_one_leaves_it_on_notice(who):
    application = answered(who, objection(stages.on_notice(who), who.outsider), "dismissed")
    assert application.state == "public_notice"
    assert list(on_notice()) == [application]


@pytest.mark.article("13")
def test_it_is_reported_through_a_new_report_and_may_be_awarded_after_all(who):
    application = answered(who, objection(stages.on_notice(who), who.outsider), "upheld")
    again = approved_again(who, application)
    assert again.state == "public_notice"
    assert again.report_items.values("report").distinct().count() == 2
    assert end_notices(day_after(again)) == 1  # the objection of the first notice was heard


@pytest.mark.article("13")
def test_another_objection_that_was_upheld_after_that_changes_nothing_more(who):
    application = stages.on_notice(who)
    first, second = objection(application, who.outsider), objection(application, who.rival)
    answered(who, first, "upheld")
    assert answered(who, second, "upheld").state == "reviewed"
    assert Entry.objects.filter(fact="ApplicationSentBack").count() == 1


@pytest.mark.article("13")
def test_before_the_government_nothing_is_upheld(who):
    application = stages.on_notice(who)
    first, second = objection(application, who.outsider), objection(application, who.rival)
    answered(who, first, "upheld")
    awarding.reported(who, stages.fresh(application))
    words = {"objection": second.pk, "outcome": "upheld", "reply": "经核查成立。"}
    assert refused(answer_objection, application, by=who.officer, at=NOTICE, **words) == ["before_government"]
    assert answered(who, second, "dismissed").state == "reported"


@pytest.mark.article("13")
def test_nothing_is_sent_back_without_an_upheld_objection_to_this_notice(who):
    application = stages.on_notice(who)
    assert refused(send_back, application, by=who.officer, at=NOTICE) == ["no_objection_upheld"]
    assert refused(send_back, application, by=who.supervisor, at=NOTICE) == ["role", "no_objection_upheld"]
    answered(who, objection(application, who.outsider), "upheld")
    approved_again(who, application)
    assert refused(send_back, application, by=who.officer, at=later(days=63)) == ["no_objection_upheld"]


@pytest.mark.article("13")
def test_a_notice_with_an_upheld_objection_does_not_end(who):
    application = stages.on_notice(who)
    row = objection(application, who.outsider)
    with given():  # no act leaves it so: what is upheld is sent back at once
        Objection.objects.filter(pk=row.pk).update(outcome="upheld", answered_by=who.officer, answered_at=NOTICE)
    assert refused(end_notice, application, by=who.clock, at=day_after(application)) == ["objection_upheld"]
    assert end_notices(day_after(application)) == 0


@pytest.mark.article("14")
def test_the_notice_s_own_page_shows_who_is_to_be_awarded_and_nobody_else(who):
    application = stages.on_notice(who)
    zone = elsewhere.education_zone(who)
    stages.submitted(who, stages.published_call(who, zone=zone), by=who.rival)
    assert list(on_notice()) == [application]

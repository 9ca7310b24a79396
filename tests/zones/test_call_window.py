"""The window of a call, in server time: long enough, to the second; extended, closed by the clock (Art. 12)."""

from datetime import datetime, timedelta

import pytest
from django.utils import translation

from config.kernel.accounts.queries import the
from config.kernel.countersigning.actions import countersign
from config.kernel.countersigning.queries import open_on
from config.kernel.ledger.models import Entry
from config.story.telling import BEIJING
from operators.application.actions import start, submit
from tests import cast, stages
from tests.cast import NINE, later
from tests.hearing import seats, told
from tests.refusing import refusals, refused
from tests.stages import fresh
from zones.call.actions import ask, close, extend, propose
from zones.call.tasks import close_due
from zones.rulebook.actions import amend
from zones.rulebook.queries import current

pytestmark = pytest.mark.article("12")
SECOND = timedelta(seconds=1)


def at(month: int, day: int, hour: int = 18, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("closes_at", "codes"),
    [
        (at(3, 31), []),  # opened on 3 March: the twentieth working day after it
        (at(3, 31, 0) + SECOND, []),
        (at(3, 31, 0), ["window_short"]),  # a window until midnight ends the day before
        (at(3, 30), ["window_short"]),
        (at(3, 3, 10), ["window_short"]),
    ],
)
def test_a_window_has_the_working_days_that_the_rulebook_asks_for(who, closes_at, codes):
    call = stages.drafted_call(who, closes_at=closes_at)
    assert [
        no.code for no in propose.refusals(call, by=who.officer, at=later(minutes=3))
    ] == codes  # before it is pressed
    if codes:
        assert refused(propose, call, by=who.officer, at=later(minutes=3)) == codes
    else:
        assert fresh(propose(call, by=who.officer, at=later(minutes=3)).subject).state == "proposed"


def test_what_is_left_of_the_window_must_still_do_when_it_is_countersigned(who):
    call = stages.proposed_call(who, closes_at=at(3, 31))
    assert refused(countersign, open_on(call), by=who.supervisor, at=later(days=2)) == ["window_short"]
    assert fresh(call).state == "proposed"
    countersign(open_on(call), by=who.supervisor, at=later(days=1))
    assert fresh(call).state == "published"


def test_a_window_that_is_over_is_not_proposed_nor_published(who):
    call = stages.drafted_call(who)
    assert refused(propose, call, by=who.officer, at=later(days=40)) == ["window_over"]
    propose(call, by=who.officer, at=later(days=2))
    assert refused(countersign, open_on(call), by=who.supervisor, at=later(days=40)) == ["expired", "window_over"]


@pytest.mark.article("house:4")
def test_a_window_that_reaches_into_a_year_without_a_calendar_is_refused_with_a_sentence(who):
    call = stages.drafted_call(who, opens_at=at(12, 1, year=2028), closes_at=at(2, 15, year=2029))
    with translation.override("en"):
        [no] = refusals(propose, call, by=who.officer, at=at(11, 1, year=2028))
    assert (no.code, no.article) == ("no_calendar", "house:4")
    assert no.reason == "There is no calendar of working days for 2029 yet, so no deadline can be set there."


@pytest.mark.article("house:4")
def test_and_so_is_a_countersignature_that_would_be_due_there(who):
    amend(current(), by=who.officer, at=NINE, changes={"call_window_minimum": 3}, reason="缩短。")
    window = {"opens_at": at(12, 21, year=2028), "closes_at": at(12, 28, year=2028)}
    call = stages.drafted_call(who, **window)
    assert refused(propose, call, by=who.officer, at=at(12, 20, year=2028)) == ["no_calendar"]
    base = stages.zone(who, name="综合基础专区", kind="base", field=None, supervisor=the("authority"))
    alone = propose(stages.drafted_call(who, zone=base, **window), by=who.officer, at=at(12, 20, year=2028)).subject
    assert fresh(alone).state == "published"  # nobody's countersignature is due


@pytest.mark.parametrize(
    ("instant", "open_"),
    [
        (later(days=1) - SECOND, False),
        (later(days=1), True),
        (later(days=40) - SECOND, True),
        (later(days=40), False),
        (later(days=40) + SECOND, False),
    ],
)
def test_a_call_is_open_from_its_first_instant_until_just_before_its_last(who, instant, open_):
    call = stages.published_call(who)
    assert call.is_open(instant) is open_
    codes = [no.code for no in start.refusals(call, by=who.applicant, at=instant)]
    assert (codes == []) is open_


def test_a_submission_at_the_last_second_is_in_time_and_one_at_the_end_is_not(who):
    call = stages.published_call(who)
    ours, theirs = stages.draft(who, call), stages.draft(who, call, by=who.rival)
    stages.fill(ours, who.applicant)
    stages.fill(theirs, who.rival)
    assert submit(ours, by=who.applicant, at=call.closes_at - SECOND).subject.state == "submitted"
    assert refused(submit, theirs, by=who.rival, at=call.closes_at) == ["call_closed"]
    assert refused(submit, theirs, by=who.rival, at=call.closes_at + SECOND) == ["call_closed"]


def test_an_extended_window_takes_applications_until_its_new_end_and_says_why(who):
    call = stages.published_call(who)
    fact = extend(call, by=who.officer, at=later(days=39), closes_at=later(days=50), reason="申请单位较少。")
    assert (fact.was, fact.now, fact.reason) == (
        "2026-04-11T01:00:00+00:00",
        later(days=50).isoformat(),
        "申请单位较少。",
    )
    assert [fresh(call).is_open(later(days=day)) for day in (45, 50)] == [True, False]
    assert (fresh(call).state, refused(close, call, by=who.clock, at=later(days=45))) == ("published", ["not_due"])


@pytest.mark.parametrize(
    ("words", "instant", "codes"),
    [
        ({"closes_at": later(days=50), "reason": " "}, later(days=39), ["missing"]),
        ({"closes_at": later(days=40), "reason": "延长。"}, later(days=39), ["closes_at"]),
        ({"closes_at": later(days=30), "reason": "延长。"}, later(days=20), ["closes_at"]),
        ({"reason": "延长。"}, later(days=39), ["closes_at"]),
        ({"closes_at": later(days=50), "reason": "延长。"}, later(days=40), ["not_open"]),
        ({"closes_at": later(days=40)}, later(days=40), ["missing", "not_open", "closes_at"]),
        ({"closes_at": later(days=50), "reason": "延长。"}, later(days=40) - SECOND, []),
    ],
)
def test_a_window_is_extended_before_it_ends_to_a_later_end_with_a_reason(who, words, instant, codes):
    call = stages.published_call(who)
    if codes:
        assert refused(extend, call, by=who.officer, at=instant, **words) == codes
    else:
        assert fresh(extend(call, by=who.officer, at=instant, **words).subject).closes_at == words["closes_at"]


@pytest.mark.parametrize("stage", [stages.drafted_call, stages.proposed_call])
def test_what_is_not_public_is_not_extended(who, stage):
    words = {"closes_at": later(days=50), "reason": "延长。"}
    assert refused(extend, stage(who), by=who.officer, at=later(days=1), **words) == ["not_open"]


@pytest.mark.parametrize("seat", ["supervisor", "applicant", "outsider"])
def test_the_authority_extends_and_the_clock_closes(who, seat):
    call, by = stages.published_call(who), getattr(who, seat)
    assert refused(extend, call, by=by, at=later(days=2), closes_at=later(days=50), reason="延长。") == ["role"]
    assert refused(close, call, by=by, at=later(days=40)) == ["role"]
    assert refused(close, call, by=who.officer, at=later(days=40)) == ["role"]


def test_the_supervisor_and_who_asked_hear_of_the_extension(who):
    call = stages.published_call(who)
    ask(call, by=who.rival, at=later(days=2), text="是否接受联合体申报？")
    extend(call, by=who.officer, at=later(days=3), closes_at=later(days=50), reason="延长。")
    assert told("CallExtended") == seats(who.supervisor, who.rival)


def test_the_clock_closes_what_is_over_and_only_once(who):
    over = stages.published_call(who)
    runs = stages.published_call(who, zone=stages.zone(who, name="教育公共数据专区"), closes_at=later(days=50))
    draft = stages.drafted_call(who, zone=runs.zone)
    assert close_due(at=over.closes_at - SECOND) == 0
    assert [close_due(at=over.closes_at), close_due(at=over.closes_at)] == [1, 0]
    assert [fresh(call).state for call in (over, runs, draft)] == ["closed", "published", "drafted"]


def test_two_workers_at_once_close_each_call_once_and_neither_fails(at_once):
    who = cast.people()
    calls = [stages.published_call(who, zone=stages.zone(who, name=f"专区{n}")) for n in range(3)]
    closed = at_once([lambda: close_due(at=later(days=40))] * 2)
    assert sum(closed) == 3
    assert [fresh(call).state for call in calls] == ["closed"] * 3
    assert Entry.objects.filter(act="call.close").count() == 3


def test_a_closed_call_lets_lapse_what_was_never_submitted_and_keeps_the_rest(who):
    call = stages.published_call(who)
    ours, theirs = stages.submitted(who, call), stages.draft(who, call, by=who.rival)
    close_due(at=later(days=40))
    assert [fresh(application).state for application in (ours, theirs)] == ["submitted", "lapsed"]

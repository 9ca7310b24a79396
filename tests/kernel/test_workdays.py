"""The calendar of working days: adopted, announced, counted in; deadlines move with it (house:4)."""

from datetime import date, timedelta

import pytest

from config.kernel.accounts.queries import the
from config.kernel.countersigning.queries import open_on
from config.kernel.ledger.models import Entry
from config.kernel.refusals import Refused
from config.kernel.workdays.actions import adopt, announce, move_deadline
from config.kernel.workdays.calendar import days_of
from config.kernel.workdays.deadlines import after, between, clear_due, set_due
from config.kernel.workdays.models import CalendarYear, Workday
from config.kernel.writing import given
from tests import stages
from tests.cast import NINE, later
from tests.refusing import refusals, refused
from zones.call import actions as calls

pytestmark = pytest.mark.article("house:4")

DECEMBER = NINE.replace(month=12, day=28)  # a Monday; ten working days later it is 2027, which is provisional


@pytest.fixture
def year_2027(db) -> CalendarYear:
    return CalendarYear.objects.get(year=2027)


def announced(*off: date) -> dict[date, bool]:
    """A year 2027 in which every weekday is worked but for these."""
    return {day: day.weekday() < 5 and day not in off for day in days_of(2027)}


# --- counting ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "days", "on", "provisional"),
    [
        (date(2026, 3, 2), 0, date(2026, 3, 2), False),
        (date(2026, 3, 2), 5, date(2026, 3, 9), False),  # over a weekend
        (date(2026, 2, 13), 1, date(2026, 2, 14), False),  # a Saturday that is worked (调休)
        (date(2026, 2, 14), 1, date(2026, 2, 24), False),  # over the Spring Festival
        (date(2026, 12, 28), 3, date(2026, 12, 31), False),
        (date(2026, 12, 28), 4, date(2027, 1, 4), True),
    ],
)
def test_a_term_ends_on_its_last_working_day(db, start, days, on, provisional):
    due = after(start, days)
    assert (due.on, due.provisional) == (on, provisional)


def test_working_days_between_two_days_count_the_last_and_not_the_first(db):
    assert between(date(2026, 3, 2), date(2026, 3, 9)) == 5
    assert between(date(2026, 3, 2), date(2026, 3, 2)) == 0
    assert between(date(2026, 2, 13), date(2026, 2, 24)) == 2


def test_nothing_is_counted_into_a_year_without_a_calendar(db):
    for count in (lambda: after(date(2028, 12, 27), 10), lambda: between(date(2028, 12, 27), date(2029, 1, 3))):
        with pytest.raises(Refused) as no:
            count()
        assert no.value.codes == ["no_calendar"]
        assert "2029" in no.value.refusals[0].reason
    assert after(date(2028, 12, 25), 2).on == date(2028, 12, 27)


def test_the_article_of_the_term_is_named_when_there_is_no_calendar(db):
    with pytest.raises(Refused) as no:
        after(date(2028, 12, 27), 10, article="12")
    assert no.value.refusals[0].article == "12"


def test_a_deadline_keeps_where_it_came_from_until_it_is_cleared(db):
    case = CalendarYear()
    set_due(case, date(2026, 12, 28), 4)
    assert (case.due_from, case.due_days, case.due_on) == (date(2026, 12, 28), 4, date(2027, 1, 4))
    assert case.due_provisional
    clear_due(case)
    assert (case.due_from, case.due_days, case.due_on, case.due_provisional) == (None, None, None, False)


# --- adopting a year ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("year", "confirmed", "source"), [(2024, True, "chinesecalendar"), (2030, False, "holidays")])
def test_a_year_is_adopted_whole_as_announced_or_else_computed(who, year, confirmed, source):
    fact = adopt(the("system"), by=who.system_admin, at=later(), year=year)
    made = CalendarYear.objects.get(year=year)
    assert (made.confirmed, made.source, fact.confirmed) == (confirmed, source, confirmed)
    assert list(made.days.order_by("day").values_list("day", flat=True)) == list(days_of(year))


def test_the_clock_adopts_too(who):
    adopt(the("system"), by=who.clock, at=later(), year=2029)
    assert CalendarYear.objects.get(year=2029).confirmed is False


@pytest.mark.parametrize(
    ("seat", "year", "codes"),
    [
        ("system_admin", 2003, ["year"]),
        ("system_admin", 2101, ["year"]),
        ("system_admin", 0, ["year"]),
        ("system_admin", 2026, ["year_there"]),
        ("officer", 2029, ["role"]),
        ("outsider", 2026, ["role", "year_there"]),
    ],
)
def test_a_year_is_not_adopted(who, seat, year, codes):
    assert refused(adopt, the("system"), by=getattr(who, seat), at=later(), year=year) == codes
    assert CalendarYear.objects.count() == 4


@pytest.mark.parametrize("year", [2004, 2100])
def test_the_first_and_the_last_year_that_can_be_adopted(who, year):
    adopt(the("system"), by=who.system_admin, at=later(), year=year)
    assert Workday.objects.filter(day__year=year).exists()


# --- announcing what was provisional -----------------------------------------------------------------


def test_an_announcement_confirms_the_year_and_replaces_its_days(who, year_2027):
    days = announced(date(2027, 1, 4))
    announce(year_2027, by=who.system_admin, at=later(), days=days, source="国办发明电〔2026〕9号")
    year = CalendarYear.objects.get(year=2027)
    assert (year.confirmed, year.source) == (True, "国办发明电〔2026〕9号")
    assert not Workday.objects.get(day=date(2027, 1, 4)).works
    assert after(date(2026, 12, 28), 4) == after(date(2026, 12, 31), 1)
    assert after(date(2026, 12, 28), 4).on == date(2027, 1, 1)
    assert not after(date(2026, 12, 28), 4).provisional


@pytest.mark.parametrize(
    ("seat", "words", "codes"),
    [
        ("system_admin", {"source": " "}, ["missing"]),
        ("system_admin", {"days": {}}, ["days"]),
        ("system_admin", {"days": None}, ["days"]),
        ("system_admin", {"days": {date(2027, 1, 1): False}}, ["days"]),
        ("system_admin", {"days": announced() | {date(2028, 1, 1): False}}, ["days"]),
        ("officer", {}, ["role"]),
        ("clock", {"days": {}, "source": ""}, ["role", "missing", "days"]),
    ],
)
def test_a_year_is_not_announced(who, year_2027, seat, words, codes):
    words = {"days": announced(), "source": "国办发明电〔2026〕9号"} | words
    assert refused(announce, year_2027, by=getattr(who, seat), at=later(), **words) == codes
    assert CalendarYear.objects.get(year=2027).confirmed is False


# --- what follows for deadlines ----------------------------------------------------------------------


@pytest.fixture
def waiting(who):
    """A proposal whose term of countersignature reaches into the provisional year."""
    proposal = open_on(calls.propose(proposed(who, DECEMBER), by=who.officer, at=DECEMBER).subject)
    assert proposal.due_on.year == 2027
    assert proposal.due_provisional
    return proposal


def moved() -> list[Entry]:
    return list(Entry.objects.filter(fact="DeadlineMoved").order_by("id"))


def announce_2027(who, *off: date) -> None:
    year = CalendarYear.objects.get(year=2027)
    announce(year, by=who.system_admin, at=DECEMBER, days=announced(*off), source="国办发明电〔2026〕9号")


def test_an_announcement_moves_the_deadlines_that_reach_into_the_year(who, waiting):
    announce_2027(who, *(date(2027, 1, day) for day in range(1, 9)))
    now = stages.fresh(waiting)
    assert now.due_on == after(waiting.due_from, waiting.due_days).on > waiting.due_on
    assert not now.due_provisional
    assert (now.due_from, now.due_days) == (waiting.due_from, waiting.due_days)
    (entry,) = moved()
    assert (entry.case_key, entry.seat, entry.article) == (now.key, who.clock, "house:4")
    assert waiting.due_on.isoformat() in entry.said
    assert now.due_on.isoformat() in entry.said
    assert "国办发明电〔2026〕9号" in entry.said


def test_one_that_stays_where_it_is_is_no_longer_provisional(who, waiting):
    same = {day.day: day.works for day in Workday.objects.filter(year__year=2027)}
    year = CalendarYear.objects.get(year=2027)
    announce(year, by=who.system_admin, at=DECEMBER, days=same, source="国办发明电〔2026〕9号")
    now = stages.fresh(waiting)
    assert (now.due_on, now.due_provisional) == (waiting.due_on, False)
    assert len(moved()) == 1


def test_one_that_ends_before_the_year_stays_as_it_is(who):
    proposal = open_on(stages.proposed_call(who))
    announce_2027(who, date(2027, 1, 4))
    assert stages.fresh(proposal).version == proposal.version
    assert moved() == []


def test_announced_once_more_the_same_moves_nothing(who, waiting):
    announce_2027(who, date(2027, 1, 4))
    announce_2027(who, date(2027, 1, 4))
    assert len(moved()) == 1


def proposed(who, at):
    """A call, and what is asked to publish it at this instant."""
    return stages.drafted_call(who, opens_at=at + timedelta(days=60), closes_at=at + timedelta(days=120))


def test_an_act_whose_deadline_would_leave_the_calendar_is_refused(who):
    late = NINE.replace(year=2028, month=12, day=27)
    assert refused(calls.propose, proposed(who, late), by=who.officer, at=late) == ["no_calendar"]


def test_so_is_an_announcement_that_would_push_one_there(who):
    zone, year = stages.planned_zone(who), CalendarYear.objects.get(year=2028)
    with given():
        set_due(zone, date(2028, 12, 11), 5)
        zone.save()
    days = {day: day < date(2028, 12, 1) for day in days_of(2028)}
    assert refused(announce, year, by=who.system_admin, at=later(), days=days, source="示例") == ["no_calendar"]
    assert stages.fresh(zone).due_on == date(2028, 12, 18)
    assert Workday.objects.get(day=date(2028, 12, 12)).works


@pytest.mark.parametrize("seat", ["system_admin", "officer"])
def test_only_the_clock_moves_a_deadline(who, waiting, seat):
    assert refused(move_deadline, waiting, by=getattr(who, seat), at=DECEMBER, why="-") == ["role"]


def test_a_deadline_that_does_not_run_is_not_moved(who):
    zone = stages.planned_zone(who)
    assert refused(move_deadline, zone, by=who.clock, at=later(), why="-") == ["no_deadline"]
    assert [refusal.article for refusal in refusals(move_deadline, zone, by=who.officer, at=later())] == ["house:4"] * 2


def test_one_that_runs_is_moved_by_the_clock(who, waiting):
    fact = move_deadline(waiting, by=who.clock, at=DECEMBER, why="-")
    assert fact.was == fact.now == waiting.due_on.isoformat()

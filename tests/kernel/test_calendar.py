"""Working days with 调休, against dates read by hand from the State Council's notices for 2025 and 2026."""

from datetime import date

import pytest

from config.kernel.workdays.calendar import (
    Day,
    NoCalendar,
    add_working_days,
    confirmed_year,
    provisional_year,
    working_days_between,
)

pytestmark = pytest.mark.article("house:4")


def works(day):
    """2026 as announced, 2027 as a guess, nothing else."""
    if day.year == 2026:
        return Day(YEAR_2026[day])
    return Day(YEAR_2027[day], confirmed=False) if day.year == 2027 else None


YEAR_2026, YEAR_2027 = confirmed_year(2026), provisional_year(2027)


@pytest.mark.parametrize(
    ("first", "last", "holiday"),
    [
        (date(2026, 1, 1), date(2026, 1, 3), "元旦"),
        (date(2026, 2, 15), date(2026, 2, 23), "春节"),
        (date(2026, 4, 4), date(2026, 4, 6), "清明节"),
        (date(2026, 5, 1), date(2026, 5, 5), "劳动节"),
        (date(2026, 6, 19), date(2026, 6, 21), "端午节"),
        (date(2026, 9, 25), date(2026, 9, 27), "中秋节"),
        (date(2026, 10, 1), date(2026, 10, 7), "国庆节"),
    ],
)
def test_no_day_of_an_announced_holiday_is_worked(first, last, holiday):
    assert not any(works for day, works in YEAR_2026.items() if first <= day <= last)


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 4),
        date(2026, 2, 14),
        date(2026, 2, 28),
        date(2026, 5, 9),
        date(2026, 9, 20),
        date(2026, 10, 10),
    ],
)
def test_a_moved_weekend_is_worked_and_its_neighbour_is_not(day):
    assert day.weekday() >= 5
    assert YEAR_2026[day]
    other = date.fromordinal(day.toordinal() + (1 if day.weekday() == 5 else -1))
    assert not YEAR_2026[other]


def test_a_year_has_each_of_its_days_once():
    assert len(confirmed_year(2024)) == 366
    assert sum(YEAR_2026.values()) == 365 - 104 - 19 + 6  # weekends, holidays outside them, moved weekends


@pytest.mark.parametrize("year", [2003, 2027])
def test_a_year_that_was_not_announced_is_not_confirmed(year):
    with pytest.raises(NoCalendar) as refused:
        confirmed_year(year)
    assert refused.value.year == year
    assert str(year) in refused.value.reason


def test_a_provisional_year_knows_the_holidays_and_their_make_up_days():
    assert not YEAR_2027[date(2027, 2, 5)]  # 除夕, a Friday
    assert not YEAR_2027[date(2027, 2, 9)]  # made up: the first and second of the year fall on a weekend
    assert YEAR_2027[date(2027, 2, 11)]
    assert not any(works for day, works in YEAR_2027.items() if day.weekday() >= 5)


def test_a_year_beyond_the_lunar_tables_has_no_calendar():
    with pytest.raises(NoCalendar):
        provisional_year(2101)


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 9, 30), 1, date(2026, 10, 8)),  # over 国庆
        (date(2026, 9, 30), 3, date(2026, 10, 10)),  # 8 and 9 October, then the worked Saturday
        (date(2026, 9, 30), 4, date(2026, 10, 12)),  # Sunday 11 October is free
        (date(2026, 2, 13), 1, date(2026, 2, 14)),  # a worked Saturday before 春节
        (date(2026, 2, 13), 2, date(2026, 2, 24)),
        (date(2026, 2, 26), 2, date(2026, 2, 28)),  # a worked Saturday after it
        (date(2026, 7, 3), 5, date(2026, 7, 10)),  # an ordinary week
        (date(2026, 10, 3), 1, date(2026, 10, 8)),  # begun on a free day
        (date(2026, 10, 3), 0, date(2026, 10, 3)),
    ],
)
def test_the_day_after_the_start_is_day_one(start, days, end):
    assert add_working_days(start, days, works) == (end, False)


def test_one_guessed_day_on_the_way_makes_the_end_provisional():
    assert add_working_days(date(2026, 12, 30), 1, works) == (date(2026, 12, 31), False)
    assert add_working_days(date(2026, 12, 30), 2, works) == (date(2027, 1, 4), True)


def test_counting_into_a_year_without_a_calendar_is_refused():
    with pytest.raises(NoCalendar, match="2028"):
        add_working_days(date(2027, 12, 30), 5, works)
    with pytest.raises(NoCalendar, match="2025"):
        working_days_between(date(2025, 12, 1), date(2026, 1, 5), works)


def test_a_negative_term_is_an_error_of_the_caller():
    with pytest.raises(ValueError, match="negative"):
        add_working_days(date(2026, 7, 1), -1, works)


@pytest.mark.parametrize(
    ("a", "b", "count"),
    [
        (date(2026, 9, 30), date(2026, 10, 7), 0),
        (date(2026, 9, 30), date(2026, 10, 12), 4),
        (date(2026, 2, 13), date(2026, 2, 28), 6),  # 14; 24, 25, 26, 27, 28 February
        (date(2026, 7, 1), date(2026, 7, 1), 0),
        (date(2026, 7, 2), date(2026, 7, 1), 0),
    ],
)
def test_between_leaves_out_the_first_day_and_counts_the_last(a, b, count):
    assert working_days_between(a, b, works) == count


def test_between_undoes_adding():
    for days in range(1, 250):
        end, _ = add_working_days(date(2026, 1, 1), days, works)
        assert working_days_between(date(2026, 1, 1), end, works) == days

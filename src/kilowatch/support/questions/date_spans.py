"""Makes periods from what words say of them. Pure; weeks begin on Monday."""

import datetime as dt
from typing import Final

from kilowatch.support.questions.date_words import Unit
from kilowatch.support.questions.periods import Period, PeriodName, Span, named_of

DAY: Final = dt.timedelta(days=1)
_MONTHS: Final[dict[Unit, int]] = {"month": 1, "quarter": 3, "year": 12}


def back_from(start: dt.date, end: dt.date, today: dt.date, span: Span | None = None) -> Period:
    """Return the days from ``start`` to before ``end``, no later than today."""
    end = min(end, today + DAY)
    if span is None:
        span = "day" if end - start <= DAY else "range"
    name = named_of(start, end, span, today)
    return Period(name, span, start, end, running=end > today)


def unit_back(unit: Unit, count: int, today: dt.date) -> Period:
    """Return the unit that is ``count`` before the current one."""
    if unit == "day":
        start = today - count * DAY
        return back_from(start, start + DAY, today)
    if unit == "week":
        start = today - (today.weekday() + 7 * count) * DAY
        return back_from(start, start + 7 * DAY, today, "week")
    if unit == "quarter":
        return quarter_back(count, today)
    first = today.replace(day=1) if unit == "month" else today.replace(month=1, day=1)
    start = add_months(first, -count * _MONTHS[unit])
    return back_from(start, add_months(start, _MONTHS[unit]), today, unit)


def back(unit: Unit, count: int, today: dt.date) -> Period | None:
    """Return the unit of ``count`` units ago; None before the year 2000."""
    try:
        return unit_back(unit, count, today)
    except (ValueError, OverflowError):
        return None


def quarter_back(count: int, today: dt.date) -> Period:
    """Return the quarter of the calendar that is ``count`` before the current one."""
    first = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    start = add_months(first, -3 * count)
    return back_from(start, add_months(start, 3), today, "range")


def add_months(day: dt.date, months: int) -> dt.date:
    """Return the first of a month, months later. Raises `ValueError` outside the calendar."""
    total = day.year * 12 + day.month - 1 + months
    return dt.date(total // 12, total % 12 + 1, 1)


def last_days(unit: Unit, count: int, today: dt.date) -> Period | None:
    """Return the ``count`` days, weeks, months or years that end today."""
    try:
        if unit in {"day", "week"}:
            start = today - (count * (7 if unit == "week" else 1) - 1) * DAY
        else:
            first = add_months(today.replace(day=1), -count * _MONTHS[unit])
            last = add_months(first, 1) - DAY
            start = first.replace(day=min(today.day, last.day)) + DAY
    except (ValueError, OverflowError):
        return None
    return back_from(start, today + DAY, today)


def days_until(last: dt.date, count: int) -> Period:
    """Return the ``count`` days that end with ``last``."""
    return back_from(last - (count - 1) * DAY, last + DAY, last + DAY)


def latest_weekday(weekday: int, today: dt.date) -> Period:
    """Return the latest such day that is over."""
    day = today - ((today.weekday() - weekday - 1) % 7 + 1) * DAY
    return back_from(day, day + DAY, today)


def weekend_back(count: int, today: dt.date) -> Period:
    """Return Saturday and Sunday of the week that is ``count`` before the current one."""
    saturday = today + (5 - today.weekday() - 7 * count) * DAY
    return back_from(saturday, saturday + 2 * DAY, today)


def days(year: int, month: int, day: int, today: dt.date) -> Period | None:
    """Return one day; None for one that no calendar has."""
    try:
        start = dt.date(year, month, day)
    except ValueError:
        return None
    return back_from(start, start + DAY, today)


def day_of_month(day: int, month: int | None, year: int | None, today: dt.date) -> Period | None:
    """Return the latest such day up to today, where the month or the year is open."""
    if month is not None and year is not None:
        return days(year, month, day, today)
    first = today.replace(day=1)
    for each in range(12 * 8 if month else 3):
        at = add_months(first, -each)
        if month is not None and at.month != month:
            continue
        found = days(at.year, at.month, day, today)
        if found is not None and found.start <= today:
            return found
    return None


def month_of(year: int | None, month: int, today: dt.date) -> Period | None:
    """Return a month; the latest that has begun, where the year is open."""
    if not 1 <= month <= 12:
        return None
    if year is None:
        year = today.year - (month > today.month)
    try:
        start = dt.date(year, month, 1)
    except ValueError:
        return None
    return back_from(start, add_months(start, 1), today, "month")


def year_of(year: int, today: dt.date) -> Period:
    """Return a year of the calendar."""
    start = dt.date(year, 1, 1)
    return back_from(start, dt.date(year + 1, 1, 1), today, "year")


def before_it(period: Period, today: dt.date) -> Period:
    """Return what a period is compared with where nothing is named: the one before."""
    match period.span:
        case "day":
            return back_from(period.start - DAY, period.start, today)
        case "week":
            return back_from(period.start - 7 * DAY, period.start, today, "week")
        case "month":
            return back_from(add_months(period.start, -1), period.start, today, "month")
        case "year":
            return back_from(add_months(period.start, -12), period.start, today, "year")
        case "range":
            start = period.start - (period.end - period.start)
            return back_from(start, period.start, today, "range")


def same_a_year_before(period: Period) -> Period | None:
    """Return the same week, month or day of the year before; weeks keep their weekdays."""
    name: PeriodName | None = None
    if period.span == "week":
        start = period.start - 364 * DAY
        return Period(name, "week", start, start + 7 * DAY, running=False)
    try:
        start = period.start.replace(year=period.start.year - 1)
    except ValueError:
        return None
    if period.span == "month":
        return Period(name, "month", start, add_months(start, 1), running=False)
    return Period(name, "day", start, start + DAY, running=False) if period.span == "day" else None

"""Named periods of days, by the clock of the devices. Weeks begin on Monday."""

import datetime as dt
from collections.abc import Mapping
from typing import Literal, TypeAlias, get_args
from uuid import UUID

import msgspec

from kilowatch.contracts.support import Chart
from kilowatch.contracts.time_zones import zone_or_utc

PeriodName: TypeAlias = Literal[
    "today",
    "yesterday",
    "day_before_yesterday",
    "this_week",
    "last_week",
    "this_month",
    "last_month",
    "this_year",
    "last_year",
]
PERIOD_NAMES: tuple[PeriodName, ...] = get_args(PeriodName)
Span: TypeAlias = Literal["day", "week", "month", "year", "range"]


class Period(msgspec.Struct, frozen=True):
    """Days from ``start`` to before ``end``; ``running`` while it is not over.

    ``name`` None: other days than those that have a name. A ``range`` is no unit of the calendar.
    """

    name: PeriodName | None
    span: Span
    start: dt.date
    end: dt.date
    running: bool


def local_now(time_zone: str) -> dt.datetime:
    """Return the current moment in a time zone."""
    return dt.datetime.now(zone_or_utc(time_zone))


def period_named(name: str, now: dt.datetime) -> Period:
    """Return the period of that name as of ``now``, which is local."""
    today = now.date()
    monday = today - dt.timedelta(days=today.weekday())
    first = today.replace(day=1)
    new_year = today.replace(month=1, day=1)
    day, week = dt.timedelta(days=1), dt.timedelta(days=7)
    match name:
        case "yesterday":
            return Period("yesterday", "day", today - day, today, running=False)
        case "day_before_yesterday":
            start = today - 2 * day
            return Period("day_before_yesterday", "day", start, start + day, running=False)
        case "this_week":
            return Period("this_week", "week", monday, today + day, running=True)
        case "last_week":
            return Period("last_week", "week", monday - week, monday, running=False)
        case "this_month":
            return Period("this_month", "month", first, today + day, running=True)
        case "last_month":
            start = (first - day).replace(day=1)
            return Period("last_month", "month", start, first, running=False)
        case "this_year":
            return Period("this_year", "year", new_year, today + day, running=True)
        case "last_year":
            start = new_year.replace(year=new_year.year - 1)
            return Period("last_year", "year", start, new_year, running=False)
        case _:
            return Period("today", "day", today, today + day, running=True)


def named_of(start: dt.date, end: dt.date, span: Span, today: dt.date) -> PeriodName | None:
    """Return the name of a day, week, month or year, as of today; None if it has none."""
    now = dt.datetime.combine(today, dt.time())
    for name in PERIOD_NAMES:
        period = period_named(name, now)
        if (period.start, period.end, period.span) == (start, end, span):
            return name
    return None


def charts_of(
    period: Period,
    device_id: UUID | None = None,
    compare: str | None = None,
    selection: Mapping[str, str] | None = None,
) -> Chart:
    """Return the page of the application that shows the period.

    ``selection``: kind, direction and unit, where that isn't electricity from the grid.
    """
    chart = chart_at(period.start, _shown_as(period), device_id, compare)
    more = "".join(f"&{name}={value}" for name, value in (selection or {}).items())
    return Chart(href=chart.href + more)


def _shown_as(period: Period) -> Span:
    """Return the span of the page that shows the days: of a range, the one that holds most."""
    if period.span != "range":
        return period.span
    days = (period.end - period.start).days
    return "week" if days <= 7 else "month" if days <= 31 else "year"


def chart_at(
    start: dt.date, span: Span, device_id: UUID | None = None, compare: str | None = None
) -> Chart:
    """Return the page of the application that shows the span from ``start``."""
    href = f"/history?date={start.isoformat()}&span={span}"
    if device_id is not None:
        href += f"&device={device_id}"
    if compare is not None:
        href += f"&compare={compare}"
    return Chart(href=href)

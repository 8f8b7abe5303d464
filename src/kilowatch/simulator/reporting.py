"""The messages of a meter for a day, and when they are sent. Pure.

Intervals start at the first moment of the day. A report is due when its interval ends.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from kilowatch.simulator.load import Day
from kilowatch.simulator.meter import Meter
from kilowatch.simulator.outages import Outages
from kilowatch.simulator.register import Counter
from kilowatch.simulator.wire import Due, Reading, Register


def interval_reports(
    meter: Meter, day: Day, step_s: int, outages: Outages, *, loses: bool
) -> Iterator[Due]:
    """Yield the energy of each interval; missed ones after an outage, unless lost."""
    name = str(meter.device_id)
    for start, seconds in day.intervals(step_s):
        end = start + timedelta(seconds=seconds)
        back = outages.over_at(end)
        if back == end or not loses:
            yield Due(back, Reading(start, name, meter.energy_kwh(start, seconds), seconds))


def register_reports(
    meter: Meter, counter: Counter, day: Day, step_s: int, outages: Outages
) -> Iterator[Due]:
    """Yield the register at both ends of the day and between intervals, except during outages.

    If an outage covers an end of the day, the next report on its other side is included:
    so those of a day always account for all of it. Raises `NotInstalled`.
    """
    name = str(meter.device_id)
    for moment in _heard_moments(counter, day, step_s, outages):
        yield Due(moment, Register(moment, name, counter.shows_kwh(moment)))


def _heard_moments(counter: Counter, day: Day, step_s: int, outages: Outages) -> Iterator[datetime]:
    if outages.are_at(day.start):
        yield from _last_before(counter, day, step_s, outages)
    else:
        yield day.start
    for end in _ends(day, step_s):
        if not outages.are_at(end):
            yield end
    following = day
    while outages.are_at(day.end):
        following = following.next()
        reported = [end for end in _ends(following, step_s) if not outages.are_at(end)]
        if reported:
            yield reported[0]
            return


def _last_before(counter: Counter, day: Day, step_s: int, outages: Outages) -> Iterator[datetime]:
    """Return the last moment before the day at which the meter reported, if it was installed."""
    while counter.begin < day.start:
        day = day.previous()
        for end in reversed([day.start, *_ends(day, step_s)]):
            if end >= counter.begin and not outages.are_at(end):
                yield end
                return


def _ends(day: Day, step_s: int) -> Iterator[datetime]:
    for start, seconds in day.intervals(step_s):
        yield start + timedelta(seconds=seconds)

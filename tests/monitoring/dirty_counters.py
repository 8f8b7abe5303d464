"""Series of meters that report a register."""

from datetime import UTC, datetime

from tests.monitoring.dirty_series import Dirty, Register, some


def _hourly(*kwh: float) -> tuple[Register, ...]:
    return tuple(Register(at, each) for at, each in enumerate(kwh))


COUNTERS = [
    Dirty("a counter counts", _hourly(100, 102, 105), {0: 2, 1: 3}),
    Dirty("one value alone says nothing", _hourly(100), {}),
    Dirty("a new meter starts at 0", _hourly(0, 1, 3), {0: 1, 1: 2}),
    Dirty("a counter stands still", _hourly(7, 7, 7), {0: 0, 1: 0}),
    Dirty(
        "a glitch to 0",
        _hourly(100, 101, 0, 103, 104),
        {0: 1, 1: 1, 2: 1, 3: 1},
        estimated=some(1, 2),
    ),
    Dirty(
        "a glitch to something far below",
        _hourly(100, 101, 7, 103, 104),
        {0: 1, 1: 1, 2: 1, 3: 1},
        estimated=some(1, 2),
    ),
    Dirty(
        "three zeros while the meter boots",
        _hourly(100, 101, 0, 0, 0, 105, 106),
        {0: 1, 1: 1, 2: 1, 3: 1, 4: 1, 5: 1},
        estimated=some(1, 2, 3, 4),
    ),
    Dirty(
        "a glitch that seems to count before the counter returns",
        _hourly(100, 101, 0, 0.1, 104, 105),
        {0: 1, 1: 1, 2: 1, 3: 1, 4: 1},
        estimated=some(1, 2, 3),
    ),
    Dirty("a low value at the end waits", _hourly(100, 101, 0), {0: 1}),
    Dirty(
        "a reset, counted from 0",
        _hourly(100, 101, 0.5, 1.5, 2.5),
        {0: 1, 1: 0.5, 2: 1, 3: 1},
        estimated=some(1),
    ),
    Dirty("a reset seen at 0", _hourly(100, 101, 0, 1, 2), {0: 1, 2: 1, 3: 1}),
    Dirty(
        "a reset, then off for long", _hourly(9, 10, 0, 0, 0, 0, 1), {0: 1, 2: 0, 3: 0, 4: 0, 5: 1}
    ),
    Dirty(
        "two resets",
        _hourly(100, 101, 0.5, 1.5, 2.5, 0.25, 1.25),
        {0: 1, 1: 0.5, 2: 1, 3: 1, 4: 0.25, 5: 1},
        estimated=some(1, 4),
    ),
    Dirty(
        "a counter of the day, begun anew at midnight",
        _hourly(7, 7.5, 0.25, 0.75, 1.25),
        {0: 0.5, 1: 0.25, 2: 0.5, 3: 0.5},
        start=datetime(2025, 6, 2, 22, tzinfo=UTC),
        estimated=some(1),
    ),
    Dirty(
        "another meter that nobody announced",
        _hourly(90_000, 90_001, 5_000, 5_001, 5_002),
        {0: 1, 2: 1, 3: 1},
    ),
    Dirty("a rollover of five digits", _hourly(99_998, 99_999, 1, 2), {0: 1, 1: 2, 2: 1}),
    Dirty(
        "a rollover during an outage",
        (Register(0, 99_990), Register(1, 99_991), Register(9, 3), Register(10, 4)),
        {0: 1, **dict.fromkeys(range(1, 9), 1.5), 9: 1},
        estimated=frozenset(range(1, 9)),
    ),
    Dirty(
        "a reset of a counter that is near its end",
        _hourly(96_000, 96_001, 0.5, 1.5),
        {0: 1, 1: 0.5, 2: 1},
        estimated=some(1),
    ),
    Dirty(
        "a spike",
        _hourly(100, 101, 99_999, 103, 104),
        {0: 1, 1: 1, 2: 1, 3: 1},
        estimated=some(1, 2),
    ),
    Dirty(
        "a spike while the device is off",
        _hourly(100, 100, 500, 100, 100),
        {0: 0, 1: 0, 2: 0, 3: 0},
        estimated=some(1, 2),
    ),
    Dirty(
        "a spike, then a glitch to 0",
        _hourly(100, 101, 9_999, 0, 104, 105),
        {0: 1, 1: 1, 2: 1, 3: 1, 4: 1},
        estimated=some(1, 2, 3),
    ),
    Dirty(
        "a dip that is not far",
        _hourly(100, 150, 120, 160),
        {0: 50, 1: 5, 2: 5},
        estimated=some(1, 2),
    ),
    Dirty(
        "a step that no meter makes",
        _hourly(100, 101, 5_000_000, 5_000_001),
        {0: 1, 2: 1},
    ),
    Dirty(
        "a jump after an outage",
        (Register(0, 100), Register(1, 101), Register(7, 113), Register(8, 114)),
        {0: 1, **dict.fromkeys(range(1, 7), 2), 7: 1},
        estimated=frozenset(range(1, 7)),
    ),
    Dirty(
        "an outage that ends within an hour",
        (Register(0, 50), Register(3.5, 57)),
        {0: 2, 1: 2, 2: 2, 3: 1},
        estimated=some(0, 1, 2, 3),
        partial={3: 1800},
    ),
    Dirty(
        "a counter read at twenty past",
        (Register(1 / 3, 10), Register(4 / 3, 13), Register(7 / 3, 16)),
        {0: 2, 1: 3, 2: 1},
        estimated=some(0, 1, 2),
        partial={0: 2400, 2: 1200},
    ),
    Dirty(
        "parts that do not come out even",
        (Register(0, 0), Register(3, 0.000_000_010)),
        {0: 0.000_000_003, 1: 0.000_000_003, 2: 0.000_000_004},
        estimated=some(0, 1, 2),
    ),
    Dirty("A and C, then B", (Register(0, 1), Register(2, 5), Register(1, 2)), {0: 1, 1: 3}),
    Dirty("the last first", (Register(2, 5), Register(1, 2), Register(0, 1)), {0: 1, 1: 3}),
    Dirty("one from before the first", (Register(1, 5), Register(0, 4)), {0: 1}),
    Dirty("the same again", (*_hourly(1, 2, 4), Register(1, 2)), {0: 1, 1: 2}),
    Dirty(
        "a counter's value is corrected",
        (*_hourly(100, 101, 103), Register(1, 102)),
        {0: 2, 1: 1},
        corrected=some(0),
    ),
    Dirty(
        "an older value comes late and does not count",
        (*_hourly(100, 101, 103), Register(1, 102, source=1)),
        {0: 1, 1: 2},
        corrected=some(0),
    ),
    Dirty(
        "two values within one second",
        (Register(0, 1), Register(1 + 0.2 / 3600, 3), Register(1 + 0.7 / 3600, 2)),
        {0: 1},
        corrected=some(0),
    ),
    Dirty(
        "a counter in Kolkata, read on the UTC hour",
        (Register(18, 100), Register(19, 102)),
        {17.5: 1, 18.5: 1},
        zone="Asia/Kolkata",
        estimated=some(17.5, 18.5),
        partial={17.5: 1800, 18.5: 1800},
    ),
    Dirty(
        "a counter in Kathmandu, read on the UTC hour",
        (Register(18, 100), Register(19, 102)),
        {17.25: 0.5, 18.25: 1.5},
        zone="Asia/Kathmandu",
        estimated=some(17.25, 18.25),
        partial={17.25: 900, 18.25: 2700},
    ),
    Dirty(
        "an outage over the missing hour in Bucharest",
        (Register(0, 10), Register(4, 18)),
        {0: 2, 1: 2, 2: 2, 3: 2},
        start=datetime(2025, 3, 29, 23, tzinfo=UTC),
        zone="Europe/Bucharest",
        estimated=some(0, 1, 2, 3),
    ),
    Dirty(
        "a counter moved from UTC to Kathmandu",
        (Register(0, 10), Register(1, 14), Register(2, 18)),
        {-0.75: 1, 0.25: 4, 1.25: 3},
        moves_to="Asia/Kathmandu",
        estimated=some(-0.75, 0.25, 1.25),
        partial={-0.75: 900, 1.25: 2700},
    ),
]

"""Series of registers on both sides of every boundary in docs/energy.md, "Registers".

One µWh (0.000000001 kWh) or one second decides in each pair of neighbours.
"""

from tests.monitoring.dirty_series import Dirty, Register, some

UWH = 0.000000001
BELIEVABLE = [
    Dirty(
        "a reset at four times the pace before",
        (Register(0, 100), Register(1, 101), Register(2, 4), Register(3, 4.1)),
        {0: 1, 1: 4, 2: 0.1},
        estimated=some(1),
    ),
    Dirty(
        "a reset above four times the pace before",
        (Register(0, 100), Register(1, 101), Register(2, 4 + UWH), Register(3, 4.1)),
        {0: 1, 2: 0.1 - UWH},
    ),
    Dirty(
        "a reset at four times the pace after",
        (Register(0, 100), Register(1, 100.1), Register(2, 4), Register(3, 5)),
        {0: 0.1, 1: 4, 2: 1},
        estimated=some(1),
    ),
    Dirty(
        "a reset above four times the pace after",
        (Register(0, 100), Register(1, 100.1), Register(2, 4 + UWH), Register(3, 5 + UWH)),
        {0: 0.1, 2: 1},
    ),
    Dirty(
        "a reset during an outage of two hours at four times the pace",
        (Register(0, 100), Register(1, 101), Register(3, 8), Register(4, 8.1)),
        {0: 1, 1: 4, 2: 4, 3: 0.1},
        estimated=some(1, 2),
    ),
    Dirty(
        "a reset during an outage of two hours above four times the pace",
        (Register(0, 100), Register(1, 101), Register(3, 8 + UWH), Register(4, 8.1)),
        {0: 1, 3: 0.1 - UWH},
    ),
    Dirty(
        "a reset after a pace of two hours",
        (Register(0, 100), Register(2, 101), Register(3, 2), Register(4, 2.1)),
        {0: 0.5, 1: 0.5, 2: 2, 3: 0.1},
        estimated=some(0, 1, 2),
    ),
    Dirty(
        "a reset above the pace of two hours",
        (Register(0, 100), Register(2, 101), Register(3, 2 + UWH), Register(4, 2.1)),
        {0: 0.5, 1: 0.5, 3: 0.1 - UWH},
        estimated=some(0, 1),
    ),
    Dirty(
        "a reset before which no pace is known",
        (Register(0, 100), Register(1, 5), Register(2, 5.1)),
        {1: 0.1},
    ),
    Dirty(
        "a reset seen at 1 µWh",
        (Register(0, 100), Register(1, 101), Register(2, UWH), Register(3, 1 + UWH)),
        {0: 1, 1: UWH, 2: 1},
        estimated=some(1),
    ),
    Dirty(
        "a reset seen at 0 says nothing of the time before",
        (Register(0, 100), Register(1, 101), Register(2, 0), Register(3, 1)),
        {0: 1, 2: 1},
    ),
]
ROLLOVERS = [
    Dirty(
        "a rollover from the beginning of the last tenth",
        (Register(0, 850), Register(1, 900), Register(2, 10), Register(3, 20)),
        {0: 50, 1: 110, 2: 10},
    ),
    Dirty(
        "a fall from just below the last tenth is a reset",
        (Register(0, 850), Register(1, 900 - UWH), Register(2, 10), Register(3, 20)),
        {0: 50 - UWH, 1: 10, 2: 10},
        estimated=some(1),
    ),
    Dirty(
        "a counter of two digits has no rollover",
        (Register(0, 45), Register(1, 95), Register(2, 3), Register(3, 6)),
        {0: 50, 1: 3, 2: 3},
        estimated=some(1),
    ),
    Dirty(
        "a counter at the power of ten itself is at the begin of the next",
        (Register(0, 950), Register(1, 1000), Register(2, 10), Register(3, 20)),
        {0: 50, 1: 10, 2: 10},
        estimated=some(1),
    ),
    Dirty(
        "a rollover of four digits",
        (Register(0, 9_980), Register(1, 9_990), Register(2, 2), Register(3, 12)),
        {0: 10, 1: 12, 2: 10},
    ),
    Dirty(
        "a rollover that only the pace after makes believable",
        (Register(0, 990), Register(1, 990), Register(2, 5), Register(3, 15)),
        {0: 0, 1: 15, 2: 10},
    ),
    Dirty(
        "a rollover at four times the pace before",
        (Register(0, 980), Register(1, 990), Register(2, 30), Register(3, 30.1)),
        {0: 10, 1: 40, 2: 0.1},
    ),
    Dirty(
        "a rollover above four times the pace is a reset",
        (Register(0, 980), Register(1, 990), Register(2, 30 + UWH), Register(3, 30.1)),
        {0: 10, 1: 30 + UWH, 2: 0.1 - UWH},
        estimated=some(1),
    ),
]
FALLS = [
    Dirty(
        "a counter that returns to the very value before the fall",
        (Register(0, 100), Register(1, 101), Register(2, 0), Register(3, 101), Register(4, 102)),
        {0: 1, 1: 0, 2: 0, 3: 1},
        estimated=some(1, 2),
    ),
    Dirty(
        "a counter that returns to the first value there is",
        (Register(0, 10), Register(1, 4), Register(2, 10)),
        {0: 0, 1: 0},
        estimated=some(0, 1),
    ),
    Dirty(
        "a counter that returns to just below the first value there is",
        (Register(0, 10), Register(1, 4), Register(2, 10 - UWH)),
        {0: 4, 1: 6 - UWH},
        estimated=some(0),
    ),
    Dirty(
        "a low value that counts and explains the step back up",
        (Register(0, 9), Register(1, 10), Register(2, 4), Register(3, 6), Register(4, 14)),
        {0: 1, 1: 4, 2: 2, 3: 8},
        estimated=some(1),
    ),
    Dirty(
        "a step back up that the low values do not explain",
        (
            Register(0, 9),
            Register(1, 10),
            Register(2, 4),
            Register(3, 6),
            Register(4, 14 + 2 * UWH),
        ),
        {0: 1, 1: 4 / 3 + UWH, 2: 4 / 3 + UWH, 3: 4 / 3 + UWH},
        estimated=some(1, 2, 3),
    ),
    Dirty(
        "low values of which one stands and a step back up above four times their mean pace",
        tuple(Register(at, kwh) for at, kwh in enumerate([9, 10, 4, 4, 6, 14])),
        {0: 1, 1: 1, 2: 1, 3: 1, 4: 1},
        estimated=some(1, 2, 3, 4),
    ),
    Dirty(
        "low values that stand wait for three of them",
        tuple(Register(at, kwh) for at, kwh in enumerate([100, 101, 5, 5, 5])),
        {0: 1},
    ),
    Dirty(
        "the fourth low value that stands is a reset",
        tuple(Register(at, kwh) for at, kwh in enumerate([100, 101, 5, 5, 5, 5])),
        {0: 1, 2: 0, 3: 0, 4: 0},
    ),
    Dirty(
        "two low values that stand wait",
        tuple(Register(at, kwh) for at, kwh in enumerate([100, 101, 5, 5])),
        {0: 1},
    ),
    Dirty(
        "two low values of which the second is higher are a reset",
        tuple(Register(at, kwh) for at, kwh in enumerate([100, 101, 5, 5 + UWH])),
        {0: 1, 2: UWH},
    ),
    Dirty(
        "three low values and a return are a glitch",
        tuple(Register(at, kwh) for at, kwh in enumerate([100, 101, 5, 5, 5, 105])),
        {0: 1, 1: 1, 2: 1, 3: 1, 4: 1},
        estimated=some(1, 2, 3, 4),
    ),
    Dirty(
        "four low values and a return are a reset and energy",
        tuple(Register(at, kwh) for at, kwh in enumerate([100, 101, 5, 5, 5, 5, 105])),
        {0: 1, 2: 0, 3: 0, 4: 0, 5: 100},
    ),
    Dirty(
        "a low value below which the next one falls stands alone",
        tuple(Register(at, kwh) for at, kwh in enumerate([100, 101, 50, 49, 52, 53])),
        {0: 1, 3: 3, 4: 1},
    ),
]
STEPS_UP = [
    Dirty(
        "a spike from which the counter returns to where it was",
        tuple(Register(at, kwh) for at, kwh in enumerate([100, 101, 500, 101, 102])),
        {0: 1, 1: 0, 2: 0, 3: 1},
        estimated=some(1, 2),
    ),
    Dirty(
        "a spike by 1 µWh",
        tuple(Register(at, kwh) for at, kwh in enumerate([100, 101, 101 + UWH, 101, 101])),
        {0: 1, 1: 0, 2: 0, 3: 0},
        estimated=some(1, 2),
    ),
    Dirty(
        "a jump after which the counter stands is energy",
        tuple(Register(at, kwh) for at, kwh in enumerate([100, 101, 500, 500, 501])),
        {0: 1, 1: 399, 2: 0, 3: 1},
    ),
    Dirty(
        "a jump that the second value after it confirms",
        tuple(Register(at, kwh) for at, kwh in enumerate([100, 101, 500, 103, 500, 501])),
        {0: 1, 1: 399, 2: 0, 3: 0, 4: 1},
        estimated=some(2, 3),
    ),
    Dirty(
        "a spike from which the counter returns after a low value",
        tuple(Register(at, kwh) for at, kwh in enumerate([100, 101, 500, 50, 104, 105])),
        {0: 1, 1: 1, 2: 1, 3: 1, 4: 1},
        estimated=some(1, 2, 3),
    ),
    Dirty(
        "a jump that the value after a low one confirms",
        tuple(Register(at, kwh) for at, kwh in enumerate([100, 101, 500, 50, 500])),
        {0: 1, 1: 399, 2: 0, 3: 0},
        estimated=some(2, 3),
    ),
    Dirty(
        "a confirmed jump of 1,000,000 kWh is energy",
        tuple(
            Register(at, kwh)
            for at, kwh in enumerate([100, 101, 1_000_101, 103, 1_000_101, 1_000_102])
        ),
        {0: 1, 1: 1_000_000, 2: 0, 3: 0, 4: 1},
        estimated=some(2, 3),
    ),
    Dirty(
        "a confirmed jump above 1,000,000 kWh is none",
        tuple(
            Register(at, kwh)
            for at, kwh in enumerate([100, 101, 1_000_101 + UWH, 103, 1_000_101 + UWH, 1_000_103])
        ),
        {0: 1, 2: 0, 3: 0, 4: 2 - UWH},
        estimated=some(2, 3),
    ),
    Dirty(
        "a step of 1,000,000 kWh is energy",
        (Register(0, 100), Register(1, 101), Register(2, 1_000_101), Register(3, 1_000_102)),
        {0: 1, 1: 1_000_000, 2: 1},
    ),
    Dirty(
        "a step above 1,000,000 kWh is none",
        (Register(0, 100), Register(1, 101), Register(2, 1_000_101 + UWH), Register(3, 1_000_103)),
        {0: 1, 2: 2 - UWH},
    ),
]
BOUNDARIES = [*BELIEVABLE, *ROLLOVERS, *FALLS, *STEPS_UP]

"""Channels of one direction add up without counting anything twice."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4
from zlib import crc32

from hypothesis import given
from hypothesis import strategies as st

from kilowatch.monitoring.channel_totals import counted_once
from kilowatch.monitoring.spans import Span, without
from kilowatch.monitoring.visibility import ALWAYS, KnownChannel

START = datetime(2025, 1, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
DEVICE = uuid4()
HOURS = 12


def hours(first: int, last: int) -> Span:
    return Span(START + first * HOUR, START + last * HOUR)


def channel(
    code: str,
    reported: Span | None = None,
    *,
    tariff: str | None = None,
    spans: tuple[Span, ...] = (ALWAYS,),
    device: UUID = DEVICE,
) -> KnownChannel:
    return KnownChannel(
        channel_key=crc32(code.encode()),
        channel_id=uuid4(),
        device_id=device,
        code=code,
        tariff=tariff,
        unit="kWh",
        name="Meter",
        time_zone="UTC",
        deleted=False,
        life=None,
        reported=reported,
        spans=spans,
    )


def counting(channels: list[KnownChannel]) -> list[set[str]]:
    """The codes of those that count, hour by hour."""
    return [
        {
            each.code
            for each in counted_once(channels)
            for span in each.spans
            if span.starts_at <= START + n * HOUR < span.ends_at
        }
        for n in range(HOURS)
    ]


def test_a_channel_alone_counts_always() -> None:
    alone = channel("import")
    assert counted_once([alone]) == [alone]


def test_channels_of_different_devices_all_count() -> None:
    both = [channel("import"), channel("import", device=uuid4())]
    assert counted_once(both) == both


def test_a_total_without_readings_gives_way_to_its_registers() -> None:
    registers = [channel(f"import-t{n}", hours(2, 5), tariff=f"T{n}") for n in (1, 2)]
    assert counting([channel("import"), *registers]) == [{"import-t1", "import-t2"}] * HOURS


def test_without_any_reading_the_total_is_shown() -> None:
    register = channel("import-t1", tariff="T1")
    assert counting([channel("import"), register]) == [{"import"}] * HOURS


def test_registers_count_outside_of_the_time_of_the_total() -> None:
    channels = [
        channel("import", hours(3, 6)),
        channel("import-t1", hours(0, 9), tariff="T1"),
        channel("import-t2", hours(8, 9), tariff="T2"),
    ]
    registers = {"import-t1", "import-t2"}
    assert counting(channels) == [registers] * 3 + [{"import"}] * 3 + [registers] * 6


def test_what_the_caller_may_not_see_stays_hidden() -> None:
    total = channel("import", hours(0, 4), spans=(hours(2, 6),))
    register = channel("import-t1", hours(0, 9), tariff="T1", spans=(hours(2, 6),))
    assert counting([total, register]) == [
        *[set[str]()] * 2,
        *[{"import"}] * 2,
        *[{"import-t1"}] * 2,
        *[set[str]()] * 6,
    ]


reports = st.one_of(
    st.none(),
    st.tuples(st.integers(0, HOURS), st.integers(0, HOURS))
    .filter(lambda pair: pair[0] < pair[1])
    .map(lambda pair: hours(*pair)),
)


@given(st.lists(st.tuples(st.integers(0, 2), reports), min_size=1, max_size=5))
def test_each_hour_is_of_the_most_general_counter_that_reports(
    given_channels: list[tuple[int, Span | None]],
) -> None:
    levels: list[list[KnownChannel]] = [[], [], []]
    for n, (level, reported) in enumerate(given_channels):
        code = ("import", f"import-t{n + 1}", f"phase-{n}")[level]
        tariff = f"T{n + 1}" if level == 1 else None
        if level == 0 and levels[0]:
            continue
        levels[level].append(channel(code, reported, tariff=tariff))
    channels = [each for level in levels for each in level]

    found = counting(channels)

    with_data = [level for level in levels if any(each.reported for each in level)]
    for n, codes in enumerate(found):
        moment = hours(n, n + 1)
        reporting = [
            level
            for level in with_data
            if any(each.reported and not each.reported.within(moment).is_empty for each in level)
        ]
        if reporting and len(channels) > 1:
            expected = reporting[0]
        elif with_data:
            expected = with_data[-1]
        else:
            expected = next(level for level in levels if level)
        shown = {each.code for each in expected}
        assert codes == shown or (codes < shown and len(channels) > 1)


@given(
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=4),
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=4),
)
def test_without_takes_away_exactly_the_others(
    some: list[tuple[int, int]], others: list[tuple[int, int]]
) -> None:
    spans = [hours(*each) for each in some if each[0] < each[1]]
    taken = [hours(*each) for each in others if each[0] < each[1]]

    left = without(spans, taken)

    for n in range(20):
        moment = START + n * HOUR

        def count(these: list[Span], at: datetime = moment) -> int:
            return sum(each.starts_at <= at < each.ends_at for each in these)

        assert count(left) == (0 if count(taken) else count(spans))
        assert not any(each.is_empty for each in left)

"""A total counts each submeter's energy once, whatever the tree and whenever meters began."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from kilowatch.monitoring.doubles import shown, without_doubles
from kilowatch.monitoring.spans import Span
from kilowatch.monitoring.visibility import ALWAYS, KEY_LENGTH, KnownChannel

START = datetime(2025, 1, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
HOURS = 8


def channel(
    key: int, wholes: tuple[int, ...], first: int | None, last: int, *, deleted: bool
) -> KnownChannel:
    life = reported = None
    if first is not None:
        begin, end = START + first * HOUR, START + last * HOUR
        life = Span(begin, end if deleted else ALWAYS.ends_at)
        reported = Span(begin, end + KEY_LENGTH)
    return KnownChannel(
        channel_key=key,
        channel_id=uuid4(),
        device_id=uuid4(),
        code="import",
        tariff=None,
        unit="kWh",
        name="Meter",
        time_zone="UTC",
        deleted=deleted,
        life=life,
        reported=reported,
        spans=(ALWAYS,),
        wholes=wholes,
    )


@st.composite
def forests(draw: st.DrawFn) -> list[KnownChannel]:
    """Draw meters, each under an earlier one or none, in any order."""
    found: list[KnownChannel] = []
    for key in range(draw(st.integers(1, 6))):
        above = draw(st.none() | st.sampled_from(found)) if found else None
        first = draw(st.none() | st.integers(0, HOURS - 1))
        wholes = () if above is None else (above.channel_key, *above.wholes)
        last = draw(st.integers(first or 0, HOURS - 1))
        found.append(channel(key, wholes, first, last, deleted=draw(st.booleans())))
    kept = draw(st.lists(st.sampled_from(found), unique_by=lambda each: each.channel_key))
    return draw(st.permutations(kept))


def is_metered(meter: KnownChannel, at: datetime) -> bool:
    """Return true from a meter's first hour on, until the last one of a deleted one."""
    if meter.reported is None or at < meter.reported.starts_at:
        return False
    return not meter.deleted or at < meter.reported.ends_at


@given(forests())
def test_a_meter_counts_where_none_above_it_does(meters: list[KnownChannel]) -> None:
    found = without_doubles(meters, meters, named=False)

    by_key = {each.channel_key: each for each in meters}
    for n in range(HOURS):
        at = START + n * HOUR
        counting = [
            each.channel_key
            for each in found
            if each.counts and any(span.starts_at <= at < span.ends_at for span in each.spans)
        ]
        assert sorted(counting) == sorted(
            each.channel_key
            for each in meters
            if not any(is_metered(by_key[key], at) for key in each.wholes if key in by_key)
        )


@given(forests())
def test_each_meter_is_shown_once_with_all_of_its_time(meters: list[KnownChannel]) -> None:
    found = shown(without_doubles(meters, meters, named=False))

    assert sorted(each.channel_key for each in found) == sorted(each.channel_key for each in meters)
    for each in found:
        assert each.spans[0].starts_at == ALWAYS.starts_at
        assert each.spans[-1].ends_at == ALWAYS.ends_at
        assert all(
            a.ends_at == b.starts_at for a, b in zip(each.spans, each.spans[1:], strict=False)
        )

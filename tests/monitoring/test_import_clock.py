"""Local times of a file as instants: the repeated hour, the skipped one, and calendar days."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from kilowatch.monitoring.domain import Refused
from kilowatch.monitoring.imports.clock import LocalClock, midnight, next_month

PARIS = ZoneInfo("Europe/Paris")
TWICE = datetime(2025, 10, 26, 2, 30)
EARLIER, LATER = (datetime(2025, 10, 26, hour, 30, tzinfo=UTC) for hour in (0, 1))


def test_a_time_with_an_offset_is_that_instant() -> None:
    clock = LocalClock(PARIS)
    moment = datetime(2025, 10, 26, 2, 30, tzinfo=timezone(timedelta(hours=3)))

    assert clock.instant(moment) == datetime(2025, 10, 25, 23, 30, tzinfo=UTC)
    assert clock.repeated == 0


def test_a_time_that_the_clock_skipped_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        LocalClock(PARIS).instant(datetime(2025, 3, 30, 2, 30))

    assert refused.value.reason == "time_skipped"
    assert "Europe/Paris skipped 2025-03-30 02:30" in refused.value.detail


@pytest.mark.parametrize(
    ("backwards", "expected"), [(False, [EARLIER, LATER, LATER]), (True, [LATER, EARLIER, EARLIER])]
)
def test_a_repeated_time_follows_the_row_before_it(
    backwards: bool, expected: list[datetime]
) -> None:
    clock = LocalClock(PARIS, backwards=backwards)

    assert [clock.instant(TWICE) for _ in range(3)] == expected
    assert (clock.repeated, clock.met[TWICE]) == (3, 3)


def test_a_repeated_time_after_the_change_is_the_later_instant() -> None:
    clock = LocalClock(PARIS)
    clock.instant(datetime(2025, 10, 26, 1, 0, tzinfo=UTC))

    assert clock.instant(TWICE) == LATER


@pytest.mark.parametrize("ordered", [True, False])
@pytest.mark.parametrize(
    ("backwards", "expected"), [(False, [EARLIER, LATER, LATER]), (True, [LATER, EARLIER, EARLIER])]
)
def test_of_a_time_that_a_file_holds_twice_the_first_row_is_the_first_instant(
    backwards: bool, expected: list[datetime], ordered: bool
) -> None:
    clock = LocalClock(PARIS, backwards=backwards, ordered=ordered, twice=frozenset({TWICE}))
    clock.instant(datetime(2025, 10, 26, 5, 0, tzinfo=UTC))

    assert [clock.instant(TWICE) for _ in range(3)] == expected


def test_without_an_order_a_repeated_time_is_ambiguous() -> None:
    with pytest.raises(Refused) as refused:
        LocalClock(PARIS, ordered=False).instant(TWICE)

    assert refused.value.reason == "time_ambiguous"


def test_a_local_day_begins_at_its_midnight() -> None:
    moment = datetime(2025, 10, 26, 15, 4, 5, 6)

    assert midnight(moment, PARIS) == datetime(2025, 10, 25, 22, tzinfo=UTC)
    assert midnight(moment, PARIS, 1) == datetime(2025, 10, 26, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (datetime(2025, 1, 31, 10, 30), 1, datetime(2025, 2, 1, 10, 30)),
        (datetime(2025, 12, 15), 1, datetime(2026, 1, 1)),
        (datetime(2025, 11, 3), 13, datetime(2026, 12, 1)),
        (datetime(2025, 1, 1), -1, datetime(2024, 12, 1)),
    ],
)
def test_the_month_after_begins_on_its_first_day(
    day: datetime, months: int, expected: datetime
) -> None:
    assert next_month(day, months) == expected
    assert months != 1 or next_month(day) == expected

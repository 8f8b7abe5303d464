"""The rate limit of log lines: by event and source, in windows of a minute."""

import logging
import threading
from collections.abc import Callable
from typing import Any

import pytest
from prometheus_client import generate_latest

from kilowatch.kit import log_limits
from kilowatch.kit.log_limits import MOST_EVENTS, MOST_PLACES, LogLimit, Tracebacks


class FakeTimer:
    """Stands for `threading.Timer`, and never fires."""

    made: list["FakeTimer"]

    def __init__(self, interval: float, function: Callable[[], None]) -> None:
        self.interval, self.function = interval, function
        self.daemon = self.is_started = self.is_cancelled = False
        FakeTimer.made.append(self)

    def start(self) -> None:
        self.is_started = True

    def cancel(self) -> None:
        self.is_cancelled = True


class Limited:
    """A limit of so many lines, by the test's own clock."""

    def __init__(self, per_minute: int) -> None:
        self.now_s = 100.0
        self.reports: list[tuple[str, int]] = []
        self.limit = LogLimit(
            per_minute, lambda event, count: self.reports.append((event, count)), lambda: self.now_s
        )

    def passes(self, event: str = "failed", level: int = logging.WARNING, **more: Any) -> bool:
        record = logging.makeLogRecord({"msg": {"event": event, **more}, "levelno": level})
        return self.limit.filter(record)


@pytest.fixture(autouse=True)
def timers(monkeypatch: pytest.MonkeyPatch) -> list[FakeTimer]:
    FakeTimer.made = []
    monkeypatch.setattr(threading, "Timer", FakeTimer)
    return FakeTimer.made


def test_a_window_of_a_minute_ends_with_the_next_line_or_by_a_timer(
    timers: list[FakeTimer],
) -> None:
    limited = Limited(per_minute=1)
    assert [limited.passes() for _ in range(3)] == [True, False, False]
    [timer] = timers
    assert (timer.interval, timer.daemon, timer.is_started) == (60.0, True, True)

    limited.now_s += 59.9
    assert not limited.passes()
    assert limited.reports == []
    limited.now_s = 160.0
    assert limited.passes()

    assert limited.reports == [("failed", 3)]
    assert timer.is_cancelled
    limited.now_s += 50
    assert not limited.passes()
    assert [each.interval for each in timers] == [60.0, 10.0]


def test_a_source_has_so_many_lines_and_what_is_left_out_is_counted_and_reported() -> None:
    limited = Limited(per_minute=3)

    assert [limited.passes("counted once") for _ in range(5)] == [True, True, True, False, False]
    assert limited.passes("never left out")
    limited.limit.end_window()

    metrics = generate_latest().decode()
    assert 'lines_left_out_total{event="counted once"} 2.0' in metrics
    assert "never left out" not in metrics
    assert limited.reports == [("counted once", 2)]


def test_sources_that_begin_with_the_same_80_characters_are_one() -> None:
    limited = Limited(per_minute=1)

    assert [limited.passes(key="x" * 80 + each) for each in "ab"] == [True, False]


def test_all_sources_of_an_event_have_ten_times_as_many_lines_in_each_window() -> None:
    limited = Limited(per_minute=1)

    assert sum(limited.passes(address=str(each)) for each in range(20)) == 10
    limited.now_s += 60
    assert sum(limited.passes(address=str(each)) for each in range(20)) == 10


@pytest.mark.parametrize("field", log_limits.SOURCES)
def test_each_field_that_names_a_source_is_counted_separately(field: str) -> None:
    limited = Limited(per_minute=1)

    sources: list[dict[str, Any]] = [{field: each} for each in ("a", "b", "a")]
    assert [limited.passes(**each) for each in sources] == [True, True, False]


def test_the_fields_that_name_a_source_are_those_of_our_log_lines() -> None:
    assert set(log_limits.SOURCES) == {
        "address", "by", "client_id", "correlation_id", "device_id", "key", "source", "user_id",
        "username",
    }  # fmt: skip


def test_an_emergency_is_always_logged() -> None:
    limited = Limited(per_minute=1)

    assert all(limited.passes(level=logging.CRITICAL) for _ in range(3))
    assert [limited.passes(level=logging.CRITICAL - 1) for _ in range(2)] == [True, False]


def test_beyond_500_events_the_rest_is_counted_as_one() -> None:
    limited = Limited(per_minute=1)
    letters = [chr(0x4E00 + each) for each in range(MOST_EVENTS + 2)]

    assert sum(limited.passes(each) for each in letters) == MOST_EVENTS + 1
    assert not limited.passes(letters[0]), "an event that is known is counted by its name"
    limited.now_s += 60
    limited.passes()

    assert MOST_EVENTS == 500
    assert limited.reports == [("other", 1), (letters[0], 1)]


def test_an_event_is_named_without_numbers_and_by_80_characters() -> None:
    limited = Limited(per_minute=1)
    library = logging.makeLogRecord({"name": "library", "msg": "x" * 81, "levelno": 30})
    long = ["x" * 80 + "one", "x" * 80 + "two"]

    for event in ("device 7d8f6c1e-0000-4000-8000-00000000000a sent 17", "device 1 sent 18", *long):
        limited.passes(event)
    assert [limited.limit.filter(library) for _ in range(2)] == [True, False]
    limited.now_s += 60
    limited.passes()

    cut = "x" * 80
    assert limited.reports == [
        ("device # sent #", 1),
        (f"{cut}… (3 more)", 1),
        (f"library: {cut}… (1 more)", 1),
    ]


def error_at(place: int) -> ValueError:
    """Return an exception that was raised on a line of its own."""
    try:
        exec(compile("\n" * place + "raise ValueError", "made", "exec"))
    except ValueError as error:
        return error
    raise AssertionError


def test_a_traceback_is_printed_again_after_ten_minutes_exactly() -> None:
    now_s = 0.0
    tracebacks = Tracebacks(lambda: now_s)
    error = error_at(1)

    assert tracebacks.is_new(error)
    now_s = 599.9
    assert not tracebacks.is_new(error)
    now_s = 600.0
    assert tracebacks.is_new(error)


def test_the_places_of_the_latest_200_tracebacks_are_remembered() -> None:
    now_s = 0.0
    tracebacks = Tracebacks(lambda: now_s)
    first, second, *others = [error_at(each) for each in range(MOST_PLACES + 1)]
    assert tracebacks.is_new(first)
    now_s = 300.0
    assert tracebacks.is_new(second)
    now_s = 600.0
    assert tracebacks.is_new(first), "its ten minutes are over"

    assert all(tracebacks.is_new(each) for each in others)

    assert MOST_PLACES == 200
    assert not tracebacks.is_new(first)
    assert not tracebacks.is_new(others[0])
    assert tracebacks.is_new(second), "the one that was logged first made room"

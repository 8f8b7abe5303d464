"""Limits how often the same event is logged, so that a log or a disk can't be filled.

A line is counted by its event and by its source, the party that causes it. Surplus lines are
suppressed, counted, and reported in one line at the end of their minute.
"""

import logging
import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, Final, cast

from prometheus_client import Counter as Metric

from kilowatch.kit.log_text import one_line, place_of

LEFT_OUT = Metric(
    "kilowatch_log_lines_left_out_total", "Log lines beyond the limit, by event.", ["event"]
)

WINDOW_S: Final = 60.0
PER_EVENT: Final = 10
"""The factor by which the limit of all sources of an event exceeds that of one."""

MOST_EVENTS: Final = 500
"""The most events counted separately; the rest is counted as one."""

TRACEBACK_AGAIN_S: Final = 600.0
MOST_PLACES: Final = 200

SOURCES: Final = (
    "source",
    "address",
    "username",
    "user_id",
    "client_id",
    "device_id",
    "key",
    "by",
    "correlation_id",
)
"""Fields that identify the source of a line; the first present one counts."""

_NUMBERS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+")


class LogLimit(logging.Filter):
    """Passes ``per_minute`` lines of each event and source; ``report`` gets the suppressed ones."""

    def __init__(
        self,
        per_minute: int,
        report: Callable[[str, int], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._per_minute = per_minute
        self._report = report
        self._clock = clock
        self._lock = threading.Lock()
        self._until_s = float("-inf")
        self._by_event: Counter[str] = Counter()
        self._by_source: Counter[tuple[str, str]] = Counter()
        self._left_out: Counter[str] = Counter()
        self._timer: threading.Timer | None = None

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether this line is within the limit."""
        if record.levelno >= logging.CRITICAL:
            return True
        event, source = _event_of(record)
        left_out: Counter[str] = Counter()
        with self._lock:
            if self._clock() >= self._until_s:
                left_out = self._begin_window()
            event = event if self._is_known(event) else "other"
            passes = self._counts(event, source)
            if not passes:
                self._left_out[event] += 1
                self._wake_at_the_end()
        if not passes:
            LEFT_OUT.labels(event).inc()
        self._report_all(left_out)
        return passes

    def end_window(self) -> None:
        """Report the suppressed lines so far, and restart counting."""
        with self._lock:
            left_out = self._begin_window()
        self._report_all(left_out)

    def _report_all(self, left_out: Counter[str]) -> None:
        for event, count in left_out.items():
            self._report(event, count)

    def _begin_window(self) -> Counter[str]:
        left_out, self._left_out = self._left_out, Counter()
        self._by_event.clear()
        self._by_source.clear()
        self._until_s = self._clock() + WINDOW_S
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        return left_out

    def _is_known(self, event: str) -> bool:
        return event in self._by_event or len(self._by_event) < MOST_EVENTS

    def _counts(self, event: str, source: str) -> bool:
        # Nothing is stored about a source whose line is suppressed: random sources cost nothing.
        if self._by_event[event] >= self._per_minute * PER_EVENT:
            return False
        if self._by_source[event, source] >= self._per_minute:
            return False
        self._by_event[event] += 1
        self._by_source[event, source] += 1
        return True

    def _wake_at_the_end(self) -> None:
        """Report at the end of the window even if nothing more is logged."""
        if self._timer is None:
            self._timer = threading.Timer(self._until_s - self._clock(), self.end_window)
            self._timer.daemon = True
            self._timer.start()


def _event_of(record: logging.LogRecord) -> tuple[str, str]:
    """Return a line without its variable parts, and its source."""
    if not isinstance(record.msg, dict):
        return f"{record.name}: {one_line(_NUMBERS.sub('#', str(record.msg)), 80)}", ""
    fields = cast("Mapping[str, Any]", record.msg)
    event = one_line(_NUMBERS.sub("#", str(fields.get("event", ""))), 80)
    source = next((str(fields[name]) for name in SOURCES if name in fields), "")
    return event, source[:80]


class Tracebacks:
    """Remembers which tracebacks were logged recently."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._logged_at_s: dict[str, float] = {}

    def is_new(self, error: BaseException) -> bool:
        """Return whether the traceback of ``error`` should be logged, and remember it."""
        place, now_s = place_of(error), self._clock()
        with self._lock:
            logged_at_s = self._logged_at_s.get(place)
            if logged_at_s is not None and now_s - logged_at_s < TRACEBACK_AGAIN_S:
                return False
            if len(self._logged_at_s) >= MOST_PLACES:
                self._logged_at_s.pop(next(iter(self._logged_at_s)))
            self._logged_at_s.pop(place, None)
            self._logged_at_s[place] = now_s
            return True

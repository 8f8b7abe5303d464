"""Periods as a model writes them, at a fixed day: Saturday 2026-11-28."""

import datetime as dt

import pytest

from kilowatch.support.assistant.asked_days import BadCall, described_days

TODAY = dt.date(2026, 11, 28)


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("2026-11-20", "2026-11-20", "2026-11-20"),
        ("last Tuesday", "2026-11-24", "2026-11-24"),
        ("November 2025", "2025-11-01", "2025-11-30"),
        ("the last 7 days", "2026-11-22", "2026-11-28"),
        ("2026-11-01 to 2026-11-15", "2026-11-01", "2026-11-15"),
        ("from 2026-11-01 to 2026-11-15", "2026-11-01", "2026-11-15"),
        ("since Monday", "2026-11-23", "2026-11-28"),
    ],
)
def test_days_are_read_as_described(asked: str, first: str, last: str) -> None:
    period = described_days(asked, TODAY)

    assert period.start.isoformat() == first
    assert (period.end - dt.timedelta(days=1)).isoformat() == last


@pytest.mark.parametrize(
    "asked",
    ["ever", "", "next week", "last night", "yesterday and today", "2026-02-31", "x" * 9999],
)
def test_what_is_no_period_in_the_past_is_refused_with_examples(asked: str) -> None:
    with pytest.raises(BadCall, match="last Tuesday"):
        described_days(asked, TODAY)

"""Arrival times of waiting messages, from observations of the stream's newest offset."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kilowatch.balancing.arrivals import MOST_KEPT, Arrivals

START = datetime(2026, 1, 1, tzinfo=UTC)


def second(count: float) -> datetime:
    return START + timedelta(seconds=count)


def looked(*newest: int) -> Arrivals:
    arrivals = Arrivals()
    for at, offset in enumerate(newest):
        arrivals.note(second(at), offset)
    return arrivals


def test_a_fully_dispatched_stream_is_complete_until_the_last_sample() -> None:
    arrivals = looked(9, 9, 9)

    assert arrivals.before(10) == second(2)


def test_undispatched_messages_came_after_the_last_sample_without_them() -> None:
    arrivals = looked(9, 9, 14, 20)

    assert arrivals.before(10) == second(1)
    assert arrivals.before(15) == second(2)


def test_messages_from_before_the_first_sample_have_no_known_time() -> None:
    assert looked(9, 12).before(3) is None
    assert looked().before(0) is None


def test_an_empty_stream_counts_as_dispatched() -> None:
    assert looked(-1, -1).before(0) == second(1)


def test_a_sample_that_saw_less_of_the_newest_chunk_is_ignored() -> None:
    arrivals = looked(900, 980, 940)

    assert arrivals.before(981) == second(1)


def test_a_new_stream_discards_samples_of_the_old_one() -> None:
    arrivals = looked(5_000, 6_000, 3)

    assert arrivals.before(4) == second(2)
    assert arrivals.before(2) is None


@given(st.lists(st.integers(0, 3), min_size=1, max_size=4 * MOST_KEPT), st.integers(0, 9_000))
def test_never_reports_an_arrival_later_than_it_was(steps: list[int], position: int) -> None:
    arrivals, newest, came = Arrivals(), 0, None
    for at, step in enumerate(steps):
        newest += step
        arrivals.note(second(at), newest)
        if came is None and newest >= position:
            came = second(at)

    before = arrivals.before(position)

    assert before is None or came is None or before < came
    assert came is not None or before == second(len(steps) - 1)

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kilowatch.auth.domain import (
    REUSE_GRACE,
    Use,
    hash_of,
    judge_use,
    next_refresh_token,
    random_token,
)
from kilowatch.auth.lockout import FAILURES_UNTIL_LOCKED, LOCKED_FOR, Attempts

NOW = datetime(2026, 1, 1, tzinfo=UTC)
waits = st.timedeltas(timedelta(0), timedelta(hours=2))


@given(st.lists(waits, max_size=40))
def test_a_lock_comes_with_the_tenth_failure_and_never_lasts_longer(gaps: list[timedelta]):
    now, attempts, counted = NOW, Attempts(), 0
    for gap in gaps:
        now += gap
        was_locked = attempts.locked_at(now)
        if not was_locked and attempts.locked_until is not None:
            counted = 0
        counted += not was_locked
        attempts = attempts.after_failure(now)
        assert attempts.locked_at(now) == (was_locked or counted == FAILURES_UNTIL_LOCKED)
        assert not attempts.locked_at(now + LOCKED_FOR)


@given(st.integers(1, 50), st.integers(0, 50), waits)
def test_only_the_newest_token_rotates(newest: int, age: int, since: timedelta):
    generation = max(newest - age, 1)
    replaced_at = NOW - since if generation < newest else None
    use = judge_use(generation, newest, replaced_at, NOW)
    if generation == newest:
        assert use is Use.ROTATE
    elif generation == newest - 1 and since <= REUSE_GRACE:
        assert use is Use.REPEAT
    else:
        assert use is Use.REUSE


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
def test_the_successor_of_a_token_depends_on_the_token_and_the_key(one: bytes, other: bytes):
    token = random_token()
    successor = next_refresh_token(one, token)
    assert successor == next_refresh_token(one, token)
    assert successor != token
    assert (successor == next_refresh_token(other, token)) == (one == other)
    assert len(hash_of(successor)) == 32

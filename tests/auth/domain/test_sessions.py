from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from kilowatch.auth.domain.sessions import (
    LONGEST_ACCESS_TOKEN,
    REUSE_GRACE,
    Use,
    hash_of,
    judge_use,
    next_refresh_token,
    random_token,
)
from kilowatch.auth.lockout import (
    FAILURES_UNTIL_LOCKED,
    LOCKED_FOR,
    Attempts,
    attempts_key,
)
from kilowatch.auth.settings import AuthSettings

NOW = datetime(2026, 1, 1, tzinfo=UTC)
waits = st.timedeltas(timedelta(0), timedelta(hours=2))


@given(st.lists(waits, max_size=40))
def test_the_tenth_failure_locks_and_later_failures_do_not_extend_the_lock(gaps: list[timedelta]):
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
def test_the_next_token_depends_on_the_token_and_the_key(one: bytes, other: bytes):
    token = random_token()
    successor = next_refresh_token(one, token)
    assert successor == next_refresh_token(one, token)
    assert successor != token
    assert (successor == next_refresh_token(other, token)) == (one == other)
    assert len(hash_of(successor)) == 32


MOMENT = timedelta(microseconds=1)


def test_nine_wrong_passwords_do_not_lock_and_the_tenth_locks_for_five_minutes():
    attempts = Attempts()
    for _ in range(9):
        attempts = attempts.after_failure(NOW)
    assert (attempts.failures, attempts.locked_until) == (9, None)

    locked = attempts.after_failure(NOW)

    assert locked.locked_at(NOW + timedelta(minutes=5) - MOMENT)
    assert not locked.locked_at(NOW + timedelta(minutes=5))
    assert locked.after_failure(NOW + timedelta(minutes=4)) == locked, "not counted, not prolonged"
    assert locked.after_failure(NOW + timedelta(minutes=5)) == Attempts(1), "it counts anew"


def test_the_previous_token_repeats_its_response_for_ten_seconds():
    def use(generation: int, since: timedelta | None) -> Use:
        return judge_use(generation, 5, None if since is None else NOW - since, NOW)

    assert use(5, None) is Use.ROTATE
    assert use(4, timedelta(seconds=10)) is Use.REPEAT
    assert use(4, timedelta(seconds=10) + MOMENT) is Use.REUSE
    assert use(4, None) is Use.REUSE
    assert use(3, timedelta(0)) is Use.REUSE


def test_access_tokens_live_at_most_an_hour():
    with pytest.raises(ValidationError, match="3600"):
        AuthSettings.model_validate(
            {"access_token_lifetime_s": 3_601, "KILOWATCH_MANAGEMENT_URL": "http://x"}
        )
    assert timedelta(seconds=3_600) == LONGEST_ACCESS_TOKEN


def test_failures_are_counted_per_name_ignoring_case_and_separately_for_known_clients():
    strange, known = attempts_key("Ada", None), attempts_key("Ada", b"\x01\xff")

    assert (strange, known) == ("ada", "\x0101ff\x01ada")
    assert attempts_key("ADA", b"\x01\xff") == known != attempts_key("ada", b"\x02")


def test_tokens_are_long_and_their_derivation_never_changes():
    """Stored hashes use this derivation: another one would log every user out."""
    assert len(random_token()) == 43
    assert next_refresh_token(b"key", "token") == "ZGuOrAxK5BeCmcm9kk4r8HPfsH4CSQGoyGT2W5Rivw0"
    assert hash_of("token").hex().startswith("3c469e9d6c5875d3")

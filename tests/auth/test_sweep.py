"""The deletion of old rows by `auth`: with the test's own clock, on both sides of each age."""

from collections.abc import AsyncGenerator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from kilowatch.auth.clients import Users
from kilowatch.auth.domain.sessions import Session
from kilowatch.auth.hashing import HashingQueue
from kilowatch.auth.lockout import Attempts
from kilowatch.auth.passwords import Passwords
from kilowatch.auth.service.credentials import Credentials
from kilowatch.auth.storage import attempts, resets, sessions
from kilowatch.contracts.audit import Origin
from kilowatch.contracts.ids import UserId
from kilowatch.kit.calls import ServiceClient
from kilowatch.kit.database import Pool, connected
from tests.conftest import MakeDatabase

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
HASH = b"\x07" * 32


@pytest.fixture
async def pool(make_database: MakeDatabase) -> AsyncGenerator[Pool]:
    async with connected(await make_database("auth"), application="test") as pool:
        yield pool


@pytest.fixture
async def credentials(pool: Pool) -> AsyncGenerator[Credentials]:
    """The use cases that sweep; no call reaches `users`."""
    users = ServiceClient("users", "http://127.0.0.1:9", "token")
    yield Credentials(pool, Passwords(HashingQueue(1, 1)), Users(users), registration_open=False)
    await users.close()


async def fail_nine_times(pool: Pool, at: datetime) -> None:
    async with pool.acquire() as connection, connection.transaction():
        for _ in range(9):
            so_far = await attempts.lock(connection, "ada", at)
            await attempts.save(connection, "ada", so_far.after_failure(at), at)


async def failures(pool: Pool, at: datetime) -> Attempts:
    async with pool.acquire() as connection, connection.transaction():
        return await attempts.lock(connection, "ada", at)


async def test_wrong_passwords_are_forgotten_after_an_hour_and_not_before(
    pool: Pool, credentials: Credentials
) -> None:
    await fail_nine_times(pool, NOW)

    await credentials.sweep(NOW + timedelta(hours=1))
    kept = await failures(pool, NOW)
    await credentials.sweep(NOW + timedelta(hours=1) + SECOND)

    assert kept.failures == 9
    assert (await failures(pool, NOW)).failures == 0


async def test_the_sweep_removes_expired_locks(pool: Pool, credentials: Credentials) -> None:
    """The tenth wrong password locks for five minutes, however often the sweep runs."""
    await fail_nine_times(pool, NOW)
    async with pool.acquire() as connection, connection.transaction():
        tenth = (await attempts.lock(connection, "ada", NOW)).after_failure(NOW)
        await attempts.save(connection, "ada", tenth, NOW)

    await credentials.sweep(NOW + timedelta(minutes=5))
    locked = await failures(pool, NOW)

    assert locked.locked_at(NOW + timedelta(minutes=5) - SECOND)
    assert not locked.locked_at(NOW + timedelta(minutes=5))


async def test_a_browser_is_forgotten_after_400_days_and_not_before(
    pool: Pool, credentials: Credentials
) -> None:
    async with pool.acquire() as connection:
        await attempts.remember_browser(connection, HASH, UserId(uuid4()), NOW)
    known = "SELECT count(*) FROM known_browser"

    await credentials.sweep(NOW + timedelta(days=400))
    kept = await pool.fetchval(known)
    await credentials.sweep(NOW + timedelta(days=400) + SECOND)

    assert (kept, await pool.fetchval(known)) == (1, 0)


async def test_a_session_and_a_reset_link_are_removed_when_they_expire(
    pool: Pool, credentials: Credentials
) -> None:
    user_id = UserId(uuid4())
    session = Session(id=uuid4(), user_id=user_id, rotation_key=HASH, expires_at=NOW)
    async with pool.acquire() as connection, connection.transaction():
        await sessions.insert(connection, session, HASH, Origin(), NOW - timedelta(days=1))
        await resets.issue(connection, user_id, HASH, NOW)
    both = "SELECT (SELECT count(*) FROM session) + (SELECT count(*) FROM password_reset)"

    await credentials.sweep(NOW)
    kept = await pool.fetchval(both)
    await credentials.sweep(NOW + SECOND)

    assert (kept, await pool.fetchval(both)) == (2, 0)


async def test_a_reset_link_is_good_until_it_expires(pool: Pool) -> None:
    user_id = UserId(uuid4())
    async with pool.acquire() as connection:
        await resets.issue(connection, user_id, HASH, NOW)
        assert await resets.find(pool, HASH, NOW - SECOND) == user_id
        assert await resets.find(pool, HASH, NOW) is None
        assert not await resets.use(connection, HASH, NOW)
        assert await resets.use(connection, HASH, NOW - SECOND)
        assert not await resets.use(connection, HASH, NOW - SECOND), "it is used up"

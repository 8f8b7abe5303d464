"""Signing keys in rotation: published, signing, retired, removed; by the test's own clock."""

import asyncio
from collections.abc import AsyncGenerator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from kilowatch.auth.domain.sessions import LONGEST_ACCESS_TOKEN, Holder
from kilowatch.auth.keyring import (
    PUBLISHED_AHEAD,
    VERIFIES_ON_FOR,
    SigningKey,
    is_due,
    published_at,
    signing_at,
)
from kilowatch.auth.service.keys import SigningKeys
from kilowatch.auth.storage.keys import fetch_all
from kilowatch.auth.tokens import AccessTokens
from kilowatch.contracts.ids import UserId
from kilowatch.contracts.roles import Role
from kilowatch.kit.database import Pool, connected
from kilowatch.kit.errors import Unauthenticated
from kilowatch.kit.token_keys import KEYS_GOOD_FOR_S, PublishedKeys
from kilowatch.kit.tokens import TokenVerifier
from tests.conftest import MakeDatabase

MAX_AGE = timedelta(days=90)
KEEP_UP_EVERY = timedelta(minutes=1)


class Clock:
    """A clock that the test moves. It starts in the past: tokens must not be from the future."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC) - timedelta(hours=1)

    def __call__(self) -> datetime:
        return self.now


class AuthProcesses:
    """One database, and processes of `auth` that share it."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self.clock = Clock()

    async def process(self) -> SigningKeys:
        keys = SigningKeys(self.pool, MAX_AGE, self.clock)
        await keys.keep_up()
        return keys

    def token(self, keys: SigningKeys) -> str:
        holder = Holder(
            user_id=UserId(uuid4()), version=1, username="ada", name="Ada", role=Role.CLIENT
        )
        return AccessTokens(keys.signing, 7200).issue(holder, uuid4(), self.clock.now)

    def kid_signing(self, keys: SigningKeys) -> str:
        return str(keys.signing(self.clock.now).kid)


@pytest.fixture
async def auth_processes(make_database: MakeDatabase) -> AsyncGenerator[AuthProcesses]:
    async with connected(await make_database("auth"), application="test") as pool:
        yield AuthProcesses(pool)


def published(keys: SigningKeys) -> list[str]:
    return [each["kid"] for each in keys.public_keys()["keys"]]


async def test_a_new_key_is_published_before_it_signs_and_the_old_one_until_its_last_token_expires(
    auth_processes: AuthProcesses,
):
    keys = await auth_processes.process()
    begin, old = auth_processes.clock.now, auth_processes.kid_signing(keys)

    (new,) = (each.kid for each in await keys.rotate() if each.kid != old)
    assert published(keys) == [old, new]
    assert auth_processes.kid_signing(keys) == old

    auth_processes.clock.now = begin + PUBLISHED_AHEAD - timedelta(seconds=1)
    assert auth_processes.kid_signing(keys) == old
    auth_processes.clock.now = begin + PUBLISHED_AHEAD
    assert auth_processes.kid_signing(keys) == new
    auth_processes.clock.now = begin + PUBLISHED_AHEAD + LONGEST_ACCESS_TOKEN
    await keys.keep_up()
    assert published(keys) == [old, new], "the old one's last token may still be good"
    auth_processes.clock.now = begin + PUBLISHED_AHEAD + VERIFIES_ON_FOR
    assert published(keys) == [new]
    await keys.keep_up()
    assert [each.kid for each in await fetch_all(auth_processes.pool)] == [new]


NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)


def key(kid: str, active_from: datetime, retired_at: datetime | None = None) -> SigningKey:
    return SigningKey(
        kid=kid, private_jwk="", created_at=NOON, active_from=active_from, retired_at=retired_at
    )


def test_the_state_of_a_key_changes_exactly_at_its_times() -> None:
    retired_at = NOON + timedelta(days=90)
    removed_at = retired_at + timedelta(minutes=65)
    replaced, newest = key("a", NOON, retired_at), key("b", NOON)

    assert replaced.state_at(NOON - MOMENT) == "next"
    assert replaced.state_at(NOON) == "signing"
    assert replaced.state_at(retired_at - MOMENT) == "signing"
    assert replaced.state_at(retired_at) == "retired"
    assert replaced.state_at(removed_at - MOMENT) == "retired"
    assert replaced.state_at(removed_at) == "removed"
    assert newest.state_at(removed_at) == "signing"
    assert published_at([replaced, newest], removed_at - MOMENT) == [replaced, newest]
    assert published_at([replaced, newest], removed_at) == [newest]


def test_the_newest_active_key_signs_or_else_the_first_to_become_active() -> None:
    keys = [key("b", NOON), key("a", NOON), key("c", NOON + timedelta(hours=1))]

    assert signing_at(keys, NOON + timedelta(hours=1)).kid == "c"
    assert signing_at(keys, NOON).kid == "b"
    assert signing_at(keys, NOON - MOMENT).kid == "a"


def test_a_successor_is_due_fifteen_minutes_before_the_newest_key_is_too_old() -> None:
    keys = [key("old", NOON - timedelta(days=90)), key("new", NOON)]
    due_at = NOON + MAX_AGE - timedelta(minutes=15)

    assert is_due(keys, due_at, MAX_AGE)
    assert not is_due(keys, due_at - MOMENT, MAX_AGE)


async def test_a_key_is_published_longer_than_key_sets_are_cached():
    assert timedelta(seconds=2 * KEYS_GOOD_FOR_S) < PUBLISHED_AHEAD


async def test_no_valid_token_is_rejected_during_key_rotation(
    auth_processes: AuthProcesses,
):
    """A service that fetches the keys as rarely as allowed, and two processes that sign."""
    one, other = await auth_processes.process(), await auth_processes.process()
    elsewhere: list[str] = []
    begin = auth_processes.clock.now

    async def fetch() -> dict[str, object]:
        elsewhere.append("fetched")
        return one.public_keys()

    seconds = 0.0
    service = TokenVerifier("", PublishedKeys(fetch, lambda: seconds))
    await service.verify(auth_processes.token(one))
    await one.rotate()
    signed_by: set[str] = set()
    while seconds < 2 * PUBLISHED_AHEAD.total_seconds():
        seconds += KEEP_UP_EVERY.total_seconds()
        auth_processes.clock.now = begin + timedelta(seconds=seconds)
        await other.keep_up()
        for process in (one, other):
            signed_by.add(auth_processes.kid_signing(process))
            await service.verify(auth_processes.token(process))
    assert len(signed_by) == 2
    assert len(elsewhere) <= 2 + seconds / KEYS_GOOD_FOR_S


async def test_old_keys_are_replaced_by_exactly_one_process(
    auth_processes: AuthProcesses,
):
    one, other = await auth_processes.process(), await auth_processes.process()
    first = auth_processes.kid_signing(one)
    auth_processes.clock.now += MAX_AGE - PUBLISHED_AHEAD - timedelta(seconds=1)
    await one.keep_up()
    assert len(published(one)) == 1

    auth_processes.clock.now += timedelta(seconds=1)
    for _ in range(3):
        await one.keep_up()
        await other.keep_up()
    assert published(one) == published(other)
    assert len(published(one)) == 2
    assert auth_processes.kid_signing(other) == first

    auth_processes.clock.now += PUBLISHED_AHEAD
    assert auth_processes.kid_signing(one) == auth_processes.kid_signing(other) != first
    later = auth_processes.clock.now + MAX_AGE - PUBLISHED_AHEAD
    auth_processes.clock.now = later
    await one.keep_up()
    assert len(await fetch_all(auth_processes.pool)) == 2, "the first is gone, a third has come"


async def test_processes_that_start_together_create_one_key(auth_processes: AuthProcesses):
    processes = [SigningKeys(auth_processes.pool, MAX_AGE, auth_processes.clock) for _ in range(4)]
    await asyncio.gather(*(each.keep_up() for each in processes))
    assert len({auth_processes.kid_signing(each) for each in processes}) == 1
    assert len(await fetch_all(auth_processes.pool)) == 1


async def test_a_revoked_key_verifies_nothing(auth_processes: AuthProcesses):
    keys, other = await auth_processes.process(), await auth_processes.process()
    verifier = TokenVerifier("", keys)
    token = auth_processes.token(keys)
    await verifier.verify(token)

    (new,) = await keys.rotate(revoke=True)

    with pytest.raises(Unauthenticated):
        await verifier.verify(token)
    assert auth_processes.kid_signing(keys) == new.kid
    await verifier.verify(auth_processes.token(keys))
    await other.keep_up()
    assert published(other) == [new.kid]


async def test_the_key_of_the_previous_release_signs_until_it_is_old(
    auth_processes: AuthProcesses,
):
    """It knew one key, and none of its times except the creation."""
    keys = await auth_processes.process()
    await auth_processes.pool.execute("DELETE FROM signing_key")
    (made,) = keys.all()
    await auth_processes.pool.execute(
        "INSERT INTO signing_key (kid, private_jwk) VALUES ($1, $2)", made.kid, made.private_jwk
    )
    again = await auth_processes.process()
    assert auth_processes.kid_signing(again) == made.kid
    assert published(again) == [made.kid]

"""The moment at which a connection has caught up and goes live, stopped by the test."""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import msgspec
import pytest

from kilowatch.contracts.ids import UserId
from kilowatch.contracts.roles import Role
from kilowatch.contracts.socket import Alert
from kilowatch.kit.accounts import Guard
from kilowatch.kit.background import background
from kilowatch.kit.database import Pool, connect
from kilowatch.kit.tokens import TokenClaims, TokenVerifier
from kilowatch.realtime import storage
from kilowatch.realtime.connections import Hub, SocketConnection
from kilowatch.realtime.domain import Notification
from kilowatch.realtime.service import Realtime, notify_owner
from kilowatch.realtime.watching import Watchers
from tests.conftest import MakeDatabase
from tests.realtime.env import overconsumption


@pytest.fixture
async def pool(make_database: MakeDatabase) -> AsyncGenerator[Pool]:
    async with await connect(await make_database("realtime"), application="test") as pool:
        yield pool


async def test_a_connection_that_goes_live_during_a_read_misses_nothing(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    user_id = UserId(uuid4())
    async with pool.acquire() as connection:
        for hour in range(3):
            async with connection.transaction():
                await notify_owner(connection, overconsumption(user_id, hour=hour))
    hub = Hub(max_sockets_per_user=2)
    ahead, behind = _session(hub, user_id), _session(hub, user_id)
    realtime = Realtime(pool, Guard(pool, TokenVerifier("")), hub, Watchers())
    read = storage.notifications_after

    async def read_while_the_other_goes_live(
        pool: Pool, positions: Mapping[UserId, int], limit: int
    ) -> list[Notification]:
        page = await read(pool, positions, limit)
        if behind.position is None:
            behind.go_live(1)
            realtime.notification_stored(user_id)
        return page

    monkeypatch.setattr(storage, "notifications_after", read_while_the_other_goes_live)
    ahead.go_live(2)
    realtime.notification_stored(user_id)
    async with background(realtime.deliver()):
        assert await _numbers(ahead, 1) == [3]
        assert await _numbers(behind, 2) == [2, 3]

    for session in (ahead, behind):
        assert not session.ended.done()
        hub.remove(session)


def _session(hub: Hub, user_id: UserId) -> SocketConnection:
    expires_at = datetime.now(UTC) + timedelta(minutes=15)
    session = SocketConnection(TokenClaims(user_id, Role.CLIENT, 1, uuid4(), expires_at))
    hub.add(session)
    return session


async def _numbers(session: SocketConnection, count: int) -> list[int]:
    async with asyncio.timeout(30):
        texts = [await session.next_text() for _ in range(count)]
    return [msgspec.json.decode(text, type=Alert).number for text in texts]

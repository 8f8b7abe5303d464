"""One process at a time holds a name, and loses it when it falls silent."""

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager

import asyncpg
import pytest

from kilowatch.kit.background import end_tasks
from kilowatch.kit.database import CONNECTION_LOST, Pool, connect
from kilowatch.kit.leases import Grant, LeaseKeeper, lowest_free, only
from tests.conftest import MakeDatabase
from tests.harness.serving import eventually


@pytest.fixture
async def pool(make_database: MakeDatabase) -> AsyncGenerator[Pool]:
    async with await connect(await make_database("balancing"), application="test") as pool:
        yield pool


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that is slow for a moment is waited for."""
    monkeypatch.setattr("kilowatch.kit.leases.QUERY_WITHIN_S", 30)


@asynccontextmanager
async def keeping(lease: LeaseKeeper) -> AsyncGenerator[LeaseKeeper]:
    running = asyncio.create_task(lease.run())
    try:
        yield lease
    finally:
        await end_tasks(running)


def keeper(pool: Pool, lapses_after_s: float = 0.5) -> LeaseKeeper:
    return LeaseKeeper(pool, only("it"), lapses_after_s=lapses_after_s)


@pytest.mark.usefixtures("unhurried")
async def test_a_name_has_one_holder_and_passes_on_at_once_when_released(pool: Pool) -> None:
    async with keeping(keeper(pool, 1)) as waiting:
        earlier = await waiting.until_held()
    async with keeping(keeper(pool, 600)) as holder:
        grant = await holder.until_held()
        async with keeping(keeper(pool, 1)) as other:
            assert (holder.is_sure, other.is_sure, other.grant) == (True, False, None)
    async with keeping(keeper(pool, 1)) as next_one:
        later = await asyncio.wait_for(next_one.until_held(), 30)

    assert earlier.fence < grant.fence < later.fence


async def test_an_expired_holder_is_unsure_before_it_is_replaced_and_then_notified(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    asleep = asyncio.Event()
    sure_when_replaced: list[bool] = []

    async def sleep_on(self: LeaseKeeper, grant: Grant) -> None:
        """Skip the renewal, as while its process is frozen."""
        if asleep.is_set() and self is sleeper:
            return
        await renew(self, grant)

    async def look_at_the_other(self: LeaseKeeper, name: str) -> int | None:
        fence = await claim(self, name)
        if fence is not None and self is not sleeper:
            sure_when_replaced.append(sleeper.is_sure)
        return fence

    renew, claim = LeaseKeeper._renew, LeaseKeeper._try  # pyright: ignore[reportPrivateUsage]
    monkeypatch.setattr(LeaseKeeper, "_renew", sleep_on)
    monkeypatch.setattr(LeaseKeeper, "_try", look_at_the_other)
    sleeper = keeper(pool)
    async with AsyncExitStack() as both:
        await both.enter_async_context(keeping(sleeper))
        first = await sleeper.until_held()
        other = await both.enter_async_context(keeping(keeper(pool)))
        asleep.set()

        second = await asyncio.wait_for(other.until_held(), 30)
        assert sure_when_replaced == [False]
        lost = asyncio.create_task(sleeper.until_lost())
        asleep.clear()
        await asyncio.wait_for(lost, 30)

        assert second.fence > first.fence
        assert (sleeper.grant, other.is_sure) == (None, True)


@pytest.mark.usefixtures("unhurried")
async def test_concurrent_claims_of_numbered_names_get_one_each(pool: Pool) -> None:
    keepers = [LeaseKeeper(pool, lowest_free("monitoring-"), lapses_after_s=5) for _ in range(6)]
    running = [asyncio.create_task(each.run()) for each in keepers]

    grants = await asyncio.gather(*(each.until_held() for each in keepers))

    assert sorted(each.name for each in grants) == [f"monitoring-{n}" for n in range(1, 7)]
    await end_tasks(*running)
    assert await pool.fetchval("SELECT count(*) FROM lease WHERE expires_at > now()") == 0


async def test_a_database_outage_does_not_cost_the_lease(pool: Pool, postgres_url: str) -> None:
    database = await pool.fetchval("SELECT current_database()")
    async with keeping(keeper(pool, 2)) as lease, keeping(keeper(pool, 2)) as other:
        holder = await first_of(lease, other)
        grant = holder.grant
        admin = await asyncpg.connect(postgres_url)
        try:
            await admin.execute(f'ALTER DATABASE "{database}" ALLOW_CONNECTIONS false')
            deadline = time.monotonic() + 5
            while time.monotonic() < deadline:
                await admin.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1",
                    database,
                )
                assert holder.is_sure
                await asyncio.sleep(0.05)
        finally:
            await admin.execute(f'ALTER DATABASE "{database}" ALLOW_CONNECTIONS true')
            await admin.close()

        await eventually(lambda: answers(pool))
        assert holder.grant == grant


async def first_of(*keepers: LeaseKeeper) -> LeaseKeeper:
    await eventually(lambda: any(each.grant for each in keepers))
    return next(each for each in keepers if each.grant)


async def answers(pool: Pool) -> bool:
    try:
        return bool(await pool.fetchval("SELECT true"))
    except CONNECTION_LOST:
        return False


async def test_a_claim_whose_response_was_lost_is_recovered(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost: list[str] = []

    async def lose_the_first_answer(self: LeaseKeeper, name: str) -> int | None:
        fence = await claim(self, name)
        if not lost:
            lost.append(name)
            raise TimeoutError
        return fence

    claim = LeaseKeeper._try  # pyright: ignore[reportPrivateUsage]
    monkeypatch.setattr(LeaseKeeper, "_try", lose_the_first_answer)

    async with keeping(LeaseKeeper(pool, lowest_free("it-"), lapses_after_s=3)) as lease:
        grant = await asyncio.wait_for(lease.until_held(), 30)

    assert lost == ["it-1"]
    assert grant.name == "it-1"

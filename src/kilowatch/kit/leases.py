"""Names held for a time: one process at a time holds a name, and loses it when it falls silent.

A lease is a row in the service's own database (``kit/tables/lease_1.sql``). Its holder renews
it; without that it lapses by the clock of the database, and another process may claim it. So a
frozen process loses its name as a dead one does. When it wakes it knows from its own clock
that its time is over, before it has asked the database.
"""

import asyncio
import time
from collections.abc import Callable, Set
from datetime import timedelta
from typing import TypeAlias
from uuid import uuid4

import asyncpg
import msgspec
import structlog

from kilowatch.kit.database import CONNECTION_LOST, Pool

log = structlog.get_logger()

QUERY_WITHIN_S = 1.0

DATABASE_AWAY = (*CONNECTION_LOST, TimeoutError, asyncpg.PostgresError)

Choose: TypeAlias = Callable[[Set[str]], str | None]
"""Chooses the name to claim, given those that are held; None to wait."""


class Grant(msgspec.Struct, frozen=True):
    """A name this process holds. ``fence`` is higher than that of every earlier holder."""

    name: str
    fence: int


class LeaseKeeper:
    """Claims a name, renews it, notices its loss, and claims again; until cancelled."""

    def __init__(self, pool: Pool, choose: Choose, *, lapses_after_s: float) -> None:
        self._pool = pool
        self._choose = choose
        self._lapses_after_s = lapses_after_s
        self._holder = uuid4().hex
        self._sure_until_s = 0.0
        self._held = asyncio.Event()
        self._lost = asyncio.Event()
        self.grant: Grant | None = None

    @property
    def is_sure(self) -> bool:
        """Return true if no other process can hold the name now, as far as clocks agree."""
        return self.grant is not None and time.monotonic() < self._sure_until_s

    async def run(self) -> None:
        """Hold a name whenever one can be claimed; release it at the end."""
        try:
            while True:
                await self._claim() if self.grant is None else await self._renew(self.grant)
                await asyncio.sleep(self._lapses_after_s / 5)
        finally:
            await self._release()

    async def until_held(self) -> Grant:
        """Wait for a name."""
        while self.grant is None:
            await self._held.wait()
        return self.grant

    async def until_lost(self) -> None:
        """Wait until the current name is lost."""
        if self.grant is not None:
            await self._lost.wait()

    async def _claim(self) -> None:
        begun_s = time.monotonic()
        try:
            async with asyncio.timeout(QUERY_WITHIN_S):
                # A lease that is ours in the database only is from a claim whose response was lost.
                rows = await self._pool.fetch(
                    """SELECT name FROM lease
                       WHERE expires_at > clock_timestamp() AND holder <> $1""",
                    self._holder,
                )
                name = self._choose({row["name"] for row in rows})
                fence = await self._try(name) if name is not None else None
        except DATABASE_AWAY as error:
            log.warning("lease.database_away", error=str(error) or repr(error))
            return
        if name is not None and fence is not None:
            self.grant = Grant(name, fence)
            self._sure_until_s = begun_s + self._lapses_after_s
            self._lost.clear()
            self._held.set()
            log.info("lease.held", name=name, fence=fence)

    async def _try(self, name: str) -> int | None:
        fence: int | None = await self._pool.fetchval(
            """INSERT INTO lease AS l (name, holder, fence, held_since, expires_at)
               VALUES ($1, $2, 1, clock_timestamp(), clock_timestamp() + $3)
               ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, fence = l.fence + 1,
                   held_since = excluded.held_since, expires_at = excluded.expires_at
               WHERE l.expires_at <= clock_timestamp() OR l.holder = excluded.holder
               RETURNING fence""",
            name,
            self._holder,
            timedelta(seconds=self._lapses_after_s),
        )
        return fence

    async def _renew(self, grant: Grant) -> None:
        begun_s = time.monotonic()
        was_sure = self.is_sure
        try:
            async with asyncio.timeout(QUERY_WITHIN_S):
                renewed = await self._pool.execute(
                    """UPDATE lease SET expires_at = clock_timestamp() + $4
                       WHERE name = $1 AND holder = $2 AND fence = $3""",
                    grant.name,
                    self._holder,
                    grant.fence,
                    timedelta(seconds=self._lapses_after_s),
                )
        except DATABASE_AWAY as error:
            log.warning("lease.database_away", name=grant.name, error=str(error) or repr(error))
            if was_sure:
                # No other process can claim it either; one that was frozen must ask first.
                self._sure_until_s = begun_s + self._lapses_after_s
            return
        if renewed == "UPDATE 1":
            self._sure_until_s = begun_s + self._lapses_after_s
        else:
            log.warning("lease.lost", name=grant.name, fence=grant.fence)
            self._forget()

    def _forget(self) -> None:
        self.grant = None
        self._held.clear()
        self._lost.set()

    async def _release(self) -> None:
        grant = self.grant
        if grant is None:
            return
        self._forget()
        try:
            async with asyncio.timeout(QUERY_WITHIN_S):
                await self._pool.execute(
                    """UPDATE lease SET expires_at = clock_timestamp()
                       WHERE name = $1 AND holder = $2 AND fence = $3""",
                    grant.name,
                    self._holder,
                    grant.fence,
                )
        except DATABASE_AWAY as error:
            log.warning("lease.not_released", name=grant.name, error=str(error) or repr(error))


def only(name: str) -> Choose:
    """Claim this one name when it is free."""
    return lambda held: None if name in held else name


def lowest_free(prefix: str, preferred: str | None = None, patience_s: float = 0.0) -> Choose:
    """Claim the first free name of ``prefix1``, ``prefix2``, ….

    A ``preferred`` name comes first; if it is held, wait ``patience_s`` for it, since its
    holder may be the dead process that this one replaces.
    """
    waiting_since_s: float | None = None

    def choose(held: Set[str]) -> str | None:
        nonlocal waiting_since_s
        if preferred is not None:
            if preferred not in held:
                waiting_since_s = None
                return preferred
            waiting_since_s = waiting_since_s or time.monotonic()
            if time.monotonic() - waiting_since_s < patience_s:
                return None
        number = 1
        while f"{prefix}{number}" in held:
            number += 1
        return f"{prefix}{number}"

    return choose

"""No query about a million rejections reads all of them."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest

from kilowatch.kit.database import Pool
from kilowatch.kit.lists import PageRequest
from kilowatch.monitoring.rejections import storage
from kilowatch.monitoring.rejections.domain import RejectionQuery, RejectionState
from kilowatch.monitoring.rejections.storage import (
    BEGINNING,
    MOST_LOOKED_THROUGH,
)
from tests.monitoring.db import MonitoringDb
from tests.monitoring.many_rejections import RARE_REASON, fill

ROWS = 1_000_000
NOW = datetime(2026, 1, 1, 12, 30, tzinfo=UTC)
NONE_FIT = RejectionQuery(state=RejectionState.REPLAYED, reason="energy_negative")


class ExplainingPool:
    """Stands in for a pool: reports for each query how many rows of the list it read."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self.read: list[int] = []

    async def fetch(self, query: str, *args: object) -> list[Any]:
        [row] = await self._pool.fetch(f"EXPLAIN (ANALYZE, FORMAT JSON) {query}", *args)
        plan = json.loads(row[0])[0]["Plan"]
        scans = [each for each in nodes(plan) if each.get("Relation Name") == "rejected_reading"]
        assert [each["Node Type"] for each in scans if each["Node Type"] == "Seq Scan"] == []
        self.read.append(sum(rows_read(each) for each in scans))
        return await self._pool.fetch(query, *args)

    async def fetchval(self, query: str, *args: object) -> Any:
        rows = await self.fetch(query, *args)
        return rows[0][0] if rows else None


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for each in plan.get("Plans", []):
        yield from nodes(each)


def rows_read(scan: dict[str, Any]) -> int:
    per_loop = scan["Actual Rows"] + scan.get("Rows Removed by Filter", 0)
    return round(per_loop * scan["Actual Loops"])


@pytest.fixture
async def million(db: MonitoringDb) -> MonitoringDb:
    await fill(db.pool, ROWS, NOW, logged=False)
    return db


def questions() -> list[RejectionQuery]:
    week = {"rejected_from": NOW - timedelta(days=7), "rejected_to": NOW - timedelta(minutes=20)}
    return [
        RejectionQuery(**given)  # pyright: ignore[reportArgumentType]
        for given in (
            {},
            {"reason": "malformed_json"},
            {"reason": RARE_REASON},
            {"sender": "meter-7"},
            {"sender": "meter-5", "reason": "malformed_json", "state": RejectionState.OPEN},
            {"state": RejectionState.OPEN},
            {"state": RejectionState.REPLAYED},
            {"state": RejectionState.DISCARDED, "reason": "malformed_json"},
            week,
            {**week, "reason": "energy_negative"},
        )
    ] + [NONE_FIT]


async def test_every_filter_and_count_reads_few_rows(million: MonitoringDb) -> None:
    explaining = ExplainingPool(million.pool)
    pool = cast("Pool", explaining)
    for chosen in questions():
        for sort in ("-rejected_at", "rejected_at"):
            await storage.page(pool, chosen, PageRequest(None, sort, 50, 0))
        await storage.last_rejected_at(pool, chosen)
        await storage.unsettled(pool, chosen, BEGINNING, NOW, 500)
        kept = sum(row["total"] for row in await storage.kept(pool, chosen))
        assert (kept > 0) == (chosen != NONE_FIT)
        assert max(explaining.read) <= ROWS / 100, (chosen, explaining.read)
        explaining.read.clear()
        await storage.page(pool, chosen, PageRequest(None, "-reason", 50, 0))
        await storage.page(pool, chosen, PageRequest("kwh", "-rejected_at", 50, 0))
        await storage.found(pool, chosen, "nothing like it")
        assert max(explaining.read) <= MOST_LOOKED_THROUGH, (chosen, explaining.read)
        explaining.read.clear()

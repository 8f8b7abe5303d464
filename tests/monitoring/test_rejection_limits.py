"""Some rejections of each sender and hour are kept; the others are counted, each once."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import asyncpg
import pytest

from kilowatch.monitoring.domain import Rejection
from kilowatch.monitoring.ingest import IngestStorage
from kilowatch.monitoring.rejections import upkeep as upkeep_module
from kilowatch.monitoring.rejections.upkeep import RejectionUpkeep
from tests.monitoring.admin_client import AdminClient
from tests.monitoring.db import NEWS_WINDOW, NOW, MonitoringDb, parsed
from tests.monitoring.reference_model import Sent

MOST = 5
HOUR = timedelta(hours=1)


@pytest.fixture
async def few(db: MonitoringDb, monkeypatch: pytest.MonkeyPatch) -> MonitoringDb:
    """A database in which five rejections are kept of each sender and hour, by any replica."""
    monkeypatch.setenv("KILOWATCH_MONITORING_REJECTIONS_KEPT_PER_HOUR", str(MOST))
    await RejectionUpkeep(db.pool, MOST, timedelta(days=90)).publish_policy()
    return db


def refused(
    source: int, count: int, sender: str | None = "meter", reason: str = "malformed_json"
) -> list[Rejection]:
    return [Rejection(source, n, sender, reason, "No.", f"{{{n}") for n in range(count)]


async def take(db: MonitoringDb, rejections: list[Rejection], now: datetime = NOW) -> None:
    await db.storage.take([], rejections, now)


async def figures(db: MonitoringDb) -> tuple[int, int]:
    """Return the numbers of rejections kept and counted."""
    [row] = await db.rows(
        """SELECT (SELECT count(*) FROM rejected_reading) AS kept,
                  (SELECT coalesce(sum(total), 0)::bigint FROM rejection_count) AS counted"""
    )
    return row["kept"], row["counted"]


async def test_rejections_over_the_limit_are_counted_by_sender_hour_and_reason(
    few: MonitoringDb, admin_client: AdminClient
) -> None:
    await take(few, refused(1, 131_071))
    await take(few, refused(2, 3, reason="time_missing"))
    await take(few, refused(3, 7, sender="other"))
    await take(few, refused(4, 6, sender=None))
    await take(few, refused(5, 6), NOW + HOUR)

    page = await admin_client.get("/rejections", limit=3)
    assert (page["total"], page["counted"]) == (4 * MOST, 131_066 + 3 + 2 + 1 + 1)
    of_meter = await admin_client.get("/rejections", sender="meter")
    assert (of_meter["total"], of_meter["counted"]) == (2 * MOST, 131_070)
    counts = {
        each["reason"]: each for each in (await admin_client.get("/rejections/counts"))["items"]
    }
    assert counts["malformed_json"]["counted"] == 131_070
    assert (counts["time_missing"]["open"], counts["time_missing"]["counted"]) == (0, 3)
    listed = await admin_client.get("/rejections/counted", sender="meter")
    assert [(each["hour"][11:13], each["reason"], each["count"]) for each in listed["items"]] == [
        ("13", "malformed_json", 1),
        ("12", "malformed_json", 131_066),
        ("12", "time_missing", 3),
    ]
    later = await admin_client.get("/rejections/counted", **{"from": (NOW + HOUR).isoformat()})
    assert [each["count"] for each in later["items"]] == [1]


async def test_a_redelivered_message_is_not_kept_or_counted_again(few: MonitoringDb) -> None:
    batches = [refused(source, 4) for source in range(1, 5)]
    for batch in batches:
        await take(few, batch)
    assert await figures(few) == (MOST, 11)

    # Again in other batches, in another order, and in another hour, whose sample is empty.
    await take(few, batches[3] + batches[0], NOW + HOUR)
    await take(few, batches[2], NOW + 2 * HOUR)
    await take(few, batches[1] + batches[1], NOW)

    assert await figures(few) == (MOST, 11)


async def test_parts_of_a_message_that_arrive_separately_are_all_counted(few: MonitoringDb) -> None:
    await take(few, refused(1, 8)[:7])
    await take(few, refused(1, 8)[6:])

    assert await figures(few) == (MOST, 3)


async def test_concurrent_replicas_count_each_rejection_once(few: MonitoringDb) -> None:
    replicas = [IngestStorage(few.pool, NEWS_WINDOW) for _ in range(4)]
    batches = [refused(source, 3, f"meter-{source % 3}") for source in range(60)]

    async def store(replica: IngestStorage, some: list[list[Rejection]], now: datetime) -> None:
        for batch in some:
            await replica.take([], batch, now)

    # Each batch is dispatched to two replicas, whose clocks are in different hours.
    await asyncio.gather(
        store(replicas[0], batches[::2], NOW),
        store(replicas[1], batches[1::2], NOW),
        store(replicas[2], batches[::-1], NOW + HOUR),
        store(replicas[3], batches[::3], NOW + HOUR),
    )

    kept, counted = await figures(few)
    assert kept + counted == 180
    senders = await few.rows(
        """SELECT count(*) AS kept FROM rejected_reading
           GROUP BY sender, date_trunc('hour', rejected_at)"""
    )
    assert max(row["kept"] for row in senders) <= MOST


async def test_replaying_and_discarding_keep_the_counts_correct(
    few: MonitoringDb, admin_client: AdminClient
) -> None:
    await take(few, refused(1, 12))
    [first, *_] = (await admin_client.get("/rejections"))["items"]
    await admin_client.post("/rejections/discard", {"ids": [first["id"]]})
    await admin_client.post("/rejections/replay", {"filter": {}})

    [counts] = (await admin_client.get("/rejections/counts"))["items"]
    page = await admin_client.get("/rejections", state="rejected_again")

    assert (counts["open"], counts["rejected_again"], counts["discarded"]) == (0, 4, 1)
    assert (counts["counted"], page["total"], page["counted"]) == (7, 4, 0)


async def test_counts_between_two_moments_are_exact(
    few: MonitoringDb, admin_client: AdminClient
) -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    for n in range(16):
        await take(few, refused(n, 1, f"meter-{n}"), start + n * timedelta(minutes=15))

    for first in range(16):
        for last in range(first, 16):
            # Moments between the rejections and on them, in the same hour and hours apart.
            times = {
                "from": (start + first * timedelta(minutes=15)).isoformat(),
                "to": (start + last * timedelta(minutes=15)).isoformat(),
            }
            assert (await admin_client.get("/rejections", limit=1, **times))[
                "total"
            ] == last - first


async def test_old_rejections_are_deleted_with_their_counts(
    few: MonitoringDb, admin_client: AdminClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep_module, "STEP_ROWS", 2)
    monkeypatch.setattr(upkeep_module, "PAUSE_S", 0)
    await take(few, refused(1, 12), NOW - timedelta(days=91))
    await take(few, refused(2, 7), NOW - timedelta(days=89))

    await RejectionUpkeep(few.pool, MOST, timedelta(0)).forget(NOW)
    assert await figures(few) == (2 * MOST, 9)
    await RejectionUpkeep(few.pool, MOST, timedelta(days=90)).forget(NOW)

    assert await figures(few) == (MOST, 2)
    page = await admin_client.get("/rejections")
    assert (page["total"], page["counted"]) == (MOST, 2)
    assert await few.rows("SELECT 1 FROM rejection_tally WHERE total <> $1", MOST) == []
    assert await few.rows("SELECT 1 FROM counted_rejection") == []


async def test_deletion_skips_locked_rows_and_blocks_nothing(few: MonitoringDb) -> None:
    await take(few, refused(1, 4), NOW - timedelta(days=100))
    await take(few, refused(2, 4, "other"), NOW - timedelta(days=100))
    looking, forgetting = await asyncpg.connect(few.url), await asyncpg.connect(few.url)
    try:
        async with looking.transaction(), forgetting.transaction():
            await looking.execute("SELECT 1 FROM rejected_reading WHERE source = 1 FOR UPDATE")
            await forgetting.execute("SET LOCAL lock_timeout = '2s'")
            # The locked rows are left for the next time.
            assert await forgetting.fetchval("SELECT forget_rejections($1, 100)", NOW) == 4
            # A batch of the same sender is stored while the step is not committed.
            async with few.pool.acquire() as batch, batch.transaction():
                await batch.execute("SET LOCAL lock_timeout = '2s'")
                await batch.execute(SAMPLE, *entries(refused(3, 9, "other")))
    finally:
        await looking.close()
        await forgetting.close()
    assert await few.rows("SELECT 1 FROM rejected_reading WHERE source = 2") == []
    assert (await figures(few))[1] == 4


SAMPLE = "SELECT sample_rejections($1, 'stream', $2)"


def entries(rejections: list[Rejection]) -> tuple[Any, ...]:
    names = ("source", "source_index", "sender", "reason", "detail", "body")
    return [tuple(getattr(each, name) for name in names) for each in rejections], NOW


async def test_readings_of_a_deleted_device_are_limited_too(
    few: MonitoringDb, admin_client: AdminClient
) -> None:
    device = await few.device(uuid4())
    await few.pool.execute("SELECT apply_device_deleted($1, 2)", device)
    many = [
        parsed(device, Sent(NOW - timedelta(minutes=n), 1, 60, source=1, index=n))
        for n in range(20)
    ]
    for _ in range(2):
        await few.storage.take(many, [], NOW)

    page = await admin_client.get("/rejections", reason="device_deleted")

    assert (page["total"], page["counted"]) == (MOST, 15)


async def test_a_filter_discards_any_number_in_several_calls(
    db: MonitoringDb, admin_client: AdminClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kilowatch.monitoring.rejections.service.DISCARD_CHUNK", 3)
    monkeypatch.setattr("kilowatch.monitoring.rejections.service.MOST_DISCARDED_IN_ONE_CALL", 6)
    await take(db, refused(1, 8) + refused(2, 1, reason="time_missing"))

    first = await admin_client.post("/rejections/discard", {"filter": {"reason": "malformed_json"}})
    second = await admin_client.post(
        "/rejections/discard", {"filter": {"reason": "malformed_json"}}
    )

    assert first == {"discarded": 6, "remaining": 2}
    assert second == {"discarded": 2}
    assert (await admin_client.get("/rejections", state="open"))["total"] == 1

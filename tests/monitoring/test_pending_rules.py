"""Pending readings, clocks that are ahead and rejected readings, at their boundaries."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from kilowatch.monitoring.domain import Parsed, ParsedReading, ParsedRegister, Rejection
from kilowatch.monitoring.ingest import CLOCK_TOLERANCE
from tests.monitoring.db import NOW, MonitoringDb

KWH = 1_000_000_000
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
MOMENT = timedelta(microseconds=1)
BY = uuid4()


def reading(
    device: UUID, ahead: timedelta, source: int = 1, interval_s: int | None = 900
) -> ParsedReading:
    return ParsedReading(device, NOW + ahead, KWH, interval_s, source, 0)


def register(device: UUID, ahead: timedelta, source: int = 1) -> ParsedRegister:
    return ParsedRegister(device, NOW + ahead, KWH, source, 0)


async def stored(db: MonitoringDb) -> int:
    return (
        await db.rows(
            "SELECT (SELECT count(*) FROM reading) + (SELECT count(*) FROM register_reading) AS n"
        )
    )[0]["n"]


async def ahead_s(db: MonitoringDb) -> list[int]:
    return [row["ahead_s"] for row in await db.rows("SELECT ahead_s FROM device_clock")]


@pytest.mark.parametrize("make", [reading, register])
async def test_a_reading_beyond_the_tolerance_is_pending_until_its_time(
    db: MonitoringDb, make: Callable[..., Parsed]
) -> None:
    device = await db.device()
    await db.store([make(device, CLOCK_TOLERANCE)], NOW)
    assert await stored(db) == 1

    ahead = [make(device, CLOCK_TOLERANCE + MOMENT, 2), make(device, HOUR, 3)]
    await db.store(ahead, NOW)

    assert await stored(db) == 1
    its_time = NOW + CLOCK_TOLERANCE + MOMENT
    assert await db.storage.take_in_due(its_time - MOMENT) == []
    assert len(await db.storage.take_in_due(its_time)) == 1
    assert await stored(db) == 2


async def test_a_clock_is_measured_by_the_end_of_the_interval(db: MonitoringDb) -> None:
    told = await db.device()
    usual = await db.device(interval_s=1800)
    unknown = await db.device()
    counter = await db.device(interval_s=1800)

    for device, interval_s in ((told, 900), (usual, None), (unknown, None)):
        await db.store([reading(device, HOUR, interval_s=interval_s)], NOW)
    await db.store([register(counter, HOUR)], NOW)

    rows = await db.rows(
        "SELECT device_id, ahead_s FROM device_clock JOIN channel USING (channel_key)"
    )
    assert {row["device_id"]: row["ahead_s"] for row in rows} == {
        told: 3600 + 900,
        usual: 3600 + 1800,
        unknown: 3600,
        counter: 3600 + 1800,
    }


async def test_an_older_message_does_not_update_the_clock(db: MonitoringDb) -> None:
    device = await db.device()
    await db.store([reading(device, HOUR, source=5)], NOW)

    await db.store([reading(device, 2 * HOUR, source=4)], NOW)
    assert await ahead_s(db) == [4500]

    await db.store([reading(device, 3 * HOUR, source=6)], NOW)
    assert await ahead_s(db) == [3 * 3600 + 900]


async def test_the_clock_of_a_deleted_device_is_ignored(db: MonitoringDb) -> None:
    device = await db.device()
    await db.pool.execute("SELECT apply_device_deleted($1, 2)", device)

    await db.store([reading(device, HOUR)], NOW)

    assert await ahead_s(db) == []


@pytest.mark.parametrize(
    ("sent", "right"),
    [
        (reading(UUID(int=1), -15 * MINUTE, 6), False),
        (reading(UUID(int=1), MOMENT - 15 * MINUTE, 6), True),
        (reading(UUID(int=1), MINUTE, 4), False),
        (register(UUID(int=1), timedelta(0), 6), False),
        (register(UUID(int=1), MOMENT, 6), True),
        (register(UUID(int=1), MOMENT, 4), False),
    ],
    ids=["history", "newer", "sent before", "register then", "newer register", "register before"],
)
async def test_a_clock_is_right_once_a_later_reading_is_in_time(
    db: MonitoringDb, sent: Parsed, right: bool
) -> None:
    device = await db.device(UUID(int=1))
    await db.store([reading(device, HOUR, source=5)], NOW)
    assert await ahead_s(db) == [4500]

    await db.store([sent], NOW + 2 * MINUTE)

    assert (await ahead_s(db) == []) is right


@pytest.mark.parametrize(
    ("state", "waits"), [("open", 1), ("replayed", 1), ("pending", 1), ("discarded", 0)]
)
async def test_a_discarded_reading_does_not_become_pending_again(
    db: MonitoringDb, state: str, waits: int
) -> None:
    device = uuid4()
    await db.storage.take([], [Rejection(1, 0, str(device), "too_late", "No.", "{}")], NOW)
    await db.pool.execute("UPDATE rejected_reading SET state = $1", state)

    await db.store([reading(device, timedelta(0))], NOW)

    [row] = await db.rows("SELECT count(*) AS n FROM pending_reading")
    assert row["n"] == waits


@pytest.mark.parametrize("count", [1, 2, 3])
async def test_http_rejections_keep_the_first_and_count_the_others(
    db: MonitoringDb, count: int
) -> None:
    await db.pool.execute(
        "SELECT record_intake_rejections('meter', 'wrong_type', 'No.', '{}', $1, $2)", count, NOW
    )

    kept = await db.rows("SELECT sender, origin FROM rejected_reading")
    counted = await db.rows("SELECT sender, total FROM rejection_count")
    assert [tuple(row) for row in kept] == [("meter", "http")]
    assert [tuple(row) for row in counted] == ([("meter", count - 1)] if count > 1 else [])


async def test_the_outcome_of_a_replay_depends_on_its_device(db: MonitoringDb) -> None:
    known, deleted, unknown = await db.device(), await db.device(), uuid4()
    await db.pool.execute("SELECT apply_device_deleted($1, 2)", deleted)
    devices = [known, deleted, unknown]
    rejections = [
        Rejection(n, 0, str(each), "too_late", "No.", "{}") for n, each in enumerate(devices)
    ]
    await db.storage.take([], rejections, NOW)

    for _ in range(2):
        await db.pool.execute(
            "SELECT record_replays($1, $2, $3, $4, $5)", [0, 1, 2], [0, 0, 0], devices, BY, NOW
        )

    rows = await db.rows(
        "SELECT state, reason, replay_count, settled_by FROM rejected_reading ORDER BY source"
    )
    assert [tuple(row) for row in rows] == [
        ("replayed", "too_late", 2, BY),
        ("rejected_again", "device_deleted", 2, BY),
        ("pending", "too_late", 2, BY),
    ]


async def test_rejections_are_deleted_after_the_retention_and_no_sooner(db: MonitoringDb) -> None:
    hour = NOW.replace(minute=0)
    await db.storage.take([], [Rejection(1, 0, "meter", "too_late", "No.", "{}")], hour)
    await db.pool.execute("INSERT INTO rejection_count VALUES ('meter', $1, 'too_late', 3)", hour)
    await db.pool.execute("INSERT INTO counted_rejection VALUES (2, '{[0,3)}', $1)", hour)

    async def left() -> list[int]:
        return [
            (await db.rows(f"SELECT count(*) AS n FROM {table}"))[0]["n"]
            for table in ("rejected_reading", "rejection_count", "counted_rejection")
        ]

    for before, expected in ((hour, [1, 1, 1]), (hour + MOMENT, [0, 0, 0])):
        await db.pool.execute("SELECT forget_rejections($1, 10)", before)
        await db.pool.execute("SELECT forget_counted_rejections($1, 10)", before)
        assert await left() == expected

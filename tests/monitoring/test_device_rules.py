"""The hour from which limits and owners apply, and the effect of device changes on hours."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from tests.monitoring.db import NOW, MonitoringDb
from tests.monitoring.reference_model import Sent

KWH = 1_000_000_000
NINE = datetime(2025, 6, 2, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


async def limit(db: MonitoringDb, hour: datetime) -> int | None:
    return await db.pool.fetchval("SELECT limit_of_hour(channel_key, $1) FROM channel", hour)


async def owner(db: MonitoringDb, hour: datetime) -> UUID | None:
    return await db.pool.fetchval("SELECT owner_of_hour(channel_key, $1) FROM channel", hour)


async def over(db: MonitoringDb) -> list[datetime]:
    """Return the hours over their limit."""
    rows = await db.rows("SELECT hour FROM hourly_consumption WHERE over_limit ORDER BY 1")
    return [row["hour"] for row in rows]


async def test_the_first_limit_applies_from_the_beginning_and_a_new_one_from_its_hour(
    db: MonitoringDb,
) -> None:
    device = await db.device(limit_uwh=5 * KWH, changed_at=NINE)
    await db.device(device, version=2, limit_uwh=2 * KWH, changed_at=NINE + HOUR + 59 * MINUTE)
    await db.device(device, version=3, limit_uwh=None, changed_at=NINE + 3 * HOUR)

    found = [await limit(db, NINE + n * HOUR) for n in (-9_000, 0, 1, 2, 3)]

    assert found == [5 * KWH, 5 * KWH, 2 * KWH, 2 * KWH, None]


async def test_a_limit_applies_by_the_hour_of_the_devices_zone(db: MonitoringDb) -> None:
    """In Kolkata an hour begins at half past of UTC."""
    device = await db.device(limit_uwh=5, time_zone="Asia/Kolkata")
    at = NINE + 10 * MINUTE
    await db.device(device, version=2, limit_uwh=2, time_zone="Asia/Kolkata", changed_at=at)

    found = [await limit(db, NINE + n * MINUTE) for n in (-31, -30, 0)]

    assert found == [5, 2, 2]


async def test_the_last_limit_of_an_hour_applies_to_the_whole_hour(db: MonitoringDb) -> None:
    device = await db.device(limit_uwh=5)
    for version, minute in ((2, 10), (3, 50)):
        await db.device(
            device, version=version, limit_uwh=version, changed_at=NINE + minute * MINUTE
        )

    assert [await limit(db, NINE + n * HOUR) for n in (-1, 0)] == [5, 3]


async def test_a_new_limit_applies_from_its_hour_and_earlier_hours_keep_theirs(
    db: MonitoringDb,
) -> None:
    device = await db.device(limit_uwh=5 * KWH)
    await db.take(device, [Sent(NINE + n * HOUR, 3 * KWH, 3600, n) for n in range(3)])

    await db.device(device, version=2, limit_uwh=2 * KWH, changed_at=NINE + HOUR + MINUTE)

    assert await over(db) == [NINE + HOUR, NINE + 2 * HOUR]


async def test_the_same_or_an_older_version_changes_nothing(db: MonitoringDb) -> None:
    device = await db.device(version=2, limit_uwh=5)

    for version in (1, 2):
        await db.device(device, version=version, limit_uwh=1)

    assert await limit(db, NOW) == 5


async def test_the_first_owner_sees_everything_and_a_later_one_from_their_first_hour(
    db: MonitoringDb,
) -> None:
    first, second = uuid4(), uuid4()
    device = await db.device(owner_id=first, changed_at=NINE)
    since = NINE + HOUR + 59 * MINUTE
    await db.device(device, version=2, owner_id=second, owned_since=since, changed_at=since)
    await db.device(device, version=3, owner_id=None, changed_at=NINE + 3 * HOUR + MINUTE)

    found = [await owner(db, NINE + n * HOUR) for n in (-9_000, 0, 1, 2, 3)]

    assert found == [first, first, second, second, None]


async def test_an_owner_from_an_earlier_moment_replaces_later_ones(db: MonitoringDb) -> None:
    first, second, third = uuid4(), uuid4(), uuid4()
    device = await db.device(owner_id=first)
    for version, who, hours in ((2, second, 2), (3, third, 1)):
        since = NINE + hours * HOUR
        await db.device(
            device, version=version, owner_id=who, owned_since=since, changed_at=NINE + 5 * HOUR
        )

    assert [await owner(db, NINE + n * HOUR) for n in range(3)] == [first, third, third]


async def test_an_owner_owns_whole_hours_of_the_devices_zone(db: MonitoringDb) -> None:
    first, second = uuid4(), uuid4()
    device = await db.device(owner_id=first, time_zone="Asia/Kolkata")
    at = NINE + 10 * MINUTE
    await db.device(
        device,
        version=2,
        owner_id=second,
        owned_since=at,
        changed_at=at,
        time_zone="Asia/Kolkata",
    )

    assert [await owner(db, NINE + n * MINUTE) for n in (-31, -30)] == [first, second]


async def test_another_time_zone_recomputes_and_rejudges_the_hours(db: MonitoringDb) -> None:
    """Two readings of an hour of UTC lie in two hours of Kolkata."""
    device = await db.device(limit_uwh=3 * KWH)
    await db.take(
        device, [Sent(NINE, 2 * KWH, 1800, 1), Sent(NINE + 30 * MINUTE, 2 * KWH, 1800, 2)]
    )
    assert await over(db) == [NINE]

    await db.device(device, version=2, limit_uwh=3 * KWH, time_zone="Asia/Kolkata")

    assert await db.hourly() == {NINE - 30 * MINUTE: 2 * KWH, NINE + 30 * MINUTE: 2 * KWH}
    assert await over(db) == []
    assert [row["raised"] for row in await db.rows("SELECT raised FROM alert")] == [False]


async def test_a_reporting_interval_set_later_applies_to_earlier_readings(db: MonitoringDb) -> None:
    device = await db.device()
    await db.take(device, [Sent(NINE + 45 * MINUTE, 4 * KWH, None, 1)])
    assert await db.hourly() == {NINE: 4 * KWH}

    await db.device(device, version=2, interval_s=3600)

    assert await db.hourly() == {NINE: KWH, NINE + HOUR: 3 * KWH}


async def test_a_deleted_device_stays_deleted_after_late_events(db: MonitoringDb) -> None:
    device = await db.device(version=2)
    deleted = "SELECT deleted FROM channel"
    for version, expected in ((2, False), (3, True)):
        await db.pool.execute("SELECT apply_device_deleted($1, $2)", device, version)
        assert await db.pool.fetchval(deleted) == expected

    await db.device(device, version=3)
    assert await db.pool.fetchval(deleted)

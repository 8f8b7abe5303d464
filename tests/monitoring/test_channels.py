"""Channels in the database: each has readings, hours and alerts of its own."""

from datetime import timedelta
from uuid import UUID, uuid4

from kilowatch.contracts.channels import channel_id
from kilowatch.monitoring.domain import ChannelName, Parsed, ParsedReading, ParsedRegister
from tests.monitoring.db import NOW, MonitoringDb

KWH = 1_000_000_000
HOUR = timedelta(hours=1)
TEN = NOW.replace(minute=0) - 2 * HOUR


def reading(device: UUID, code: str, uwh: int, source: int, unit: str | None = "kWh") -> Parsed:
    channel = ChannelName(device, code, "kWh" if unit == "kWh" else None)
    return ParsedReading(channel_id(device, code), TEN, uwh, 3600, source, 0, channel)


def register(device: UUID, code: str, uwh: int, source: int) -> Parsed:
    channel = ChannelName(device, code, None)
    at = TEN + source * HOUR
    return ParsedRegister(channel_id(device, code), at, uwh, source, 0, channel)


async def by_channel(db: MonitoringDb) -> dict[str, int]:
    rows = await db.rows(
        """SELECT code, sum(energy_uwh)::bigint AS uwh FROM hourly_consumption
           JOIN channel USING (channel_key) GROUP BY code"""
    )
    return {row["code"]: row["uwh"] for row in rows}


async def pending(db: MonitoringDb) -> list[str]:
    return [row["code"] for row in await db.rows("SELECT code FROM pending_reading ORDER BY 1")]


async def test_each_channel_has_hours_of_its_own(db: MonitoringDb) -> None:
    device = await db.device()
    await db.device(device, channel="export")
    await db.device(device, channel="import-t1")
    imported = ParsedReading(device, TEN, 5 * KWH, 3600, 1, 0)

    await db.store(
        [imported, reading(device, "export", 2 * KWH, 2), reading(device, "import-t1", KWH, 3)], NOW
    )

    assert await by_channel(db) == {"import": 5 * KWH, "export": 2 * KWH, "import-t1": KWH}


async def test_registers_of_a_channel_are_counted_apart(db: MonitoringDb) -> None:
    device = await db.device()
    await db.device(device, channel="gas")

    await db.store(
        [
            ParsedRegister(device, TEN, 100 * KWH, 1, 0),
            register(device, "gas", 7 * KWH, 0),
            ParsedRegister(device, TEN + HOUR, 103 * KWH, 2, 0),
            register(device, "gas", 8 * KWH, 1),
        ],
        NOW,
    )

    assert await by_channel(db) == {"import": 3 * KWH, "gas": KWH}


async def test_a_reading_of_an_unknown_channel_waits_for_it(db: MonitoringDb) -> None:
    device = await db.device()
    await db.store([reading(device, "export", 2 * KWH, 1)], NOW)
    assert await pending(db) == ["export"]
    assert await db.storage.take_in_due(NOW) == []

    await db.device(device, channel="export")
    [stored] = await db.storage.take_in_due(NOW)

    assert stored == reading(device, "export", 2 * KWH, 1)
    assert await pending(db) == []
    assert await by_channel(db) == {"export": 2 * KWH}


async def test_a_channel_of_an_unknown_device_waits_for_both(db: MonitoringDb) -> None:
    device = uuid4()
    await db.store([reading(device, "export", KWH, 1)], NOW)
    await db.device(device)
    assert await db.storage.take_in_due(NOW) == []
    await db.device(device, channel="export")
    assert len(await db.storage.take_in_due(NOW)) == 1


async def test_kwh_of_a_channel_in_another_unit_are_rejected(db: MonitoringDb) -> None:
    device = await db.device()
    waiting = [
        reading(device, "gas", KWH, 1),
        reading(device, "gas", 2 * KWH, 2, unit=None),
    ]
    await db.store(waiting, NOW)
    await db.device(device, channel="gas")

    await db.storage.take_in_due(NOW)
    await db.store([reading(device, "gas", 9 * KWH, 3)], NOW)

    assert await by_channel(db) == {"gas": 2 * KWH}
    rejected = await db.rows("SELECT source, reason, detail, body FROM rejected_reading ORDER BY 1")
    assert [(row["source"], row["reason"]) for row in rejected] == [
        (1, "wrong_unit"),
        (3, "wrong_unit"),
    ]
    assert {row["detail"] for row in rejected} == {"The channel gas is measured in m3, not in kWh."}
    assert all('"channel"' in row["body"] and '"energy_kwh"' in row["body"] for row in rejected)


async def test_a_channel_has_a_limit_and_alerts_of_its_own(db: MonitoringDb) -> None:
    device = await db.device(limit_uwh=10 * KWH)
    await db.device(device, channel="export", limit_uwh=KWH)

    await db.store(
        [ParsedReading(device, TEN, 5 * KWH, 3600, 1, 0), reading(device, "export", 2 * KWH, 2)],
        NOW,
    )

    alerts = await db.rows("SELECT code FROM alert JOIN channel USING (channel_key) WHERE raised")
    assert [row["code"] for row in alerts] == ["export"]


async def test_readings_of_a_removed_channel_are_rejected(db: MonitoringDb) -> None:
    device = await db.device()
    await db.device(device, channel="export", version=2)
    await db.pool.execute("UPDATE channel SET deleted = true WHERE code = 'export'")

    await db.store([reading(device, "export", KWH, 1)], NOW)

    [row] = await db.rows("SELECT reason, body FROM rejected_reading")
    assert row["reason"] == "channel_removed"
    assert '"export"' in row["body"]


async def test_a_clock_is_that_of_the_device(db: MonitoringDb) -> None:
    device = await db.device()
    await db.device(device, channel="export")
    ahead = NOW + timedelta(hours=5)
    key = channel_id(device, "export")
    channel = ChannelName(device, "export", "kWh")
    await db.store([ParsedReading(key, ahead, KWH, 3600, 1, 0, channel)], NOW)
    await db.store([ParsedReading(device, ahead, KWH, 3600, 2, 0)], NOW)

    clocks = await db.rows("SELECT channel_id FROM device_clock JOIN channel USING (channel_key)")
    assert [row["channel_id"] for row in clocks] == [device]

    right = ParsedReading(key, NOW, KWH, 3600, 3, 0, channel)
    await db.store([right], NOW + HOUR)
    assert await db.rows("SELECT FROM device_clock") == []


async def test_maintenance_of_a_device_holds_for_its_channels(db: MonitoringDb) -> None:
    device = await db.device()
    await db.device(device, channel="export")
    await db.pool.execute(
        """INSERT INTO device_maintenance (channel_key, starts_at, ends_at, reason, set_by)
           SELECT channel_key, $1, $2, 'new inverter', gen_random_uuid()
           FROM channel WHERE code = 'import'""",
        NOW - HOUR,
        NOW + HOUR,
    )

    rows = await db.rows(
        "SELECT in_maintenance(channel_key, $1) AS now, in_maintenance(channel_key, $2) AS later"
        " FROM channel",
        NOW,
        NOW + HOUR,
    )
    assert [tuple(row) for row in rows] == [(True, False)] * 2

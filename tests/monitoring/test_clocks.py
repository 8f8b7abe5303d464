"""A meter whose clock is ahead: its readings count once their time has come, and not before."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from kilowatch.monitoring.domain import Parsed, ParsedReading, ParsedRegister
from kilowatch.monitoring.ingest import NewestInterval
from kilowatch.monitoring.live import LiveFeed
from tests.monitoring.admin_client import AdminClient
from tests.monitoring.db import NEWS_WINDOW, MonitoringDb
from tests.monitoring.env import KWH, Json, MonitoringEnv
from tests.monitoring.test_latest import mark_all_as_dispatched

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def reading(
    device: UUID, at: datetime, source: int, kwh: float = 1, interval_s: int | None = 900
) -> ParsedReading:
    return ParsedReading(device, at, round(kwh * KWH), interval_s, source, 0)


async def alerts(db: MonitoringDb, device: UUID) -> list[tuple[str, int]]:
    """Return the events of the device: the hour, and whether it was raised or retracted."""
    rows = await db.rows(
        """SELECT split_part(routing_key, '.', 2) AS kind, (body::json ->> 'hour') AS hour
           FROM outbox WHERE body::json ->> 'device_id' = $1::text ORDER BY id""",
        str(device),
    )
    return [(row["kind"], datetime.fromisoformat(row["hour"]).hour) for row in rows]


async def history(db: MonitoringDb, device: UUID) -> list[Any]:
    rows = await db.rows(
        """SELECT h.* FROM hourly_consumption h JOIN channel d USING (channel_key)
           WHERE d.device_id = $1 ORDER BY hour""",
        device,
    )
    return [{name: value for name, value in row.items() if name != "channel_key"} for row in rows]


async def advance(db: MonitoringDb, start: datetime, end: datetime, step: timedelta) -> None:
    """Let the clock run, and do what a replica does every few seconds."""
    now = start
    while now <= end:
        await db.storage.take_in_due(now)
        await db.storage.judge_begun_hours(now)
        now += step


@pytest.mark.parametrize("ahead", [3 * HOUR, 23 * HOUR + 50 * MINUTE, 10 * MINUTE])
@pytest.mark.parametrize("of_registers", [False, True])
async def test_the_final_state_is_the_same_as_with_a_correct_clock(
    db: MonitoringDb, ahead: timedelta, *, of_registers: bool
) -> None:
    right = await db.device(limit_uwh=2 * KWH, interval_s=900)
    wrong = await db.device(limit_uwh=2 * KWH, interval_s=900)
    energies = [0.4, 0.4, 0.4, 0.4, 0.9, 0.9, 0.9, 0.1, 0.2, 0.2, 0.2, 0.2]

    def told(device: UUID, n: int, start: datetime) -> Parsed:
        at = start + n * 15 * MINUTE
        if of_registers:
            return ParsedRegister(device, at, round(sum(energies[:n]) * KWH), n, 0)
        return reading(device, at, n, energies[n])

    count = len(energies)
    for n in range(count):
        sent_at = NOON + (n + 1) * 15 * MINUTE
        await db.store([told(wrong, n, NOON + ahead)], sent_at)
        await advance(db, sent_at, sent_at, MINUTE)
    assert await alerts(db, wrong) == [] or ahead < HOUR
    for n in range(count):
        sent_at = NOON + ahead + (n + 1) * 15 * MINUTE
        await db.store([told(right, n, NOON + ahead)], sent_at)
        await advance(db, sent_at - 15 * MINUTE, sent_at, 5 * MINUTE)

    assert await history(db, wrong) == await history(db, right)
    assert await alerts(db, wrong) == await alerts(db, right)
    assert len(await alerts(db, right)) == 1
    assert await db.rows("SELECT 1 FROM pending_reading") == []


async def test_an_interval_ending_ahead_raises_the_alert_of_each_hour_when_it_begins(
    db: MonitoringDb,
) -> None:
    device = await db.device(limit_uwh=KWH)
    await db.store([reading(device, NOON, 1, 9, 3 * 3600)], NOON + MINUTE)
    assert await alerts(db, device) == [("overconsumption_detected", 12)]

    await advance(db, NOON + MINUTE, NOON + HOUR - MINUTE, MINUTE)
    assert len(await alerts(db, device)) == 1
    await advance(db, NOON + HOUR, NOON + 4 * HOUR, 10 * MINUTE)

    assert await alerts(db, device) == [("overconsumption_detected", n) for n in (12, 13, 14)]


async def test_a_value_corrected_before_its_time_raises_no_alert(db: MonitoringDb) -> None:
    device = await db.device(limit_uwh=KWH)
    for source, kwh in ((1, 9), (2, 0.1)):
        await db.store([reading(device, NOON + HOUR, source, kwh)], NOON)

    await advance(db, NOON, NOON + 2 * HOUR, 10 * MINUTE)

    assert await alerts(db, device) == []
    assert [each["energy_uwh"] for each in await history(db, device)] == [KWH // 10]


async def test_the_true_value_reported_after_the_clock_was_corrected_counts(
    db: MonitoringDb,
) -> None:
    device = await db.device(limit_uwh=KWH)
    await db.store([reading(device, NOON + HOUR, 1, 9)], NOON)
    await db.store([reading(device, NOON + HOUR, 2, 0.2)], NOON + HOUR + MINUTE)

    await advance(db, NOON + HOUR, NOON + 2 * HOUR, 10 * MINUTE)

    assert await alerts(db, device) == []
    assert [each["energy_uwh"] for each in await history(db, device)] == [KWH // 5]


async def test_an_early_warning_never_precedes_its_hour(db: MonitoringDb) -> None:
    owner = UUID(int=1)
    device = await db.device(limit_uwh=3 * KWH, owner_id=owner)
    await db.pool.execute(
        "INSERT INTO early_warning_choice SELECT channel_key, $1, 50 FROM channel", owner
    )
    await db.storage.take([reading(device, NOON + HOUR, 1, 2)], [], NOON)
    judge = "SELECT judge_early_warnings($1, $1::timestamptz - interval '2 hours')"

    before = [await db.pool.fetchval(judge, NOON + n * MINUTE) for n in (0, 30, 59)]
    at_last = await db.pool.fetchval(judge, NOON + HOUR)

    assert (before, at_last) == ([0, 0, 0], 1)


async def of_device(env: MonitoringEnv, by: Any) -> Json:
    await mark_all_as_dispatched(env)
    return (await env.ask("/latest", by)).json()["items"][0]


async def test_a_clock_that_is_ahead_is_reported_and_its_reading_is_not_the_latest(
    env: MonitoringEnv, admin_client: AdminClient
) -> None:
    owner = await env.person()
    device = await env.db.device(owner_id=owner.id, interval_s=900, name="Cellar")
    now = datetime.now(UTC)
    store = env.db.store
    await store([reading(device, now + 3 * HOUR, 2, 7)], now)

    only_ahead = await of_device(env, owner)
    assert (only_ahead["reading"], only_ahead["state"]) == (None, "live")
    assert only_ahead["clock_ahead_s"] == 3 * 3600 + 900
    assert datetime.fromisoformat(only_ahead["heard_at"]) == now

    await store([reading(device, now - 30 * MINUTE, 1, 1)], now)
    with_older = await of_device(env, owner)
    assert with_older["reading"]["energy_kwh"] == 1
    assert with_older["clock_ahead_s"] is not None
    [listed] = (await admin_client.get("/clocks-ahead"))["items"]
    assert (listed["device_name"], listed["waiting_readings"]) == ("Cellar", 1)
    page = (
        await env.ask(
            f"/devices/{device}/readings",
            owner,
            from_=(now - HOUR).isoformat(),
            to=(now + 4 * HOUR).isoformat(),
        )
    ).json()
    assert [each["state"] for each in page["items"]] == ["measured", "ahead"]
    assert (await admin_client.get("/pending-devices"))["total"] == 0

    # Its clock is corrected.
    await store([reading(device, now - MINUTE, 3, 2)], now)
    right = await of_device(env, owner)
    assert (right["clock_ahead_s"], right["reading"]["energy_kwh"]) == (None, 2)
    assert (await admin_client.get("/clocks-ahead"))["total"] == 0


async def test_a_dead_meter_is_silent_however_far_its_clock_was_ahead(env: MonitoringEnv) -> None:
    owner = await env.person()
    device = await env.db.device(owner_id=owner.id, interval_s=900)
    died_at = datetime.now(UTC) - 2 * HOUR
    store = env.db.store
    # The time of some of its readings has come meanwhile, and would make it look alive.
    for n in range(20):
        at = died_at + HOUR + n * 15 * MINUTE
        await store([reading(device, at, n)], died_at)
    await env.db.storage.take_in_due(datetime.now(UTC))

    dead = await of_device(env, owner)

    assert (dead["state"], dead["silent_since"]) == ("silent", dead["heard_at"])
    assert datetime.fromisoformat(dead["heard_at"]) == died_at
    assert datetime.fromisoformat(dead["reading"]["measured_at"]) <= datetime.now(UTC)


async def test_a_slightly_wrong_clock_is_not_reported(env: MonitoringEnv) -> None:
    owner = await env.person()
    device = await env.db.device(owner_id=owner.id, interval_s=10)
    now = datetime.now(UTC)
    await env.db.store([reading(device, now + 90 * MINUTE / 60, 1)], now)

    item = await of_device(env, owner)

    assert (item["clock_ahead_s"], item["state"]) == (None, "live")
    assert item["reading"] is not None


async def test_future_readings_are_not_sent_live() -> None:
    async def registers(_ids: list[UUID], _since: datetime) -> list[NewestInterval]:
        raise AssertionError

    feed = LiveFeed("amqp://nowhere", "monitoring-1", NEWS_WINDOW, registers)
    feed.sessions.connected = True
    device = UUID(int=1)
    feed.offer([reading(device, NOON + HOUR, 1), reading(device, NOON - MINUTE, 2, 3)], NOON)
    feed.offer([ParsedRegister(device, NOON + HOUR, 1, 3, 0)], NOON)

    assert [each.energy_uwh for each in await feed.take(NOON)] == [3 * KWH]


async def test_corrections_cannot_create_future_readings(
    db: MonitoringDb, admin_client: AdminClient
) -> None:
    device = await db.device()
    body = {
        "action": "set",
        "measured_at": (datetime.now(UTC) + HOUR).isoformat(),
        "energy_kwh": 1,
        "reason": "Too early.",
    }

    refused = await admin_client.request("POST", f"/devices/{device}/corrections", body)

    assert (refused.status_code, refused.json()["code"]) == (422, "correction_invalid")

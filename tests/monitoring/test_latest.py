"""The current state of devices as the API returns it."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from kilowatch.contracts.balancing import BalancingSample
from kilowatch.monitoring.balancer_status import BalancerStatusListener
from kilowatch.monitoring.progress import Progress
from tests.monitoring.env import KWH, Json, MonitoringEnv, Person, early_in_an_hour
from tests.monitoring.reference_model import Sent


async def mark_all_as_dispatched(env: MonitoringEnv) -> None:
    """Return a balancer's status of a stream in which nothing waits."""
    now = datetime.now(UTC)
    said = BalancingSample(
        at=now,
        active="balancing",
        fence=1,
        strategy="round_robin",
        position=7,
        newest_offset=6,
        replicas=[],
        newest_seen_at=now,
        dispatched_until=now,
    )
    await BalancerStatusListener(env.db.pool, "amqp://nowhere", "monitoring-1").note(said)


async def latest(env: MonitoringEnv, by: Person, **query: Any) -> Json:
    return (await env.ask("/latest", by, **query)).json()


async def test_a_device_shows_its_last_interval_and_share_of_its_limit(
    env: MonitoringEnv,
) -> None:
    owner = await env.person()
    hour = await early_in_an_hour()
    device = await env.db.device(owner_id=owner.id, limit_uwh=2 * KWH, interval_s=3600)
    await env.db.take(
        device,
        [Sent(hour - timedelta(days=2), 7 * KWH, 3600, 1), Sent(hour, KWH // 2, 30, 2)],
    )

    [item] = (await latest(env, owner))["items"]

    assert item["device_id"] == str(device)
    assert (item["reading"]["energy_kwh"], item["reading"]["power_kw"]) == (0.5, 60)
    ended = hour + timedelta(seconds=30)
    assert item["reading"]["ends_at"] == ended.isoformat().replace("+00:00", "Z")
    assert (item["state"], item["silent_since"]) == ("live", None)
    assert item["today"] == {"date": hour.date().isoformat(), "energy_kwh": 0.5}
    assert (item["hour"]["energy_kwh"], item["hour"]["share_of_limit"]) == (0.5, 0.25)
    assert item["hour"]["over_limit"] is False


async def test_an_administrator_sees_devices_without_an_owner(env: MonitoringEnv) -> None:
    device = await env.db.device(interval_s=60)

    [item] = (await latest(env, await env.admin()))["items"]

    assert item["device_id"] == str(device)
    assert (await latest(env, await env.person()))["total"] == 0


async def test_a_silent_device_shows_since_when(env: MonitoringEnv) -> None:
    await mark_all_as_dispatched(env)
    owner = await env.person()
    device = await env.db.device(owner_id=owner.id, interval_s=60)
    begun = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=5)
    await env.db.take(device, [Sent(begun, KWH, 60, 1)])
    await env.db.device(owner_id=owner.id)

    items = {each["device_id"]: each for each in (await latest(env, owner))["items"]}

    silent = items.pop(str(device))
    assert silent["state"] == "silent"
    assert datetime.fromisoformat(silent["silent_since"]) == begun + timedelta(seconds=60)
    [other] = items.values()
    assert (other["state"], other["reading"], other["hour"]["energy_kwh"]) == ("never", None, None)


async def test_no_device_is_called_silent_while_the_platform_is_behind(env: MonitoringEnv) -> None:
    owner = await env.person()
    device = await env.db.device(owner_id=owner.id, interval_s=60)
    now = datetime.now(UTC)
    await env.db.take(device, [Sent(now - timedelta(minutes=6), KWH, 60, 1)])
    await mark_all_as_dispatched(env)
    assert (await latest(env, owner))["items"][0]["state"] == "silent"

    stuck = Progress(env.db.pool, "monitoring-2")
    stuck.taken(now - timedelta(minutes=10))
    await stuck.note(now)
    while_behind = await latest(env, owner)
    stuck.done(now - timedelta(minutes=10), stored=True)
    await stuck.note(datetime.now(UTC))
    await mark_all_as_dispatched(env)
    after = await latest(env, owner)

    assert while_behind["pipeline"]["state"] == "behind"
    assert while_behind["pipeline"]["behind_s"] == pytest.approx(600, abs=30)
    assert while_behind["items"][0]["state"] == "unsure"
    assert (after["pipeline"]["state"], after["items"][0]["state"]) == ("idle", "silent")


async def test_a_client_sees_their_devices_without_earlier_readings(
    env: MonitoringEnv,
) -> None:
    first, second, admin = await env.person(), await env.person(), await env.admin()
    now = datetime.now(UTC)
    device = await env.db.device(owner_id=first.id, interval_s=60)
    await env.db.take(device, [Sent(now - timedelta(hours=30), KWH, 60, 1)])
    await env.db.device(
        device, version=2, owner_id=second.id, owned_since=now, changed_at=now, interval_s=60
    )

    assert (await latest(env, first))["total"] == 0
    [item] = (await latest(env, second))["items"]
    assert (item["reading"], item["today"]["energy_kwh"], item["state"]) == (None, None, "never")
    [seen] = (await latest(env, admin))["items"]
    assert seen["reading"]["energy_kwh"] == 1


async def test_devices_are_paged_by_name(env: MonitoringEnv) -> None:
    owner = await env.person()
    devices = sorted([await env.db.device(owner_id=owner.id) for _ in range(5)])

    pages = [await latest(env, owner, limit=2, offset=offset) for offset in (0, 2, 4)]

    assert [UUID(each["device_id"]) for page in pages for each in page["items"]] == devices
    assert {page["total"] for page in pages} == {5}

"""Early warnings by the owner's choice, and no notification during maintenance."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import msgspec

from tests.harness.serving import eventually
from tests.monitoring.db import parsed
from tests.monitoring.env import KWH, Json, MonitoringEnv, Person, early_in_an_hour
from tests.monitoring.reference_model import Sent


def this_hour() -> datetime:
    return datetime.now(UTC).replace(minute=0, second=0, microsecond=0)


async def act(
    env: MonitoringEnv, method: str, path: str, by: Person, body: Any = None, status: int = 200
) -> Json:
    answer = await env.client.request(
        method, f"/api/monitoring/devices/{path}", json=body, headers=by.headers
    )
    assert answer.status_code == status, answer.text
    return answer.json()


async def warned_device(env: MonitoringEnv, owner: Person) -> UUID:
    """Create a device with a limit of 2 kWh whose owner wants to be warned at 80 %."""
    device = await env.db.device(owner_id=owner.id, limit_uwh=2 * KWH)
    answer = await act(env, "PUT", f"{device}/early-warning", owner, {"share": 0.8})
    assert answer["early_warning"] == {"share": 0.8}
    return device


async def warnings(env: MonitoringEnv, by: Person) -> list[Json]:
    return (await env.ask("/early-warnings", by)).json()["items"]


async def told(env: MonitoringEnv) -> list[tuple[str, Json]]:
    """Return alerts and warnings, without the audited acts."""
    rows = await env.db.rows(
        """SELECT routing_key, body FROM outbox
           WHERE routing_key LIKE 'monitoring.overconsumption%'
              OR routing_key LIKE 'monitoring.early_warning%' ORDER BY id"""
    )
    return [(row["routing_key"].split(".")[1], msgspec.json.decode(row["body"])) for row in rows]


async def until_warning_is(env: MonitoringEnv, by: Person, state: str) -> Json:
    async def found() -> Json | None:
        return next((each for each in await warnings(env, by) if each["state"] == state), None)

    warning: Json = await eventually(found)
    return warning


async def test_an_hour_near_its_limit_warns_once_and_a_correction_retracts(
    env: MonitoringEnv,
) -> None:
    owner = await env.person()
    device = await warned_device(env, owner)
    hour = this_hour()
    await env.db.take(device, [Sent(hour, round(1.7 * KWH), 60, 1)])
    warning = await until_warning_is(env, owner, "raised")
    assert (warning["energy_kwh"], warning["limit_kwh"], warning["share"]) == (1.7, 2, 0.8)

    await env.db.take(device, [Sent(hour, KWH, 60, 2)])
    await until_warning_is(env, owner, "retracted")

    kinds = [(kind, body["version"], body["live"]) for kind, body in await told(env)]
    assert kinds == [("early_warning_raised", 1, True), ("early_warning_retracted", 2, True)]


async def test_an_alert_replaces_the_warning(env: MonitoringEnv) -> None:
    owner = await env.person()
    device = await warned_device(env, owner)
    hour = this_hour()
    await env.db.take(device, [Sent(hour, round(1.7 * KWH), 60, 1)])
    await until_warning_is(env, owner, "raised")

    await env.db.take(device, [Sent(hour + timedelta(seconds=60), KWH, 60, 2)])
    await until_warning_is(env, owner, "superseded")

    assert [kind for kind, _ in await told(env)] == [
        "early_warning_raised",
        "overconsumption_detected",
    ]


async def test_an_hour_that_jumps_over_its_limit_gives_no_warning(env: MonitoringEnv) -> None:
    owner = await env.person()
    over, near = await warned_device(env, owner), await warned_device(env, owner)
    hour = this_hour()
    await env.db.take(over, [Sent(hour, 3 * KWH, 60, 1)])
    await env.db.take(near, [Sent(hour, round(1.9 * KWH), 60, 2)])

    warning = await until_warning_is(env, owner, "raised")

    assert warning["device_id"] == str(near)
    assert len(await warnings(env, owner)) == 1


async def test_a_warning_is_for_the_owner_who_chose_it(env: MonitoringEnv) -> None:
    first, second = await env.person(), await env.person()
    moved, kept = await warned_device(env, first), await warned_device(env, first)
    hour = this_hour()
    await env.db.device(
        moved,
        version=2,
        owner_id=second.id,
        owned_since=hour,
        changed_at=hour,
        limit_uwh=2 * KWH,
    )
    for n, device in enumerate([moved, kept]):
        await env.db.take(device, [Sent(hour, round(1.9 * KWH), 60, n)])

    warning = await until_warning_is(env, first, "raised")

    assert warning["device_id"] == str(kept)
    assert await warnings(env, second) == []
    assert (await act(env, "GET", f"{moved}/notification-settings", second))[
        "early_warning"
    ] is None


async def test_only_the_owner_can_choose_and_others_get_not_found(env: MonitoringEnv) -> None:
    owner, other, admin = await env.person(), await env.person(), await env.admin()
    device = await warned_device(env, owner)
    path = f"{device}/early-warning"

    await act(env, "PUT", path, other, {"share": 0.5}, status=404)
    await act(env, "PUT", f"{uuid4()}/early-warning", owner, {"share": 0.5}, status=404)
    await act(env, "PUT", path, admin, {"share": 0.5}, status=403)
    await act(env, "PUT", path, owner, {"share": 1.0}, status=422)
    until = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    await act(env, "PUT", f"{device}/maintenance", other, {"until": until}, status=404)

    assert (await act(env, "GET", f"{device}/notification-settings", admin))["early_warning"] == {
        "share": 0.8
    }
    dropped = await act(env, "DELETE", path, owner)
    assert dropped["early_warning"] is None


async def test_alerts_during_maintenance_are_stored_without_notification(
    env: MonitoringEnv,
) -> None:
    owner, admin = await env.person(), await env.admin()
    device = await env.db.device(owner_id=owner.id, limit_uwh=2 * KWH)
    until = datetime.now(UTC) + timedelta(hours=1)
    body = {"until": until.isoformat(), "reason": "New heat pump"}
    begun = await act(env, "PUT", f"{device}/maintenance", admin, body)
    assert begun["maintenance"]["reason"] == "New heat pump"
    assert begun["maintenance"]["set_by"] == str(admin.id)
    hour = await early_in_an_hour()

    async def over(at: datetime, source: int) -> None:
        reading = [Sent(at, 3 * KWH, 60, source)]
        await env.db.storage.take([parsed(device, each) for each in reading], [], datetime.now(UTC))

    await over(hour, 1)
    ended = await act(env, "DELETE", f"{device}/maintenance", owner)
    await over(hour - timedelta(hours=1), 2)

    assert ended["maintenance"] is None
    assert (await env.ask("/alerts", owner)).json()["total"] == 2
    assert [body["live"] for _, body in await told(env)] == [False, True]


async def test_maintenance_must_end_in_the_near_future(env: MonitoringEnv) -> None:
    owner = await env.person()
    device = await env.db.device(owner_id=owner.id)
    for ahead in (timedelta(minutes=-1), timedelta(days=32)):
        body = {"until": (datetime.now(UTC) + ahead).isoformat()}
        refused = await act(env, "PUT", f"{device}/maintenance", owner, body, status=422)
        assert refused["code"] == "maintenance_refused"

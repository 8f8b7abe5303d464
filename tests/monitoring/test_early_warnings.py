"""Early warnings by the owner's choice, and no interruption during maintenance."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import msgspec

from tests.harness.serving import eventually
from tests.monitoring.ground import parsed
from tests.monitoring.ledger import Sent
from tests.monitoring.stage import KWH, Json, Person, Stage, early_in_an_hour


def this_hour() -> datetime:
    return datetime.now(UTC).replace(minute=0, second=0, microsecond=0)


async def act(
    stage: Stage, method: str, path: str, by: Person, body: Any = None, status: int = 200
) -> Json:
    answer = await stage.client.request(
        method, f"/api/monitoring/devices/{path}", json=body, headers=by.headers
    )
    assert answer.status_code == status, answer.text
    return answer.json()


async def warned_device(stage: Stage, owner: Person) -> UUID:
    """A device with a limit of 2 kWh whose owner wants to be warned at 80 %."""
    device = await stage.ground.device(owner_id=owner.id, limit_uwh=2 * KWH)
    answer = await act(stage, "PUT", f"{device}/early-warning", owner, {"share": 0.8})
    assert answer["early_warning"] == {"share": 0.8}
    return device


async def warnings(stage: Stage, by: Person) -> list[Json]:
    return (await stage.ask("/early-warnings", by)).json()["items"]


async def told(stage: Stage) -> list[tuple[str, Json]]:
    """Alerts and warnings, without the acts that are told beside them to be audited."""
    rows = await stage.ground.rows(
        """SELECT routing_key, body FROM outbox
           WHERE routing_key LIKE 'monitoring.overconsumption%'
              OR routing_key LIKE 'monitoring.early_warning%' ORDER BY id"""
    )
    return [(row["routing_key"].split(".")[1], msgspec.json.decode(row["body"])) for row in rows]


async def until_warning_is(stage: Stage, by: Person, state: str) -> Json:
    async def found() -> Json | None:
        return next((each for each in await warnings(stage, by) if each["state"] == state), None)

    warning: Json = await eventually(found)
    return warning


async def test_an_hour_near_its_limit_warns_once_and_a_correction_retracts(stage: Stage) -> None:
    owner = await stage.person()
    device = await warned_device(stage, owner)
    hour = this_hour()
    await stage.ground.take(device, [Sent(hour, round(1.7 * KWH), 60, 1)])
    warning = await until_warning_is(stage, owner, "raised")
    assert (warning["energy_kwh"], warning["limit_kwh"], warning["share"]) == (1.7, 2, 0.8)

    await stage.ground.take(device, [Sent(hour, KWH, 60, 2)])
    await until_warning_is(stage, owner, "retracted")

    kinds = [(kind, body["version"], body["live"]) for kind, body in await told(stage)]
    assert kinds == [("early_warning_raised", 1, True), ("early_warning_retracted", 2, True)]


async def test_the_alert_takes_the_place_of_the_warning(stage: Stage) -> None:
    owner = await stage.person()
    device = await warned_device(stage, owner)
    hour = this_hour()
    await stage.ground.take(device, [Sent(hour, round(1.7 * KWH), 60, 1)])
    await until_warning_is(stage, owner, "raised")

    await stage.ground.take(device, [Sent(hour + timedelta(seconds=60), KWH, 60, 2)])
    await until_warning_is(stage, owner, "superseded")

    assert [kind for kind, _ in await told(stage)] == [
        "early_warning_raised",
        "overconsumption_detected",
    ]


async def test_an_hour_that_jumps_over_its_limit_is_not_warned_of(stage: Stage) -> None:
    owner = await stage.person()
    over, near = await warned_device(stage, owner), await warned_device(stage, owner)
    hour = this_hour()
    await stage.ground.take(over, [Sent(hour, 3 * KWH, 60, 1)])
    await stage.ground.take(near, [Sent(hour, round(1.9 * KWH), 60, 2)])

    warning = await until_warning_is(stage, owner, "raised")

    assert warning["device_id"] == str(near)
    assert len(await warnings(stage, owner)) == 1


async def test_a_warning_is_for_the_owner_who_chose_it(stage: Stage) -> None:
    first, second = await stage.person(), await stage.person()
    moved, kept = await warned_device(stage, first), await warned_device(stage, first)
    hour = this_hour()
    await stage.ground.device(
        moved,
        version=2,
        owner_id=second.id,
        owned_since=hour,
        changed_at=hour,
        limit_uwh=2 * KWH,
    )
    for n, device in enumerate([moved, kept]):
        await stage.ground.take(device, [Sent(hour, round(1.9 * KWH), 60, n)])

    warning = await until_warning_is(stage, first, "raised")

    assert warning["device_id"] == str(kept)
    assert await warnings(stage, second) == []
    assert (await act(stage, "GET", f"{moved}/notification-settings", second))[
        "early_warning"
    ] is None


async def test_only_the_owner_chooses_and_others_see_no_device(stage: Stage) -> None:
    owner, other, admin = await stage.person(), await stage.person(), await stage.admin()
    device = await warned_device(stage, owner)
    path = f"{device}/early-warning"

    await act(stage, "PUT", path, other, {"share": 0.5}, status=404)
    await act(stage, "PUT", f"{uuid4()}/early-warning", owner, {"share": 0.5}, status=404)
    await act(stage, "PUT", path, admin, {"share": 0.5}, status=403)
    await act(stage, "PUT", path, owner, {"share": 1.0}, status=422)
    until = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    await act(stage, "PUT", f"{device}/maintenance", other, {"until": until}, status=404)

    assert (await act(stage, "GET", f"{device}/notification-settings", admin))["early_warning"] == {
        "share": 0.8
    }
    dropped = await act(stage, "DELETE", path, owner)
    assert dropped["early_warning"] is None


async def test_during_maintenance_alerts_are_stored_and_interrupt_nobody(stage: Stage) -> None:
    owner, admin = await stage.person(), await stage.admin()
    device = await stage.ground.device(owner_id=owner.id, limit_uwh=2 * KWH)
    until = datetime.now(UTC) + timedelta(hours=1)
    body = {"until": until.isoformat(), "reason": "New heat pump"}
    begun = await act(stage, "PUT", f"{device}/maintenance", admin, body)
    assert begun["maintenance"]["reason"] == "New heat pump"
    assert begun["maintenance"]["set_by"] == str(admin.id)
    hour = await early_in_an_hour()

    async def over(at: datetime, source: int) -> None:
        reading = [Sent(at, 3 * KWH, 60, source)]
        await stage.ground.storage.take(
            [parsed(device, each) for each in reading], [], datetime.now(UTC)
        )

    await over(hour, 1)
    ended = await act(stage, "DELETE", f"{device}/maintenance", owner)
    await over(hour - timedelta(hours=1), 2)

    assert ended["maintenance"] is None
    assert (await stage.ask("/alerts", owner)).json()["total"] == 2
    assert [body["live"] for _, body in await told(stage)] == [False, True]


async def test_a_maintenance_ends_ahead_and_not_too_far(stage: Stage) -> None:
    owner = await stage.person()
    device = await stage.ground.device(owner_id=owner.id)
    for ahead in (timedelta(minutes=-1), timedelta(days=32)):
        body = {"until": (datetime.now(UTC) + ahead).isoformat()}
        refused = await act(stage, "PUT", f"{device}/maintenance", owner, body, status=422)
        assert refused["code"] == "maintenance_refused"

"""Administrators' changes of history are audited, and so are their looks at it."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from kilowatch.contracts.audit import AuditRecorded
from kilowatch.contracts.events import decode
from tests.harness.acts import KEY
from tests.monitoring.admin_client import AdminClient
from tests.monitoring.db import NOW
from tests.monitoring.env import KWH, MonitoringEnv

HOUR = datetime(2025, 11, 1, 10, tzinfo=UTC)
READING = {
    "action": "set",
    "measured_at": HOUR.isoformat(),
    "energy_kwh": 2,
    "interval_s": 3600,
    "reason": "Misread",
}


async def acts(env: MonitoringEnv, prefix: str) -> list[AuditRecorded]:
    """Return the acts so far: without a broker they stay in the outbox."""
    rows = await env.db.rows("SELECT body FROM outbox WHERE routing_key = $1", KEY)
    found = [decode(KEY, row["body"].encode()) for row in rows]
    return [
        each for each in found if isinstance(each, AuditRecorded) and each.action.startswith(prefix)
    ]


async def test_a_correction_and_its_undo_are_audited_but_not_a_preview(
    env: MonitoringEnv, admin_client: AdminClient
) -> None:
    device = await env.db.device(name="Boiler")
    path = f"/devices/{device}/corrections"
    await admin_client.post(f"{path}/preview", READING)
    number = (await admin_client.post(path, READING))["correction_id"]
    await admin_client.post(f"/corrections/{number}/undo/preview")
    await admin_client.post(f"/corrections/{number}/undo")
    again = await admin_client.request("POST", f"/corrections/{number}/undo")
    assert again.status_code == 409

    made, undone, refused = await acts(env, "correction.")

    assert (made.action, undone.action) == ("correction.made", "correction.undone")
    assert made.actor.user_id == admin_client.admin
    assert made.subject is not None
    assert (made.subject.id, made.subject.name) == (str(number), "Boiler")
    assert made.after is not None
    assert (made.after["reason"], made.after["device_id"]) == ("Misread", str(device))
    assert refused.outcome == "refused"
    assert refused.after == {"status": 409, "code": "already_undone"}


async def test_an_import_and_its_undo_are_audited(
    env: MonitoringEnv, admin_client: AdminClient
) -> None:
    device = await env.db.device(name="Boiler")
    content = "time,kWh\n2025-11-01T00:00:00Z,1\n2025-11-01T01:00:00Z,1\n"
    answer = await env.client.post(
        f"/api/monitoring/devices/{device}/imports",
        params={"file_name": "meter.csv"},
        content=content,
        headers={**admin_client.headers, "Content-Type": "text/csv"},
    )
    assert answer.status_code == 202, answer.text
    number = answer.json()["id"]
    answer = await env.client.post(
        f"/api/monitoring/imports/{number}/undo", headers=admin_client.headers
    )
    assert answer.status_code == 202, answer.text

    started, undone = await acts(env, "import.")

    assert (started.action, undone.action) == ("import.started", "import.undone")
    assert started.after is not None
    assert started.after["reason"] == "Import of meter.csv"
    assert started.after["readings"] == 2


async def test_maintenance_is_audited_for_administrators_and_not_for_owners(
    env: MonitoringEnv, admin_client: AdminClient
) -> None:
    owner = await env.person()
    device = await env.db.device(owner_id=owner.id)
    body = {"until": (datetime.now(UTC) + timedelta(hours=1)).isoformat(), "reason": "Service"}
    for by in (owner, None):
        for method, sent in (("PUT", body), ("DELETE", None)):
            answer = await admin_client.request(
                method, f"/devices/{device}/maintenance", sent, by=by
            )
            assert answer.status_code == 200, answer.text

    started, ended = await acts(env, "maintenance.")

    assert {started.actor.user_id, ended.actor.user_id} == {admin_client.admin}
    assert started.after is not None
    assert started.after["reason"] == "Service"


async def test_discarded_rejections_are_audited(
    env: MonitoringEnv, admin_client: AdminClient
) -> None:
    answer = await admin_client.request(
        "POST", "/rejections/discard", {"filter": {"reason": "future"}}
    )
    assert answer.status_code == 200, answer.text
    unknown = uuid4()
    answer = await admin_client.request("POST", f"/pending-devices/{unknown}/discard")
    assert answer.status_code == 404

    [discarded] = await acts(env, "rejections.")
    [refused] = await acts(env, "pending_readings.")

    assert discarded.after is not None
    assert (discarded.after["reason"], discarded.after["discarded"]) == ("future", 0)
    assert (refused.outcome, refused.after) == (
        "refused",
        {"status": 404, "code": "nothing_pending"},
    )


async def lookers(env: MonitoringEnv, kind: str) -> set[UUID | None]:
    return {each.client_id for each in await acts(env, f"look.{kind}")}


async def test_a_look_is_recorded_for_the_owners_of_the_shown_hours_only(
    env: MonitoringEnv, admin_client: AdminClient
) -> None:
    before, now = await env.person(), await env.person()
    moved_at = datetime(2025, 11, 10, tzinfo=UTC)
    device = await env.db.device(owner_id=before.id, changed_at=NOW - timedelta(days=90))
    await env.db.device(device, version=2, owner_id=now.id, owned_since=moved_at, changed_at=NOW)
    await env.hours(device, HOUR, [1.0, 1.0])

    await admin_client.get("/consumption", **{"from": "2025-11-01", "to": "2025-11-02"})
    assert await lookers(env, "consumption") == set(), "the platform's sum is nobody's"
    await env.consumption(before, from_="2025-11-01", device_id=device)
    assert await lookers(env, "consumption") == set(), "one's own"

    early = {"from": "2025-11-01", "to": "2025-11-02", "device_id": str(device)}
    for _ in range(3):
        await admin_client.get("/consumption", **early)
    assert await lookers(env, "consumption") == {before.id}
    hours = {each.occurred_at.hour for each in await acts(env, "look.")}
    assert len(await acts(env, "look.")) == len(hours)

    await admin_client.get(f"/devices/{device}/consumption", date="2025-11-20")
    assert await lookers(env, "consumption") == {before.id, now.id}


async def test_every_endpoint_with_a_clients_history_records_a_look(
    env: MonitoringEnv, admin_client: AdminClient
) -> None:
    for path, kind, query in (
        ("/devices/{}/readings", "consumption", {}),
        ("/devices/{}/consumption", "consumption", {"date": "2025-11-01"}),
        ("/peaks", "consumption", {"from": "2025-11-01", "device_id": "{}"}),
        ("/latest", "consumption", {}),
        ("/alerts", "alerts", {}),
        ("/devices/{}/notification-settings", "devices", {}),
        ("/devices/{}/owners", "devices", {}),
    ):
        owner = await env.person()
        device = await env.db.device(owner_id=owner.id, limit_uwh=KWH)
        await env.hours(device, HOUR, [2.0])
        asked = {name: value.format(device) for name, value in query.items()}
        await admin_client.get(path.format(device), **asked)

        assert owner.id in await lookers(env, kind), path


async def test_acknowledging_by_an_administrator_is_audited(
    env: MonitoringEnv, admin_client: AdminClient
) -> None:
    owner = await env.person()
    device = await env.db.device(owner_id=owner.id, limit_uwh=KWH, name="Boiler")
    await env.hours(device, HOUR, [2.0])
    [alert] = (await admin_client.get("/alerts"))["items"]
    path = f"/alerts/{alert['alert_id']}/acknowledge"
    for method, by in (("POST", owner), ("DELETE", owner), ("POST", None), ("DELETE", None)):
        assert (await admin_client.request(method, path, by=by)).status_code == 200

    acknowledged, reopened = await acts(env, "alert.")

    assert (acknowledged.action, reopened.action) == ("alert.acknowledged", "alert.reopened")
    assert {acknowledged.actor.user_id, reopened.actor.user_id} == {admin_client.admin}
    assert acknowledged.subject is not None
    assert acknowledged.subject.name == "Boiler"

"""Alerts are listed, explained and acknowledged."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from tests.monitoring.env import KWH, Json, MonitoringEnv, Person, at
from tests.monitoring.reference_model import Sent

NINE = at("2025-03-01T09:00")


async def over_limit(env: MonitoringEnv, owner: Person, hours: int = 1) -> UUID:
    """A device over its limit of 2 kWh for some hours from nine on."""
    device = await env.db.device(owner_id=owner.id, limit_uwh=2 * KWH)
    await env.hours(device, NINE, [3] * hours)
    return device


async def alerts(env: MonitoringEnv, by: Person, **query: Any) -> Json:
    return (await env.ask("/alerts", by, **query)).json()


async def act(env: MonitoringEnv, method: str, alert: Json, by: Person, status: int = 200) -> Json:
    answer = await env.client.request(
        method, f"/api/monitoring/alerts/{alert['alert_id']}/acknowledge", headers=by.headers
    )
    assert answer.status_code == status, answer.text
    return answer.json()


async def test_an_alert_can_be_acknowledged_and_reopened(env: MonitoringEnv) -> None:
    owner = await env.person()
    await over_limit(env, owner, hours=2)
    page = await alerts(env, owner)
    assert (page["total"], page["unacknowledged"]) == (2, 2)
    assert page["items"][0]["acknowledged"] is None

    acknowledged = await act(env, "POST", page["items"][0], owner)
    again = await act(env, "POST", page["items"][0], await env.admin())

    assert acknowledged["acknowledged"]["by_user_id"] == str(owner.id)
    assert acknowledged["acknowledged"]["by_name"] == "Somebody"
    assert again == acknowledged  # the first one remains
    page = await alerts(env, owner)
    assert page["unacknowledged"] == 1
    [left] = (await alerts(env, owner, unacknowledged=True))["items"]
    assert left["hour"] == "2025-03-01T09:00:00Z"

    await act(env, "DELETE", acknowledged, owner)
    assert (await alerts(env, owner))["unacknowledged"] == 2


async def test_an_alert_raised_again_is_no_longer_acknowledged(env: MonitoringEnv) -> None:
    owner = await env.person()
    device = await over_limit(env, owner)
    [alert] = (await alerts(env, owner))["items"]
    await act(env, "POST", alert, owner)

    await env.db.take(device, [Sent(NINE, KWH, 3600, 10)])
    [retracted] = (await alerts(env, owner))["items"]
    await env.db.take(device, [Sent(NINE, 4 * KWH, 3600, 11)])
    page = await alerts(env, owner)

    assert (retracted["state"], retracted["acknowledged"]["by_user_id"]) == (
        "retracted",
        str(owner.id),
    )
    assert page["items"][0]["acknowledged"] is None
    assert (page["items"][0]["version"], page["unacknowledged"]) == (3, 1)


async def test_clients_cannot_acknowledge_alerts_of_others(env: MonitoringEnv) -> None:
    owner, other = await env.person(), await env.person()
    await over_limit(env, owner)
    [alert] = (await alerts(env, owner))["items"]

    assert (await alerts(env, other)) == {"items": [], "total": 0, "unacknowledged": 0}
    for method in ("POST", "DELETE"):
        refused = await act(env, method, alert, other, status=404)
        assert refused["code"] == "alert_not_found"
        await act(env, method, {"alert_id": uuid4()}, other, status=404)
    await env.ask(f"/alerts/{alert['alert_id']}", other, status=404)


async def test_alerts_are_filtered_by_device_time_and_state(env: MonitoringEnv) -> None:
    owner = await env.person()
    device = await over_limit(env, owner, hours=5)
    await over_limit(env, owner)
    await env.db.take(device, [Sent(NINE, KWH, 3600, 10)])

    async def count(**query: Any) -> int:
        return (await alerts(env, owner, **query))["total"]

    assert await count() == 6
    assert await count(device_id=str(device)) == 5
    assert await count(device_id=str(device), raised=True) == 4
    assert await count(raised=False) == 1
    assert await count(from_="2025-03-01T10:00:00Z", to="2025-03-01T12:00:00Z") == 2


async def test_the_evidence_of_an_alert_has_its_readings_versions_and_limit(
    env: MonitoringEnv,
) -> None:
    owner = await env.person()
    device = await env.db.device(owner_id=owner.id, limit_uwh=2 * KWH, changed_at=at("2020-01-01"))
    half = timedelta(minutes=30)
    await env.db.take(
        device,
        [
            Sent(NINE - half, 8 * KWH, 1800, 1),
            Sent(NINE, KWH, 1800, 2),
            Sent(NINE + half, KWH, 1800, 3),
            Sent(NINE + 2 * half, KWH, 1800, 4),
        ],
    )
    await env.db.take(device, [Sent(NINE + half, 2 * KWH, 1800, 5)])
    await env.db.device(
        device, version=2, owner_id=owner.id, limit_uwh=9 * KWH, changed_at=NINE + 2 * half
    )
    found = (await alerts(env, owner, from_="2025-03-01T09:00:00Z"))["items"]
    [alert] = [each for each in found if each["hour"] == "2025-03-01T09:00:00Z"]

    evidence = (await env.ask(f"/alerts/{alert['alert_id']}", owner)).json()

    assert evidence["hour"]["energy_kwh"] == 3
    assert evidence["limit"] == {"limit_kwh": 2, "valid_from": None}
    assert [each["energy_kwh"] for each in evidence["readings"]] == [1, 2]
    assert evidence["readings"][0]["versions"] == []
    assert [each["energy_kwh"] for each in evidence["readings"][1]["versions"]] == [1]
    assert evidence["readings"][1]["state"] == "corrected"

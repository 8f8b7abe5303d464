"""Alerts that people can work with: found, explained, acknowledged."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from tests.monitoring.ledger import Sent
from tests.monitoring.stage import KWH, Json, Person, Stage, at

NINE = at("2025-03-01T09:00")


async def over_limit(stage: Stage, owner: Person, hours: int = 1) -> UUID:
    """A device over its limit of 2 kWh for some hours from nine on."""
    device = await stage.ground.device(owner_id=owner.id, limit_uwh=2 * KWH)
    await stage.hours(device, NINE, [3] * hours)
    return device


async def alerts(stage: Stage, by: Person, **query: Any) -> Json:
    return (await stage.ask("/alerts", by, **query)).json()


async def act(stage: Stage, method: str, alert: Json, by: Person, status: int = 200) -> Json:
    answer = await stage.client.request(
        method, f"/api/monitoring/alerts/{alert['alert_id']}/acknowledge", headers=by.headers
    )
    assert answer.status_code == status, answer.text
    return answer.json()


async def test_an_alert_is_acknowledged_and_given_back(stage: Stage) -> None:
    owner = await stage.person()
    await over_limit(stage, owner, hours=2)
    page = await alerts(stage, owner)
    assert (page["total"], page["unacknowledged"]) == (2, 2)
    assert page["items"][0]["acknowledged"] is None

    acknowledged = await act(stage, "POST", page["items"][0], owner)
    again = await act(stage, "POST", page["items"][0], await stage.admin())

    assert acknowledged["acknowledged"]["by_user_id"] == str(owner.id)
    assert acknowledged["acknowledged"]["by_name"] == "Somebody"
    assert again == acknowledged  # the first one stands
    page = await alerts(stage, owner)
    assert page["unacknowledged"] == 1
    [left] = (await alerts(stage, owner, unacknowledged=True))["items"]
    assert left["hour"] == "2025-03-01T09:00:00Z"

    await act(stage, "DELETE", acknowledged, owner)
    assert (await alerts(stage, owner))["unacknowledged"] == 2


async def test_an_alert_that_is_raised_again_waits_again(stage: Stage) -> None:
    owner = await stage.person()
    device = await over_limit(stage, owner)
    [alert] = (await alerts(stage, owner))["items"]
    await act(stage, "POST", alert, owner)

    await stage.ground.take(device, [Sent(NINE, KWH, 3600, 10)])
    [retracted] = (await alerts(stage, owner))["items"]
    await stage.ground.take(device, [Sent(NINE, 4 * KWH, 3600, 11)])
    page = await alerts(stage, owner)

    assert (retracted["state"], retracted["acknowledged"]["by_user_id"]) == (
        "retracted",
        str(owner.id),
    )
    assert page["items"][0]["acknowledged"] is None
    assert (page["items"][0]["version"], page["unacknowledged"]) == (3, 1)


async def test_nobody_touches_the_alerts_of_others(stage: Stage) -> None:
    owner, other = await stage.person(), await stage.person()
    await over_limit(stage, owner)
    [alert] = (await alerts(stage, owner))["items"]

    assert (await alerts(stage, other)) == {"items": [], "total": 0, "unacknowledged": 0}
    for method in ("POST", "DELETE"):
        refused = await act(stage, method, alert, other, status=404)
        assert refused["code"] == "alert_not_found"
        await act(stage, method, {"alert_id": uuid4()}, other, status=404)
    await stage.ask(f"/alerts/{alert['alert_id']}", other, status=404)


async def test_alerts_are_found_by_device_time_and_state(stage: Stage) -> None:
    owner = await stage.person()
    device = await over_limit(stage, owner, hours=5)
    await over_limit(stage, owner)
    await stage.ground.take(device, [Sent(NINE, KWH, 3600, 10)])

    async def count(**query: Any) -> int:
        return (await alerts(stage, owner, **query))["total"]

    assert await count() == 6
    assert await count(device_id=str(device)) == 5
    assert await count(device_id=str(device), raised=True) == 4
    assert await count(raised=False) == 1
    assert await count(from_="2025-03-01T10:00:00Z", to="2025-03-01T12:00:00Z") == 2


async def test_the_evidence_is_the_readings_their_versions_and_the_limit_then(
    stage: Stage,
) -> None:
    owner = await stage.person()
    device = await stage.ground.device(
        owner_id=owner.id, limit_uwh=2 * KWH, changed_at=at("2020-01-01")
    )
    half = timedelta(minutes=30)
    await stage.ground.take(
        device,
        [
            Sent(NINE - half, 8 * KWH, 1800, 1),
            Sent(NINE, KWH, 1800, 2),
            Sent(NINE + half, KWH, 1800, 3),
            Sent(NINE + 2 * half, KWH, 1800, 4),
        ],
    )
    await stage.ground.take(device, [Sent(NINE + half, 2 * KWH, 1800, 5)])
    await stage.ground.device(
        device, version=2, owner_id=owner.id, limit_uwh=9 * KWH, changed_at=NINE + 2 * half
    )
    found = (await alerts(stage, owner, from_="2025-03-01T09:00:00Z"))["items"]
    [alert] = [each for each in found if each["hour"] == "2025-03-01T09:00:00Z"]

    evidence = (await stage.ask(f"/alerts/{alert['alert_id']}", owner)).json()

    assert evidence["hour"]["energy_kwh"] == 3
    assert evidence["limit"] == {"limit_kwh": 2, "valid_from": None}
    assert [each["energy_kwh"] for each in evidence["readings"]] == [1, 2]
    assert evidence["readings"][0]["versions"] == []
    assert [each["energy_kwh"] for each in evidence["readings"][1]["versions"]] == [1]
    assert evidence["readings"][1]["state"] == "corrected"

"""Administrators' changes of devices are audited, and so are their looks at them."""

from datetime import UTC, datetime

from tests.devices.env import DevicesEnv
from tests.harness.acts import hearing_acts
from tests.harness.servers import Broker


async def test_each_change_of_a_device_is_an_act_with_its_values(
    env: DevicesEnv, broker: Broker
) -> None:
    owner = await env.person()
    async with hearing_acts(broker.amqp_url) as acts:
        device = await env.create(max_consumption=2.0)
        path = f"/{device['id']}"
        await env.request("PATCH", path, {"max_consumption": 2.5, "description": "Cellar"})
        await env.request("PATCH", path, {"name": "Boiler"})
        await env.request("PATCH", path, {"name": "Boiler"})
        await env.assign(device, owner, datetime(2025, 1, 1, tzinfo=UTC))
        await env.request("DELETE", f"{path}/owner")
        await env.request("DELETE", path)
        created, limit, changed, assigned, freed, deleted = await acts.hear(
            "device.created",
            "device.limit_changed",
            "device.changed",
            "device.assigned",
            "device.freed",
            "device.deleted",
        )

    assert len([each for each in acts.heard if each.action == "device.changed"]) == 1
    assert created.actor.user_id == env.admin.id
    assert created.subject is not None
    assert (created.subject.id, created.subject.name) == (device["id"], "Heat pump")
    assert limit.before == {"description": None, "max_consumption_kwh_per_hour": 2.0}
    assert limit.after == {"description": "Cellar", "max_consumption_kwh_per_hour": 2.5}
    assert (changed.before, changed.after) == ({"name": "Heat pump"}, {"name": "Boiler"})
    assert changed.subject is not None
    assert changed.subject.name == "Heat pump", "as it was called at the time"
    assert assigned.after is not None
    assert (assigned.after["owner_id"], assigned.after["owner"]) == (str(owner.id), "Somebody")
    assert freed.after == {"owner_id": None, "owner": None}
    assert deleted.before is not None
    assert deleted.before["name"] == "Boiler"


async def test_a_rolled_back_change_is_recorded_as_refused(env: DevicesEnv, broker: Broker) -> None:
    async with hearing_acts(broker.amqp_url) as acts:
        device = await env.create()
        await acts.hear("device.created")
        acts.heard.clear()
        answer = await env.request("POST", body={"id": device["id"], "name": "Twin"})
        assert answer.status_code == 409
        [refused] = await acts.hear("device.created")

    assert refused.outcome == "refused"
    assert refused.after == {"status": 409, "code": "device_exists"}


async def test_an_administrators_look_is_recorded_once_and_an_owners_never(
    env: DevicesEnv, broker: Broker
) -> None:
    owner, other = await env.person(), await env.person()
    device, others = await env.create(), await env.create()
    await env.assign(device, owner)
    await env.assign(others, other)
    async with hearing_acts(broker.amqp_url) as acts:
        for _ in range(3):
            assert (await env.request("GET", f"/{device['id']}")).status_code == 200
        assert (await env.request("GET", f"/{device['id']}", by=owner)).status_code == 200
        assert (await env.request("GET", f"/{others['id']}")).status_code == 200
        await env.request("DELETE", f"/{device['id']}")
        await acts.hear("device.deleted")

    looks = [each for each in acts.heard if each.action == "look.devices"]
    hours = {each.occurred_at.hour for each in looks}
    assert {each.client_id for each in looks} == {owner.id, other.id}
    assert len(looks) <= 2 * len(hours)
    assert {each.actor.user_id for each in looks} == {env.admin.id}

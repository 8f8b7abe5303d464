"""The doctor names every difference between a copy and its owner, and repairs what it can."""

import re
from uuid import UUID, uuid4

import aio_pika
import asyncpg
import pytest

from kilowatch.contracts.readings import READINGS_EXCHANGE, reading_routing_key
from kilowatch.local.comparison import Comparison
from tests.balancing.fleet import hold_up
from tests.harness.serving import eventually
from tests.sync.full_stack import SERVICES, FullStack, user_id


def kinds(comparisons: list[Comparison], service: str, copy: str) -> dict[UUID, str]:
    (one,) = [each for each in comparisons if (each.service, each.copy.name) == (service, copy)]
    return {each.id: each.kind for each in one.differences}


async def test_every_damage_to_a_copy_is_named_and_repaired(full_stack: FullStack) -> None:
    await full_stack.begin(*SERVICES)
    admin = await full_stack.people.administrator()
    ada, bob = [await full_stack.people.add_user(admin, name) for name in ("ada", "bob")]
    device = await full_stack.device(admin, ada["id"], max_consumption=2)
    gone = await full_stack.device(admin)
    await full_stack.ask("devices", f"/api/devices/{gone['id']}", admin, "DELETE")
    await eventually(lambda: full_stack.in_step(*SERVICES), within_s=30)

    stranger, ghost = uuid4(), uuid4()
    of_user, of_device = "WHERE user_id = $1", "WHERE device_id = $1"
    for service, damage, identifier in (
        ("realtime", f"DELETE FROM account {of_user}", user_id(ada)),
        ("devices", f"UPDATE account SET version = 0, role = 'ADMIN' {of_user}", user_id(bob)),
        ("auth", f"UPDATE account SET username = 'eve' {of_user}", user_id(ada)),
        ("auth", f"DELETE FROM device {of_device}", UUID(gone["id"])),
        (
            "balancing",
            "INSERT INTO account VALUES ($1, 7, 'x', 'X', 'ADMIN', 'active')",
            stranger,
        ),
        ("monitoring", f"UPDATE channel SET deleted = false {of_device}", UUID(gone["id"])),
        (
            "monitoring",
            """INSERT INTO channel (channel_id, device_id, version, name, time_zone)
               VALUES ($1, $1, 3, 'x', 'UTC')""",
            ghost,
        ),
    ):
        await full_stack.run(service, damage, identifier)
    await full_stack.run("monitoring", "UPDATE channel_limit SET limit_uwh = 1")

    found = (await full_stack.examine(*SERVICES)).comparisons

    assert kinds(found, "realtime", "accounts") == {user_id(ada): "missing"}
    assert kinds(found, "devices", "accounts") == {user_id(bob): "stale"}
    assert kinds(found, "auth", "accounts") == {user_id(ada): "differing"}
    assert kinds(found, "balancing", "accounts") == {stranger: "extra"}
    assert kinds(found, "auth", "device_existence") == {UUID(gone["id"]): "missing"}
    assert kinds(found, "monitoring", "devices") == {
        UUID(device["id"]): "differing",
        UUID(gone["id"]): "differing",
        ghost: "extra",
    }
    assert kinds(found, "monitoring", "accounts") == {}

    report = await full_stack.examine(*SERVICES, repair=True)

    assert report.problems == []
    assert len(report.repaired) == 6
    status = f"SELECT status FROM account {of_user}"
    assert await full_stack.value("balancing", status, stranger) == "deleted"
    assert await full_stack.value("monitoring", f"SELECT deleted FROM channel {of_device}", ghost)
    limit = "SELECT limit_of_hour(channel_key, 'infinity') FROM channel WHERE device_id = $1"
    assert await full_stack.value("monitoring", limit, UUID(device["id"])) == 2_000_000_000
    assert (await full_stack.people.login("ada")).status_code == 200


async def test_an_owning_service_with_lost_data_is_named(full_stack: FullStack) -> None:
    await full_stack.begin("auth", "users", "devices")
    admin = await full_stack.people.administrator()
    ada = await full_stack.people.add_user(admin, "ada")
    await eventually(lambda: full_stack.in_step(), within_s=30)
    await full_stack.run(
        "devices", "UPDATE account SET version = 9 WHERE user_id = $1", user_id(ada)
    )

    report = await full_stack.examine(repair=True)

    assert kinds(report.comparisons, "devices", "accounts") == {user_id(ada): "ahead"}
    assert any("version 9, owner has 1" in line for line in report.problems)


async def test_dropped_events_are_detected_and_resent(full_stack: FullStack) -> None:
    await full_stack.begin("auth", "users", "devices")
    admin = await full_stack.people.administrator()
    ada = await full_stack.people.add_user(admin, "ada")
    await eventually(lambda: full_stack.in_step(), within_s=30)
    await full_stack.end("devices")
    await full_stack.ask("users", f"/api/users/{ada['id']}", admin, "PATCH", {"name": "Ada L."})
    bob = await full_stack.people.add_user(admin, "bob")

    async def both_wait() -> bool:
        async with full_stack.channel() as channel:
            queue = await channel.get_queue("events.devices")
            return (queue.declaration_result.message_count or 0) >= 2

    await eventually(both_wait)
    async with full_stack.channel() as channel:
        await (await channel.get_queue("events.devices")).purge()
    await full_stack.begin("devices")

    before = await full_stack.examine(repair=True)

    assert before.problems == []
    assert before.repaired == ["devices: 2 of accounts mended."]
    query = "SELECT name FROM account WHERE user_id = $1"
    assert await full_stack.value("devices", query, user_id(ada)) == "Ada L."
    assert await full_stack.value("devices", query, user_id(bob)) == "Jane Doe"


async def test_an_unreachable_service_is_a_problem(full_stack: FullStack) -> None:
    await full_stack.begin("auth", "users", "devices")
    await eventually(lambda: full_stack.in_step(), within_s=30)

    report = await full_stack.examine("realtime")

    assert [line for line in report.problems if line.startswith("realtime: ")] == report.problems
    assert len(report.problems) == 1


async def test_an_event_stuck_in_the_outbox_is_a_problem(full_stack: FullStack) -> None:
    await full_stack.begin("auth", "users", "devices")
    await eventually(lambda: full_stack.in_step(), within_s=30)
    holder = await asyncpg.connect(full_stack.databases["users"])
    try:
        async with holder.transaction():
            while not await holder.fetch("SELECT FROM outbox FOR UPDATE"):
                # The relay skips locked rows; it may have taken the first ones before.
                await full_stack.run(
                    "users",
                    """INSERT INTO outbox (event_id, routing_key, body, created_at)
                       VALUES (gen_random_uuid(), 'nobody.listens.v1', '{}',
                               now() - interval '1 hour')""",
                )

            report = await full_stack.examine()
    finally:
        await holder.close()

    [problem] = report.problems
    assert re.fullmatch(r"users: 1 events wait to be sent, the oldest for 36\d\d s\.", problem)
    await eventually(lambda: full_stack.in_step())


async def test_a_stuck_delivery_is_a_problem_until_it_ends(
    full_stack: FullStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KILOWATCH_BALANCING_STUCK_AFTER_S", "1")
    go_on = hold_up(monkeypatch)
    services = ("auth", "users", "devices", "balancing", "monitoring")
    await full_stack.begin(*services)
    await eventually(lambda: full_stack.in_step(*services), within_s=30)
    async with full_stack.channel() as channel:
        exchange = await channel.get_exchange(READINGS_EXCHANGE)
        key = reading_routing_key(str(uuid4()))
        await exchange.publish(aio_pika.Message(b"{}"), key, mandatory=True)

    async def problems() -> list[str]:
        return (await full_stack.examine(*services)).problems

    [problem] = await eventually(problems)
    assert re.fullmatch(
        r"monitoring-1: batches of readings have not moved for \d+ s\. The replica has 1 in hand "
        r"and can't store them: .*",
        problem,
    )

    go_on.set()

    await eventually(lambda: full_stack.in_step(*services))


async def test_a_device_over_its_quota_is_a_note_and_not_a_problem(
    full_stack: FullStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KILOWATCH_BALANCING_MESSAGES_PER_MINUTE", "4")
    await full_stack.begin("auth", "users", "devices", "balancing")
    await eventually(lambda: full_stack.in_step("balancing"), within_s=30)
    loud = uuid4()

    async def held() -> list[str]:
        # Each time again: at the end of its minute a device is released.
        async with full_stack.channel() as channel:
            exchange = await channel.get_exchange(READINGS_EXCHANGE)
            for device in [loud] * 5:
                key = reading_routing_key(str(device))
                await exchange.publish(aio_pika.Message(b"{}"), key)
        notes = (await full_stack.examine("balancing")).notes
        return [each for each in notes if str(loud) in each]

    [note] = await eventually(held, within_s=60)
    assert re.fullmatch(
        rf"balancing: device {loud} is held back: it is over its quota\. This minute it sent \d+ "
        r"messages with about \d+ readings; \d+ messages wait\. It may send again in about \d+ s\.",
        note,
    )
    report = await full_stack.examine("balancing")
    assert report.problems == []

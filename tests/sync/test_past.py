"""A lost copy of devices gets its history as well: owners and limits over time."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg

from tests.harness.serving import eventually
from tests.sync.full_stack import FullStack
from tests.sync.test_resync import command

KWH = 1_000_000_000
FOREVER = datetime.min  # noqa: DTZ901 - without a zone
"""The driver's value for an infinite past."""
SPRING, SUMMER = datetime(2025, 3, 1, 10, 40, tzinfo=UTC), datetime(2025, 6, 1, 9, tzinfo=UTC)


async def rows(full_stack: FullStack, query: str) -> list[tuple[Any, ...]]:
    connection = await asyncpg.connect(full_stack.databases["monitoring"])
    try:
        return [tuple(row) for row in await connection.fetch(query)]
    finally:
        await connection.close()


async def past(full_stack: FullStack) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """Return owners and limits in monitoring, each with the hour from which it applies."""
    known = "JOIN channel USING (channel_key) ORDER BY device_id"
    return (
        await rows(full_stack, f"SELECT owned_from, owner_id FROM channel_ownership {known}, 1"),
        await rows(full_stack, f"SELECT valid_from, limit_uwh FROM channel_limit {known}, 1"),
    )


async def handed_on(full_stack: FullStack, admin: str) -> dict[str, Any]:
    """Create a device that was ada's, then bob's, and has no owner now, with three limits."""
    ada, bob = [await full_stack.people.add_user(admin, name) for name in ("ada", "bob")]
    device = await full_stack.device(admin, ada["id"], max_consumption=1)
    path = f"/api/devices/{device['id']}"
    for since in (SPRING, SUMMER):
        body = {"user_id": bob["id"], "since": since.isoformat()}
        await full_stack.ask("devices", f"{path}/owner", admin, "PUT", body)
        await full_stack.ask("devices", f"{path}/owner", admin, "DELETE")
    for limit in (2, 3):
        await full_stack.ask("devices", path, admin, "PATCH", {"max_consumption": limit})
    await eventually(lambda: full_stack.in_step("monitoring"), within_s=30)
    return device


async def lose_devices(full_stack: FullStack) -> None:
    for table in ("channel_ownership", "channel_limit", "channel"):
        await full_stack.run("monitoring", f"DELETE FROM {table}")


async def test_a_resync_includes_the_history_of_owners_and_limits(full_stack: FullStack) -> None:
    await full_stack.begin("auth", "users", "devices", "monitoring")
    admin = await full_stack.people.administrator()
    await handed_on(full_stack, admin)
    before = await past(full_stack)
    owners, limits = before
    hours = [hour for hour, _ in owners]
    assert hours[:3] == [FOREVER, SPRING.replace(minute=0), SUMMER]
    ada, bob, again, nobody = [owner for _, owner in owners]
    assert (bob == again != ada, nobody) == (True, None)
    assert (limits[0], limits[-1][1]) == ((FOREVER, KWH), 3 * KWH)

    await lose_devices(full_stack)
    code, output = await command(full_stack, "resync", "monitoring")

    assert code == 0, output
    await eventually(lambda: _is(full_stack, before), within_s=30)


async def _is(full_stack: FullStack, expected: object) -> bool:
    return await past(full_stack) == expected


async def test_an_hour_is_judged_by_the_limit_at_its_time(full_stack: FullStack) -> None:
    await full_stack.begin("auth", "users", "devices", "monitoring")
    admin = await full_stack.people.administrator()
    device = await handed_on(full_stack, admin)
    identifier = UUID(device["id"])
    await full_stack.run(
        "devices",
        "UPDATE limit_step SET since = now() - interval '9 days' WHERE limit_uwh_per_hour = $1",
        2 * KWH,
    )
    key = await full_stack.value("monitoring", "SELECT channel_key FROM channel")
    hour = (datetime.now(UTC) - timedelta(days=5)).replace(minute=0, second=0, microsecond=0)
    await full_stack.run(
        "monitoring",
        """INSERT INTO hourly_consumption (channel_key, hour, energy_uwh, reading_count, covered_s,
                                           estimated_count, unknown_count, over_limit)
           VALUES ($1, $2, $3, 1, 3600, 0, 0, true)""",
        key,
        hour,
        KWH * 3 // 2,
    )

    code, output = await command(full_stack, "resync", "monitoring")

    assert code == 0, output
    limit = "SELECT limit_of_hour(channel_key, $2) FROM channel WHERE device_id = $1"

    async def followed() -> bool:
        return await full_stack.value("monitoring", limit, identifier, hour) == 2 * KWH

    await eventually(followed, within_s=30)
    assert (
        await full_stack.value("monitoring", "SELECT over_limit FROM hourly_consumption") is False
    )


async def test_limits_from_before_limit_history_are_kept(full_stack: FullStack) -> None:
    await full_stack.begin("auth", "users", "devices", "monitoring")
    admin = await full_stack.people.administrator()
    await handed_on(full_stack, admin)
    _, limits = await past(full_stack)
    # As for a device that was changed before there was such a table.
    await full_stack.run("devices", "DELETE FROM limit_step WHERE limit_uwh_per_hour < $1", 3 * KWH)

    await command(full_stack, "resync", "monitoring")
    await eventually(lambda: full_stack.in_step("monitoring"), within_s=30)
    assert (await past(full_stack))[1] == limits

    await lose_devices(full_stack)
    await command(full_stack, "resync", "monitoring")
    await eventually(lambda: full_stack.in_step("monitoring"), within_s=30)
    assert [limit for _, limit in (await past(full_stack))[1]] == [3 * KWH]

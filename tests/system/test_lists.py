"""Lists of users, devices, sessions and locks: searched, sorted, and paged."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

import pytest

from kilowatch.auth.lockout import FAILURES_UNTIL_LOCKED
from tests.harness.serving import eventually
from tests.system.people import WITHIN_S, account, log_in, try_login
from tests.system.platform import Person, Platform

pytestmark = [pytest.mark.system, pytest.mark.timeout(300)]


async def read(
    platform: Platform, path: str, by: Person, sort: str, **asked: Any
) -> list[dict[str, Any]]:
    """Return a whole list in pages of two; every page has the total number."""
    items: list[dict[str, Any]] = []
    while True:
        params = {"limit": 2, "offset": len(items), "sort": sort, **asked}
        page = await platform.call("GET", path, by, params=params)
        items += page["items"]
        if len(items) == page["total"]:
            return items
        assert len(page["items"]) == 2


async def assert_sorts(
    platform: Platform, path: str, by: Person, columns: Sequence[str], **asked: Any
) -> None:
    """Check that every column sorts both ways, over the whole list."""
    for column in columns:
        up = await read(platform, path, by, column, **asked)
        down = await read(platform, path, by, f"-{column}", **asked)
        values = [each[column] for each in up]
        assert values == sorted(values, key=str), column
        assert [each[column] for each in down] == values[::-1], column
        assert sorted(map(str, up)) == sorted(map(str, down))


async def test_users_are_searched_sorted_and_paged(platform: Platform) -> None:
    mark = uuid4().hex[:8]
    for name, role in (("Ada", "ADMIN"), ("Bob", "CLIENT"), ("Cy", "CLIENT"), ("Di", "CLIENT")):
        body = {
            "name": f"{name} {mark}",
            "username": f"{name.lower()}-{mark}",
            "password": uuid4().hex,
            "role": role,
        }
        await platform.call("POST", "/api/users", platform.admin, json=body)

    columns = ("name", "username", "role", "created_at")
    await assert_sorts(platform, "/api/users", platform.admin, columns, search=mark)
    found = await read(platform, "/api/users", platform.admin, "name", search=f"bob {mark}".upper())
    assert [each["username"] for each in found] == [f"bob-{mark}"]
    refused = await platform.ask("GET", "/api/users?sort=password", platform.admin)
    assert refused.status_code == 422


async def test_devices_are_searched_sorted_and_paged(platform: Platform) -> None:
    mark = uuid4().hex[:8]
    owner, other = await platform.client(), await platform.client()
    for number, name in enumerate(("Boiler", "Car", "Dryer")):
        await platform.device(
            owner,
            name=f"{name} {mark}",
            max_consumption=number + 1,
            reporting_interval_s=60 * (number + 1),
        )
    await platform.device(other, name=f"Attic {mark}", max_consumption=9)

    columns = ("name", "max_consumption", "time_zone", "created_at")
    await assert_sorts(platform, "/api/devices", platform.admin, columns, search=mark)
    everybodys = await read(platform, "/api/devices", platform.admin, "name", search=mark)
    mine = await read(platform, "/api/devices", owner, "-max_consumption", search=mark)
    assert [each["name"].split()[0] for each in everybodys] == ["Attic", "Boiler", "Car", "Dryer"]
    assert [each["name"].split()[0] for each in mine] == ["Dryer", "Car", "Boiler"]
    assert await read(platform, "/api/devices", owner, "name", search=f"attic {mark}") == []

    pages = [
        await platform.call(
            "GET", "/api/monitoring/latest", owner, params={"limit": 2, "offset": offset}
        )
        for offset in (0, 2)
    ]
    names = [each["device_name"].split()[0] for page in pages for each in page["items"]]
    assert (names, pages[0]["total"]) == (["Boiler", "Car", "Dryer"], 3)


async def test_sessions_are_searched_sorted_and_paged(platform: Platform) -> None:
    who = await account(platform)
    sessions = [await log_in(platform, who) for _ in range(3)]
    mine = sessions[-1]

    await assert_sorts(platform, "/api/auth/sessions", mine, ("started_at", "last_used_at"))
    by_admin = f"/api/auth/users/{who.user_id}/sessions"
    await assert_sorts(platform, by_admin, platform.admin, ("started_at",), search="127.0.0.1")
    assert await read(platform, "/api/auth/sessions", mine, "started_at", search="Lynx") == []


async def test_locks_are_searched_sorted_and_paged(platform: Platform) -> None:
    mark = uuid4().hex[:8]
    names = [f"{each}-{mark}" for each in ("zoe", "amy", "kim")]
    for name in names:
        # The gateway allows ten per second: one that it rejected does not count.
        for _ in range(FAILURES_UNTIL_LOCKED):
            await eventually(lambda name=name: guessed(platform, name), within_s=WITHIN_S)

    await assert_sorts(
        platform, "/api/auth/locks", platform.admin, ("username", "locked_until"), search=mark
    )
    listed = await read(platform, "/api/auth/locks", platform.admin, "username", search=mark)
    assert [each["username"] for each in listed] == sorted(names)


async def guessed(platform: Platform, name: str) -> bool:
    return (await try_login(platform, name, "a guess")).status_code == 401

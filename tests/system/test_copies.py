"""A lost copy is named by the doctor and sent again, during events."""

import asyncio

import pytest

from tests.harness.serving import eventually
from tests.system.people import WITHIN_S, account, log_in, screen
from tests.system.platform import Platform

pytestmark = [pytest.mark.system, pytest.mark.timeout(480)]


async def is_well(platform: Platform) -> bool:
    """Return true if the doctor finds nothing wrong: events of other tests may be in flight."""
    try:
        return "All is well." in await platform.kilowatch("doctor")
    except AssertionError:
        return False


async def test_the_doctor_names_an_emptied_copy_and_resync_fills_it_during_events(
    platform: Platform,
) -> None:
    people = [await account(platform) for _ in range(3)]
    await eventually(lambda: is_well(platform), within_s=120, every_s=1)
    await platform.run("devices", "DELETE FROM account")
    with pytest.raises(AssertionError, match=r"devices: accounts differ from users's: .*missing"):
        await platform.kilowatch("doctor")

    async def rename(turns: int) -> None:
        for turn in range(turns):
            for each in people:
                path, change = f"/api/users/{each.user_id}", {"name": f"Name {turn}"}
                await platform.call("PATCH", path, platform.admin, json=change)

    printed, newcomer, _ = await asyncio.gather(
        platform.kilowatch("resync", "devices"), account(platform), rename(5)
    )

    assert "accounts in step." in printed
    await eventually(lambda: is_well(platform), within_s=120, every_s=1)
    for each in (newcomer, *people):
        person = await log_in(platform, each)
        assert (await platform.ask("GET", "/api/devices", person)).status_code == 200


async def test_repair_restores_deleted_rows_of_a_copy(platform: Platform) -> None:
    who = await account(platform)
    person = await log_in(platform, who)
    async with screen(platform, person):
        pass
    await eventually(lambda: is_well(platform), within_s=120, every_s=1)
    await platform.run("realtime", f"DELETE FROM account WHERE user_id = '{who.user_id}'")

    assert "realtime: 1 of accounts mended." in await platform.kilowatch("doctor", "--repair")

    async def is_let_in() -> bool:
        answer = await platform.ask("GET", "/api/realtime/quiet-hours", person)
        return answer.status_code == 200

    await eventually(is_let_in, within_s=WITHIN_S, every_s=0.2)

"""Deleted, demoted and logged-out users are rejected everywhere before their token expires."""

from tests.harness.serving import eventually
from tests.sync.full_stack import SERVICES, FullStack

WITHIN_S = 30
"""It is a second on an idle machine; a token would be valid for 15 minutes."""

OPEN_TO_ALL = {
    "auth": "/api/auth/sessions",
    "users": "/api/users/me",
    "devices": "/api/devices",
    "monitoring": "/api/monitoring/alerts",
}
ADMINISTRATORS_ONLY = {
    "auth": "/api/auth/locks",
    "users": "/api/users",
    "balancing": "/api/balancing/replicas",
    "monitoring": "/api/monitoring/rejections",
}


async def answers(full_stack: FullStack, token: str, paths: dict[str, str]) -> set[int]:
    return {
        (await full_stack.ask(service, path, token)).status_code for service, path in paths.items()
    }


async def test_a_deleted_user_loses_access_everywhere_and_their_devices_are_freed(
    full_stack: FullStack,
) -> None:
    await full_stack.begin(*SERVICES)
    admin = await full_stack.people.administrator()
    ada = await full_stack.people.add_user(admin, "ada")
    device = await full_stack.device(admin, ada["id"])
    token = await full_stack.people.token_of("ada")
    assert await answers(full_stack, token, OPEN_TO_ALL) == {200}

    async with full_stack.socket(token) as browser:
        await full_stack.ask("users", f"/api/users/{ada['id']}", admin, "DELETE")

        code, _ = await browser.close_code(WITHIN_S)

    async def is_out() -> bool:
        return await answers(full_stack, token, OPEN_TO_ALL) == {401}

    async def is_free() -> bool:
        path = f"/api/devices/{device['id']}"
        return (await full_stack.ask("devices", path, admin)).json()["owner_id"] is None

    assert code == 4403
    await eventually(is_out, within_s=WITHIN_S)
    await eventually(is_free, within_s=WITHIN_S)
    assert (await full_stack.people.login("ada")).status_code == 401
    await eventually(lambda: full_stack.in_step(*SERVICES), within_s=30)


async def test_a_demoted_administrator_loses_administrator_access(full_stack: FullStack) -> None:
    await full_stack.begin(*SERVICES)
    admin = await full_stack.people.administrator()
    eve = await full_stack.people.add_user(admin, "eve", "ADMIN")
    token = await full_stack.people.token_of("eve")
    assert await answers(full_stack, token, ADMINISTRATORS_ONLY) == {200}

    async with full_stack.socket(token) as browser:
        change = {"role": "CLIENT"}
        await full_stack.ask("users", f"/api/users/{eve['id']}", admin, "PATCH", change)

        code, _ = await browser.close_code(WITHIN_S)

    async def administers_nothing() -> bool:
        return await answers(full_stack, token, ADMINISTRATORS_ONLY) == {403}

    assert code == 4403
    await eventually(administers_nothing, within_s=WITHIN_S)
    assert await answers(full_stack, token, OPEN_TO_ALL) == {200}


async def test_ending_a_session_ends_access_everywhere_and_closes_its_socket(
    full_stack: FullStack,
) -> None:
    await full_stack.begin(*SERVICES)
    admin = await full_stack.people.administrator()
    ended = await full_stack.people.token_of("admin")

    async with full_stack.socket(ended) as browser:
        await full_stack.ask("auth", "/api/auth/sessions", admin, "DELETE")

        code, _ = await browser.close_code(WITHIN_S)

    async def is_over() -> bool:
        return await answers(full_stack, ended, OPEN_TO_ALL | ADMINISTRATORS_ONLY) == {401}

    assert code == 4403
    await eventually(is_over, within_s=WITHIN_S)
    assert await answers(full_stack, admin, OPEN_TO_ALL | ADMINISTRATORS_ONLY) == {200}

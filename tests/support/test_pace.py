"""The limits on a client's actions that notify every administrator."""

import httpx

from kilowatch.contracts.socket import ChatTyping, Conversation
from tests.support.env import Person, SupportEnv, SupportProcess


async def test_conversation_changes_are_limited_for_clients_and_not_for_administrators(
    env: SupportEnv,
) -> None:
    ada, bob, boss = await env.person(), await env.person(), await env.administrator()
    env.settings["conversation_changes_per_hour"] = 4
    async with env.server() as server:
        talk = await server.open(ada)
        for change in ("close", "reopen", "human"):
            await server.ask(ada, "POST", f"/conversations/{talk}/{change}")
        refused = await _post(server, ada, f"/conversations/{talk}/close")
        opened = await _post(server, ada, "/conversations", {"language": "en"})
        await server.open(bob)
        for _ in range(3):
            await server.ask(boss, "POST", f"/conversations/{talk}/take-over", {})
            await server.ask(boss, "POST", f"/conversations/{talk}/hand-back")
        # Reading and posting continue.
        await server.say(ada, talk, "Zyx?")

    for each in (refused, opened):
        assert each.status_code == 429
        assert each.json()["code"] == "too_many_requests"
        assert 0 < int(each.headers["Retry-After"]) <= 900


async def test_typing_events_over_the_limit_are_dropped_silently(env: SupportEnv) -> None:
    ada, boss = await env.person(), await env.administrator()
    env.settings["typing_per_minute"] = 0.001
    async with (
        env.realtime() as url,
        env.browser(url, boss) as browser,
        env.server() as server,
    ):
        talk = await server.open(ada)
        answers = [await _post(server, ada, f"/conversations/{talk}/typing") for _ in range(50)]
        await server.ask(ada, "POST", f"/conversations/{talk}/close")
        typing = 0
        while True:
            message = await browser.hear_any()
            if isinstance(message, ChatTyping):
                typing += 1
            elif isinstance(message, Conversation) and message.conversation.state == "closed":
                break

    assert {each.status_code for each in answers} == {204}
    assert typing <= 5


async def test_posts_of_one_user_are_limited(env: SupportEnv) -> None:
    ada, bob = await env.person(), await env.person()
    env.settings["changes_per_minute"] = 3
    async with env.server() as server:
        talk = await server.open(ada)
        marks = [
            await _post(server, ada, f"/conversations/{talk}/marks", {"read": 0}) for _ in range(3)
        ]
        await server.open(bob)
        await server.state(ada, talk)

    assert [each.status_code for each in marks] == [200, 200, 429]


async def _post(
    server: SupportProcess, by: Person, path: str, body: object = None
) -> httpx.Response:
    headers = {"Authorization": f"Bearer {by.token}"}
    return await server.client.post(f"/api/support{path}", json=body, headers=headers)

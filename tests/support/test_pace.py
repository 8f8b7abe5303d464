"""How often a client may do what everybody at the desk is told of."""

import httpx

from kilowatch.contracts.socket import ChatTyping, Conversation
from tests.support.stage import Desk, Person, Stage


async def test_opening_closing_and_reopening_are_limited_for_clients_not_for_the_desk(
    stage: Stage,
) -> None:
    ada, bob, boss = await stage.person(), await stage.person(), await stage.administrator()
    stage.settings["conversation_changes_per_hour"] = 4
    async with stage.desk() as desk:
        talk = await desk.open(ada)
        for change in ("close", "reopen", "human"):
            await desk.ask(ada, "POST", f"/conversations/{talk}/{change}")
        refused = await _post(desk, ada, f"/conversations/{talk}/close")
        opened = await _post(desk, ada, "/conversations", {"language": "en"})
        await desk.open(bob)
        for _ in range(3):
            await desk.ask(boss, "POST", f"/conversations/{talk}/take-over", {})
            await desk.ask(boss, "POST", f"/conversations/{talk}/hand-back")
        # What is read and said goes on.
        await desk.say(ada, talk, "Zyx?")

    for each in (refused, opened):
        assert each.status_code == 429
        assert each.json()["code"] == "too_many_requests"
        assert 0 < int(each.headers["Retry-After"]) <= 900


async def test_typing_too_often_is_dropped_without_a_word(stage: Stage) -> None:
    ada, boss = await stage.person(), await stage.administrator()
    stage.settings["typing_per_minute"] = 0.001
    async with (
        stage.realtime() as url,
        stage.browser(url, boss) as browser,
        stage.desk() as desk,
    ):
        talk = await desk.open(ada)
        answers = [await _post(desk, ada, f"/conversations/{talk}/typing") for _ in range(50)]
        await desk.ask(ada, "POST", f"/conversations/{talk}/close")
        typing = 0
        while True:
            message = await browser.hear_any()
            if isinstance(message, ChatTyping):
                typing += 1
            elif isinstance(message, Conversation) and message.conversation.state == "closed":
                break

    assert {each.status_code for each in answers} == {204}
    assert typing <= 5


async def test_whatever_one_person_posts_is_limited(stage: Stage) -> None:
    ada, bob = await stage.person(), await stage.person()
    stage.settings["changes_per_minute"] = 3
    async with stage.desk() as desk:
        talk = await desk.open(ada)
        marks = [
            await _post(desk, ada, f"/conversations/{talk}/marks", {"read": 0}) for _ in range(3)
        ]
        await desk.open(bob)
        await desk.state(ada, talk)

    assert [each.status_code for each in marks] == [200, 200, 429]


async def _post(desk: Desk, by: Person, path: str, body: object = None) -> httpx.Response:
    headers = {"Authorization": f"Bearer {by.token}"}
    return await desk.client.post(f"/api/support{path}", json=body, headers=headers)

"""Conversations: stored before confirmation, ordered, delivered once, private."""

import asyncio
from typing import TypeVar
from uuid import uuid4

from kilowatch.contracts.roles import Role
from kilowatch.contracts.socket import Chat, ChatMarks, ChatTyping, Conversation, Message
from tests.harness.serving import eventually
from tests.realtime.env import BrowserSocket
from tests.support.env import SupportEnv

M = TypeVar("M", bound=Message)


async def test_a_message_is_stored_once_however_often_it_is_sent(env: SupportEnv) -> None:
    ada = await env.person()
    async with env.server() as server:
        talk = await server.open(ada)
        message_id = uuid4()
        first = await server.say(ada, talk, "Zyx?", message_id)
        again = await asyncio.gather(*(server.say(ada, talk, "Zyx?", message_id) for _ in range(4)))
        other = await server.ask(
            ada,
            "POST",
            f"/conversations/{talk}/messages",
            {"id": str(message_id), "text": "Something else"},
            status=409,
        )
        said = await server.said(ada, talk)

    assert {each["message"]["number"] for each in again} == {first["message"]["number"]} == {1}
    assert other["code"] == "message_id_taken"
    assert [each["text"] for each in said if each["author"] == "client"] == ["Zyx?"]


async def test_messages_are_numbered_without_gaps_and_paged_both_ways(env: SupportEnv) -> None:
    ada, boss = await env.person(), await env.administrator()
    async with env.server() as server:
        talk = await server.open(ada)
        await server.ask(boss, "POST", f"/conversations/{talk}/take-over", {})
        await asyncio.gather(*(server.say(ada, talk, f"line {n}") for n in range(12)))
        newest = await server.said(ada, talk, limit=5)
        before = await server.said(ada, talk, before=newest[0]["number"], limit=5)
        after = await server.said(ada, talk, after=2, limit=3)

    assert [each["number"] for each in before + newest] == list(range(3, 13))
    assert [each["number"] for each in after] == [3, 4, 5]


async def test_other_clients_do_not_learn_that_a_conversation_exists(env: SupportEnv) -> None:
    ada, eve = await env.person(), await env.person()
    async with env.server() as server:
        talk = await server.open(ada)
        asked = [
            ("GET", "", None),
            ("GET", "/messages", None),
            ("POST", "/messages", {"id": str(uuid4()), "text": "Hi"}),
            ("POST", "/marks", {"read": 1}),
            ("POST", "/typing", None),
            ("POST", "/human", None),
            ("POST", "/close", None),
            ("POST", "/reopen", None),
        ]
        for method, path, body in asked:
            foreign, unknown = [
                await server.ask(eve, method, f"/conversations/{each}{path}", body, status=404)
                for each in (talk, uuid4())
            ]
            assert foreign == unknown
        taken = await server.ask(eve, "POST", "/conversations", {"id": talk}, status=404)
        listed = await server.ask(eve, "GET", "/conversations")

    assert taken["code"] == "conversation_not_found"
    assert listed == {"items": [], "total": 0}


async def test_clients_are_denied_administrator_operations(env: SupportEnv) -> None:
    ada = await env.person()
    async with env.server() as server:
        talk = await server.open(ada)
        for path in ("/inbox", "/rules", "/unanswered", "/canned-replies", "/looks"):
            await server.ask(ada, "GET", path, status=403)
        for path in ("context", "summary", "notes"):
            await server.ask(ada, "GET", f"/conversations/{talk}/{path}", status=403)
        await server.ask(ada, "POST", f"/conversations/{talk}/take-over", {}, status=403)
        await server.ask(ada, "POST", f"/conversations/{talk}/hand-back", status=403)


async def test_administrators_answer_and_cannot_ask(env: SupportEnv) -> None:
    boss = await env.administrator()
    async with env.server() as server:
        refused = await server.ask(boss, "POST", "/conversations", {}, status=403)

    assert refused["code"] == "clients_only"


async def test_opening_is_idempotent_and_limited_to_twenty(env: SupportEnv) -> None:
    ada, wanted = await env.person(), str(uuid4())
    async with env.server() as server:
        for _ in range(2):
            opened = await server.ask(ada, "POST", "/conversations", {"id": wanted})
            assert opened["id"] == wanted
        for _ in range(19):
            await server.open(ada)
        refused = await server.ask(ada, "POST", "/conversations", {}, status=429)
        await server.ask(ada, "POST", f"/conversations/{wanted}/close")
        await server.open(ada)

    assert refused["code"] == "too_many_conversations"


async def test_a_closed_conversation_accepts_no_messages_until_it_is_reopened(
    env: SupportEnv,
) -> None:
    ada = await env.person()
    async with env.server() as server:
        talk = await server.open(ada)
        await server.ask(ada, "POST", f"/conversations/{talk}/close")
        body = {"id": str(uuid4()), "text": "Hello"}
        refused = await server.ask(ada, "POST", f"/conversations/{talk}/messages", body, status=409)
        await server.ask(ada, "POST", f"/conversations/{talk}/reopen")
        posted = await server.ask(ada, "POST", f"/conversations/{talk}/messages", body)

    assert refused["code"] == "conversation_closed"
    assert posted["answer"]["path"] == "rule"


async def test_writing_too_fast_is_rejected_with_a_retry_time_and_loses_nothing(
    env: SupportEnv,
) -> None:
    ada, eve, boss = await env.person(), await env.person(), await env.administrator()
    env.settings["messages_per_minute"] = 3
    async with env.server() as server:
        talk, other, hers = await server.open(ada), await server.open(ada), await server.open(eve)
        first = uuid4()
        await server.say(ada, talk, "One", first)
        await server.say(ada, talk, "Two")
        await server.say(ada, other, "Three")
        body = {"id": str(uuid4()), "text": "Four"}
        refused = await server.client.post(
            f"/api/support/conversations/{talk}/messages",
            json=body,
            headers={"Authorization": f"Bearer {ada.token}"},
        )
        await server.say(ada, talk, "One", first)
        await server.say(eve, hers, "One")
        await server.ask(boss, "POST", f"/conversations/{talk}/take-over", {})
        for number in range(4):
            await server.say(boss, talk, f"Answer {number}")
        await env.value("UPDATE message SET posted_at = posted_at - interval '1 min' RETURNING 1")
        posted = await server.ask(ada, "POST", f"/conversations/{talk}/messages", body)

    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_messages")
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert posted["message"]["text"] == "Four"


async def test_a_message_reaches_both_sides_live_and_missed_ones_arrive_later(
    env: SupportEnv,
) -> None:
    ada, boss = await env.person(), await env.administrator()
    async with env.realtime() as url, env.server() as server:
        async with env.browser(url, ada) as hers, env.browser(url, boss) as his:
            talk = await server.open(ada)
            assert (await hers.hear(Conversation)).conversation.state == "assistant"
            assert (await his.hear(Conversation)).conversation.client_id == ada.id
            await server.ask(boss, "POST", f"/conversations/{talk}/take-over", {})
            taken = await hers.hear(Conversation)
            await his.hear(Conversation)
            await server.say(ada, talk, "Is anybody there?")
            heard, told = await hers.hear(Chat), await his.hear(Conversation)
        await server.say(boss, talk, "I am here.")
        async with env.browser(url, ada, after=heard.number) as hers:
            missed = await hers.hear(Chat)

    assert (taken.conversation.state, taken.conversation.assigned_to) == ("human", boss.id)
    assert (heard.chat.text, heard.chat.author) == ("Is anybody there?", "client")
    assert (told.conversation.last_number, told.conversation.version) == (1, 3)
    assert (missed.chat.text, missed.chat.author) == ("I am here.", "human")
    assert missed.number == heard.number + 1


async def test_administrators_are_notified_without_the_text_of_a_message(env: SupportEnv) -> None:
    ada, boss = await env.person(), await env.administrator()
    async with env.realtime() as url, env.server() as server, env.browser(url, boss) as his:
        talk = await server.open(ada)
        await server.say(ada, talk, "the secret of the cellar")
        heard = [await _hear(his, Conversation) for _ in range(3)]

    assert [each.conversation.last_number for each in heard] == [0, 1, 2]
    assert "secret" not in str(heard)


async def test_typing_and_read_marks_are_visible_to_the_other_side(env: SupportEnv) -> None:
    ada, boss, eve = await env.person(), await env.administrator(), await env.person()
    async with env.realtime() as url, env.server() as server:
        talk = await server.open(ada)
        await server.ask(boss, "POST", f"/conversations/{talk}/take-over", {})
        await server.say(ada, talk, "Hello")
        await eventually(lambda: env.value("SELECT count(*) = 0 FROM outbox"))
        async with (
            env.browser(url, ada) as hers,
            env.browser(url, boss) as his,
            env.browser(url, eve) as strangers,
        ):
            await server.ask(ada, "POST", f"/conversations/{talk}/typing")
            assert (await _hear(his, ChatTyping)).author == "client"
            await server.ask(boss, "POST", f"/conversations/{talk}/typing")
            assert (await _hear(hers, ChatTyping)).author == "human"
            await server.ask(boss, "POST", f"/conversations/{talk}/marks", {"delivered": 1})
            marks = await _hear(hers, ChatMarks)
            read = await server.ask(boss, "POST", f"/conversations/{talk}/marks", {"read": 99})
            await server.ask(boss, "POST", f"/conversations/{talk}/marks", {"read": 0})
            other = await server.open(eve)
            only = await strangers.hear(Conversation)

    assert (marks.staff_delivered, marks.staff_read) == (1, 0)
    assert read["marks"]["staff_read"] == 1
    assert str(only.conversation.conversation_id) == other


async def test_a_conversation_survives_a_restart_of_its_service(env: SupportEnv) -> None:
    ada = await env.person()
    async with env.server() as server:
        talk = await server.open(ada)
        await server.say(ada, talk, "Hello")
    async with env.server() as server:
        said = await server.said(ada, talk)
        await server.say(ada, talk, "Hello")
        listed = await server.ask(ada, "GET", "/conversations")

    assert [each["author"] for each in said] == ["client", "assistant"]
    assert listed["items"][0]["conversation"]["last_number"] == 4


async def test_a_former_administrator_cannot_answer(env: SupportEnv) -> None:
    ada, boss = await env.person(), await env.administrator()
    async with env.server() as server:
        talk = await server.open(ada)
        await server.ask(boss, "POST", f"/conversations/{talk}/take-over", {})
        await env.demote(boss)
        waiting = await eventually(lambda: _waits(env, talk))
        body = {"id": str(uuid4()), "text": "I am back"}
        await server.ask(boss, "POST", f"/conversations/{talk}/messages", body, status=404)

    assert waiting
    assert boss.role is Role.ADMIN


async def test_deleting_a_client_deletes_their_conversations(env: SupportEnv) -> None:
    ada = await env.person()
    async with env.server() as server:
        talk = await server.open(ada)
        await server.say(ada, talk, "qwertz uiop")
        await env.delete(ada)
        await eventually(lambda: env.value("SELECT count(*) = 0 FROM conversation"))
        await server.ask(ada, "GET", f"/conversations/{talk}", status=401)

    assert await env.value("SELECT count(*) FROM message") == 0
    assert await env.value("SELECT count(*) FROM unanswered") == 0


async def _hear(browser: BrowserSocket, kind: type[M]) -> M:
    """Return the next message of a kind, whatever comes before it."""
    while True:
        message = await browser.hear_any()
        if isinstance(message, kind):
            return message


async def _waits(env: SupportEnv, talk: str) -> bool:
    return await env.value("SELECT state = 'waiting' FROM conversation WHERE id = $1::uuid", talk)

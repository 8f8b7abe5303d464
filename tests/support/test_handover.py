"""A human takes over: one at a time, with a summary, while the assistant is silent."""

import asyncio
from uuid import uuid4

import pytest

from tests.support.env import Person, SupportEnv, SupportProcess


async def taken(server: SupportProcess, by: Person, talk: str, **body: object) -> dict[str, object]:
    """Take a conversation over."""
    return await server.ask(by, "POST", f"/conversations/{talk}/take-over", body)


async def test_one_of_several_concurrent_takeovers_succeeds(env: SupportEnv) -> None:
    ada = await env.person()
    bosses = [await env.administrator() for _ in range(4)]
    async with env.server() as server:
        talk = await server.open(ada)
        await server.ask(ada, "POST", f"/conversations/{talk}/human")
        answers = await asyncio.gather(
            *(
                server.client.post(
                    f"/api/support/conversations/{talk}/take-over",
                    json={},
                    headers={"Authorization": f"Bearer {each.token}"},
                )
                for each in bosses
            )
        )
        winner = (await server.state(ada, talk))["assigned_to"]
        replies = [
            await server.client.post(
                f"/api/support/conversations/{talk}/messages",
                json={"id": str(uuid4()), "text": "I am here."},
                headers={"Authorization": f"Bearer {each.token}"},
            )
            for each in bosses
        ]

    assert sorted(each.status_code for each in answers) == [200, 409, 409, 409]
    refused = next(each.json() for each in answers if each.status_code == 409)
    assert (refused["code"], refused["assigned_to"]) == ("already_taken", winner)
    for boss, reply in zip(bosses, replies, strict=True):
        assert reply.status_code == (201 if str(boss.id) == winner else 409)


async def test_taking_over_from_a_colleague_must_name_them(env: SupportEnv) -> None:
    ada, one, two = await env.person(), *[await env.administrator() for _ in range(2)]
    async with env.server() as server:
        talk = await server.open(ada)
        await taken(server, one, talk)
        path = f"/conversations/{talk}/take-over"
        await server.ask(two, "POST", path, {"taken_from": str(uuid4())}, status=409)
        after = await taken(server, two, talk, taken_from=str(one.id))
        back = await server.ask(one, "POST", f"/conversations/{talk}/hand-back", status=409)

    assert after["assigned_to"] == str(two.id)
    assert back["code"] == "not_yours"


async def test_the_assistant_is_silent_during_a_takeover_and_resumes_afterwards(
    env: SupportEnv,
) -> None:
    ada, boss = await env.person(), await env.administrator()
    async with env.server() as server:
        talk = await server.open(ada)
        await taken(server, boss, talk)
        during = await server.say(ada, talk, "hello")
        await server.ask(boss, "POST", f"/conversations/{talk}/hand-back")
        after = await server.say(ada, talk, "hello")
        said = await server.said(ada, talk)

    assert during["answer"] is None
    assert after["answer"]["path"] == "rule"
    assert [each["author"] for each in said] == ["client", "client", "assistant"]


@pytest.mark.parametrize("question", ["I want to speak to a human", "Vreau să vorbesc cu un om"])
async def test_asking_for_a_human_in_words_hands_over(env: SupportEnv, question: str) -> None:
    ada, boss = await env.person(), await env.administrator()
    async with env.server() as server:
        talk = await server.open(ada)
        answer = await server.answer_to(ada, talk, question)
        inbox = await server.ask(boss, "GET", "/inbox", view="waiting")
        later = await server.say(ada, talk, "hello")

    assert answer["path"] == "handover"
    assert [each["conversation"]["id"] for each in inbox["items"]] == [talk]
    assert (inbox["waiting"], inbox["mine"], inbox["total"]) == (1, 0, 1)
    assert later["answer"] is None


async def test_two_consecutive_failed_answers_hand_over(env: SupportEnv) -> None:
    ada, boss = await env.person(), await env.administrator()
    async with env.server() as server:
        talk = await server.open(ada)
        for question in ("Do fish sleep?", "hello", "Do cats swim?"):
            await server.answer_to(ada, talk, question)
        before = await server.state(ada, talk)
        await server.answer_to(ada, talk, "Do birds dream?")
        after = await server.state(ada, talk)
        summary = await server.ask(boss, "GET", f"/conversations/{talk}/summary")

    assert (before["state"], after["state"]) == ("assistant", "waiting")
    assert summary["open_questions"] == ["Do fish sleep?", "Do cats swim?", "Do birds dream?"]
    assert summary["handover_reason"] == "2 questions in a row weren't answered"
    assert summary["answered_by"] == {"none": 3, "rule": 1}
    assert (summary["asked"], summary["last_question"]) == (4, "Do birds dream?")


async def test_the_inbox_has_waiting_own_and_all_views_and_finds_by_name(env: SupportEnv) -> None:
    boss = await env.administrator()
    clients = [await env.person() for _ in range(3)]
    async with env.server() as server:
        talks = [await server.open(each) for each in clients]
        for person, talk in zip(clients[:2], talks[:2], strict=True):
            await server.ask(person, "POST", f"/conversations/{talk}/human")
        await taken(server, boss, talks[0])
        views = {
            view: await server.ask(boss, "GET", "/inbox", view=view)
            for view in ("waiting", "mine", "all")
        }
        found = await server.ask(boss, "GET", "/inbox", view="all", search=str(clients[2].id))

    shown = {
        view: [each["conversation"]["id"] for each in page["items"]] for view, page in views.items()
    }
    assert shown["waiting"] == [talks[1]]
    assert shown["mine"] == [talks[0]]
    assert sorted(shown["all"]) == sorted(talks)
    assert [each["conversation"]["id"] for each in found["items"]] == [talks[2]]
    assert views["mine"]["items"][0]["assigned_name"] == "Somebody"


async def test_each_look_at_a_clients_data_is_audited(env: SupportEnv) -> None:
    ada, boss = await env.person(), await env.administrator()
    household = env.fake_monitoring.household(ada.id)
    boiler = household.device("Boiler", 0.5)
    household.alert(boiler, 2.5)
    async with env.server() as server:
        talk = await server.open(ada)
        context = await server.ask(boss, "GET", f"/conversations/{talk}/context")
        env.fake_monitoring.down = True
        await server.ask(boss, "GET", f"/conversations/{talk}/context", status=503)
        looks = await server.ask(boss, "GET", "/looks", client_id=str(ada.id))
        nobodys = await server.ask(boss, "GET", "/looks", client_id=str(uuid4()))

    assert [each["name"] for each in context["devices"]] == ["Boiler"]
    assert [each["energy_kwh"] for each in context["alerts"]] == [2.5]
    assert context["days"][0]["device_id"] == str(boiler)
    assert looks["total"] == 2
    assert looks["items"][0]["administrator_id"] == str(boss.id)
    assert nobodys["total"] == 0


async def test_notes_are_for_administrators_and_written_once(env: SupportEnv) -> None:
    ada, boss = await env.person(), await env.administrator()
    body = {"id": str(uuid4()), "text": "Call back on Monday"}
    async with env.server() as server:
        talk = await server.open(ada)
        path = f"/conversations/{talk}/notes"
        await server.ask(boss, "POST", path, body)
        notes = await server.ask(boss, "POST", path, body)
        await server.ask(ada, "GET", path, status=403)
        said = await server.said(ada, talk)

    assert [(each["text"], each["author_name"]) for each in notes] == [
        ("Call back on Monday", "Somebody")
    ]
    assert said == []


async def test_canned_replies_are_created_changed_and_deleted(env: SupportEnv) -> None:
    boss, reply = await env.administrator(), str(uuid4())
    async with env.server() as server:
        for text in ("We look into it.", "We have looked into it."):
            body = {"title": "Soon", "text": text, "language": "en"}
            await server.ask(boss, "PUT", f"/canned-replies/{reply}", body)
        kept = await server.ask(boss, "GET", "/canned-replies")
        await server.ask(boss, "DELETE", f"/canned-replies/{reply}")
        await server.ask(boss, "DELETE", f"/canned-replies/{reply}", status=404)

    assert kept == [
        {"id": reply, "title": "Soon", "text": "We have looked into it.", "language": "en"}
    ]


async def test_closing_ends_a_takeover_and_reopening_starts_with_the_assistant(
    env: SupportEnv,
) -> None:
    ada, boss = await env.person(), await env.administrator()
    async with env.server() as server:
        talk = await server.open(ada)
        await taken(server, boss, talk)
        closed = await server.ask(boss, "POST", f"/conversations/{talk}/close")
        refused = await server.ask(boss, "POST", f"/conversations/{talk}/take-over", {}, status=409)
        opened = await server.ask(ada, "POST", f"/conversations/{talk}/reopen")

    assert (closed["state"], closed["assigned_to"]) == ("closed", None)
    assert refused["code"] == "conversation_closed"
    assert opened["state"] == "assistant"

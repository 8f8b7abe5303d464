"""Answers that depend on what was said before, and on danger."""

import pytest

from tests.support.env import SupportEnv
from tests.support.test_data_answers import furnish


async def test_a_follow_up_is_answered_from_data(env: SupportEnv) -> None:
    ada = await env.person()
    furnish(env, ada)
    async with env.server() as server:
        talk = await server.open(ada)
        await server.answer_to(ada, talk, "How much did I use yesterday?")
        answer = await server.answer_to(ada, talk, "and the boiler?")

    assert answer["path"] == "data"
    assert answer["text"].startswith("Boiler used")


@pytest.mark.parametrize(("reply", "state"), [("yes please", "waiting"), ("no", "assistant")])
async def test_the_offer_of_a_human_is_accepted_or_declined(
    env: SupportEnv, reply: str, state: str
) -> None:
    ada = await env.person()
    furnish(env, ada)
    async with env.server() as server:
        talk = await server.open(ada)
        offer = await server.answer_to(ada, talk, "Is it worth buying candles?")
        answer = await server.answer_to(ada, talk, reply)
        conversation = await server.ask(ada, "GET", f"/conversations/{talk}")

    assert offer["offers_human"]
    assert not answer["offers_human"]
    assert conversation["state"] == state


async def test_danger_is_answered_at_once_and_goes_to_a_human(env: SupportEnv) -> None:
    ada = await env.person()
    async with env.server() as server:
        talk = await server.open(ada)
        answer = await server.answer_to(ada, talk, "there is smoke from the meter")
        conversation = await server.ask(ada, "GET", f"/conversations/{talk}")

    assert "112" in answer["text"]
    assert conversation["state"] == "waiting"


@pytest.mark.parametrize(
    ("question", "path"),
    [("Is it worth buying candles?", "none"), ("How much did I use yesterday?", "fallback")],
)
async def test_only_questions_of_consumption_need_the_devices(
    env: SupportEnv, question: str, path: str
) -> None:
    ada = await env.person()
    furnish(env, ada)
    env.fake_monitoring.down = True
    async with env.server() as server:
        answer = await server.answer_to(ada, await server.open(ada), question)

    assert answer["path"] == path


async def test_danger_is_answered_also_while_a_human_is_awaited_or_answers(
    env: SupportEnv,
) -> None:
    ada, boss = await env.person(), await env.administrator()
    async with env.server() as server:
        talk = await server.open(ada)
        await server.answer_to(ada, talk, "I want to speak to a human")
        awaited = await server.answer_to(ada, talk, "the socket smells burnt")
        still = await server.ask(ada, "GET", f"/conversations/{talk}")
        await server.ask(boss, "POST", f"/conversations/{talk}/take-over", {})
        taken = await server.answer_to(ada, talk, "there are sparks now")
        then = await server.ask(ada, "GET", f"/conversations/{talk}")

    assert "112" in awaited["text"]
    assert "112" in taken["text"]
    assert (still["state"], then["state"]) == ("waiting", "human")

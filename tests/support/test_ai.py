"""Answers by AI: from tools that read the caller's data only, checked sentence by sentence."""

from collections.abc import AsyncGenerator
from datetime import UTC, datetime

import pytest

from kilowatch.contracts.ids import UserId
from kilowatch.contracts.socket import Chat, ChatSentence
from kilowatch.support.assistant.budget import Budget
from tests.harness.provider import (
    Act,
    ErrorStatus,
    Garbage,
    Hangs,
    ReasoningOnly,
    Reply,
    ScriptedProvider,
    ToolCalls,
)
from tests.harness.serving import eventually
from tests.support.env import Json, Person, SupportEnv, SupportProcess
from tests.support.questions import QUESTIONS, undated

SAVE = "How can I save energy?"
CONSUMPTION = ("get_consumption", '{"period": "yesterday"}')


@pytest.fixture
async def provider(env: SupportEnv) -> AsyncGenerator[ScriptedProvider]:
    """A provider that `support` is configured with."""
    async with ScriptedProvider().serving() as provider:
        env.settings.update(ai_base_url=provider.url, ai_key="sk-test", ai_patience_s=30.0)
        yield provider


async def furnished(env: SupportEnv) -> Person:
    """Create a client with a heat pump and a boiler."""
    person = await env.person()
    household = env.fake_monitoring.household(person.id)
    pump = household.device("Heat pump", 1.0)
    household.device("Boiler", 0.25)
    household.alert(pump, 2.5)
    return person


async def test_each_question_takes_its_expected_path_with_ai(
    env: SupportEnv, provider: ScriptedProvider
) -> None:
    ada = await furnished(env)
    provider.play(Reply("Ask a colleague about that."))
    found: list[str] = []
    async with env.server() as server:
        for language, question, _, _ in QUESTIONS:
            talk = await server.open(ada, language)
            found.append((await server.answer_to(ada, talk, question))["path"])
            await server.ask(ada, "POST", f"/conversations/{talk}/close")

    for (_, question, path, _), took in zip(QUESTIONS, found, strict=True):
        assert took == path, question
    assert len(provider.requests) == sum(each[2] == "ai" for each in QUESTIONS)


async def test_an_answer_is_streamed_by_sentence_with_charts_and_then_complete(
    env: SupportEnv, provider: ScriptedProvider
) -> None:
    ada = await furnished(env)
    used = f"{env.fake_monitoring.hours_of_yesterday() * 1.25:g}"
    provider.play(
        ToolCalls([CONSUMPTION]),
        Reply(f"You used {used} kWh yesterday. [general] Washing cold saves about 30%."),
    )
    async with (
        env.realtime() as url,
        env.server() as server,
        env.browser(url, ada) as browser,
    ):
        talk = await server.open(ada)
        answer = await server.answer_to(ada, talk, SAVE)
        sentences: list[ChatSentence] = []
        while True:
            heard = await browser.hear_any()
            if isinstance(heard, ChatSentence):
                sentences.append(heard)
            if isinstance(heard, Chat) and heard.chat.author == "assistant":
                break
        status = await server.ask(ada, "GET", "/status")

    assert [each.part.text for each in sentences] == [each["text"] for each in answer["parts"]]
    assert {str(each.message_id) for each in sentences} == {answer["message_id"]}
    assert [each["label"] for each in answer["parts"]] == [None, "general"]
    assert "span=day" in answer["parts"][0]["charts"][0]["href"]
    assert (answer["path"], status["ai"]) == ("ai", "on")
    assert provider.keys == ["Bearer sk-test"] * 2
    result = provider.requests[1]["messages"][-1]
    assert (result["role"], f'"energy_kwh":{float(used)}' in result["content"]) == ("tool", True)


async def test_an_unsupported_figure_is_not_sent(
    env: SupportEnv, provider: ScriptedProvider
) -> None:
    ada, boss = await furnished(env), await env.administrator()
    provider.play(ToolCalls([CONSUMPTION]), Reply("You used 999 kWh yesterday. Ask for more."))
    async with env.server() as server:
        talk = await server.open(ada)
        answer = await server.answer_to(ada, talk, SAVE)
        [reason] = await server.ask(boss, "GET", f"/conversations/{talk}/reasons")

    assert "999" not in str(answer)
    assert answer["text"].startswith("Ask for more.")
    assert "couldn't check" in answer["text"]
    assert "the data doesn't support '999 kWh'" in reason["reason"]


FAULTS: list[tuple[str, list[Act]]] = [
    ("unauthorized", [ErrorStatus(401)]),
    ("no_such_model", [ErrorStatus(404)]),
    ("limited", [ErrorStatus(429)]),
    ("limited", [ErrorStatus(429, {"retry-after": "7"})]),
    ("broken", [ErrorStatus(500)]),
    ("broken", [ErrorStatus(503, {"retry-after": "2"})]),
    ("refused", [ErrorStatus(400)]),
    ("cut", [Reply("It may be", cut=True)]),
    ("cut", [ToolCalls([CONSUMPTION]), Reply("You could", cut=True)]),
    ("empty", [Reply("")]),
    ("only_reasoning", [ReasoningOnly()]),
    ("bad_tool_call", [ToolCalls([("list_users", "{}")])]),
    ("bad_tool_call", [ToolCalls([("get_consumption", '{"period": "ever"')])]),
    ("bad_tool_call", [ToolCalls([CONSUMPTION])]),
    ("garbled", [Garbage()]),
    ("silent", [Hangs()]),
    ("silent", [Hangs("You")]),
    ("unsupported", [Reply("You used 999 kWh.")]),
]


@pytest.mark.parametrize(
    ("fault", "acts", "language"),
    [(*each, ("en", "ro")[number % 2]) for number, each in enumerate(FAULTS)],
)
async def test_any_provider_fault_gives_a_notice_figures_and_a_human(
    env: SupportEnv, provider: ScriptedProvider, fault: str, acts: list[Act], language: str
) -> None:
    ada, boss = await furnished(env), await env.administrator()
    provider.play(*acts)
    if fault == "silent":
        env.settings["ai_patience_s"] = 1.0
    question = SAVE if language == "en" else "Cum pot economisi energie?"
    async with env.server() as server:
        talk = await server.open(ada, language)
        answer = await server.answer_to(ada, talk, question)
        [reason] = await server.ask(boss, "GET", f"/conversations/{talk}/reasons")

    assert fault in reason["reason"]
    assert (answer["path"], answer["offers_human"]) == ("fallback", True)
    told, today = {
        "en": ("I can't answer that right now", "Your use today so far: "),
        "ro": ("Nu pot răspunde la asta acum", "Consumul tău azi până acum: "),
    }[language]
    assert told in answer["text"]
    assert today in undated(answer["text"])
    assert "999" not in answer["text"]
    assert len(provider.requests) <= 6


async def test_sentences_released_before_the_stream_was_cut_stay(
    env: SupportEnv, provider: ScriptedProvider
) -> None:
    ada = await furnished(env)
    provider.play(Reply("Close the windows first. Then look at th", cut=True))
    async with env.server() as server:
        answer = await server.answer_to(ada, await server.open(ada), SAVE)

    assert answer["parts"][0]["text"] == "Close the windows first."
    assert "Then look" not in answer["text"]
    assert answer["path"] == "fallback"


async def test_an_unreachable_endpoint_is_reported_plainly(env: SupportEnv) -> None:
    ada = await furnished(env)
    env.settings.update(ai_base_url="http://127.0.0.1:9/v1", ai_patience_s=30.0)
    async with env.server() as server:
        answer = await server.answer_to(ada, await server.open(ada), SAVE, within_s=20)

    assert (answer["path"], answer["offers_human"]) == ("fallback", True)


async def test_a_provider_that_fails_three_times_is_paused_and_retried_later(
    env: SupportEnv, provider: ScriptedProvider
) -> None:
    ada = await furnished(env)
    env.settings["ai_rest_s"] = 6.0
    provider.play(ErrorStatus(500), ErrorStatus(500), ErrorStatus(500), Reply("It is well."))
    async with env.server() as server:
        for _ in range(4):
            await server.answer_to(ada, await server.open(ada), SAVE)
        during = len(provider.requests)
        resting = await server.ask(ada, "GET", "/status")

        async def rested() -> bool:
            return (await server.ask(ada, "GET", "/status"))["ai"] == "on"

        await eventually(rested)
        after = await server.answer_to(ada, await server.open(ada), SAVE)

    assert (during, resting["ai"]) == (3, "resting")
    assert after["text"] == "It is well."


async def test_each_user_has_an_hourly_budget(
    env: SupportEnv, provider: ScriptedProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    spend = Budget.spend

    async def spend_at_noon(budget: Budget, user_id: UserId, _now: datetime) -> None:
        await spend(budget, user_id, datetime(2026, 3, 1, 12, tzinfo=UTC))

    # The next hour must not begin in between.
    monkeypatch.setattr(Budget, "spend", spend_at_noon)
    ada, bob, eve = [await furnished(env) for _ in range(3)]
    env.settings.update(ai_requests_per_user_per_hour=2, ai_requests_per_hour=3)
    provider.play(Reply("Close the windows."))
    paths: list[str] = []
    async with env.server() as server:
        for person in (ada, ada, ada, bob, eve):
            answer = await server.answer_to(person, await server.open(person), SAVE)
            paths.append(answer["path"])

    assert paths == ["ai", "ai", "fallback", "ai", "fallback"]
    assert len(provider.requests) == 3


async def test_a_takeover_stops_an_answer_in_progress(
    env: SupportEnv, provider: ScriptedProvider
) -> None:
    ada, boss = await furnished(env), await env.administrator()
    env.settings["ai_patience_s"] = 6.0
    provider.play(Hangs("Close the windows. "))
    async with env.server() as server:
        talk = await server.open(ada)
        await server.say(ada, talk, SAVE)
        await eventually(lambda: env.value("SELECT released <> '[]' FROM pending_answer"))
        await server.ask(boss, "POST", f"/conversations/{talk}/take-over", {})
        await eventually(lambda: env.value("SELECT count(*) = 0 FROM pending_answer"))
        said = await server.said(ada, talk)

    # What the client was shown before stays, so that both sides see the same; nothing follows it.
    assert [each["text"] for each in said] == [SAVE, "Close the windows."]


@pytest.mark.parametrize("graceful", [True, False])
async def test_an_answer_in_progress_is_finished_after_a_restart(
    env: SupportEnv, provider: ScriptedProvider, graceful: bool
) -> None:
    ada = await furnished(env)
    env.settings.update(answer_lapses_after_s=3.0, ai_patience_s=60)
    provider.play(Hangs("Close the windows. "))
    async with env.server() as server:
        talk = await server.open(ada)
        await server.say(ada, talk, SAVE)
        await eventually(lambda: env.value("SELECT released <> '[]' FROM pending_answer"))
        if not graceful:
            # As if it had died there: another process holds the lease, which nobody renews.
            await env.value("UPDATE pending_answer SET holder = 'dead' RETURNING 1")
    async with env.server() as server:
        said = await eventually(lambda: _two(server, ada, talk))

    assert said[1]["path"] == "interrupted"
    assert said[1]["text"].startswith("Close the windows. My answer was interrupted")
    assert said[1]["offers_human"]


async def _two(server: SupportProcess, person: Person, talk: str) -> list[Json] | None:
    """Return question and answer, once both are there."""
    said = await server.said(person, talk)
    return said if len(said) == 2 else None

"""The assistant's reasons: codes for every reader, and only what a reader may know."""

from collections.abc import AsyncGenerator

import pytest

from tests.harness.provider import ErrorStatus, Reply, ScriptedProvider
from tests.support.env import Json, Person, SupportEnv, SupportProcess

SAVE = "How can I save energy?"


@pytest.fixture
async def provider(env: SupportEnv) -> AsyncGenerator[ScriptedProvider]:
    """A provider that `support` is configured with."""
    async with ScriptedProvider().serving() as provider:
        env.settings.update(ai_base_url=provider.url, ai_key="sk-test", ai_patience_s=30.0)
        yield provider


async def reasons(server: SupportProcess, reader: Person, talk: str) -> list[Json]:
    """Return the clauses of the newest answer's reason."""
    found = await server.ask(reader, "GET", f"/conversations/{talk}/reasons")
    return found[-1]["clauses"] if found else []


@pytest.mark.parametrize(
    ("question", "clauses"),
    [
        (
            "hello",
            [
                {"code": "rule", "values": {"rule": "Hello"}},
                {
                    "code": "phrase",
                    "values": {"phrase": "hello", "words": "hello", "matched": "1", "total": "1"},
                },
            ],
        ),
        ("Do fish sleep?", [{"code": "nothing_fits", "values": {}}]),
        ("How much did I use?", [{"code": "subject", "values": {"subject": "usage"}}]),
    ],
)
async def test_a_reason_has_codes_and_a_text(
    env: SupportEnv, question: str, clauses: list[Json]
) -> None:
    ada = await env.person()
    env.fake_monitoring.household(ada.id).device("Boiler", 0.25)
    async with env.server() as server:
        talk = await server.open(ada)
        await server.answer_to(ada, talk, question)
        [found] = await server.ask(ada, "GET", f"/conversations/{talk}/reasons")

    assert found["clauses"] == clauses
    assert found["reason"]


async def test_reasons_for_handovers_and_unanswered_questions_have_codes(env: SupportEnv) -> None:
    ada, boss = await env.person(), await env.administrator()
    async with env.server() as server:
        talk = await server.open(ada)
        for question in ("Do fish sleep?", "Do cats swim?"):
            await server.answer_to(ada, talk, question)
        summary = await server.ask(boss, "GET", f"/conversations/{talk}/summary")
        unanswered = await server.ask(boss, "GET", "/unanswered")
        [tried, *_] = await server.ask(boss, "POST", "/rules/test", {"question": "hello"})

    assert summary["handover_clauses"] == [{"code": "failed_in_a_row", "values": {"count": "2"}}]
    assert [each["clauses"][0]["code"] for each in unanswered["items"]] == ["nothing_fits"] * 2
    assert tried["clauses"][0]["code"] == "phrase"


async def test_reasons_written_by_a_release_without_codes_keep_their_text(env: SupportEnv) -> None:
    ada, boss = await env.person(), await env.administrator()
    async with env.server() as server:
        talk = await server.open(ada)
        await server.say(ada, talk, "hello")
        await server.ask(ada, "POST", f"/conversations/{talk}/human")
        # It writes texts, and leaves unknown columns unchanged.
        await env.value("UPDATE message SET reason = 'old words' RETURNING 1")
        await env.value("UPDATE conversation SET handover_reason = 'old words' RETURNING 1")
        found = await server.ask(ada, "GET", f"/conversations/{talk}/reasons")
        summary = await server.ask(boss, "GET", f"/conversations/{talk}/summary")

    assert [(each["reason"], each["clauses"]) for each in found] == [("old words", [])]
    assert (summary["handover_reason"], summary["handover_clauses"]) == ("old words", [])


async def test_a_client_does_not_see_withheld_sentences_in_a_reason(
    env: SupportEnv, provider: ScriptedProvider
) -> None:
    ada, boss = await env.person(), await env.administrator()
    env.fake_monitoring.household(ada.id).device("Boiler", 0.25)
    provider.play(Reply("You used 999 kWh yesterday. Close the windows."))
    async with env.server() as server:
        talk = await server.open(ada)
        await server.answer_to(ada, talk, SAVE)
        [hers] = await server.ask(ada, "GET", f"/conversations/{talk}/reasons")
        [his] = await server.ask(boss, "GET", f"/conversations/{talk}/reasons")

    assert (hers["reason"], [each["code"] for each in hers["clauses"]]) == (
        "the AI answered",
        ["ai_answered"],
    )
    assert his["clauses"][1] == {"code": "left_out_figure", "values": {"figure": "999 kWh"}}


async def test_only_administrators_see_the_codes_of_ai_failures(
    env: SupportEnv, provider: ScriptedProvider
) -> None:
    ada, boss = await env.person(), await env.administrator()
    env.fake_monitoring.household(ada.id).device("Boiler", 0.25)
    provider.play(ErrorStatus(500))
    async with env.server() as server:
        talk = await server.open(ada)
        await server.answer_to(ada, talk, SAVE)
        hers, his = await reasons(server, ada, talk), await reasons(server, boss, talk)

    assert hers == []
    assert his == [
        {"code": "ai_failed", "values": {"fault": "broken"}},
        {"code": "detail", "values": {"detail": "500"}},
    ]

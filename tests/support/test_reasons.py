"""Why the assistant did something: in codes for every reader, and only what a reader may know."""

from collections.abc import AsyncGenerator

import pytest

from tests.harness.provider import Refuses, Says, ScriptedProvider
from tests.support.stage import Desk, Json, Person, Stage

SAVE = "How can I save energy?"


@pytest.fixture
async def provider(stage: Stage) -> AsyncGenerator[ScriptedProvider]:
    """A provider that `support` is told of."""
    async with ScriptedProvider().serving() as provider:
        stage.settings.update(ai_base_url=provider.url, ai_key="sk-test", ai_patience_s=30.0)
        yield provider


async def reasons(desk: Desk, reader: Person, talk: str) -> list[Json]:
    """The clauses of the newest answer's reason."""
    found = await desk.ask(reader, "GET", f"/conversations/{talk}/reasons")
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
                    "values": {"phrase": "hello", "words": "hello", "fitting": "1", "of": "1"},
                },
            ],
        ),
        ("Do fish sleep?", [{"code": "nothing_fits", "values": {}}]),
        ("How much did I use?", [{"code": "subject", "values": {"subject": "usage"}}]),
    ],
)
async def test_a_reason_comes_in_codes_beside_its_words(
    stage: Stage, question: str, clauses: list[Json]
) -> None:
    ada = await stage.person()
    stage.homes.home(ada.id).device("Boiler", 0.25)
    async with stage.desk() as desk:
        talk = await desk.open(ada)
        await desk.answer_to(ada, talk, question)
        [found] = await desk.ask(ada, "GET", f"/conversations/{talk}/reasons")

    assert found["clauses"] == clauses
    assert found["reason"]


async def test_why_a_human_was_asked_and_why_nothing_answered_come_in_codes(stage: Stage) -> None:
    ada, boss = await stage.person(), await stage.administrator()
    async with stage.desk() as desk:
        talk = await desk.open(ada)
        for question in ("Do fish sleep?", "Do cats swim?"):
            await desk.answer_to(ada, talk, question)
        summary = await desk.ask(boss, "GET", f"/conversations/{talk}/summary")
        unanswered = await desk.ask(boss, "GET", "/unanswered")
        [tried, *_] = await desk.ask(boss, "POST", "/rules/test", {"question": "hello"})

    assert summary["handover_clauses"] == [{"code": "failed_in_a_row", "values": {"count": "2"}}]
    assert [each["clauses"][0]["code"] for each in unanswered["items"]] == ["nothing_fits"] * 2
    assert tried["clauses"][0]["code"] == "phrase"


async def test_what_a_release_without_codes_wrote_keeps_its_words(stage: Stage) -> None:
    ada, boss = await stage.person(), await stage.administrator()
    async with stage.desk() as desk:
        talk = await desk.open(ada)
        await desk.say(ada, talk, "hello")
        await desk.ask(ada, "POST", f"/conversations/{talk}/human")
        # It writes words, and leaves what it does not know of as it was.
        await stage.value("UPDATE message SET reason = 'old words' RETURNING 1")
        await stage.value("UPDATE conversation SET handover_reason = 'old words' RETURNING 1")
        found = await desk.ask(ada, "GET", f"/conversations/{talk}/reasons")
        summary = await desk.ask(boss, "GET", f"/conversations/{talk}/summary")

    assert [(each["reason"], each["clauses"]) for each in found] == [("old words", [])]
    assert (summary["handover_reason"], summary["handover_clauses"]) == ("old words", [])


async def test_a_client_does_not_read_in_a_reason_what_was_left_out_of_the_answer(
    stage: Stage, provider: ScriptedProvider
) -> None:
    ada, boss = await stage.person(), await stage.administrator()
    stage.homes.home(ada.id).device("Boiler", 0.25)
    provider.play(Says("You used 999 kWh yesterday. Close the windows."))
    async with stage.desk() as desk:
        talk = await desk.open(ada)
        await desk.answer_to(ada, talk, SAVE)
        [hers] = await desk.ask(ada, "GET", f"/conversations/{talk}/reasons")
        [his] = await desk.ask(boss, "GET", f"/conversations/{talk}/reasons")

    assert (hers["reason"], [each["code"] for each in hers["clauses"]]) == (
        "the AI answered",
        ["ai_answered"],
    )
    assert his["clauses"][1] == {"code": "left_out_figure", "values": {"figure": "999 kWh"}}


async def test_how_an_ai_failed_is_told_in_codes_to_administrators_alone(
    stage: Stage, provider: ScriptedProvider
) -> None:
    ada, boss = await stage.person(), await stage.administrator()
    stage.homes.home(ada.id).device("Boiler", 0.25)
    provider.play(Refuses(500))
    async with stage.desk() as desk:
        talk = await desk.open(ada)
        await desk.answer_to(ada, talk, SAVE)
        hers, his = await reasons(desk, ada, talk), await reasons(desk, boss, talk)

    assert hers == []
    assert his == [
        {"code": "ai_failed", "values": {"fault": "broken"}},
        {"code": "detail", "values": {"detail": "500"}},
    ]

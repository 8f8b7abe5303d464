"""Questions about the client's own consumption, answered from data without any AI."""

from collections import Counter

import pytest

from tests.harness.serving import eventually
from tests.support.env import Person, SupportEnv, SupportProcess
from tests.support.questions import QUESTIONS, undated


def furnish(env: SupportEnv, person: Person) -> None:
    """A household with two devices and an alert."""
    household = env.fake_monitoring.household(person.id)
    pump = household.device("Heat pump", 1.0)
    household.device("Boiler", 0.25, limit_kwh=None)
    household.alert(pump, 2.5)


async def test_each_question_takes_its_expected_path_without_ai(env: SupportEnv) -> None:
    assert len(QUESTIONS) >= 40
    assert Counter(each[0] for each in QUESTIONS)["ro"] >= 15
    ada, boss = await env.person(), await env.administrator()
    furnish(env, ada)
    found: list[tuple[str, str]] = []
    async with env.server() as server:
        for language, question, _, _ in QUESTIONS:
            talk = await server.open(ada, language)
            answer = await server.answer_to(ada, talk, question)
            [reason] = await server.ask(boss, "GET", f"/conversations/{talk}/reasons")
            found.append((answer["path"], reason["reason"]))
            await server.ask(ada, "POST", f"/conversations/{talk}/close")

    for (_, question, path, what), (took, reason) in zip(QUESTIONS, found, strict=True):
        assert took == ("none" if path == "ai" else path), (question, reason)
        assert what in reason, (question, reason)


@pytest.mark.parametrize(
    ("language", "question", "says"),
    [
        ("en", "How much did I use yesterday?", "Your use yesterday: {all:en} kWh."),
        ("ro", "Cât am consumat ieri?", "Consumul tău ieri: {all:ro} kWh."),
        ("en", "How much did the heat pump use yesterday?", "Heat pump used {pump:en} kWh"),
        ("ro", "Cât a consumat Heat pump ieri?", "Heat pump a consumat {pump:ro} kWh ieri."),
        (
            "en",
            "Which device used most yesterday?",
            "Heat pump used the most yesterday: {pump:en} kWh",
        ),
        ("ro", "Ce dispozitiv a consumat cel mai mult ieri?", "Heat pump a consumat cel mai mult"),
        ("en", "Why did I get an alert?", "more than its limit of 2 kWh per hour"),
        ("ro", "De ce am primit o alertă?", "limita sa de 2 kWh pe oră"),
        ("en", "How many alerts do I have?", "Hours over their limit: 1."),
        ("en", "Did I use more last week than this week?", "this week so far than last week"),
        ("ro", "Compară ieri cu alaltăieri", "Ai consumat cu"),
        ("en", "When was my peak yesterday?", "Your peak hour yesterday: 1.25 kWh on"),
        ("ro", "Care a fost ora de vârf ieri?", "între 19:00 și 20:00"),
        (
            "en",
            "Which devices do I have?",
            "Your devices (2): Heat pump (limit 2 kWh per hour), Boiler",
        ),
        (
            "ro",
            "Ce dispozitive am?",
            "Dispozitivele tale (2): Heat pump (limită 2 kWh pe oră), Boiler",
        ),
    ],
)
async def test_figures_match_the_data_and_link_to_their_chart(
    env: SupportEnv, language: str, question: str, says: str
) -> None:
    ada, eve = await env.person(), await env.person()
    furnish(env, ada)
    env.fake_monitoring.household(eve.id).device("Sauna", 9.0)
    hours = env.fake_monitoring.hours_of_yesterday()
    figures = {"all": hours * 1.25, "pump": hours * 1.0}
    for name, value in figures.items():
        says = says.replace(f"{{{name}:en}}", f"{value:g}")
        says = says.replace(f"{{{name}:ro}}", f"{value:g}".replace(".", ","))
    async with env.server() as server:
        talk = await server.open(ada, language)
        answer = await server.answer_to(ada, talk, question)

    assert says in undated(answer["text"])
    assert answer["path"] == "data"
    assert answer["parts"][0]["charts"]
    assert {person for person, _, _ in env.fake_monitoring.asked} == {ada.id}


async def test_the_language_of_the_question_overrides_that_of_the_conversation(
    env: SupportEnv,
) -> None:
    ada = await env.person()
    furnish(env, ada)
    async with env.server() as server:
        talk = await server.open(ada, "en")
        answer = await server.answer_to(ada, talk, "Cât am consumat ieri?")

    assert answer["text"].startswith("Consumul tău ieri")


async def test_missing_data_is_reported_and_never_shown_as_zero(env: SupportEnv) -> None:
    ada, bob = await env.person(), await env.person()
    env.fake_monitoring.household(bob.id).device("New meter", 1.0)
    env.fake_monitoring.household(bob.id).hourly_kwh.clear()
    async with env.server() as server:
        without = await server.answer_to(
            ada, await server.open(ada), "How much did I use yesterday?"
        )
        missing = await server.answer_to(
            bob, await server.open(bob), "How much did I use yesterday?"
        )

    assert without["text"].startswith("You don't have any devices yet")
    assert undated(missing["text"]).startswith("There are no readings for yesterday yet")
    assert "0 kWh" not in missing["text"]


async def test_unavailable_data_gives_a_notice_and_offers_a_human(env: SupportEnv) -> None:
    ada = await env.person()
    furnish(env, ada)
    env.fake_monitoring.down = True
    async with env.server() as server:
        answer = await server.answer_to(
            ada, await server.open(ada), "How much did I use yesterday?"
        )

    assert (answer["path"], answer["offers_human"]) == ("fallback", True)
    assert "I can't look up your consumption right now" in answer["text"]


async def test_slow_data_is_reported_as_unavailable_in_time(
    env: SupportEnv, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, boss = await env.person(), await env.administrator()
    furnish(env, ada)
    monkeypatch.setattr("kilowatch.support.service.composing.ANSWER_WITHIN_S", 0.5)
    monkeypatch.setattr("kilowatch.support.rules.values.VALUES_WITHIN_S", 3.0)
    body = {
        "name": "Both",
        "phrases_en": ["both"],
        "answer_en": "{device_count} devices, {today_kwh}",
    }
    # Three frozen replicas: asked one after the other they take a minute.
    async with env.server(monitoring_urls=[env.fake_monitoring.url] * 3) as server:
        await server.ask(boss, "POST", "/rules", body)
        env.fake_monitoring.measures.clear()
        try:
            talk = await server.open(ada)
            data = await server.answer_to(ada, talk, "How much did I use yesterday?", within_s=30)
            rule = await server.answer_to(ada, talk, "both", within_s=30)
        finally:
            env.fake_monitoring.measures.set()

    assert (data["path"], data["offers_human"]) == ("fallback", True)
    assert rule["text"] == "2 devices, (not available right now)"


async def test_concurrent_questions_are_answered_in_order(env: SupportEnv) -> None:
    ada = await env.person()
    furnish(env, ada)
    async with env.server() as server:
        talk = await server.open(ada)
        for period in ("today", "yesterday", "last month"):
            await server.say(ada, talk, f"How much did I use {period}?")
        await server.say(ada, talk, "How much did I use this year?")
        answers = await eventually(lambda: four_answers(server, ada, talk))

    order = ["today", "yesterday", "last month", "this year"]
    assert [next(o for o in order if o in text) for text in answers] == order


async def four_answers(server: SupportProcess, person: Person, talk: str) -> list[str] | None:
    """Return the four answers, once they are there."""
    said = await server.said(person, talk)
    answers = [each["text"] for each in said if each["author"] == "assistant"]
    return answers if len(answers) == 4 else None

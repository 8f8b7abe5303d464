"""Questions about kinds and directions of energy: gas is never answered with electricity."""

import datetime as dt
import json
from typing import Final
from uuid import UUID

import pytest

from kilowatch.support.questions.energies import energies_in
from kilowatch.support.questions.naming import KnownDevice
from kilowatch.support.questions.understanding import understand
from kilowatch.support.rules.words import words_of
from tests.harness.provider import Reply, ScriptedProvider, ToolCalls
from tests.support.env import Person, SupportEnv
from tests.support.questions import undated
from tests.support.test_data_answers import furnish

_ID: Final = UUID(int=7)
_TODAY: Final = dt.date(2026, 11, 28)


def named(question: str) -> list[str]:
    """Return the names of the energies in a question, in its order."""
    return [each.name for each in energies_in(words_of(question), frozenset()).energies]


@pytest.mark.parametrize(
    ("question", "energies"),
    [
        ("How much did I use yesterday?", []),
        ("how much gas last week", ["gas"]),
        ("How much gass last week?", ["gas"]),
        ("how much did I exprot", ["export"]),
        ("cât gaz am consumat ieri", ["gas"]),
        ("cât am exportat ieri", ["export"]),
        ("câtă energie am trimis în rețea", ["export"]),
        ("How much did I send to the grid?", ["export"]),
        ("How much electricity did I export?", ["export"]),
        ("how much did I import and export", ["import", "export"]),
        ("how much solar today", ["production"]),
        ("How much hot water today?", ["hot_water"]),
        ("câtă apă caldă", ["hot_water"]),
        ("câtă apă", ["water"]),
        ("căldură luna trecută", ["heat"]),
        ("how much diesel did I use", ["unmeasurable"]),
        ("gas and electricity", ["gas", "electricity"]),
        # Machines and files, not kinds of energy.
        ("How much did the heat pump use?", []),
        ("export last week as csv", []),
        ("show it later", []),
    ],
)
def test_the_energies_of_a_question_are_recognized(question: str, energies: list[str]) -> None:
    assert named(question) == energies


def test_the_name_of_a_device_is_no_kind_of_energy() -> None:
    device = KnownDevice(id=_ID, name="Gas cellar")
    found = understand("How much did the gas cellar use yesterday?", "en", _TODAY, [device])

    assert found is not None
    assert (found.device, found.energies) == (device, ())


def test_what_was_used_of_the_own_production_is_another_question() -> None:
    assert understand("how much of my solar did I use yesterday", "en", _TODAY) is None


async def asked(env: SupportEnv, person: Person, question: str, language: str = "en") -> str:
    """Return the text of the answer from data."""
    async with env.server() as server:
        answer = await server.answer_to(person, await server.open(person, language), question)
    assert answer["path"] == "data", answer
    assert answer["parts"][0]["charts"]
    return undated(answer["text"])


async def test_gas_is_answered_with_gas_and_links_to_its_chart(env: SupportEnv) -> None:
    ada = await env.person()
    household = env.fake_monitoring.household(ada.id)
    meter = household.device("Meter", 1.0)
    household.measures(meter, "gas", "import", "m3", 0.5)
    hours = env.fake_monitoring.hours_of_yesterday()
    async with env.server() as server:
        talk = await server.open(ada)
        answer = await server.answer_to(ada, talk, "how much gas yesterday?")

    assert undated(answer["text"]) == f"Gas yesterday: {0.5 * hours:g} m³."
    [chart] = answer["parts"][0]["charts"]
    assert "&kind=gas&direction=import" in chart["href"]


async def test_what_was_exported_is_told_in_romanian(env: SupportEnv) -> None:
    ada = await env.person()
    household = env.fake_monitoring.household(ada.id)
    household.measures(household.device("Meter", 1.0), "electricity", "export", "kWh", 0.25)
    hours = env.fake_monitoring.hours_of_yesterday()

    text = await asked(env, ada, "cât am exportat ieri", "ro")

    expected = f"{0.25 * hours:g}".replace(".", ",")
    assert text == f"Energie electrică în rețea ieri: {expected} kWh."


@pytest.mark.parametrize(
    "question",
    [
        "How much gas did I use last week?",
        "Did I use more gas this week than last week?",
        "Which device used most gas last week?",
        "When were my peak hours of gas last week?",
        "Which devices measure gas?",
        "How much diesel did I use last week?",
    ],
)
async def test_what_is_not_measured_is_said(env: SupportEnv, question: str) -> None:
    ada = await env.person()
    furnish(env, ada)

    text = await asked(env, ada, question)

    assert text.startswith("None of your devices measures")
    assert "kWh" not in text


async def test_a_named_device_that_measures_something_else_says_so(env: SupportEnv) -> None:
    ada = await env.person()
    furnish(env, ada)
    household = env.fake_monitoring.household(ada.id)
    household.measures(household.device("Meter", 1.0), "gas", "import", "m3", 0.5)

    text = await asked(env, ada, "How much gas did the boiler use yesterday?")

    assert text == "Boiler doesn't measure gas, so I can't tell."


async def test_kinds_in_several_units_and_several_kinds_are_told_apart(env: SupportEnv) -> None:
    ada = await env.person()
    household = env.fake_monitoring.household(ada.id)
    household.measures(household.device("Flat", 1.0), "gas", "import", "m3", 0.5)
    household.measures(household.device("Shop", 1.0), "gas", "import", "kWh", 4.0)
    hours = env.fake_monitoring.hours_of_yesterday()

    text = await asked(env, ada, "How much gas and water did I use yesterday?")

    assert f"Gas yesterday: {0.5 * hours:g} m³." in text
    assert f"Gas yesterday: {4.0 * hours:g} kWh." in text
    assert "None of your devices measures water, so I can't tell." in text


async def test_a_total_by_device_leaves_out_what_is_calculated_from_it(env: SupportEnv) -> None:
    ada = await env.person()
    household = env.fake_monitoring.household(ada.id)
    household.device("Meter", 1.0)
    household.calculated.add(str(household.device("House", 5.0)))

    text = await asked(env, ada, "Which device used most yesterday?")

    assert text.startswith("Meter is your only device")


async def test_a_submeter_is_ranked_and_the_total_counts_it_once(env: SupportEnv) -> None:
    ada = await env.person()
    household = env.fake_monitoring.household(ada.id)
    house, car = household.device("House", 4.0), household.device("Car", 1.0)
    household.parts[str(car)] = str(house)
    hours = env.fake_monitoring.hours_of_yesterday()

    text = await asked(env, ada, "Which device used most yesterday?")

    assert f"House used the most yesterday: {4 * hours} kWh, 100% of {4 * hours} kWh." in text
    assert f"Next: Car ({hours} kWh)." in text


async def test_the_model_asks_for_gas_and_is_told_what_is_not_measured(env: SupportEnv) -> None:
    ada = await env.person()
    household = env.fake_monitoring.household(ada.id)
    household.measures(household.device("Meter", 1.0), "gas", "import", "m3", 0.5)
    yesterday = '{"period": "yesterday", "energy": "%s"}'
    async with ScriptedProvider().serving() as provider:
        env.settings.update(ai_base_url=provider.url, ai_key="sk-test", ai_patience_s=30.0)
        provider.play(
            ToolCalls(
                [("get_consumption", yesterday % "gas"), ("get_consumption", yesterday % "water")]
            ),
            Reply("You used 999 m³ of gas. Water isn't measured."),
        )
        async with env.server() as server:
            talk = await server.open(ada)
            answer = await server.answer_to(ada, talk, "Is my gas stove worth it, or water?")
    told = json.dumps(provider.requests[-1])

    assert "water is not measured" in told
    assert "999" not in answer["text"]
    assert "Water isn't measured." in answer["text"]


async def test_an_alert_of_another_channel_names_it(env: SupportEnv) -> None:
    ada = await env.person()
    household = env.fake_monitoring.household(ada.id)
    meter = household.device("Meter", 1.0)
    household.alert(meter, 2.5)
    household.alerts[0]["channel"] = "export"

    text = await asked(env, ada, "Why did I get an alert?")

    assert text.startswith("Meter (electricity to the grid) used 2.5 kWh")

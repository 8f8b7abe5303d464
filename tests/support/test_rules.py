"""Rules: whole words, spelled nearly right, never a part of a word; managed by administrators."""

import asyncio
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

import pytest

from kilowatch.support.rules.matching import Rule, best, matches
from tests.harness.serving import eventually
from tests.support.env import SupportEnv

MOST_TRIES = 200


def rule(*phrases: str, position: int = 1, name: str = "Rule", **fields: Any) -> Rule:
    """A rule of these English phrases."""
    given: dict[str, Any] = {
        "id": uuid4(),
        "position": position,
        "name": name,
        "enabled": True,
        "action": "answer",
        "phrases_en": list(phrases),
        "phrases_ro": [],
        "answer_en": "Yes.",
        "answer_ro": "",
        **fields,
    }
    return Rule(**given)


@pytest.mark.parametrize(
    ("phrases", "question", "fits"),
    [
        (["hi"], "Hi!", True),
        (["hi"], "this", False),
        (["hi"], "this is high", False),
        (["price"], "What is the price?", True),
        (["price"], "prices?", True),
        (["price"], "priceless", False),
        (["reset password"], "reset my passwrd", True),
        (["reset password"], "reset my meter", False),
        (["hello"], "helo", True),
        (["hello"], "help", False),
        (["hello"], "hello, why does the boiler use so much energy?", False),
        (["pană de curent"], "pana de curent", True),
        (["what's new"], "whats new", True),
        (["price"], "", False),
        (["price"], "price " * 61, False),
        (["24"], "25", False),
    ],
)
def test_a_phrase_matches_whole_words_with_small_typos(
    phrases: Sequence[str], question: str, fits: bool
) -> None:
    assert (best([rule(*phrases)], question, "en") is not None) is fits


def test_the_rule_with_most_confidence_answers_and_ties_go_by_order() -> None:
    loose, exact = rule("limit", name="Loose"), rule("change limit", position=2, name="Exact")
    first, second = rule("bill", position=1), rule("bill", position=2)

    surer, equals = (
        best([loose, exact], "change the limit", "en"),
        best([second, first], "bill", "en"),
    )

    assert surer is not None
    assert surer.rule is exact
    assert equals is not None
    assert equals.rule is first


def test_a_disabled_rule_does_not_answer_and_matches_explain_themselves() -> None:
    [found] = matches([rule("price"), rule("price", enabled=False)], "the prise of heat", "en")

    assert found.confidence < 0.7
    assert found.reason.text == '"price" matches prise; 1 of 2 significant words'


async def test_an_administrator_adds_edits_orders_tries_and_deletes_rules(env: SupportEnv) -> None:
    boss, ada = await env.administrator(), await env.person()
    body = {"name": "Moon", "phrases_en": ["moon phase"], "answer_en": "It is round."}
    async with env.server() as server:
        added = await server.ask(boss, "POST", "/rules", body)
        talk = await server.open(ada)
        said = await server.say(ada, talk, "What is the moon phase?")
        tried = await server.ask(boss, "POST", "/rules/test", {"question": "moon phaze"})
        path = f"/rules/{added['id']}"
        edit = {**body, "answer_en": "It is full.", "version": added["version"]}
        edited = await server.ask(boss, "PUT", path, edit)
        stale = await server.ask(boss, "PUT", path, edit, status=409)
        ids = [each["id"] for each in (await server.ask(boss, "GET", "/rules"))["items"]]
        ordered = await server.ask(boss, "PUT", "/rules/order", {"ids": ids[::-1]})
        incomplete = await server.ask(boss, "PUT", "/rules/order", {"ids": ids[1:]}, status=409)
        listed = await server.ask(boss, "GET", "/rules")
        again = await server.say(ada, talk, "moon phase")
        await server.ask(boss, "DELETE", path)
        gone = await server.ask(boss, "DELETE", path, status=404)

    assert (said["answer"]["text"], again["answer"]["text"]) == ("It is round.", "It is full.")
    assert (tried[0]["name"], tried[0]["answers"]) == ("Moon", True)
    assert (edited["version"], stale["code"], gone["code"]) == (2, "rule_changed", "rule_not_found")
    assert [each["id"] for each in ordered["items"]] == ids[::-1]
    assert incomplete["code"] == "order_incomplete"
    assert listed["items"][0]["hits"] == 1
    assert len(ids) >= 13


@pytest.mark.parametrize(
    "change",
    [{"phrases_en": []}, {"answer_en": ""}, {"answer_en": "{secret_kwh} used"}],
)
async def test_an_invalid_rule_is_rejected(env: SupportEnv, change: dict[str, object]) -> None:
    boss = await env.administrator()
    body = {"name": "Moon", "phrases_en": ["moon"], "answer_en": "Round."}
    async with env.server() as server:
        refused = await server.ask(boss, "POST", "/rules", {**body, **change}, status=422)

    assert refused["code"] == "rule_refused"


async def test_live_values_are_the_callers_own_and_missing_ones_are_reported(
    env: SupportEnv,
) -> None:
    ada, boss = await env.person(), await env.administrator()
    household = env.fake_monitoring.household(ada.id)
    boiler = household.device("Boiler", 0.5)
    household.alert(boiler, 2.5)
    body = {
        "name": "How it stands",
        "phrases_en": ["how it stands"],
        "answer_en": "{device_count} device, {alert_count} alert, {yesterday_kwh} yesterday.",
    }
    async with env.server() as server:
        await server.ask(boss, "POST", "/rules", body)
        talk = await server.open(ada)
        answer = await server.answer_to(ada, talk, "how it stands")
        env.fake_monitoring.down = True
        without = await server.answer_to(ada, talk, "how it stands")

    used = env.fake_monitoring.hours_of_yesterday() * 0.5
    assert answer["text"] == f"1 device, 1 alert, {used:g} kWh yesterday."
    assert {"href": "/alerts"} in answer["parts"][0]["charts"]
    assert without["text"].count("(not available right now)") == 3


async def test_a_client_reads_the_reasons_of_their_own_conversation_only(env: SupportEnv) -> None:
    ada, eve = await env.person(), await env.person()
    async with env.server() as server:
        talk = await server.open(ada)
        await server.answer_to(ada, talk, "hello")
        [reason] = await server.ask(ada, "GET", f"/conversations/{talk}/reasons")
        foreign, unknown = [
            await server.ask(eve, "GET", f"/conversations/{each}/reasons", status=404)
            for each in (talk, uuid4())
        ]

    assert (reason["path"], reason["confidence"]) == ("rule", 1)
    assert '"hello" matches hello' in reason["reason"]
    assert foreign == unknown


async def test_an_unanswered_question_is_listed_until_it_is_settled(env: SupportEnv) -> None:
    ada, boss = await env.person(), await env.administrator()
    async with env.server() as server:
        talk = await server.open(ada)
        answer = await server.answer_to(ada, talk, "Do fish sleep?")
        listed = await server.ask(boss, "GET", "/unanswered")
        await server.ask(boss, "DELETE", f"/unanswered/{listed['items'][0]['id']}")
        after = await server.ask(boss, "GET", "/unanswered")

    assert (answer["path"], answer["offers_human"]) == ("none", True)
    assert [each["question"] for each in listed["items"]] == ["Do fish sleep?"]
    assert after == {"items": [], "total": 0}


async def test_a_rule_answers_within_50_ms_of_the_question(env: SupportEnv) -> None:
    ada = await env.person()
    async with env.server() as server:
        talk = await server.open(ada)
        await server.say(ada, talk, "hello")
        loop, took_s = asyncio.get_running_loop(), list[float]()
        # The machine may be busy most of the time, but not all of it.
        while len(took_s) < MOST_TRIES and sum(each < 0.05 for each in took_s) < 3:
            begun_s = loop.time()
            posted = await server.say(ada, talk, "How do I read the chart?")
            took_s.append(loop.time() - begun_s)
            assert posted["answer"]["path"] == "rule"
        await eventually(lambda: env.value("SELECT count(*) = 0 FROM outbox"))

    assert sorted(took_s)[2] < 0.05

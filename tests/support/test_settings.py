"""The settings of the AI, and its absence."""

import pytest

from kilowatch.support.assistant import llm
from kilowatch.support.rules import values
from kilowatch.support.service import composing
from kilowatch.support.settings import DEFAULT_MODEL, GROQ_URL, SupportSettings


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what a service needs to be built."""
    for name in ("GROQ_API_KEY", "KILOWATCH_SUPPORT_AI_KEY", "KILOWATCH_SUPPORT_AI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("KILOWATCH_AMQP_URL", "amqp://a/")
    monkeypatch.setenv("KILOWATCH_INTERNAL_TOKEN", "token")
    monkeypatch.setenv("KILOWATCH_SUPPORT_DATABASE_URL", "postgresql://a/")


def settings() -> SupportSettings:
    """Return the settings from the environment."""
    return SupportSettings()  # pyright: ignore[reportCallIssue]: read from the environment


def test_the_client_gets_a_response_within_10_s_whatever_hangs() -> None:
    """By default: each wait is bounded, and they add up to less."""
    with_ai = (
        composing.LOOK_UP_WITHIN_S  # the query itself
        + llm.ZONE_WITHIN_S
        + settings().ai_patience_s
        + composing.LOOK_UP_WITHIN_S  # the available figures
    )
    from_data = composing.LOOK_UP_WITHIN_S + composing.ANSWER_WITHIN_S

    assert max(with_ai, from_data, values.VALUES_WITHIN_S) < 10


def test_without_a_key_there_is_no_ai(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GROQ_API_KEY", "")

    assert not settings().ai_is_on


def test_a_groq_key_alone_enables_ai(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GROQ_API_KEY", "gsk-secret")

    chosen = settings()

    assert chosen.ai_is_on
    assert (chosen.ai_url, chosen.ai_model) == (GROQ_URL, DEFAULT_MODEL)
    assert "gsk-secret" not in repr(chosen)


def test_a_local_server_needs_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KILOWATCH_SUPPORT_AI_BASE_URL", "http://127.0.0.1:11434/v1/")
    monkeypatch.setenv("KILOWATCH_SUPPORT_MONITORING_URLS", '["http://a:1", "http://b:2"]')

    chosen = settings()

    assert chosen.ai_is_on
    assert chosen.ai_url == "http://127.0.0.1:11434/v1"
    assert chosen.monitoring_urls == ["http://a:1", "http://b:2"]

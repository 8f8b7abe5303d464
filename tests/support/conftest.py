"""`support` on a real database and a real broker, with whoever it asks."""

from collections.abc import AsyncGenerator

import pytest

from tests.conftest import MakeDatabase
from tests.harness.servers import Broker
from tests.harness.tokens import TokenIssuer
from tests.support.env import SupportEnv, build_stage

LIMITS = (
    "clients.TIMEOUT_S",
    "assistant.llm.ZONE_WITHIN_S",
    "service.composing.LOOK_UP_WITHIN_S",
    "service.composing.ANSWER_WITHIN_S",
    "rules.values.VALUES_WITHIN_S",
)
PATIENT_S = 20.0


@pytest.fixture
async def env(
    make_database: MakeDatabase,
    broker: Broker,
    issuer: TokenIssuer,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncGenerator[SupportEnv]:
    """Databases, a virtual host, an issuer and a few homes; the test starts the processes.

    They are patient with each other: a busy machine is not to be taken for a silent service. The
    limits of everyday are held together by `test_settings`.
    """
    for limit in LIMITS:
        monkeypatch.setattr(f"kilowatch.support.{limit}", PATIENT_S)
    async with build_stage(make_database, broker, issuer) as env:
        yield env

"""`support` on a real database and a real broker, with the services it calls."""

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
    """Databases, a virtual host, an issuer and a few households; the test starts the processes.

    Time-outs are long: a busy machine must not be taken for a silent service. The defaults
    are checked by `test_settings`.
    """
    for limit in LIMITS:
        monkeypatch.setattr(f"kilowatch.support.{limit}", PATIENT_S)
    async with build_stage(make_database, broker, issuer) as env:
        yield env

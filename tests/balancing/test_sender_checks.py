"""Checks of credentials at the intake: shared and cached."""

import asyncio
from types import SimpleNamespace
from uuid import uuid4

import pytest

from kilowatch.balancing import senders
from kilowatch.balancing.senders import SenderChecks
from kilowatch.contracts.ids import DeviceId
from kilowatch.kit.errors import Unauthenticated


async def test_concurrent_requests_share_one_check_and_wrong_secrets_have_their_own() -> None:
    device = DeviceId(uuid4())
    asked: list[str] = []

    async def check(_: DeviceId, secret: str) -> bool:
        asked.append(secret)
        await asyncio.sleep(0)
        return secret == "right"

    checks = SenderChecks(check)
    admitted = await asyncio.gather(*(checks.admit(str(device), "right") for _ in range(50)))
    with pytest.raises(Unauthenticated):
        await checks.admit(str(device), "wrong")

    assert admitted == [device] * 50
    assert asked == ["right", "wrong"]


async def test_a_check_result_is_cached_for_less_than_two_seconds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = SimpleNamespace(now_s=1_000.0)
    monkeypatch.setattr(senders, "time", SimpleNamespace(monotonic=lambda: clock.now_s))
    device, answers = DeviceId(uuid4()), iter([True, False])

    async def check(_: DeviceId, __: str) -> bool:
        return next(answers)

    checks = SenderChecks(check)
    await checks.admit(str(device), "secret")
    clock.now_s += 0.5
    await checks.admit(str(device), "secret")
    clock.now_s += 1.4
    with pytest.raises(Unauthenticated):
        await checks.admit(str(device), "secret")

"""One user's long queries leave the replica to the others."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest

from kilowatch.monitoring.consumption.service import ConsumptionHistory
from tests.harness.serving import eventually
from tests.monitoring.env import MonitoringEnv, Person

A_MONTH: dict[str, Any] = {"from": "2025-01-01", "to": "2025-02-01"}
AS_A_FILE: dict[str, Any] = {**A_MONTH, "format": "csv"}


async def test_a_client_with_many_long_queries_does_not_block_others(
    env: MonitoringEnv, monkeypatch: pytest.MonkeyPatch
) -> None:
    flood, quiet = await env.person(), await env.person()
    running: list[str] = []
    may_end = asyncio.Event()
    answer = ConsumptionHistory.consumption

    async def held(self: ConsumptionHistory, caller: Any, query: Any) -> Any:
        if caller.user_id == flood.id:
            running.append("flood")
            await may_end.wait()
        return await answer(self, caller, query)

    monkeypatch.setattr(ConsumptionHistory, "consumption", held)
    monkeypatch.setattr(env.limits.reads, "_patience_s", 600.0)
    asked = [asyncio.create_task(_status(env, flood)) for _ in range(60)]
    refused = await eventually(lambda: [each for each in asked if each.done()])
    assert await _status(env, quiet) == 200
    assert len(running) == 2
    may_end.set()
    codes = await asyncio.gather(*asked)

    assert len(refused) >= 1
    assert (codes.count(200), codes.count(429)) == (52, 8), "2 at once, 50 waiting"


async def test_concurrent_exports_are_limited_without_waiting(env: MonitoringEnv) -> None:
    ada, limits = await env.person(), env.limits
    async with limits.exports.turn(ada.id), limits.exports.turn(ada.id):
        refused = await env.ask("/consumption", ada, status=429, **AS_A_FILE)
        await env.ask("/consumption", ada, **A_MONTH)
    await env.ask("/consumption", ada, **AS_A_FILE)

    assert refused.json()["code"] == "too_many_at_once"
    assert int(refused.headers["Retry-After"]) > 0


async def test_at_most_three_exports_run_in_total(env: MonitoringEnv) -> None:
    ada, limits = await env.person(), env.limits
    async with limits.exports.turn("one"), limits.exports.turn("two"), limits.exports.turn("three"):
        refused = await env.ask("/consumption", ada, status=429, **AS_A_FILE)
    await env.ask("/consumption", ada, **AS_A_FILE)

    assert refused.json()["code"] == "too_many_at_once"


async def test_changes_are_limited_to_120_a_minute_and_1_200_for_administrators(
    env: MonitoringEnv, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, admin = await env.person(), await env.admin()
    pace = env.limits.changes
    monkeypatch.setattr(pace, "_clock", lambda: 0.0)
    assert (pace.take(ada.id, 119), pace.take(admin.id, 119.85)) == (0, 0)

    for person in (ada, admin):
        assert [await _change(env, person) for _ in range(2)] == [404, 429]
        await env.ask("/consumption", person, **A_MONTH)


async def _change(env: MonitoringEnv, by: Person) -> int:
    """Change what isn't there; return the status."""
    path = f"/api/monitoring/devices/{uuid4()}/early-warning"
    return (await env.client.delete(path, headers=by.headers)).status_code


async def _status(env: MonitoringEnv, by: Person) -> int:
    params = {"from": "2025-01-01", "to": "2026-01-01", "resolution": "day"}
    answer = await env.client.get(
        "/api/monitoring/consumption", params=params, headers=by.headers, timeout=60
    )
    return answer.status_code

"""A user is notified once of each state, in any order of verdicts and with lost responses."""

from itertools import pairwise, permutations
from typing import Any

import asyncpg
import asyncpg.transaction
import pytest

from kilowatch.contracts.ids import UserId
from kilowatch.contracts.overconsumption import (
    EarlyWarningRaised,
    EarlyWarningRetracted,
    EarlyWarningState,
    OverconsumptionDetected,
    OverconsumptionRetracted,
    OverconsumptionState,
)
from kilowatch.contracts.socket import Alert
from kilowatch.contracts.units import microwatthours
from tests.realtime.env import FIRST_HOUR, RealtimeEnv, overconsumption


def _judgement(user_id: UserId, version: int, *, live: bool = True) -> OverconsumptionState:
    """Return the verdict on one hour: odd versions raise it, even ones retract it."""
    kind = OverconsumptionDetected if version % 2 else OverconsumptionRetracted
    fields = overconsumption(user_id, live=live)
    return kind(
        device_id=fields.device_id,
        device_name=fields.device_name,
        owner_id=user_id,
        hour=fields.hour,
        time_zone=fields.time_zone,
        energy_uwh=fields.energy_uwh,
        limit_uwh=fields.limit_uwh,
        version=version,
        live=live,
    )


def _warning(user_id: UserId, version: int) -> EarlyWarningState:
    kind = EarlyWarningRaised if version % 2 else EarlyWarningRetracted
    fields = overconsumption(user_id)
    return kind(
        device_id=fields.device_id,
        device_name=fields.device_name,
        owner_id=user_id,
        hour=FIRST_HOUR,
        time_zone="UTC",
        energy_uwh=microwatthours(1.7),
        limit_uwh=microwatthours(2),
        share_percent=80,
        version=version,
        live=True,
    )


async def _states(env: RealtimeEnv, user_id: UserId) -> list[str]:
    """Return the notified states of the one hour, in order."""
    async with env.database() as connection:
        rows = await connection.fetch(
            """SELECT body::jsonb ->> 'state' AS state FROM notification
               WHERE user_id = $1 ORDER BY number""",
            user_id,
        )
    return [row["state"] for row in rows]


async def test_a_retraction_that_overtakes_its_alert_is_not_sent_again(env: RealtimeEnv) -> None:
    user_id = await env.person()
    await env.tell(*(_judgement(user_id, version) for version in (1, 2, 4, 3)))

    assert await _states(env, user_id) == ["raised", "retracted"]


async def test_an_early_warning_is_retracted_once(env: RealtimeEnv) -> None:
    user_id = await env.person()
    await env.tell(*(_warning(user_id, version) for version in (1, 2, 4, 3)))

    assert await _states(env, user_id) == ["raised", "retracted"]


async def test_a_late_alert_without_notification_needs_no_retraction(env: RealtimeEnv) -> None:
    user_id = await env.person()
    late = (_judgement(user_id, version, live=False) for version in (3, 4))
    await env.tell(_judgement(user_id, 1), _judgement(user_id, 2), *late)

    assert await _states(env, user_id) == ["raised", "retracted"]


async def test_any_order_of_verdicts_ends_in_the_right_state_without_repeats(
    env: RealtimeEnv,
) -> None:
    for order in permutations((1, 2, 3, 4)):
        user_id = await env.person()
        await env.tell(*(_judgement(user_id, version) for version in order))
        told = await _states(env, user_id)
        assert all(one != other for one, other in pairwise(told)), (order, told)
        assert told[-1] == "retracted", (order, told)


async def test_an_alert_that_overtakes_a_retraction_stands(env: RealtimeEnv) -> None:
    user_id = await env.person()
    await env.tell(*(_judgement(user_id, version) for version in (1, 3, 2)))

    assert await _states(env, user_id) == ["raised"]


async def test_a_commit_whose_response_was_lost_notifies_once(
    env: RealtimeEnv, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave = asyncpg.transaction.Transaction.__aexit__
    lost: list[str] = []

    async def commit_and_lose_the_answer(self: Any, *exception: Any) -> None:
        await leave(self, *exception)
        # Not the transactions without a notification, as those of other events.
        if exception[0] is None and len(lost) < 2:
            lost.append("answer")
            raise asyncpg.ConnectionDoesNotExistError("connection was closed")

    user_id = await env.person()
    async with (
        env.process() as one,
        env.process(),
        env.browser(one, user_id) as browser,
    ):
        monkeypatch.setattr(
            asyncpg.transaction.Transaction, "__aexit__", commit_and_lose_the_answer
        )
        await env.publish(_judgement(user_id, 1))
        await browser.hear_alerts(1)
        await env.publish(_judgement(user_id, 2))
        retraction = await browser.hear(Alert)
        assert len(lost) == 2
        await env.publish(overconsumption(user_id, hour=1))
        [other] = await browser.hear_alerts(3)

    assert (retraction.number, retraction.alert.state) == (2, "retracted")
    assert other.alert.hour > retraction.alert.hour


async def test_a_browser_that_reconnects_in_between_is_notified_once(env: RealtimeEnv) -> None:
    user_id = await env.person()
    async with env.process() as one, env.process() as two:
        async with env.browser(one, user_id) as browser:
            await env.publish(_judgement(user_id, 1))
            await browser.hear_alerts(1)
        await env.publish(_judgement(user_id, 2))
        async with env.browser(two, user_id, after=1) as browser:
            assert (await browser.hear(Alert)).alert.state == "retracted"
            await env.publish(_judgement(user_id, 4))
            await env.publish(overconsumption(user_id, hour=1))
            [other] = await browser.hear_alerts(3)

    assert other.alert.state == "raised"

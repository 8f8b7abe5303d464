"""A device's quota: one that exceeds it is held back and shown, and no other."""

import json
from contextlib import AsyncExitStack
from typing import Any
from uuid import uuid4

import httpx
import pytest
from fastapi import FastAPI, Request

from kilowatch.balancing.amqp10 import StreamEntry
from kilowatch.balancing.quotas import FEW_WAITING, Quota, QuotaMeter
from kilowatch.contracts.device_access import HELD_PATH
from kilowatch.contracts.readings import reading_routing_key
from kilowatch.local.calls import local_client
from tests.balancing.fleet import Fleet
from tests.balancing.reading_path import ADMIN, body
from tests.harness.serving import eventually, serving

USUAL = Quota(messages_per_minute=100, readings_per_minute=1_000, waiting_messages=5_000)
LOUD, QUIET = str(uuid4()), str(uuid4())
LOUD_KEY, QUIET_KEY = (reading_routing_key(each).encode() for each in (LOUD, QUIET))


def sent(key: bytes, messages: int, content: bytes = b"{}") -> list[tuple[int, StreamEntry]]:
    return [(n, StreamEntry(key, content)) for n in range(messages)]


def held(meter: QuotaMeter, now_s: float, waiting: dict[bytes, int] | None = None) -> list[str]:
    return [each.device_id for each in meter.busy(waiting or {}, now_s) if each.held]


def test_a_sender_over_its_message_quota_is_held_until_the_minute_ends() -> None:
    meter = QuotaMeter(USUAL)
    meter.count(sent(QUIET_KEY, 100), 0.0)
    meter.count(sent(LOUD_KEY, 101), 10.0)

    [told] = meter.busy({}, 20.0)
    assert (told.device_id, told.held, told.retry_after_s) == (LOUD, True, 40)
    assert (told.messages_this_minute, told.readings_this_minute) == (101, 101)
    assert held(meter, 59.0) == [LOUD]
    assert held(meter, 61.0) == []


def test_readings_in_arrays_count_towards_the_quota() -> None:
    meter = QuotaMeter(USUAL)
    meter.count(sent(LOUD_KEY, 11, json.dumps([{}] * 100).encode()), 0.0)

    assert held(meter, 1.0) == [LOUD]


def test_a_sender_with_too_many_waiting_messages_is_held_until_half_are_dispatched() -> None:
    meter = QuotaMeter(USUAL)
    assert held(meter, 0.0, {LOUD_KEY: 5_000}) == []
    assert held(meter, 1.0, {LOUD_KEY: 5_001}) == [LOUD]
    assert held(meter, 100.0, {LOUD_KEY: 2_501}) == [LOUD]
    assert held(meter, 101.0, {LOUD_KEY: 2_500}) == []
    assert held(meter, 102.0, {LOUD_KEY: 4_000}) == []


def test_a_device_quota_overrides_the_default() -> None:
    meter = QuotaMeter(USUAL)
    meter.overrides = {
        LOUD: Quota(messages_per_minute=500, readings_per_minute=500, waiting_messages=9_000)
    }
    meter.count([*sent(LOUD_KEY, 400), *sent(QUIET_KEY, 101)], 0.0)

    assert held(meter, 1.0, {LOUD_KEY: 6_000}) == [QUIET]


def test_raising_a_quota_releases_the_device_at_once() -> None:
    meter = QuotaMeter(USUAL)
    meter.count(sent(LOUD_KEY, 200), 0.0)
    assert held(meter, 1.0) == [LOUD]

    raised = Quota(messages_per_minute=300, readings_per_minute=300, waiting_messages=9_000)
    meter.overrides = {LOUD: raised}

    assert held(meter, 2.0) == []
    meter.overrides = {}
    assert held(meter, 3.0) == [LOUD]


def test_a_sender_with_waiting_messages_is_listed_and_not_held() -> None:
    meter = QuotaMeter(USUAL)

    assert meter.busy({QUIET_KEY: FEW_WAITING - 1}, 0.0) == []
    [told] = meter.busy({QUIET_KEY: FEW_WAITING}, 0.0)
    assert (told.waiting_messages, told.held) == (FEW_WAITING, False)


def test_exactly_the_quota_of_readings_is_allowed() -> None:
    meter = QuotaMeter(USUAL)
    meter.count(sent(LOUD_KEY, 10, json.dumps([{}] * 100).encode()), 0.0)
    assert held(meter, 1.0) == []

    meter.count(sent(LOUD_KEY, 1), 2.0)
    assert held(meter, 59.8) == [LOUD]
    [told] = meter.busy({}, 59.8)
    assert (told.waiting_messages, told.retry_after_s) == (0, 1)


def test_a_sender_with_nothing_waiting_is_released_when_the_minute_ends() -> None:
    meter = QuotaMeter(Quota(messages_per_minute=1, readings_per_minute=9, waiting_messages=1))
    meter.count(sent(LOUD_KEY, 2), 0.0)

    assert held(meter, 59.0) == [LOUD]
    assert held(meter, 60.0) == []


def test_at_most_a_hundred_senders_are_listed_held_ones_first_then_longest_queues() -> None:
    meter = QuotaMeter(USUAL)
    meter.count(sent(LOUD_KEY, 101), 0.0)
    keys = [reading_routing_key(str(uuid4())).encode() for _ in range(101)]

    told = meter.busy({key: 499 + n for n, key in enumerate(keys)}, 1.0)

    assert told[0].device_id == LOUD
    assert [each.waiting_messages for each in told[1:]] == [599 - n for n in range(99)]
    assert (told[1].messages_this_minute, told[1].readings_this_minute) == (0, 0)
    assert len(meter.busy({keys[0]: 499, keys[1]: 500}, 2.0)) == 2


class AuthStub:
    """Stands in for `auth`: allows every device over HTTP, and records held devices."""

    def __init__(self) -> None:
        self.held: list[str] = []
        self.app = FastAPI()

        @self.app.put(HELD_PATH, status_code=204)
        async def hold(request: Request) -> None:  # pyright: ignore[reportUnusedFunction]
            self.held = (await request.json())["device_ids"]

        @self.app.post("/internal/devices/{device_id}/check", status_code=204)
        async def check(device_id: str) -> None:  # pyright: ignore[reportUnusedFunction]
            """Accept every secret."""


async def _get(fleet: Fleet, path: str) -> Any:
    return await fleet.get(f"{fleet.balancer_url}/api/balancing/{path}")


async def _post(fleet: Fleet, device: str) -> httpx.Response:
    async with local_client(30) as client:
        content = body(uuid4(), 1).replace(b'"device_id"', b'"note"')
        return await client.post(
            f"{fleet.balancer_url}/api/readings", content=content, auth=(device, "secret")
        )


async def test_a_device_over_its_quota_is_held_over_amqp_and_http(fleet: Fleet) -> None:
    auth = AuthStub()
    loud, quiet = uuid4(), uuid4()
    async with AsyncExitStack() as stack:
        auth_url = await stack.enter_async_context(serving(auth.app))
        url = await stack.enter_async_context(
            fleet.balancer(auth_url=auth_url, messages_per_minute=50)
        )
        quota = f"{url}/api/balancing/senders/{quiet}/quota"
        generous = {
            "messages_per_minute": 500,
            "readings_per_minute": 500,
            "waiting_messages": 500,
        }
        assert (await fleet.put(quota, **generous)).status_code == 200
        await fleet.publish(loud, [body(loud, n) for n in range(60)])
        await fleet.publish(quiet, [body(quiet, n) for n in range(60)])

        await eventually(lambda: auth.held == [str(loud)])
        senders = (await _get(fleet, "senders"))["items"]
        assert [each["device_id"] for each in senders if each["held"]] == [str(loud)]
        refused = await _post(fleet, str(loud))
        assert (refused.status_code, refused.json()["code"]) == (429, "over_quota")
        assert 1 <= int(refused.headers["Retry-After"]) <= 60
        assert (await _post(fleet, str(quiet))).status_code == 202

        # With a sufficient quota it may continue once its held messages are dispatched.
        assert await _get(fleet, f"senders/{quiet}/quota") == generous | {"is_own": True}
        assert not (await _get(fleet, f"senders/{loud}/quota"))["is_own"]
        assert (await _get(fleet, f"senders/{loud}/quota"))["messages_per_minute"] == 50


@pytest.mark.parametrize("wrong", [{"messages_per_minute": 0}, {"waiting_messages": 2**31}])
async def test_an_invalid_quota_is_rejected(fleet: Fleet, wrong: dict[str, int]) -> None:
    right = {"messages_per_minute": 1, "readings_per_minute": 1, "waiting_messages": 1}
    async with fleet.balancer() as url:
        answer = await fleet.put(f"{url}/api/balancing/senders/{ADMIN}/quota", **(right | wrong))
        assert answer.status_code == 422

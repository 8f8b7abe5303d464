"""Limits of strangers and hostile clients at a process of `realtime`."""

from contextlib import AsyncExitStack
from uuid import uuid4

import pytest
from structlog.testing import capture_logs
from websockets.exceptions import ConnectionClosed

from kilowatch.contracts.ids import DeviceId, UserId
from kilowatch.contracts.roles import Role
from kilowatch.contracts.socket import Authenticate, CloseCode, Ping, Pong, Watch, Watching
from kilowatch.kit.accounts import Guard
from kilowatch.local.calls import local_client
from kilowatch.realtime import storage
from kilowatch.realtime.admission import address_of
from tests.realtime.env import RealtimeEnv, open_socket

DEEP = "[" * 1_200
HOSTILE: dict[str, tuple[str | bytes, int]] = {
    "deep": (DEEP, CloseCode.MALFORMED),
    "deep token": ('{"type":"authenticate","token":' + DEEP, CloseCode.MALFORMED),
    "binary": (b"\x00\xff" * 100, CloseCode.MALFORMED),
    "long by spaces": ('{"type":"ping"}' + " " * 4_082, CloseCode.MALFORMED),
    "text as bytes": (b'{"type":"ping"}', CloseCode.MALFORMED),
    "long": ('{"type":"ping","padding":"' + "x" * 5_000 + '"}', CloseCode.MALFORMED),
    "surrogate": ('{"type":"authenticate","token":"\\ud800"}', CloseCode.MALFORMED),
    "huge number": ('{"type":"authenticate","token":"x","after":1e999}', CloseCode.MALFORMED),
    "empty": ("", CloseCode.MALFORMED),
    "huge": ("x" * 70_000, 1009),
}


async def test_every_bad_frame_closes_with_a_code_and_logs_at_most_one_line(
    env: RealtimeEnv,
) -> None:
    user_id = await env.person()
    async with env.process() as url:
        for name, (frame, code) in HOSTILE.items():
            with capture_logs() as lines:
                async with open_socket(url) as stranger:
                    await stranger.say_text(frame)
                    assert (await stranger.close_code())[0] == code, name
                async with env.browser(url, user_id) as browser:
                    await browser.say_text(frame)
                    assert (await browser.close_code())[0] == code, name
            told = [each for each in lines if each["event"].startswith("socket.")]
            assert len(told) <= 2, (name, told)
            assert not any("exc_info" in each for each in lines), (name, lines)


async def test_invalid_utf_8_and_fragments_close_with_a_code(env: RealtimeEnv) -> None:
    user_id = await env.person()
    async with env.process() as url:
        async with open_socket(url) as stranger:
            await stranger.say_fragments([b'{"type":"', b"\xff\xfe"])
            assert (await stranger.close_code())[0] == 1007
        async with open_socket(url) as stranger:
            await stranger.say_fragments(["[" * 600, "[" * 600])
            assert (await stranger.close_code())[0] == CloseCode.MALFORMED
        async with env.browser(url, user_id) as browser:
            await browser.say_fragments(['{"type":', '"ping"}'])
            await browser.hear(Pong)


async def test_an_internal_failure_closes_with_a_code_and_logs_one_line(
    env: RealtimeEnv, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(_guard: Guard, _token: str) -> None:
        raise KeyError("unexpected")

    monkeypatch.setattr(Guard, "admit", fail)
    async with env.process() as url, open_socket(url) as browser:
        with capture_logs() as lines:
            await browser.say(Authenticate(token="x"))
            assert (await browser.close_code())[0] == CloseCode.FAILED

    assert sum(each["event"] == "socket.failed" for each in lines) == 1


async def test_unauthenticated_connections_per_address_are_limited(env: RealtimeEnv) -> None:
    user_id = await env.person()
    async with (
        env.process(max_waiting_sockets_per_address=2, authenticate_within_s=60) as url,
        env.browser(url, user_id) as browser,
        AsyncExitStack() as waiting,
    ):
        first = await waiting.enter_async_context(open_socket(url))
        await waiting.enter_async_context(open_socket(url))
        async with open_socket(url) as third:
            code, reason = await third.close_code()
        await browser.say(Ping())
        await browser.hear(Pong)
        await first.say(Authenticate(token=env.token(user_id)))
        await first.hear_any()
        async with open_socket(url) as next_one:
            await next_one.say(Authenticate(token=env.token(user_id)))
            await next_one.hear_any()

    assert code == CloseCode.TOO_MANY_SOCKETS
    assert "your address" in reason


async def test_unauthenticated_connections_are_limited_in_total(env: RealtimeEnv) -> None:
    async with (
        env.process(max_waiting_sockets=1, authenticate_within_s=60) as url,
        open_socket(url),
        open_socket(url) as second,
    ):
        assert (await second.close_code())[0] == CloseCode.TRY_LATER


async def test_connections_per_address_are_limited(env: RealtimeEnv) -> None:
    user_id = await env.person()
    async with (
        env.process(max_sockets_per_address=1) as url,
        env.browser(url, user_id),
        open_socket(url) as second,
    ):
        assert (await second.close_code())[0] == CloseCode.TOO_MANY_SOCKETS


async def test_a_connection_over_its_message_rate_is_closed_and_others_are_not(
    env: RealtimeEnv,
) -> None:
    user_id, other_id = await env.person(), await env.person()
    async with (
        env.process(messages_per_minute=10) as url,
        env.browser(url, user_id) as browser,
        env.browser(url, other_id) as other,
    ):
        for _ in range(12):
            try:
                await browser.say(Ping())
            except ConnectionClosed:
                break
        code, reason = await browser.close_code()
        await other.say(Ping())
        await other.hear(Pong)

    assert code == CloseCode.TOO_MANY_SOCKETS
    assert "too quickly" in reason


async def test_watching_many_devices_repeatedly_costs_more_than_a_ping(env: RealtimeEnv) -> None:
    user_id = await env.person()
    many = Watch(device_ids=[DeviceId(uuid4()) for _ in range(100)])
    async with (
        env.process(messages_per_minute=10) as url,
        env.browser(url, user_id) as browser,
    ):
        await browser.say(many)
        await browser.hear(Watching)
        await browser.say(many)

        assert (await browser.close_code())[0] == CloseCode.TOO_MANY_SOCKETS


async def test_devices_already_watched_are_not_looked_up_again(
    env: RealtimeEnv, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    fetch = storage.fetch_owners

    async def counted(pool: object, device_ids: set[DeviceId]) -> dict[DeviceId, UserId | None]:
        asked.append(len(device_ids))
        return await fetch(pool, device_ids)  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr(storage, "fetch_owners", counted)
    user_id = await env.person()
    watch = Watch(device_ids=[DeviceId(uuid4()) for _ in range(3)])
    async with env.process() as url, env.browser(url, user_id) as browser:
        for _ in range(3):
            await browser.say(watch)
            await browser.hear(Watching)

    assert asked == [3]


async def test_changes_of_quiet_hours_are_rate_limited(env: RealtimeEnv) -> None:
    ada, bob = await env.person(), await env.person()
    async with (
        env.process(changes_per_minute=3) as url,
        local_client(30, url) as client,
    ):
        answers = [
            await client.delete("/api/realtime/quiet-hours", headers=_bearer(env, ada))
            for _ in range(4)
        ]
        others = await client.delete("/api/realtime/quiet-hours", headers=_bearer(env, bob))
        read = await client.get("/api/realtime/quiet-hours", headers=_bearer(env, ada))

    assert [each.status_code for each in answers] == [204, 204, 204, 429]
    assert int(answers[-1].headers["Retry-After"]) <= 20
    assert answers[-1].json()["code"] == "too_many_requests"
    assert (others.status_code, read.status_code) == (204, 200)


def test_the_gateways_address_header_is_trusted_and_an_ipv6_network_is_one_address() -> None:
    assert address_of({"x-real-ip": "203.0.113.7"}, "10.0.0.1") == "203.0.113.7"
    assert address_of({}, "10.0.0.1") == "10.0.0.1"
    assert address_of({"x-real-ip": "2001:db8:1:2:3::4"}, None) == "2001:db8:1:2::"
    assert address_of({"x-real-ip": "::ffff:203.0.113.7"}, None) == "203.0.113.7"
    assert address_of({"x-real-ip": "nonsense\n"}, "10.0.0.1") == ""


def _bearer(env: RealtimeEnv, user_id: UserId) -> dict[str, str]:
    return {"Authorization": f"Bearer {env.token(user_id, role=Role.CLIENT)}"}

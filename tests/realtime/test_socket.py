"""Authentication, lifetime and end of a connection."""

from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from kilowatch.contracts.accounts import UserChanged, UserDeleted
from kilowatch.contracts.ids import UserId
from kilowatch.contracts.roles import AccountStatus, Role
from kilowatch.contracts.sessions import SessionEnded
from kilowatch.contracts.socket import Authenticate, CloseCode, Expiring, Ping, Pong, Ready
from kilowatch.local.calls import local_client
from tests.harness.serving import eventually
from tests.realtime.env import RealtimeEnv, open_socket, overconsumption


async def test_a_connection_that_does_not_authenticate_in_time_is_closed(env: RealtimeEnv) -> None:
    async with env.process(authenticate_within_s=0.2) as url, open_socket(url) as browser:
        code, reason = await browser.close_code()

    assert code == CloseCode.UNAUTHENTICATED
    assert "access token" in reason


async def test_a_bad_token_is_rejected(env: RealtimeEnv) -> None:
    user_id = await env.person()
    async with env.process() as url:
        foreign = env.issuer.token(user_id, Role.CLIENT, issuer="somebody else")
        for token in ("", "nonsense", foreign, env.token(user_id, expires_in_s=-1)):
            async with open_socket(url) as browser:
                await browser.say(Authenticate(token=token))
                assert (await browser.close_code())[0] == CloseCode.UNAUTHENTICATED


async def test_the_first_message_must_authenticate(env: RealtimeEnv) -> None:
    async with env.process() as url, open_socket(url) as browser:
        await browser.say(Ping())

        assert (await browser.close_code())[0] == CloseCode.UNAUTHENTICATED


async def test_an_unreadable_message_closes_the_connection(env: RealtimeEnv) -> None:
    user_id = await env.person()
    oversized = '{"type":"ping","padding":"' + "é" * 2048 + '"}'
    unknown = '{"type":"watch","device_ids":[],"device_id":"x"}'
    bad: list[str | bytes] = ["{", "[]", '{"type":"pong"}', unknown, b'{"type":"ping"}', oversized]
    async with env.process() as url:
        for text in bad:
            async with env.browser(url, user_id) as browser:
                await browser.say_text(text)
                assert (await browser.close_code())[0] == CloseCode.MALFORMED
        for text in (
            '{"type":"authenticate","token":"x","after":-1}',
            '{"type":"authenticate","token":"x","since":1}',
            '{"type":"authenticate","Token":"x","token":"x"}',
        ):
            async with open_socket(url) as browser:
                await browser.say_text(text)
                assert (await browser.close_code())[0] == CloseCode.MALFORMED


async def test_the_socket_address_has_no_parameters(env: RealtimeEnv) -> None:
    query = f"?token={env.token(await env.person())}"
    async with env.process() as url, open_socket(url, query=query) as browser:
        code, reason = await browser.close_code()

    assert code == CloseCode.MALFORMED
    assert "no parameters" in reason


async def test_a_ping_is_answered(env: RealtimeEnv) -> None:
    user_id = await env.person()
    async with env.process() as url, env.browser(url, user_id) as browser:
        await browser.say(Ping())

        await browser.hear(Pong)


async def test_an_expired_token_closes_the_connection(env: RealtimeEnv) -> None:
    user_id = await env.person()
    async with env.process() as url, env.browser(url, user_id, expires_in_s=6) as browser:
        code, reason = await browser.close_code()

    assert code == CloseCode.UNAUTHENTICATED
    assert "expired" in reason


async def test_a_fresh_token_keeps_the_connection_open(env: RealtimeEnv) -> None:
    user_id = await env.person()
    async with (
        env.process() as url,
        env.browser(url, user_id, expires_in_s=8) as renewed,
        env.browser(url, user_id, expires_in_s=8) as other,
    ):
        await renewed.say(Authenticate(token=env.token(user_id)))
        await renewed.hear(Ready)
        await other.close_code()
        await renewed.say(Ping())

        await renewed.hear(Pong)


async def test_token_expiry_is_announced(env: RealtimeEnv) -> None:
    user_id = await env.person()
    async with env.process() as url, env.browser(url, user_id, expires_in_s=66) as browser:
        await browser.hear(Expiring)


async def test_a_connection_cannot_change_its_user(env: RealtimeEnv) -> None:
    user_id, other_id = await env.person(), await env.person()
    async with env.process() as url, env.browser(url, user_id) as browser:
        await browser.say(Authenticate(token=env.token(other_id)))

        assert (await browser.close_code())[0] == CloseCode.UNAUTHENTICATED


async def test_deletion_closes_connections_and_deletes_notifications(env: RealtimeEnv) -> None:
    user_id, other_id = await env.person(), await env.person()
    async with (
        env.process() as url,
        env.browser(url, user_id) as browser,
        env.browser(url, other_id) as other,
    ):
        await env.publish(overconsumption(user_id))
        await browser.hear_alerts(1)
        await env.publish(UserDeleted(user_id=user_id, version=2))
        code, _ = await browser.close_code()
        assert code == CloseCode.NO_LONGER_ALLOWED

        await env.publish(overconsumption(user_id, hour=1))
        await env.publish(overconsumption(other_id))
        await other.hear_alerts(1)
        assert await env.stored(user_id) == 0


async def test_suspension_closes_connections(env: RealtimeEnv) -> None:
    user_id = await env.person()
    async with env.process() as url, env.browser(url, user_id) as browser:
        await env.publish(_changed(user_id, Role.CLIENT, AccountStatus.SUSPENDED))

        assert (await browser.close_code())[0] == CloseCode.NO_LONGER_ALLOWED


async def test_a_new_role_closes_connections_in_every_process(env: RealtimeEnv) -> None:
    user_id = await env.person()
    async with (
        env.process() as one,
        env.process() as two,
        env.browser(one, user_id) as first,
        env.browser(two, user_id) as second,
    ):
        await env.publish(_changed(user_id, Role.ADMIN, AccountStatus.ACTIVE))

        assert (await first.close_code())[0] == CloseCode.NO_LONGER_ALLOWED
        assert (await second.close_code())[0] == CloseCode.NO_LONGER_ALLOWED


async def test_a_new_name_keeps_connections_open(env: RealtimeEnv) -> None:
    user_id = await env.person()
    async with env.process() as url, env.browser(url, user_id) as browser:
        await env.publish(_changed(user_id, Role.CLIENT, AccountStatus.ACTIVE))
        await env.publish(overconsumption(user_id))

        await browser.hear_alerts(1)


async def test_connections_per_user_are_limited(env: RealtimeEnv) -> None:
    user_id, other_id = await env.person(), await env.person()
    async with env.process(max_sockets_per_user=2) as url, AsyncExitStack() as open_ones:
        for _ in range(2):
            await open_ones.enter_async_context(env.browser(url, user_id))
        async with open_socket(url) as browser:
            await browser.say(Authenticate(token=env.token(user_id)))
            assert (await browser.close_code())[0] == CloseCode.TOO_MANY_SOCKETS
        async with env.browser(url, other_id):
            pass


async def test_ending_a_session_closes_only_its_sockets(env: RealtimeEnv) -> None:
    user_id, session_id = await env.person(), uuid4()
    async with env.process() as url, env.browser(url, user_id) as other:
        async with open_socket(url) as browser:
            token = env.issuer.token(user_id, Role.CLIENT, session_id=session_id)
            await browser.say(Authenticate(token=token))
            await browser.hear(Ready)

            await env.publish(_ended(user_id, session_id))
            code, reason = await browser.close_code()

        assert code == CloseCode.NO_LONGER_ALLOWED
        assert "session" in reason
        async with open_socket(url) as browser:
            await browser.say(Authenticate(token=token))
            assert (await browser.close_code())[0] == CloseCode.UNAUTHENTICATED
        await other.say(Ping())
        await other.hear(Pong)


async def test_a_socket_that_moved_to_another_session_outlives_the_first(env: RealtimeEnv) -> None:
    user_id, first, second = await env.person(), uuid4(), uuid4()
    async with env.process() as url, open_socket(url) as browser:
        for session_id in (first, second):
            token = env.issuer.token(user_id, Role.CLIENT, session_id=session_id)
            await browser.say(Authenticate(token=token))
            await browser.hear(Ready)

        await env.publish(_ended(user_id, first))
        await eventually(lambda: env.has_ended(first))
        await browser.say(Ping())
        await browser.hear(Pong)
        await env.publish(_ended(user_id, second))

        assert (await browser.close_code())[0] == CloseCode.NO_LONGER_ALLOWED


async def test_a_closed_connection_frees_its_place(env: RealtimeEnv) -> None:
    user_id = await env.person()
    async with env.process(max_sockets_per_user=1) as url:
        async with env.browser(url, user_id):
            pass

        async def admitted() -> bool:
            async with open_socket(url) as browser:
                await browser.say(Authenticate(token=env.token(user_id)))
                await browser.say(Ping())
                try:
                    await browser.hear(Ready)
                except Exception:  # noqa: BLE001 - closed: the first one still counts
                    return False
                return True

        await eventually(admitted)


async def test_a_restart_is_announced(env: RealtimeEnv) -> None:
    user_id = await env.person()
    async with AsyncExitStack() as browsers:
        async with env.process() as url:
            browser = await browsers.enter_async_context(env.browser(url, user_id))

        assert (await browser.close_code())[0] == CloseCode.RESTART


async def test_health_lists_every_component(env: RealtimeEnv) -> None:
    async with env.process() as url, local_client(30, url) as client:

        async def healthy() -> bool:
            return (await client.get("/health")).status_code == 200

        await eventually(healthy)
        checks = (await client.get("/health")).json()["checks"]

    assert set(checks) == {"database", "listener", "events", "outbox", "live", "chat"}


async def test_an_unknown_user_is_rejected(env: RealtimeEnv) -> None:
    async with env.process() as url, open_socket(url) as browser:
        await browser.say(Authenticate(token=env.token(UserId(uuid4()))))

        assert (await browser.close_code())[0] == CloseCode.UNAUTHENTICATED


def _ended(user_id: UserId, session_id: UUID) -> SessionEnded:
    in_an_hour = datetime.now(UTC) + timedelta(hours=1)
    return SessionEnded(user_id=user_id, session_id=session_id, tokens_expire_at=in_an_hour)


def _changed(user_id: UserId, role: Role, status: AccountStatus) -> UserChanged:
    return UserChanged(
        user_id=user_id, version=2, username="changed", name="Changed", role=role, status=status
    )

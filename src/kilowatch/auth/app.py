"""Puts `auth` together."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Final

import structlog
from fastapi import FastAPI

from kilowatch.auth.clients import Users
from kilowatch.auth.consumers import handlers
from kilowatch.auth.container import AuthContainer
from kilowatch.auth.copies import KEPT, SOURCES
from kilowatch.auth.device_access import DeviceAccess, cache_ttl_of
from kilowatch.auth.hashing import HashingQueue
from kilowatch.auth.passwords import Passwords
from kilowatch.auth.routes import broker, devices, keys, login, passwords, sessions
from kilowatch.auth.service.credentials import Credentials
from kilowatch.auth.service.keys import SigningKeys
from kilowatch.auth.service.passwords import PasswordChanges
from kilowatch.auth.service.sessions import Sessions
from kilowatch.auth.settings import AuthSettings
from kilowatch.auth.storage.keys import platform_id
from kilowatch.auth.tokens import AccessTokens
from kilowatch.contracts.device_access import HELD_PATH, LARGEST_HELD_BYTES
from kilowatch.kit.accounts import Guard
from kilowatch.kit.app import create_service_app, database_check, sessions_check
from kilowatch.kit.audit import OutboxSink
from kilowatch.kit.background import background
from kilowatch.kit.calls import ServiceClient
from kilowatch.kit.container import Health, put_container
from kilowatch.kit.database import CONNECTION_LOST, close, connect
from kilowatch.kit.errors import KilowatchError
from kilowatch.kit.internal_api import Inspection
from kilowatch.kit.internal_api import router as inspection_router
from kilowatch.kit.messaging.consumers import EventConsumer
from kilowatch.kit.messaging.outbox import OutboxRelay
from kilowatch.kit.request_limits import BodyLimit
from kilowatch.kit.tokens import TokenVerifier

log = structlog.get_logger()

KEYS_LOADED_EVERY_S: Final = 5.0
"""Within this time other processes sign and verify with a changed key set."""


def create_app(settings: AuthSettings) -> FastAPI:
    """The app of `auth`."""
    internal_token = settings.internal_token.get_secret_value()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        users = ServiceClient("users", settings.users_url, internal_token)
        pool = await connect(settings.database_url.get_secret_value(), application="auth")
        signing_keys = SigningKeys(pool, timedelta(days=settings.signing_key_days))
        await signing_keys.keep_up()
        tokens = AccessTokens(signing_keys.signing, settings.access_token_lifetime_s)
        queue = HashingQueue(settings.logins_waiting, settings.logins_waiting_per_address)
        passwords = Passwords(queue)
        credentials = Credentials(
            pool, passwords, Users(users), registration_open=settings.registration == "open"
        )
        lifetime = timedelta(seconds=settings.refresh_token_lifetime_s)
        amqp_url = settings.amqp_url.get_secret_value()
        relay = OutboxRelay(pool, amqp_url, "auth")
        consumer = EventConsumer(pool, amqp_url, "auth", handlers(cache_ttl_of(settings)), KEPT)
        inspection = Inspection(pool, amqp_url, "auth", KEPT, SOURCES)
        access = DeviceAccess(pool, settings)
        put_container(
            app,
            AuthContainer(
                internal_token=internal_token,
                acts=OutboxSink(pool),
                inspection=inspection,
                guard=Guard(pool, TokenVerifier(settings.jwks_url, signing_keys)),
                hashing_queue=queue,
                signing_keys=signing_keys,
                platform_id=await platform_id(pool),
                credentials=credentials,
                password_changes=PasswordChanges(pool, passwords),
                sessions=Sessions(pool, passwords, tokens, lifetime),
                refresh_lifetime_s=settings.refresh_token_lifetime_s,
                health=Health(
                    checks={
                        "database": database_check(pool),
                        "events": sessions_check(consumer.sessions),
                        "outbox": sessions_check(relay.sessions),
                        "broker": access.check(),
                    }
                ),
                device_access=access,
            ),
        )
        try:
            async with background(
                consumer.run(),
                relay.run(),
                inspection.resender.run(),
                *access.work(),
                _sweep(credentials, settings.sweep_every_s),
                _keep_keys(signing_keys),
            ):
                yield
        finally:
            await access.close()
            await users.close()
            await close(pool)

    return create_service_app(
        "auth",
        "Login, sessions and the keys that verify access tokens.",
        login.public,
        sessions.public,
        passwords.public,
        keys.public,
        login.internal,
        passwords.internal,
        keys.internal,
        devices.public,
        devices.internal,
        devices.held,
        devices.provisioning,
        broker.router,
        inspection_router,
        lifespan=lifespan,
        large_bodies=(BodyLimit(HELD_PATH, LARGEST_HELD_BYTES, within_s=30),),
    )


async def _sweep(credentials: Credentials, every_s: float) -> None:
    while True:
        await asyncio.sleep(every_s)
        try:
            await credentials.sweep(datetime.now(UTC))
        except (*CONNECTION_LOST, KilowatchError) as error:
            log.warning("credentials.sweep_failed", error=str(error) or repr(error))


async def _keep_keys(signing_keys: SigningKeys) -> None:
    while True:
        await asyncio.sleep(KEYS_LOADED_EVERY_S)
        try:
            await signing_keys.keep_up()
        except CONNECTION_LOST as error:
            log.warning("signing_keys.not_loaded", error=str(error) or repr(error))

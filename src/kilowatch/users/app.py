"""Puts `users` together."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import timedelta

from fastapi import FastAPI

from kilowatch.kit.accounts import Guard
from kilowatch.kit.app import create_service_app, database_check, sessions_check
from kilowatch.kit.audit import OutboxSink
from kilowatch.kit.background import background
from kilowatch.kit.calls import ServiceClient
from kilowatch.kit.container import Health, put_container
from kilowatch.kit.database import close, connect
from kilowatch.kit.internal_api import Inspection
from kilowatch.kit.internal_api import router as inspection_router
from kilowatch.kit.messaging.consumers import EventConsumer
from kilowatch.kit.messaging.outbox import OutboxRelay
from kilowatch.kit.tokens import TokenVerifier
from kilowatch.users import routes
from kilowatch.users.audit import routes as audit_routes
from kilowatch.users.audit.service import AuditLog
from kilowatch.users.clients import Credentials
from kilowatch.users.consumers import HANDLERS
from kilowatch.users.container import UsersContainer
from kilowatch.users.copies import KEPT, SOURCES
from kilowatch.users.service import People
from kilowatch.users.settings import UsersSettings


def create_app(settings: UsersSettings) -> FastAPI:
    """The app of `users`."""
    bootstrap_token = settings.bootstrap_token
    internal_token = settings.internal_token.get_secret_value()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        auth = ServiceClient("auth", settings.auth_url, internal_token)
        pool = await connect(settings.database_url.get_secret_value(), application="users")
        amqp_url = settings.amqp_url.get_secret_value()
        relay = OutboxRelay(pool, amqp_url, "users")
        consumer = EventConsumer(pool, amqp_url, "users", HANDLERS, KEPT)
        inspection = Inspection(pool, amqp_url, "users", KEPT, SOURCES)
        audit_log = AuditLog(pool, timedelta(days=settings.audit_keep_days))
        put_container(
            app,
            UsersContainer(
                settings=settings,
                acts=OutboxSink(pool),
                audit_log=audit_log,
                internal_token=internal_token,
                inspection=inspection,
                guard=Guard(pool, TokenVerifier(settings.jwks_url)),
                people=People(
                    pool,
                    Credentials(auth),
                    bootstrap_token.get_secret_value() if bootstrap_token is not None else None,
                ),
                health=Health(
                    checks={
                        "database": database_check(pool),
                        "outbox": sessions_check(relay.sessions),
                        "events": sessions_check(consumer.sessions),
                    }
                ),
            ),
        )
        try:
            async with background(
                relay.run(), consumer.run(), inspection.resender.run(), audit_log.run()
            ):
                yield
        finally:
            await auth.close()
            await close(pool)

    return create_service_app(
        "users",
        "People of the platform: profile, role and status.",
        audit_routes.public,
        audit_routes.internal,
        routes.public,
        routes.internal,
        inspection_router,
        lifespan=lifespan,
    )

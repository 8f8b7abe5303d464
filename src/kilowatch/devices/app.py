"""Puts `devices` together."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from kilowatch.devices import routes
from kilowatch.devices.channels import routes as channel_routes
from kilowatch.devices.channels.service import Channels
from kilowatch.devices.claims import routes as claim_routes
from kilowatch.devices.claims.service import Claims
from kilowatch.devices.consumers import HANDLERS
from kilowatch.devices.container import DevicesContainer
from kilowatch.devices.copies import SOURCES
from kilowatch.devices.formulas import routes as formula_routes
from kilowatch.devices.formulas.service import Formulas
from kilowatch.devices.own import routes as own_routes
from kilowatch.devices.own.domain import Quota
from kilowatch.devices.own.service import OwnDevices
from kilowatch.devices.service import Devices
from kilowatch.devices.settings import DevicesSettings
from kilowatch.devices.submeters import routes as submeter_routes
from kilowatch.devices.submeters.service import Submeters
from kilowatch.kit.accounts import ACCOUNT_COPIES, Guard
from kilowatch.kit.app import create_service_app, database_check, sessions_check
from kilowatch.kit.audit import OutboxSink
from kilowatch.kit.background import background
from kilowatch.kit.container import Health, put_container
from kilowatch.kit.database import close, connect
from kilowatch.kit.internal_api import Inspection
from kilowatch.kit.internal_api import router as inspection_router
from kilowatch.kit.messaging.consumers import EventConsumer
from kilowatch.kit.messaging.outbox import OutboxRelay
from kilowatch.kit.pace import Pace
from kilowatch.kit.tokens import TokenVerifier


def create_app(settings: DevicesSettings) -> FastAPI:
    """The app of `devices`."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        amqp_url = settings.amqp_url.get_secret_value()
        pool = await connect(settings.database_url.get_secret_value(), application="devices")
        relay = OutboxRelay(pool, amqp_url, "devices")
        consumer = EventConsumer(pool, amqp_url, "devices", HANDLERS, ACCOUNT_COPIES)
        inspection = Inspection(pool, amqp_url, "devices", ACCOUNT_COPIES, SOURCES)
        devices = Devices(pool)
        put_container(
            app,
            DevicesContainer(
                internal_token=settings.internal_token.get_secret_value(),
                acts=OutboxSink(pool),
                inspection=inspection,
                guard=Guard(pool, TokenVerifier(settings.jwks_url)),
                devices=devices,
                channels=Channels(pool),
                formulas=Formulas(pool),
                submeters=Submeters(pool),
                own_devices=OwnDevices(
                    pool,
                    settings.own_devices,
                    Quota(settings.per_client, settings.added_per_day),
                ),
                claims=Claims(pool, Pace(settings.claims_per_hour / 60, settings.claims_per_hour)),
                device_access=devices,
                changes_pace=Pace(settings.changes_per_minute),
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
            async with background(relay.run(), consumer.run(), inspection.resender.run()):
                yield
        finally:
            await close(pool)

    return create_service_app(
        "devices",
        "Metering devices, their limits and their owners.",
        own_routes.public,
        claim_routes.public,
        routes.public,
        channel_routes.public,
        formula_routes.public,
        submeter_routes.public,
        inspection_router,
        lifespan=lifespan,
    )

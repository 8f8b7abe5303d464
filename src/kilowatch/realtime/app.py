"""Puts `realtime` together from its settings."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from kilowatch.kit.accounts import Guard
from kilowatch.kit.app import create_service_app, database_check, sessions_check
from kilowatch.kit.audit import OutboxSink
from kilowatch.kit.background import background
from kilowatch.kit.container import Health, put_container
from kilowatch.kit.database import connected
from kilowatch.kit.internal_api import Inspection
from kilowatch.kit.internal_api import router as inspection_router
from kilowatch.kit.messaging.consumers import EventConsumer
from kilowatch.kit.messaging.outbox import OutboxRelay
from kilowatch.kit.pace import Pace
from kilowatch.kit.tokens import TokenVerifier
from kilowatch.realtime.admission import Admission
from kilowatch.realtime.chat.ephemeral_events import ephemeral_event_listener
from kilowatch.realtime.connections import Hub
from kilowatch.realtime.consumers import HANDLERS
from kilowatch.realtime.container import RealtimeContainer
from kilowatch.realtime.copies import COPIES
from kilowatch.realtime.listener import Listener
from kilowatch.realtime.live import live_listener
from kilowatch.realtime.quiet import routes as quiet_routes
from kilowatch.realtime.quiet.service import QuietHoursChoices
from kilowatch.realtime.routes import router
from kilowatch.realtime.service import Realtime, device_in, user_in
from kilowatch.realtime.settings import RealtimeSettings
from kilowatch.realtime.watching import Watchers


def create_app(settings: RealtimeSettings) -> FastAPI:
    """The app of `realtime`; its components run during its lifespan."""
    database_url = settings.database_url.get_secret_value()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        async with connected(database_url, application="realtime") as pool:
            guard = Guard(pool, TokenVerifier(settings.jwks_url))
            watchers = Watchers()
            hub = Hub(settings.max_sockets_per_user)
            realtime = Realtime(pool, guard, hub, watchers)
            live = live_listener(settings.amqp_url.get_secret_value(), watchers)
            moments = ephemeral_event_listener(settings.amqp_url.get_secret_value(), hub)
            listener = Listener(
                database_url,
                {
                    "notification": lambda payload: realtime.notification_stored(user_in(payload)),
                    "account": lambda payload: realtime.account_changed(user_in(payload)),
                    "device": lambda payload: realtime.device_moved(device_in(payload)),
                },
                on_connected=realtime.look_again,
            )
            amqp_url = settings.amqp_url.get_secret_value()
            consumer = EventConsumer(pool, amqp_url, "realtime", HANDLERS, COPIES)
            relay = OutboxRelay(pool, amqp_url, "realtime")
            put_container(
                app,
                RealtimeContainer(
                    internal_token=settings.internal_token.get_secret_value(),
                    inspection=Inspection(pool, amqp_url, "realtime", COPIES),
                    acts=OutboxSink(pool),
                    settings=settings,
                    admission=Admission(
                        waiting=settings.max_waiting_sockets,
                        waiting_per_address=settings.max_waiting_sockets_per_address,
                        per_address=settings.max_sockets_per_address,
                    ),
                    changes_pace=Pace(settings.changes_per_minute),
                    guard=guard,
                    realtime=realtime,
                    quiet_hours=QuietHoursChoices(pool),
                    health=Health(
                        checks={
                            "database": database_check(pool),
                            "listener": listener.check,
                            "events": sessions_check(consumer.sessions),
                            "outbox": sessions_check(relay.sessions),
                            "live": sessions_check(live.sessions),
                            "chat": sessions_check(moments.sessions),
                        }
                    ),
                ),
            )
            async with background(
                consumer.run(),
                relay.run(),
                listener.run(),
                live.run(),
                moments.run(),
                realtime.deliver(),
            ):
                yield

    return create_service_app(
        "realtime",
        "Pushes alerts, live readings and chat to people's browsers over /ws.",
        router,
        quiet_routes.router,
        inspection_router,
        lifespan=lifespan,
    )

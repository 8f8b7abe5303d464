"""Composition root of the balancer."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from kilowatch.balancing.clients import DeviceCredentials
from kilowatch.balancing.dealer import Dealer
from kilowatch.balancing.domain import Roster
from kilowatch.balancing.intake import Intake
from kilowatch.balancing.management import Management
from kilowatch.balancing.routes import router
from kilowatch.balancing.senders import SenderChecks
from kilowatch.balancing.settings import BalancingSettings
from kilowatch.balancing.storage import EpochStorage
from kilowatch.balancing.warden import Warden
from kilowatch.kit.accounts import ACCOUNT_COPIES, ACCOUNT_HANDLERS, Guard
from kilowatch.kit.app import create_service_app, database_check, sessions_check, set_state
from kilowatch.kit.background import background
from kilowatch.kit.calls import ServiceClient
from kilowatch.kit.database import close, connect
from kilowatch.kit.events import EventConsumer
from kilowatch.kit.inspection import Inspection
from kilowatch.kit.inspection import router as inspection_router
from kilowatch.kit.tokens import TokenVerifier


def create_app(settings: BalancingSettings) -> FastAPI:
    """The balancer: where readings come in and are dealt."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        amqp_url = settings.amqp_url.get_secret_value()
        url = settings.database_url.get_secret_value()
        pool = await connect(url, application="balancing", max_size=4)
        consumer = EventConsumer(pool, amqp_url, "balancing", ACCOUNT_HANDLERS, ACCOUNT_COPIES)
        roster = Roster(settings.silent_after_s, settings.backlog_batches)
        dealer = Dealer(settings, roster, EpochStorage(pool))
        management = Management(settings.management_url.get_secret_value(), amqp_url)
        warden = Warden(settings, roster, management)
        intake = Intake(settings)
        internal_token = settings.internal_token.get_secret_value()
        auth = ServiceClient("auth", settings.auth_url, internal_token)
        set_state(
            app,
            internal_token=settings.internal_token.get_secret_value(),
            inspection=Inspection(pool, amqp_url, "balancing", ACCOUNT_COPIES),
            guard=Guard(pool, TokenVerifier(settings.jwks_url)),
            roster=roster,
            dealer=dealer,
            intake=intake,
            sender_checks=SenderChecks(DeviceCredentials(auth).admit),
            health_checks={
                "database": database_check(pool),
                "events": sessions_check(consumer.sessions),
                "dealer": sessions_check(dealer.sessions),
                "heartbeats": sessions_check(warden.heartbeats),
                "intake": sessions_check(intake.sessions),
            },
        )
        async with background(consumer.run(), dealer.run(), warden.run(), intake.run()):
            yield
        await auth.close()
        await management.close()
        await close(pool)

    summary = "Where readings come in, and how they are dealt to the replicas."
    return create_service_app("balancing", summary, router, inspection_router, lifespan=lifespan)

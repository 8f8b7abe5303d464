"""Composition root of the balancer."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from kilowatch.balancing import dealing_routes, routes, sender_routes
from kilowatch.balancing.broker_room import BrokerRoomWatch
from kilowatch.balancing.checkup import Checkup
from kilowatch.balancing.clients import DeviceCredentials
from kilowatch.balancing.dealer import Dealer
from kilowatch.balancing.dealing import Hand
from kilowatch.balancing.domain import Roster
from kilowatch.balancing.duty import Duty, claim_dealing
from kilowatch.balancing.herald import Herald
from kilowatch.balancing.holding import Holding
from kilowatch.balancing.intake import MAX_REQUEST_BYTES, Intake
from kilowatch.balancing.management import Management
from kilowatch.balancing.newest import NewestOffset
from kilowatch.balancing.quotas import Quota, QuotaMeter
from kilowatch.balancing.rejections import IntakeRejections
from kilowatch.balancing.senders import SenderChecks
from kilowatch.balancing.settings import BalancingSettings
from kilowatch.balancing.steering import Steering
from kilowatch.balancing.storage import EpochStorage, QuotaStorage, StrategyStorage
from kilowatch.balancing.unread import UnreadRequests
from kilowatch.balancing.warden import Warden
from kilowatch.balancing.watch import Watch
from kilowatch.contracts.request_sizes import READINGS
from kilowatch.kit.accounts import ACCOUNT_COPIES, ACCOUNT_HANDLERS, Guard
from kilowatch.kit.app import Check, create_service_app, database_check, sessions_check, set_state
from kilowatch.kit.audit import OutboxSink
from kilowatch.kit.background import background
from kilowatch.kit.broker import BrokerSessions
from kilowatch.kit.calls import ServiceClient
from kilowatch.kit.database import close, connect
from kilowatch.kit.events import EventConsumer
from kilowatch.kit.inspection import Inspection
from kilowatch.kit.inspection import router as inspection_router
from kilowatch.kit.leases import LeaseKeeper
from kilowatch.kit.outbox import OutboxRelay
from kilowatch.kit.request_limits import BodyLimit
from kilowatch.kit.tokens import TokenVerifier


def create_app(settings: BalancingSettings) -> FastAPI:
    """The balancer: where readings come in and are dealt, if it is the active one."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        amqp_url = settings.amqp_url.get_secret_value()
        pool = await connect(
            settings.database_url.get_secret_value(), application=settings.name, max_size=4
        )
        consumer = EventConsumer(pool, amqp_url, "balancing", ACCOUNT_HANDLERS, ACCOUNT_COPIES)
        relay = OutboxRelay(pool, amqp_url, settings.name)
        intake = Intake(settings)
        rejections = IntakeRejections(pool, settings.rejections_told_every_s)
        roster = Roster(
            settings.silent_after_s, settings.backlog_batches, settings.bulk_backlog_batches
        )
        steering = Steering(roster, StrategyStorage(pool), settings.strategy)
        watch = Watch(amqp_url, roster)
        lease = LeaseKeeper(
            pool,
            claim_dealing(stands_by=settings.stands_by),
            lapses_after_s=settings.lapses_after_s,
        )
        hand = Hand(roster, lambda: lease.is_sure)
        meter = QuotaMeter(
            Quota(
                messages_per_minute=settings.messages_per_minute,
                readings_per_minute=settings.readings_per_minute,
                waiting_messages=settings.waiting_messages,
            )
        )
        dealer = Dealer(settings, hand, EpochStorage(pool), lambda: lease.is_sure, meter)
        management = Management(settings.management_url.get_secret_value(), amqp_url)
        broker_room = BrokerRoomWatch(
            settings.management_url.get_secret_value(), settings.disk_warning
        )
        warden = Warden(settings, watch, roster, hand, management)
        newest = NewestOffset(amqp_url)
        herald = Herald(
            amqp_url, settings.name, lease, roster, dealer, newest, settings.stuck_after_s
        )
        internal_token = settings.internal_token.get_secret_value()
        checkup = Checkup(settings.services, settings.occasional_services)
        auth = ServiceClient("auth", settings.auth_url, internal_token)
        holding = Holding(auth, QuotaStorage(pool), meter, herald.current)
        duty = Duty(
            settings.name, lease, dealer.run, warden.run, newest.run, herald.speak, holding.run
        )
        set_state(
            app,
            settings=settings,
            acts=OutboxSink(pool),
            pool=pool,
            internal_token=internal_token,
            inspection=Inspection(pool, amqp_url, "balancing", ACCOUNT_COPIES),
            guard=Guard(pool, TokenVerifier(settings.jwks_url)),
            steering=steering,
            herald=herald,
            intake=intake,
            holding=holding,
            quota_meter=meter,
            rejections=rejections,
            checkup=checkup,
            broker_room=broker_room,
            health_notes=broker_room.notes,
            sender_checks=SenderChecks(DeviceCredentials(auth).admit),
            health_checks={
                "database": database_check(pool),
                "events": sessions_check(consumer.sessions),
                "outbox": sessions_check(relay.sessions),
                "dealer": _while_active(lease, dealer.sessions),
                "heartbeats": sessions_check(watch.heartbeats),
                "intake": sessions_check(intake.sessions),
            },
        )
        async with background(
            consumer.run(),
            relay.run(),
            intake.run(),
            rejections.run(),
            steering.run(),
            watch.run(),
            herald.listen(),
            lease.run(),
            duty.run(),
            broker_room.run(),
        ):
            yield
        await rejections.flush()
        await auth.close()
        await checkup.close()
        await broker_room.close()
        await management.close()
        await close(pool)

    summary = "Where readings come in, and how they are dealt to the replicas."
    app = create_service_app(
        "balancing",
        summary,
        routes.router,
        dealing_routes.router,
        sender_routes.router,
        sender_routes.internal,
        dealing_routes.internal,
        inspection_router,
        lifespan=lifespan,
        large_bodies=(BodyLimit(READINGS.path, MAX_REQUEST_BYTES, within_s=60),),
    )
    app.add_middleware(UnreadRequests)
    return app


def _while_active(lease: LeaseKeeper, sessions: BrokerSessions) -> Check:
    """One that stands by is healthy without dealing."""

    async def check() -> bool:
        return lease.grant is None or sessions.connected

    return check

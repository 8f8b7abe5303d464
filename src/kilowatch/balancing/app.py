"""Composition root of the balancer."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from kilowatch.balancing.batch_publisher import BatchPublisher
from kilowatch.balancing.broker_room import BrokerRoomWatch
from kilowatch.balancing.clients import DeviceCredentials
from kilowatch.balancing.container import BalancingContainer
from kilowatch.balancing.domain import ReplicaPool
from kilowatch.balancing.heartbeat_monitor import HeartbeatMonitor
from kilowatch.balancing.leader_tasks import LeaderTasks, claim_dispatch
from kilowatch.balancing.management import Management
from kilowatch.balancing.quotas import Quota, QuotaMeter
from kilowatch.balancing.rejections import IntakeRejections
from kilowatch.balancing.replica_supervisor import ReplicaSupervisor
from kilowatch.balancing.routes import dispatch, readings, senders
from kilowatch.balancing.senders import SenderChecks
from kilowatch.balancing.service.health import HealthPoller
from kilowatch.balancing.service.intake import MAX_REQUEST_BYTES, Intake
from kilowatch.balancing.service.quotas import Holding
from kilowatch.balancing.service.strategy import StrategySelector
from kilowatch.balancing.settings import BalancingSettings
from kilowatch.balancing.status_broadcaster import StatusBroadcaster
from kilowatch.balancing.stream_dispatcher import StreamDispatcher
from kilowatch.balancing.stream_head import StreamHead
from kilowatch.balancing.unread import UnreadRequests
from kilowatch.contracts.request_sizes import READINGS
from kilowatch.kit.accounts import ACCOUNT_COPIES, ACCOUNT_HANDLERS, Guard
from kilowatch.kit.app import create_service_app, database_check, sessions_check
from kilowatch.kit.audit import OutboxSink
from kilowatch.kit.background import background
from kilowatch.kit.broker import BrokerSessions
from kilowatch.kit.calls import ServiceClient
from kilowatch.kit.container import Check, Health, put_container
from kilowatch.kit.database import close, connect
from kilowatch.kit.internal_api import Inspection
from kilowatch.kit.internal_api import router as inspection_router
from kilowatch.kit.leases import LeaseKeeper
from kilowatch.kit.messaging.consumers import EventConsumer
from kilowatch.kit.messaging.outbox import OutboxRelay
from kilowatch.kit.request_limits import BodyLimit
from kilowatch.kit.tokens import TokenVerifier


def create_app(settings: BalancingSettings) -> FastAPI:
    """The balancer: accepts readings, and dispatches them if it is the active one."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        amqp_url = settings.amqp_url.get_secret_value()
        pool = await connect(
            settings.database_url.get_secret_value(), application=settings.name, max_size=4
        )
        consumer = EventConsumer(pool, amqp_url, "balancing", ACCOUNT_HANDLERS, ACCOUNT_COPIES)
        relay = OutboxRelay(pool, amqp_url, settings.name)
        intake = Intake(settings)
        rejections = IntakeRejections(pool, settings.rejections_reported_every_s)
        replica_pool = ReplicaPool(
            settings.silent_after_s, settings.backlog_batches, settings.bulk_backlog_batches
        )
        selector = StrategySelector(replica_pool, pool, settings.strategy)
        monitor = HeartbeatMonitor(amqp_url, replica_pool)
        lease = LeaseKeeper(
            pool,
            claim_dispatch(stands_by=settings.stands_by),
            lapses_after_s=settings.lapses_after_s,
        )
        publisher = BatchPublisher(replica_pool, lambda: lease.is_sure)
        meter = QuotaMeter(
            Quota(
                messages_per_minute=settings.messages_per_minute,
                readings_per_minute=settings.readings_per_minute,
                waiting_messages=settings.waiting_messages,
            )
        )
        dispatcher = StreamDispatcher(settings, publisher, pool, lambda: lease.is_sure, meter)
        management = Management(settings.management_url.get_secret_value(), amqp_url)
        broker_room = BrokerRoomWatch(
            settings.management_url.get_secret_value(), settings.disk_warning
        )
        supervisor = ReplicaSupervisor(settings, monitor, replica_pool, publisher, management)
        stream_head = StreamHead(amqp_url)
        broadcaster = StatusBroadcaster(
            amqp_url,
            settings.name,
            lease,
            replica_pool,
            dispatcher,
            stream_head,
            settings.stuck_after_s,
        )
        internal_token = settings.internal_token.get_secret_value()
        poller = HealthPoller(settings.services, settings.occasional_services)
        auth = ServiceClient("auth", settings.auth_url, internal_token)
        holding = Holding(auth, pool, meter, broadcaster.current)
        leader = LeaderTasks(
            settings.name,
            lease,
            dispatcher.run,
            supervisor.run,
            stream_head.run,
            broadcaster.speak,
            holding.run,
        )
        put_container(
            app,
            BalancingContainer(
                settings=settings,
                acts=OutboxSink(pool),
                pool=pool,
                internal_token=internal_token,
                inspection=Inspection(pool, amqp_url, "balancing", ACCOUNT_COPIES),
                guard=Guard(pool, TokenVerifier(settings.jwks_url)),
                selector=selector,
                broadcaster=broadcaster,
                intake=intake,
                holding=holding,
                quota_meter=meter,
                rejections=rejections,
                poller=poller,
                broker_room=broker_room,
                sender_checks=SenderChecks(DeviceCredentials(auth).admit),
                health=Health(
                    checks={
                        "database": database_check(pool),
                        "events": sessions_check(consumer.sessions),
                        "outbox": sessions_check(relay.sessions),
                        "dispatcher": _while_active(lease, dispatcher.sessions),
                        "heartbeats": sessions_check(monitor.heartbeats),
                        "intake": sessions_check(intake.sessions),
                    },
                    notes=broker_room.notes,
                ),
            ),
        )
        async with background(
            consumer.run(),
            relay.run(),
            intake.run(),
            rejections.run(),
            selector.run(),
            monitor.run(),
            broadcaster.listen(),
            lease.run(),
            leader.run(),
            broker_room.run(),
        ):
            yield
        await rejections.flush()
        await auth.close()
        await poller.close()
        await broker_room.close()
        await management.close()
        await close(pool)

    summary = "Takes in readings and dispatches them to the replicas."
    app = create_service_app(
        "balancing",
        summary,
        readings.router,
        dispatch.router,
        senders.router,
        senders.internal,
        dispatch.internal,
        inspection_router,
        lifespan=lifespan,
        large_bodies=(BodyLimit(READINGS.path, MAX_REQUEST_BYTES, within_s=60),),
    )
    app.add_middleware(UnreadRequests)
    return app


def _while_active(lease: LeaseKeeper, sessions: BrokerSessions) -> Check:
    """A standby balancer is healthy without dispatching."""

    async def check() -> bool:
        return lease.grant is None or sessions.connected

    return check

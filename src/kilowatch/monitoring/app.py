"""Composition root of a monitoring replica."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from fastapi import FastAPI

from kilowatch.contracts.readings import UNREADABLE_BATCHES_QUEUE
from kilowatch.kit.accounts import Guard
from kilowatch.kit.app import create_service_app, database_check, sessions_check
from kilowatch.kit.audit import OutboxSink
from kilowatch.kit.background import background
from kilowatch.kit.container import Check, Health, put_container
from kilowatch.kit.database import close, connect
from kilowatch.kit.internal_api import Inspection
from kilowatch.kit.internal_api import router as inspection_router
from kilowatch.kit.leases import LeaseKeeper, lowest_free
from kilowatch.kit.messaging.consumers import EventConsumer
from kilowatch.kit.messaging.outbox import OutboxRelay
from kilowatch.kit.tokens import TokenVerifier
from kilowatch.monitoring.alerts import routes as alert_routes
from kilowatch.monitoring.alerts.service import Alerts
from kilowatch.monitoring.balancer_status import BalancerStatusListener
from kilowatch.monitoring.calculation import Calculation
from kilowatch.monitoring.channel_kinds import routes as channel_kind_routes
from kilowatch.monitoring.channel_kinds.service import ChannelKinds
from kilowatch.monitoring.consumers import event_handlers
from kilowatch.monitoring.consumption import routes as consumption_routes
from kilowatch.monitoring.consumption.device_hours import DeviceHours
from kilowatch.monitoring.consumption.service import ConsumptionHistory
from kilowatch.monitoring.container import MonitoringContainer
from kilowatch.monitoring.copies import KEPT
from kilowatch.monitoring.corrections import routes as correction_routes
from kilowatch.monitoring.corrections.service import Corrections
from kilowatch.monitoring.early_warnings import routes as early_warning_routes
from kilowatch.monitoring.early_warnings.service import EarlyWarnings
from kilowatch.monitoring.imports import routes as import_routes
from kilowatch.monitoring.imports.access import ImportAccess, ImportQuota
from kilowatch.monitoring.imports.service import Imports
from kilowatch.monitoring.ingest import IngestStorage
from kilowatch.monitoring.latest import routes as latest_routes
from kilowatch.monitoring.latest.service import Latest
from kilowatch.monitoring.limits import Limits
from kilowatch.monitoring.live import LiveFeed
from kilowatch.monitoring.notification_settings import routes as settings_routes
from kilowatch.monitoring.notification_settings.service import NotificationSettings
from kilowatch.monitoring.owners import routes as owner_routes
from kilowatch.monitoring.owners.service import OwnerHistory
from kilowatch.monitoring.peaks import routes as peak_routes
from kilowatch.monitoring.peaks.service import PeakHistory
from kilowatch.monitoring.progress import Progress
from kilowatch.monitoring.readings import routes as reading_routes
from kilowatch.monitoring.readings.service import StoredReadings
from kilowatch.monitoring.rejections import routes as rejection_routes
from kilowatch.monitoring.rejections.service import Rejections
from kilowatch.monitoring.rejections.upkeep import RejectionUpkeep
from kilowatch.monitoring.replica import Replica
from kilowatch.monitoring.replica_lease import REPLICA_PREFIX, ReplicaLease
from kilowatch.monitoring.settings import MonitoringSettings
from kilowatch.monitoring.visibility import Visibility

ROUTERS = (
    consumption_routes.router,
    channel_kind_routes.router,
    latest_routes.router,
    peak_routes.router,
    alert_routes.router,
    early_warning_routes.router,
    settings_routes.router,
    consumption_routes.days,
    reading_routes.router,
    rejection_routes.router,
    correction_routes.router,
    import_routes.router,
    owner_routes.router,
    inspection_router,
)


def create_app(settings: MonitoringSettings) -> FastAPI:
    """A replica: stores its batches, and serves what all replicas stored."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        amqp_url = settings.amqp_url.get_secret_value()
        url = settings.database_url.get_secret_value()
        pool = await connect(url, application=settings.replica or "monitoring")
        relay = OutboxRelay(pool, amqp_url, settings.replica or "monitoring")
        handlers = event_handlers(settings.news_window)
        consumer = EventConsumer(pool, amqp_url, "monitoring", handlers, KEPT)
        ingest = IngestStorage(pool, settings.news_window, settings.clock_tolerance)
        names = lowest_free(REPLICA_PREFIX, settings.replica, 2 * settings.name_lapses_after_s)
        lease = LeaseKeeper(pool, names, lapses_after_s=settings.name_lapses_after_s)
        live = LiveFeed(
            amqp_url,
            settings.replica or "monitoring",
            settings.news_window,
            ingest.newest_register_intervals,
            settings.clock_tolerance,
        )
        balancer_status = BalancerStatusListener(pool, amqp_url, settings.replica or "monitoring")
        membership = ReplicaLease(
            lease,
            lambda name: Replica(name, settings, ingest, Progress(pool, name), live),
            balancer_status.calls_stuck,
            settings.stuck_after_s,
        )
        visibility = Visibility(pool)
        consumption = ConsumptionHistory(pool, visibility)
        device_hours = DeviceHours(pool, visibility)
        early_warnings = EarlyWarnings(pool, settings.news_window)
        imports = Imports(pool)
        limits = Limits(settings)
        calculation = Calculation(pool, settings.news_window, settings.calculate_interval_s)
        upkeep = RejectionUpkeep(
            pool, settings.rejections_kept_per_hour, settings.rejections_kept_for
        )
        put_container(
            app,
            MonitoringContainer(
                acts=OutboxSink(pool),
                limits=limits,
                changes_pace=limits.changes,
                imports=imports,
                import_access=ImportAccess(
                    pool,
                    ImportQuota(settings.client_imports_per_day, settings.client_files_per_hour),
                ),
                early_warnings=early_warnings,
                notification_settings=NotificationSettings(pool),
                internal_token=settings.internal_token.get_secret_value(),
                inspection=Inspection(
                    pool, amqp_url, "monitoring", KEPT, refused_queues=(UNREADABLE_BATCHES_QUEUE,)
                ),
                guard=Guard(pool, TokenVerifier(settings.jwks_url)),
                device_hours=device_hours,
                readings=StoredReadings(pool, visibility),
                corrections=Corrections(pool, settings.news_window),
                owners=OwnerHistory(pool),
                rejections=Rejections(pool, ingest),
                alerts=Alerts(pool, visibility, device_hours),
                channel_kinds=ChannelKinds(pool),
                consumption=consumption,
                peaks=PeakHistory(pool, consumption),
                latest=Latest(pool, settings.clock_tolerance),
                health=Health(
                    checks={
                        "database": database_check(pool),
                        "outbox": sessions_check(relay.sessions),
                        "events": sessions_check(consumer.sessions),
                        "batches": membership.check,
                        "deliveries": _deliveries_check(membership),
                    },
                    # It can still answer what was stored before.
                    of_work=frozenset({"deliveries"}),
                ),
            ),
        )
        async with background(
            relay.run(),
            consumer.run(),
            live.run(),
            balancer_status.run(),
            membership.run(),
            early_warnings.run(),
            calculation.run(),
            imports.run(),
            upkeep.run(),
        ):
            yield
            await membership.leave(settings.leave_within_s)
        await close(pool)

    summary = "Hourly consumption, alerts, and what became of every reading."
    return create_service_app(
        "monitoring", summary, *ROUTERS, lifespan=lifespan, large_bodies=(import_routes.FILES,)
    )


def _deliveries_check(membership: ReplicaLease) -> Check:
    async def check() -> bool | str:
        return "stuck" if membership.is_stuck(datetime.now(UTC)) else True

    return check

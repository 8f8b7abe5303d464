"""The container of the `monitoring` app."""

from dataclasses import dataclass

from starlette.requests import HTTPConnection

from kilowatch.kit.container import container_of
from kilowatch.kit.internal_api import WithInspection
from kilowatch.kit.pace import WithPacedChanges
from kilowatch.monitoring.alerts.service import Alerts
from kilowatch.monitoring.channel_kinds.service import ChannelKinds
from kilowatch.monitoring.consumption.device_hours import DeviceHours
from kilowatch.monitoring.consumption.service import ConsumptionHistory
from kilowatch.monitoring.corrections.service import Corrections
from kilowatch.monitoring.early_warnings.service import EarlyWarnings
from kilowatch.monitoring.imports.callers import WithImportAccess
from kilowatch.monitoring.imports.service import Imports
from kilowatch.monitoring.latest.service import Latest
from kilowatch.monitoring.limits import WithLimits
from kilowatch.monitoring.notification_settings.service import NotificationSettings
from kilowatch.monitoring.owners.service import OwnerHistory
from kilowatch.monitoring.peaks.service import PeakHistory
from kilowatch.monitoring.readings.service import StoredReadings
from kilowatch.monitoring.rejections.service import Rejections


@dataclass(frozen=True, kw_only=True)
class MonitoringContainer(WithInspection, WithPacedChanges, WithLimits, WithImportAccess):
    """The services that the routes of `monitoring` call."""

    alerts: Alerts
    channel_kinds: ChannelKinds
    consumption: ConsumptionHistory
    corrections: Corrections
    early_warnings: EarlyWarnings
    imports: Imports
    latest: Latest
    notification_settings: NotificationSettings
    owners: OwnerHistory
    peaks: PeakHistory
    rejections: Rejections
    device_hours: DeviceHours
    readings: StoredReadings


def container(connection: HTTPConnection) -> MonitoringContainer:
    """Return the container of the app that serves ``connection``."""
    return container_of(connection.app, MonitoringContainer)

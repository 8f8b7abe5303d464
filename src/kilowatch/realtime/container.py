"""The container of the `realtime` app."""

from dataclasses import dataclass

from starlette.requests import HTTPConnection

from kilowatch.kit.container import container_of
from kilowatch.kit.internal_api import WithInspection
from kilowatch.kit.pace import WithPacedChanges
from kilowatch.realtime.admission import Admission
from kilowatch.realtime.quiet.service import QuietHoursChoices
from kilowatch.realtime.service import Realtime
from kilowatch.realtime.settings import RealtimeSettings


@dataclass(frozen=True, kw_only=True)
class RealtimeContainer(WithInspection, WithPacedChanges):
    """The services that the routes and the socket of `realtime` call."""

    realtime: Realtime
    admission: Admission
    quiet_hours: QuietHoursChoices
    settings: RealtimeSettings


def container(connection: HTTPConnection) -> RealtimeContainer:
    """Return the container of the app that serves ``connection``."""
    return container_of(connection.app, RealtimeContainer)

"""The container of the `devices` app."""

from dataclasses import dataclass

from starlette.requests import HTTPConnection

from kilowatch.devices.callers import WithClients
from kilowatch.devices.channels.service import Channels
from kilowatch.devices.claims.service import Claims
from kilowatch.devices.formulas.service import Formulas
from kilowatch.devices.own.service import OwnDevices
from kilowatch.devices.service import Devices
from kilowatch.devices.submeters.service import Submeters
from kilowatch.kit.container import container_of
from kilowatch.kit.internal_api import WithInspection


@dataclass(frozen=True, kw_only=True)
class DevicesContainer(WithInspection, WithClients):
    """The services that the routes of `devices` call."""

    devices: Devices
    channels: Channels
    formulas: Formulas
    submeters: Submeters
    own_devices: OwnDevices
    claims: Claims


def container(connection: HTTPConnection) -> DevicesContainer:
    """Return the container of the app that serves ``connection``."""
    return container_of(connection.app, DevicesContainer)

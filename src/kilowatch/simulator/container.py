"""The container of the `simulator` app."""

from dataclasses import dataclass

from starlette.requests import HTTPConnection

from kilowatch.kit.accounts import WithGuard
from kilowatch.kit.container import container_of
from kilowatch.simulator.acts import Acts
from kilowatch.simulator.registry import Registry
from kilowatch.simulator.service import Simulation


@dataclass(frozen=True, kw_only=True)
class SimulatorContainer(WithGuard):
    """The services that the routes of the simulator call."""

    simulation: Simulation
    registry: Registry
    acts: Acts


def container(connection: HTTPConnection) -> SimulatorContainer:
    """Return the container of the app that serves ``connection``."""
    return container_of(connection.app, SimulatorContainer)

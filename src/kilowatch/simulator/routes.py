"""HTTP in: the simulation of the demo, for administrators."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request

from kilowatch.kit.accounts import Bearer, CurrentAdministrator
from kilowatch.simulator.registry import Registry
from kilowatch.simulator.schemas import (
    Force,
    MeterAddition,
    MeterView,
    SimulationChange,
    SimulationView,
)
from kilowatch.simulator.simulation import Simulation

router = APIRouter(prefix="/api/simulator", tags=["simulator"])


def _simulation(request: Request) -> Simulation:
    simulation: Simulation = request.app.state.simulation
    return simulation


def _registry(request: Request) -> Registry:
    registry: Registry = request.app.state.registry
    return registry


TheSimulation = Annotated[Simulation, Depends(_simulation)]
TheRegistry = Annotated[Registry, Depends(_registry)]


@router.get("", summary="The simulation as it stands")
async def get_simulation(_: CurrentAdministrator, simulation: TheSimulation) -> SimulationView:
    """Where the platform has no demo there is no such path (404)."""
    return simulation.view()


@router.patch("", summary="Stop, start or shape the simulation")
async def change_simulation(
    _: CurrentAdministrator, simulation: TheSimulation, change: SimulationChange
) -> SimulationView:
    """It is kept over a restart. Meters that were silent report later what they measured."""
    return await simulation.change(change)


@router.post("/devices", status_code=201, summary="Add a simulated meter")
async def add_meter(
    _: CurrentAdministrator,
    simulation: TheSimulation,
    registry: TheRegistry,
    bearer: Bearer,
    addition: MeterAddition,
) -> MeterView:
    """It counts from now on, in the zone of its device, with a credential issued for it."""
    token = bearer.credentials if bearer is not None else ""
    device = await registry.find(addition.device_id, token)
    return await simulation.add(addition, device.time_zone)


@router.delete("/devices/{device_id}", status_code=204, summary="Remove a simulated meter")
async def remove_meter(_: CurrentAdministrator, simulation: TheSimulation, device_id: UUID) -> None:
    """What it has reported stays, and so do the device and its credential."""
    await simulation.remove(device_id)


@router.post(
    "/devices/{device_id}/overconsumption", status_code=202, summary="Force an overconsumption"
)
async def force_overconsumption(
    _: CurrentAdministrator, simulation: TheSimulation, device_id: UUID, force: Force
) -> MeterView:
    """The meter counts this on top of its own, from its next reading on."""
    return await simulation.force(device_id, force)

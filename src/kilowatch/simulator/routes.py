"""HTTP in: the simulation of the demo, for administrators."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request

from kilowatch.kit.accounts import CurrentAdministrator
from kilowatch.simulator.schemas import Force, MeterView, SimulationChange, SimulationView
from kilowatch.simulator.simulation import Simulation

router = APIRouter(prefix="/api/simulator", tags=["simulator"])


def _simulation(request: Request) -> Simulation:
    simulation: Simulation = request.app.state.simulation
    return simulation


TheSimulation = Annotated[Simulation, Depends(_simulation)]


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


@router.post(
    "/devices/{device_id}/overconsumption", status_code=202, summary="Force an overconsumption"
)
async def force_overconsumption(
    _: CurrentAdministrator, simulation: TheSimulation, device_id: UUID, force: Force
) -> MeterView:
    """The meter counts this on top of its own, from its next reading on."""
    return await simulation.force(device_id, force)

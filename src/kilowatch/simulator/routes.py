"""HTTP routes: the simulation of the demo, for administrators."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request

from kilowatch.contracts.audit import AuditAction
from kilowatch.kit.accounts import Bearer, CurrentAdministrator
from kilowatch.kit.audit import audited
from kilowatch.kit.problems import raises
from kilowatch.simulator.acts import Acts
from kilowatch.simulator.container import container
from kilowatch.simulator.registry import NoSuchDevice, Registry
from kilowatch.simulator.roster import AlreadySimulated, NotSimulated
from kilowatch.simulator.schemas import (
    Force,
    MeterAddition,
    MeterView,
    SimulationChange,
    SimulationView,
)
from kilowatch.simulator.service import MeterElsewhere, MeterSilent, Simulation

router = APIRouter(prefix="/api/simulator", tags=["simulator"])


def _simulation(request: Request) -> Simulation:
    return container(request).simulation


def _registry(request: Request) -> Registry:
    return container(request).registry


def _acts(request: Request) -> Acts:
    return container(request).acts


def _token(bearer: Bearer) -> str:
    return bearer.credentials if bearer is not None else ""


TheActs = Annotated[Acts, Depends(_acts)]
Token = Annotated[str, Depends(_token)]
TheSimulation = Annotated[Simulation, Depends(_simulation)]
TheRegistry = Annotated[Registry, Depends(_registry)]


@router.get("", summary="Get the simulation")
async def get_simulation(_: CurrentAdministrator, simulation: TheSimulation) -> SimulationView:
    """Return the simulation's state. A platform without a demo has no such path (404).

    Administrators only.
    """
    return simulation.view()


@router.patch(
    "",
    summary="Change the simulation",
    openapi_extra=audited(AuditAction.SIMULATION_CHANGED),
)
@raises(NotSimulated)
async def change_simulation(
    _: CurrentAdministrator,
    simulation: TheSimulation,
    acts: TheActs,
    token: Token,
    change: SimulationChange,
) -> SimulationView:
    """Start, stop or change it. Administrators only.

    The change survives a restart. Meters that were silent report later what they measured.
    """
    view = await simulation.change(change)
    fields = change.model_dump(mode="json", exclude_none=True)
    await acts.report(token, AuditAction.SIMULATION_CHANGED, fields)
    return view


@router.post(
    "/devices",
    status_code=201,
    summary="Add a simulated meter",
    openapi_extra=audited(AuditAction.SIMULATION_METER_ADDED),
)
@raises(NoSuchDevice, AlreadySimulated, MeterElsewhere)
async def add_meter(
    _: CurrentAdministrator,
    simulation: TheSimulation,
    registry: TheRegistry,
    acts: TheActs,
    token: Token,
    addition: MeterAddition,
) -> MeterView:
    """Measure from now on, in the device's time zone, with a credential issued for it.

    Administrators only.
    """
    device = await registry.find(addition.device_id, token)
    view = await simulation.add(addition, device.time_zone)
    fields = {"profile": addition.profile}
    await acts.report(
        token, AuditAction.SIMULATION_METER_ADDED, fields, device_id=addition.device_id
    )
    return view


@router.delete(
    "/devices/{device_id}",
    status_code=204,
    summary="Remove a simulated meter",
    openapi_extra=audited(AuditAction.SIMULATION_METER_REMOVED),
)
@raises(NotSimulated)
async def remove_meter(
    _: CurrentAdministrator,
    simulation: TheSimulation,
    acts: TheActs,
    token: Token,
    device_id: UUID,
) -> None:
    """Its readings, the device and its credential stay. Administrators only."""
    await simulation.remove(device_id)
    await acts.report(token, AuditAction.SIMULATION_METER_REMOVED, device_id=device_id)


@router.post(
    "/devices/{device_id}/overconsumption",
    status_code=202,
    summary="Force an overconsumption",
    openapi_extra=audited(AuditAction.SIMULATION_FORCED),
)
@raises(NotSimulated, MeterSilent)
async def force_overconsumption(
    _: CurrentAdministrator,
    simulation: TheSimulation,
    acts: TheActs,
    token: Token,
    device_id: UUID,
    force: Force,
) -> MeterView:
    """Add energy to what the meter measures, from its next reading on. Administrators only."""
    view = await simulation.force(device_id, force)
    fields = {"energy_kwh": force.energy_kwh, "over_s": force.over_s}
    await acts.report(token, AuditAction.SIMULATION_FORCED, fields, device_id=device_id)
    return view

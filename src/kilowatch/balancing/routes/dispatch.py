"""HTTP routes: dispatch now and over the last ten minutes, and the strategy.

The active balancer answers from its own state; the standby from the last sample of the active
one, with its time.
"""

from datetime import UTC, datetime, timedelta
from typing import Annotated

import msgspec
from fastapi import APIRouter, Query, Request, Response

from kilowatch.balancing.container import container
from kilowatch.balancing.sample_history import FRESH_FOR
from kilowatch.balancing.schemas import (
    History,
    Replicas,
    ServiceHealths,
    StrategyChange,
    StrategyChoice,
)
from kilowatch.balancing.service import dispatch
from kilowatch.contracts.audit import AuditAction
from kilowatch.contracts.balancing import STUCK_PATH, StuckReplica
from kilowatch.kit.accounts import CurrentAdministrator, InternalOnly
from kilowatch.kit.audit import audited

router = APIRouter(prefix="/api/balancing", tags=["balancing"])
internal = APIRouter(include_in_schema=False, dependencies=[InternalOnly])


@internal.get(STUCK_PATH)
async def get_stuck_replicas(request: Request) -> Response:
    """Return the replicas with a delivery without progress, for the doctor."""
    broadcaster = container(request).broadcaster
    sample = broadcaster.current()
    now = datetime.now(UTC)
    if sample is None or now - sample.at > FRESH_FOR:
        return Response(b"[]", media_type="application/json")
    stuck = [
        StuckReplica(
            name=each.name,
            stuck_s=(now - each.stuck_since).total_seconds(),
            unacknowledged_batches=each.unacknowledged_batches,
            broker_unacknowledged_batches=each.broker_unacknowledged_batches,
        )
        for each in sample.replicas
        if each.stuck_since is not None
    ]
    return Response(msgspec.json.encode(stuck), media_type="application/json")


@router.get("/replicas", summary="List replicas")
async def get_replicas(_: CurrentAdministrator, request: Request) -> Replicas:
    """Return the state, share and backlog of every monitoring replica. Administrators only."""
    broadcaster = container(request).broadcaster
    selector = container(request).selector
    sample = broadcaster.current()
    return dispatch.replicas(
        sample,
        {} if sample is None else broadcaster.history.rates(sample),
        strategy=selector.choice.strategy,
        answered_by=container(request).settings.name,
        now=datetime.now(UTC),
    )


@router.get("/history", summary="Get the dispatching history")
async def get_history(
    _: CurrentAdministrator,
    request: Request,
    step_s: Annotated[int, Query(ge=1, le=60, description="Seconds from sample to sample.")] = 5,
) -> History:
    """Return the last ten minutes: rates, backlog and state of every replica, and the stream's lag.

    It is kept in memory and continues when the active balancer changes. Administrators only.
    """
    broadcaster = container(request).broadcaster
    return dispatch.history(broadcaster.history.thinned(timedelta(seconds=step_s)), step_s)


@router.get("/services", summary="List the health of all services")
async def get_services(_: CurrentAdministrator, request: Request) -> ServiceHealths:
    """Ask every process for its health now, and the broker for its alarms. Administrators only."""
    poller = container(request).poller
    broker = container(request).broker_room
    return ServiceHealths(items=await poller.states(), broker=broker.health())


@router.get("/strategy", summary="Get the dispatching strategy")
async def get_strategy(_: CurrentAdministrator, request: Request) -> StrategyChoice:
    """Return how batches are dispatched, and who chose it. Administrators only."""
    selector = container(request).selector
    return dispatch.choice(await selector.look())


@router.put(
    "/strategy",
    summary="Set the dispatching strategy",
    openapi_extra=audited(AuditAction.STRATEGY_CHANGED),
)
async def put_strategy(
    caller: CurrentAdministrator, request: Request, change: StrategyChange
) -> StrategyChoice:
    """Change how batches are dispatched. Administrators only.

    The choice survives restarts and overrides the setting. Where another balancer is active, it
    follows within a second.
    """
    selector = container(request).selector
    return dispatch.choice(await selector.choose(change.strategy, caller.user_id))

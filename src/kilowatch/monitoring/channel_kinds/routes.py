"""HTTP routes: what devices measure."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request

from kilowatch.kit.accounts import CurrentCaller
from kilowatch.monitoring.channel_kinds.schemas import MeasuredKinds
from kilowatch.monitoring.channel_kinds.service import ChannelKinds
from kilowatch.monitoring.consumption.routes import DeviceIds
from kilowatch.monitoring.container import container
from kilowatch.monitoring.limits import LIMITED

router = APIRouter(prefix="/api/monitoring", tags=["consumption"], dependencies=LIMITED)


def _kinds(request: Request) -> ChannelKinds:
    return container(request).channel_kinds


@router.get("/channels/kinds", summary="List the kinds of energy that are measured")
async def get_kinds(
    caller: CurrentCaller,
    kinds: Annotated[ChannelKinds, Depends(_kinds)],
    device_ids: DeviceIds = None,
    present: Annotated[
        bool,
        Query(
            description="True: only channels that exist, of devices that the caller owns now. "
            "False: also those whose history the caller may see."
        ),
    ] = False,
) -> MeasuredKinds:
    """Return each kind and direction of energy, with its unit, of which there are channels.

    Of a client's devices, or of all for an administrator. Ask `/consumption` for one of them by
    `kind`, `direction` and, where there are several, `unit`. Devices that the caller can't see
    are left out.
    """
    return await kinds.of(caller, device_ids or (), present=present)

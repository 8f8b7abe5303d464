"""HTTP routes: consumption over a range of days, and of a device on one day."""

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import Field, StringConstraints

from kilowatch.contracts.audit import AuditAction
from kilowatch.contracts.channels import MOST_CHANNELS, Direction, EnergyKind, Unit
from kilowatch.kit.accounts import CurrentCaller
from kilowatch.kit.audit import audited
from kilowatch.kit.channel_names import ChannelCode
from kilowatch.kit.export import FILE_RESPONSES, Format, WrittenAs, format_of, stream
from kilowatch.kit.inputs import Day
from kilowatch.kit.problems import raises
from kilowatch.kit.text import Line
from kilowatch.kit.time_zones import TimeZoneName
from kilowatch.monitoring.caching import cacheable
from kilowatch.monitoring.consumption.comparison import ComparisonRefused
from kilowatch.monitoring.consumption.device_hours import DateOutOfRange, DeviceHours
from kilowatch.monitoring.consumption.export import COLUMNS, consumption_rows
from kilowatch.monitoring.consumption.periods import Resolution
from kilowatch.monitoring.consumption.schemas import Consumption, RangeConsumption
from kilowatch.monitoring.consumption.service import (
    ConsumptionHistory,
    RangeQuery,
    RangeRefused,
    TooManyBuckets,
    UnitsDiffer,
)
from kilowatch.monitoring.container import container
from kilowatch.monitoring.limits import LIMITED, ExportInTurn
from kilowatch.monitoring.visibility import (
    ChannelNotFound,
    DeviceNotFound,
    Selection,
)

router = APIRouter(prefix="/api/monitoring", tags=["consumption"], dependencies=LIMITED)
days = APIRouter(prefix="/api/monitoring", tags=["monitoring"], dependencies=LIMITED)


def _consumption(request: Request) -> ConsumptionHistory:
    return container(request).consumption


def _hours(request: Request) -> DeviceHours:
    return container(request).device_hours


TheConsumption = Annotated[ConsumptionHistory, Depends(_consumption)]
TheHours = Annotated[DeviceHours, Depends(_hours)]

FIRST_DAY = dt.date(1999, 1, 1)
LAST_DAY = dt.date(9997, 12, 31)

FirstDay = Annotated[
    dt.date, Field(ge=FIRST_DAY, le=LAST_DAY), Query(alias="from", description="The first day.")
]
DayAfter = Annotated[
    dt.date | None,
    Field(ge=FIRST_DAY, le=LAST_DAY),
    Query(alias="to", description="The day after the last; left out: one day."),
]
DeviceIds = Annotated[
    list[UUID] | None,
    Query(
        alias="device_id",
        max_length=200,
        description="The devices to sum; left out: all that the caller may see.",
    ),
]
ResolutionName = Literal["auto", "hour", "day", "week", "month", "year"]


Channels = Annotated[
    list[ChannelCode] | None,
    Query(
        alias="channel",
        max_length=MOST_CHANNELS,
        description="The channels of the devices, by code or OBIS code; left out: all of `kind` "
        "and `direction`, with tariff registers counted once.",
    ),
]
Kind = Annotated[EnergyKind, Query(description="Kind of energy, where no `channel` is named.")]
DirectionName = Annotated[
    Direction, Query(description="Direction of the energy, where no `channel` is named.")
]


UnitName = Annotated[
    Unit | None,
    Query(
        description="Only channels of this unit, where no `channel` is named; left out: all, which "
        "must be of one unit."
    ),
]


def selection_of(
    codes: Channels = None,
    kind: Kind = "electricity",
    direction: DirectionName = "import",
    unit: UnitName = None,
) -> Selection:
    """The channels that the parameters select."""
    return Selection(tuple(dict.fromkeys(codes or ())), kind, direction, unit)


TheSelection = Annotated[Selection, Depends(selection_of)]


def range_query(
    selection: TheSelection,
    start: FirstDay,
    end: DayAfter = None,
    device_ids: DeviceIds = None,
    resolution: Annotated[ResolutionName, Query(description="Length of the buckets.")] = "auto",
    time_zone: Annotated[
        TimeZoneName | None,
        Query(description="Time zone of the days, where there are several devices."),
    ] = None,
    split: Annotated[
        Literal["device", "channel"] | None,
        Query(description="`device`, `channel`: return each by itself as well."),
    ] = None,
    compare: Annotated[
        Annotated[Line, StringConstraints(max_length=20)] | None,
        Query(description="`previous`, `year`, or the date the other period begins on."),
    ] = None,
) -> RangeQuery:
    """Return the query in the parameters."""
    return RangeQuery(
        start=start,
        end=end or start + dt.timedelta(days=1),
        resolution=None if resolution == "auto" else Resolution(resolution),
        device_ids=tuple(device_ids or ()),
        time_zone=time_zone,
        by_device=split is not None,
        by_channel=split == "channel",
        compare=compare,
        selection=selection,
    )


TheQuery = Annotated[RangeQuery, Depends(range_query)]


@router.get(
    "/consumption",
    summary="Get consumption over a range of days",
    openapi_extra=audited(AuditAction.LOOK_CONSUMPTION),
    response_model=RangeConsumption,
    dependencies=[ExportInTurn],
    responses={**FILE_RESPONSES, 304: {"description": "The answer hasn't changed."}},
)
@raises(
    DeviceNotFound,
    ChannelNotFound,
    RangeRefused,
    TooManyBuckets,
    UnitsDiffer,
    ComparisonRefused,
)
async def get_range_consumption(
    request: Request,
    caller: CurrentCaller,
    history: TheConsumption,
    query: TheQuery,
    written_as: WrittenAs = None,
) -> Response:
    """Return sums per hour, day, week, month or year, with coverage and state.

    Without `device_id`: all devices of a client, or of the platform for an administrator. As
    CSV or JSON lines the answer is a stream of buckets, and may be of any length.
    """
    chosen = format_of(request, written_as)
    if chosen is Format.JSON:
        answer = await history.consumption(caller, query)
        return cacheable(request, msgspec.json.encode(answer))
    subject = await history.subject(caller, query)
    rows = consumption_rows(history, subject, query)
    return stream(rows, COLUMNS, chosen, f"consumption-{query.start}-{query.end}")


@days.get(
    "/devices/{device_id}/consumption",
    summary="Get the hours of a day",
    openapi_extra=audited(AuditAction.LOOK_CONSUMPTION),
)
@raises(DeviceNotFound, ChannelNotFound, DateOutOfRange, UnitsDiffer)
async def get_consumption(
    caller: CurrentCaller,
    hours: TheHours,
    device_id: UUID,
    date: Annotated[Day, Query(description="The day, in the device's time zone.")],
    selection: TheSelection,
) -> Consumption:
    """Return energy and coverage of each hour. An hour without readings is `missing`, never 0."""
    return await hours.day(caller, device_id, date, selection)

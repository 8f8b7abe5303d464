"""HTTP in: one's own quiet hours."""

import datetime as dt
from typing import Annotated, Self

from fastapi import APIRouter, Depends, Request, Response
from pydantic import AfterValidator, BaseModel, ConfigDict, model_validator

from kilowatch.kit.accounts import CurrentCaller
from kilowatch.kit.database import Pool
from kilowatch.kit.inputs import RequestModel
from kilowatch.kit.pace import PacedChanges
from kilowatch.kit.time_zones import TimeZoneName
from kilowatch.realtime.quiet import storage
from kilowatch.realtime.quiet.domain import QuietHours

router = APIRouter(prefix="/api/realtime", tags=["realtime"], dependencies=[PacedChanges])


def _naive(clock: dt.time) -> dt.time:
    if clock.tzinfo is not None:
        raise ValueError("is a time of the clock, without an offset")
    return clock


Clock = Annotated[dt.time, AfterValidator(_naive)]


class QuietHoursChoice(RequestModel):
    """Every day from ``starts`` to ``ends``, over midnight where that is earlier."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"starts": "22:00:00", "ends": "07:00:00", "time_zone": "Europe/Bucharest"}
            ]
        },
    )

    starts: Clock
    ends: Clock
    time_zone: TimeZoneName

    @model_validator(mode="after")
    def _last(self) -> Self:
        if self.starts == self.ends:
            raise ValueError("quiet hours end at another time than they start")
        return self


class QuietHoursView(BaseModel):
    """The quiet hours of every day, over midnight where they end earlier than they start."""

    starts: dt.time
    ends: dt.time
    time_zone: str


class QuietHoursAnswer(BaseModel):
    """One's own quiet hours; None where there are none."""

    quiet_hours: QuietHoursView | None


def _pool(request: Request) -> Pool:
    pool: Pool = request.app.state.pool
    return pool


ThePool = Annotated[Pool, Depends(_pool)]


@router.get("/quiet-hours", summary="Get one's quiet hours")
async def get_quiet_hours(caller: CurrentCaller, pool: ThePool) -> QuietHoursAnswer:
    """Return the hours in which the caller isn't interrupted."""
    kept = await storage.quiet_hours(pool, caller.user_id)
    if kept is None:
        return QuietHoursAnswer(quiet_hours=None)
    return QuietHoursAnswer(quiet_hours=_view(kept))


@router.put("/quiet-hours", summary="Set one's quiet hours")
async def keep_quiet_hours(
    caller: CurrentCaller, pool: ThePool, choice: QuietHoursChoice
) -> QuietHoursAnswer:
    """Mark notifications in these hours as silent; they are listed as usual."""
    hours = QuietHours(choice.starts, choice.ends, choice.time_zone)
    await storage.keep_quiet_hours(pool, caller.user_id, hours)
    return QuietHoursAnswer(quiet_hours=_view(hours))


def _view(hours: QuietHours) -> QuietHoursView:
    return QuietHoursView(starts=hours.starts, ends=hours.ends, time_zone=hours.time_zone)


@router.delete("/quiet-hours", status_code=204, summary="Turn off quiet hours")
async def drop_quiet_hours(caller: CurrentCaller, pool: ThePool) -> Response:
    """Remove the caller's quiet hours."""
    await storage.drop_quiet_hours(pool, caller.user_id)
    return Response(status_code=204)

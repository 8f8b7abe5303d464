"""HTTP routes: the caller's quiet hours."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from kilowatch.kit.accounts import CurrentCaller
from kilowatch.kit.pace import PacedChanges
from kilowatch.realtime.container import container
from kilowatch.realtime.quiet.domain import QuietHours
from kilowatch.realtime.quiet.schemas import QuietHoursAnswer, QuietHoursChoice, QuietHoursView
from kilowatch.realtime.quiet.service import QuietHoursChoices

router = APIRouter(prefix="/api/realtime", tags=["realtime"], dependencies=[PacedChanges])


def _choices(request: Request) -> QuietHoursChoices:
    return container(request).quiet_hours


Choices = Annotated[QuietHoursChoices, Depends(_choices)]


@router.get("/quiet-hours", summary="Get one's quiet hours")
async def get_quiet_hours(caller: CurrentCaller, choices: Choices) -> QuietHoursAnswer:
    """Return the hours in which the caller isn't interrupted."""
    hours = await choices.get(caller.user_id)
    return QuietHoursAnswer(quiet_hours=None if hours is None else QuietHoursView.of(hours))


@router.put("/quiet-hours", summary="Set one's quiet hours")
async def keep_quiet_hours(
    caller: CurrentCaller, choices: Choices, choice: QuietHoursChoice
) -> QuietHoursAnswer:
    """Mark notifications in these hours as silent; they are listed as usual."""
    hours = QuietHours(choice.starts, choice.ends, choice.time_zone)
    await choices.keep(caller.user_id, hours)
    return QuietHoursAnswer(quiet_hours=QuietHoursView.of(hours))


@router.delete("/quiet-hours", status_code=204, summary="Turn off quiet hours")
async def drop_quiet_hours(caller: CurrentCaller, choices: Choices) -> Response:
    """Remove the caller's quiet hours."""
    await choices.drop(caller.user_id)
    return Response(status_code=204)

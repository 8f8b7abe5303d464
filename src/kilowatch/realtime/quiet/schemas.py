"""Requests and responses about quiet hours."""

import datetime as dt
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, model_validator

from kilowatch.kit.inputs import RequestModel
from kilowatch.kit.time_zones import TimeZoneName
from kilowatch.realtime.quiet.domain import QuietHours


def _naive(clock: dt.time) -> dt.time:
    if clock.tzinfo is not None:
        raise ValueError("is a time of the clock, without an offset")
    return clock


Clock = Annotated[dt.time, AfterValidator(_naive)]


class QuietHoursChoice(RequestModel):
    """Every day from ``starts`` to ``ends``, over midnight if that is earlier."""

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
    """The daily quiet hours, over midnight if they end earlier than they start."""

    starts: dt.time
    ends: dt.time
    time_zone: str

    @classmethod
    def of(cls, hours: QuietHours) -> Self:
        """Return the response for ``hours``."""
        return cls(starts=hours.starts, ends=hours.ends, time_zone=hours.time_zone)


class QuietHoursAnswer(BaseModel):
    """The caller's quiet hours; None if there are none."""

    quiet_hours: QuietHoursView | None

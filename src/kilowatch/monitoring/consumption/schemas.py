"""Responses about consumption. Energy in kWh, times aware (UTC).

Ranges are typed dictionaries, not models: a response has thousands of buckets, and is written to
JSON directly. Tests check that responses match.
"""

import datetime as dt
from typing import Annotated, Literal, NotRequired
from uuid import UUID

from pydantic import BaseModel, Field
from typing_extensions import TypedDict

from kilowatch.contracts.channels import Unit
from kilowatch.monitoring.hours import HourState

EnergyKwh = Annotated[
    float | None, Field(description="Energy in kWh; null: nothing is known, which isn't 0.")
]
Value = Annotated[
    float | None,
    Field(description="Quantity in the answer's unit, where that isn't kWh; null: unknown."),
]
ChannelCode = Annotated[
    str | None, Field(description="Code of the channel; null: the sum of several.")
]
Coverage = Annotated[
    float | None,
    Field(description="Share of the time that readings cover, 0 to 1; null: not known."),
]


class Hour(BaseModel):
    """One clock hour of the device's time zone."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    energy_kwh: float | None = Field(
        description="Energy in kWh; null: nothing is known, which isn't 0, or the unit isn't kWh."
    )
    value: float | None = Field(
        description="Quantity in the channel's unit; null: nothing is known, which isn't 0."
    )
    readings: int
    coverage: float | None = Field(
        description="Share of the hour that readings cover, 0 to 1; null: unknown."
    )
    state: HourState
    over_limit: bool
    limit_kwh: float | None = Field(description="Limit in kWh; null: none, or another unit.")


class Consumption(BaseModel):
    """A day of a device: 23, 24 or 25 hours."""

    device_id: UUID
    date: dt.date
    time_zone: str
    channel: str | None = Field(description="Code of the channel; null: the sum of several.")
    unit: Unit = Field(description="Unit of the quantities.")
    energy_kwh: float | None = Field(
        description="The energy of the day, in kWh; null where the unit isn't kWh."
    )
    value: float = Field(description="The quantity of the day, in the channel's unit.")
    readings: int
    hours: list[Hour]


class Bucket(TypedDict):
    """An hour, day, week, month or year."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    energy_kwh: EnergyKwh
    coverage: Coverage
    state: HourState
    readings: int
    over_limit_hours: Annotated[
        int, Field(description="Hours over their limit, added up over the devices.")
    ]
    value: NotRequired[Value]


class Total(TypedDict):
    """The total of the range."""

    energy_kwh: EnergyKwh
    coverage: Coverage
    state: HourState
    readings: int
    over_limit_hours: int
    value: NotRequired[Value]


class Peak(TypedDict):
    """The bucket with most energy."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    energy_kwh: float


class Limit(TypedDict):
    """The limit of the hours from ``valid_from`` on, until the next."""

    valid_from: dt.datetime
    limit_kwh: Annotated[float | None, Field(description="kWh per hour; null: no limit.")]
    limit: NotRequired[
        Annotated[
            float | None, Field(description="In the answer's unit per hour, where that isn't kWh.")
        ]
    ]


class ConsumptionDevice(TypedDict):
    """A device in the response."""

    device_id: UUID
    name: str
    channel: ChannelCode
    time_zone: str
    limits: Annotated[
        list[Limit], Field(description="Those that held within the range, oldest first.")
    ]


class RestBucket(TypedDict):
    """What a meter measures beyond its submeters in a bucket."""

    starts_at: dt.datetime
    energy_kwh: Annotated[
        float | None,
        Field(
            description="In kWh, or in the answer's unit; null unless the meter and all of its "
            "submeters that report by then have data. Below zero where these measured more."
        ),
    ]
    state: Annotated[HourState, Field(description="The least certain one of them.")]
    below_zero: Annotated[
        bool, Field(description="True: the submeters measured more than the meter above them.")
    ]


class Rest(TypedDict):
    """What a meter measures beyond its submeters."""

    buckets: list[RestBucket]
    energy_kwh: Annotated[
        float | None,
        Field(
            description="Of the buckets where it is known, in kWh or the answer's unit; null: none."
        ),
    ]
    state: Annotated[HourState, Field(description="The least certain one of the buckets.")]
    below_zero: Annotated[bool, Field(description="True where it is below zero in a bucket.")]


class WholeSeries(TypedDict):
    """The series of the meter above a submeter."""

    device_id: UUID
    channel: ChannelCode


class DeviceSeries(TypedDict):
    """One device's buckets, in the order of the response's own."""

    device_id: UUID
    channel: ChannelCode
    counted: Annotated[
        bool,
        Field(
            description="False: it is shown, but not added, or not for all of the time. It is "
            "calculated from others of the total, or a submeter of one of them."
        ),
    ]
    part_of: Annotated[
        WholeSeries | None, Field(description="Of a submeter: the series of the meter above it.")
    ]
    rest: Annotated[
        Rest | None,
        Field(description="Of a meter with submeters: what is not metered separately."),
    ]
    buckets: list[Bucket]
    total: Total


class OtherBucket(Bucket):
    """The bucket of the other period that is compared with one of this."""

    difference_kwh: Annotated[
        float | None,
        Field(
            description="This energy minus the other, in kWh; null unless both are fully covered."
        ),
    ]


class LikeForLike(TypedDict):
    """The comparable part of both periods: the pairs of buckets that are complete in both."""

    buckets: Annotated[int, Field(description="The number of these pairs.")]
    total_buckets: Annotated[int, Field(description="The number of buckets of this period.")]
    energy_kwh: float
    other_kwh: float
    difference_kwh: Annotated[float, Field(description="This energy minus the other, in kWh.")]
    change: Annotated[
        float | None, Field(description="Difference as a share of the other; null: that is 0.")
    ]


Comparison = TypedDict(
    "Comparison",
    {
        "from": dt.date,
        "to": dt.date,
        "buckets": Annotated[
            list[OtherBucket | None],
            Field(description="One for each bucket; null where the other period has none."),
        ],
        "total": Total,
        "like_for_like": Annotated[
            LikeForLike | None, Field(description="Null where no pair can be compared.")
        ],
    },
)
Comparison.__doc__ = "The same buckets of another period."

RangeConsumption = TypedDict(
    "RangeConsumption",
    {
        "from": dt.date,
        "to": Annotated[dt.date, Field(description="The day after the last.")],
        "time_zone": Annotated[
            str, Field(description="Whose days and hours these are: the device's, or asked for.")
        ],
        "resolution": Literal["hour", "day", "week", "month", "year"],
        "unit": Annotated[Unit, Field(description="Unit of the quantities.")],
        "device_count": int,
        "devices": Annotated[
            list[ConsumptionDevice] | None, Field(description="Null where they are too many.")
        ],
        "buckets": list[Bucket],
        "total": Total,
        "peak": Annotated[
            Peak | None,
            Field(description="Null where nothing is known, and where the unit isn't kWh."),
        ],
        "series": Annotated[
            list[DeviceSeries] | None, Field(description="One per device, where asked for.")
        ],
        "comparison": Annotated[Comparison | None, Field(description="Where asked for.")],
    },
)
RangeConsumption.__doc__ = "Consumption of one or several devices over a range of days."

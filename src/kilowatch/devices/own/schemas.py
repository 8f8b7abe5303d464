"""Requests and responses of clients' own devices."""

from datetime import datetime
from typing import Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from kilowatch.contracts.units import kilowatthours
from kilowatch.devices.own.domain import DeviceRequest, Mode, NewDevice, Quota, Usage
from kilowatch.devices.schemas import (
    Description,
    DeviceName,
    DeviceView,
    MaxConsumption,
    ReportingInterval,
    TimeZone,
    limit_uwh,
)
from kilowatch.kit.inputs import RequestModel


class OwnDeviceCreation(RequestModel):
    """A new device of the caller."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"name": "Home", "max_consumption": 3, "time_zone": "Europe/Bucharest"}]
        },
    )

    name: DeviceName
    description: Description | None = None
    max_consumption: MaxConsumption | None = None
    reporting_interval_s: ReportingInterval | None = None
    time_zone: TimeZone = "UTC"

    def new(self) -> NewDevice:
        """Return it in the units of the domain."""
        return NewDevice(
            name=self.name,
            description=self.description,
            limit_uwh_per_hour=limit_uwh(self.max_consumption),
            reporting_interval_s=self.reporting_interval_s,
            time_zone=self.time_zone,
        )


class DeviceRequestView(BaseModel):
    """A device that a client would like to add."""

    id: UUID
    user_id: UUID
    user_name: str
    name: str
    description: str | None
    max_consumption: float | None = Field(description="Limit in kWh per clock hour.")
    reporting_interval_s: int | None
    time_zone: str
    requested_at: datetime
    rejected_at: datetime | None

    @classmethod
    def of(cls, request: DeviceRequest) -> Self:
        """Return the response for ``request``."""
        limit = request.device.limit_uwh_per_hour
        return cls(
            id=request.request_id,
            user_id=request.user_id,
            user_name=request.user_name,
            name=request.device.name,
            description=request.device.description,
            max_consumption=kilowatthours(limit) if limit is not None else None,
            reporting_interval_s=request.device.reporting_interval_s,
            time_zone=request.device.time_zone,
            requested_at=request.requested_at,
            rejected_at=request.rejected_at,
        )


class DeviceRequestPage(BaseModel):
    """A page of requests."""

    items: list[DeviceRequestView]
    total: int = Field(description="How many there are in all.")


class OwnDevicesView(BaseModel):
    """What the caller may add, and has requested."""

    mode: Mode = Field(
        description="`open`: clients add devices; `approval`: an administrator approves each; "
        "`closed`: only administrators add devices."
    )
    most_devices: int = Field(description="The most devices of one client.")
    used: int = Field(description="The caller's own devices and requests.")
    requests: list[DeviceRequestView]

    @classmethod
    def of(cls, mode: Mode, quota: Quota, usage: Usage, requests: list[DeviceRequest]) -> Self:
        """Return the response."""
        return cls(
            mode=mode,
            most_devices=quota.devices,
            used=usage.used,
            requests=[DeviceRequestView.of(each) for each in requests],
        )


class OwnDeviceAdded(BaseModel):
    """The new device, or the request that waits for an administrator."""

    device: DeviceView | None
    request: DeviceRequestView | None

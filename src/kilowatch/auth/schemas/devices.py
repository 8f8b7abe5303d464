"""Credentials and rejected devices in the API."""

from datetime import datetime
from typing import Self
from uuid import UUID

import msgspec
from pydantic import BaseModel, Field

from kilowatch.auth.device_limits import Refusal, RefusedDevice
from kilowatch.auth.domain.devices import DeviceCredential, IssuedCredential


class IssuedCredentialView(BaseModel):
    """A device's credential with its secret, which is shown only once."""

    username: str = Field(description="The device's identifier.")
    secret: str = Field(description="Not kept anywhere: note it now, or issue another.")
    issued_at: datetime

    @classmethod
    def of(cls, issued: IssuedCredential) -> Self:
        """Return the response for a new credential."""
        return cls(username=str(issued.device_id), secret=issued.secret, issued_at=issued.issued_at)


class CredentialView(BaseModel):
    """The state of a device's credential: whether there is one, and since when."""

    username: str = Field(description="The device's identifier.")
    exists: bool
    issued_at: datetime | None = None
    issued_by: UUID | None = Field(
        default=None, description="The user who issued it; null where the platform itself did."
    )
    last_used_at: datetime | None = Field(
        default=None, description="To the minute, for connections and readings over HTTP."
    )

    @classmethod
    def of(cls, device_id: UUID, found: DeviceCredential | None) -> Self:
        """Return the response for a credential."""
        if found is None:
            return cls(username=str(device_id), exists=False)
        return cls(
            username=str(device_id),
            exists=True,
            issued_at=found.issued_at,
            issued_by=found.issued_by,
            last_used_at=found.last_used_at,
        )


class RefusedDeviceView(BaseModel):
    """A device with the right secret that was denied or disconnected."""

    device_id: UUID
    reason: Refusal
    detail: str
    count: int = Field(description="How often, since `first_at`.")
    first_at: datetime
    last_at: datetime

    @classmethod
    def of(cls, found: RefusedDevice) -> Self:
        """Return the response for a rejection."""
        return cls(**msgspec.structs.asdict(found))


class RefusedDeviceList(BaseModel):
    """The latest rejections at the broker, newest first, since `auth` was started."""

    items: list[RefusedDeviceView]

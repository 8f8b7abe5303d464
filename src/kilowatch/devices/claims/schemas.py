"""Requests and responses of claim codes."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from kilowatch.devices.claims.domain import (
    LONGEST_TYPED,
    LONGEST_VALID,
    MOST_CODES,
    ClaimCode,
    IssuedCode,
)
from kilowatch.kit.inputs import RequestModel

COLUMNS = ("device_id", "device_name", "code", "expires_at")


class ClaimCodeIssue(RequestModel):
    """The devices for which to issue claim codes, and for how long they are valid."""

    device_ids: list[UUID] = Field(min_length=1, max_length=MOST_CODES)
    valid_days: Annotated[
        int,
        Field(
            strict=True, ge=1, le=LONGEST_VALID.days, description="Validity of the codes, in days."
        ),
    ] = 30


class ClaimCodeView(BaseModel):
    """The claim code of a device, without the code itself."""

    device_id: UUID
    device_name: str
    issued_at: datetime
    expires_at: datetime

    @classmethod
    def of(cls, claim: ClaimCode) -> Self:
        """Return the response for ``claim``."""
        return cls(
            device_id=claim.device_id,
            device_name=claim.device_name,
            issued_at=claim.issued_at,
            expires_at=claim.expires_at,
        )


class ClaimCodePage(BaseModel):
    """A page of claim codes."""

    items: list[ClaimCodeView]
    total: int = Field(description="How many there are in all.")


class IssuedCodeView(ClaimCodeView):
    """A new claim code, which is returned only once."""

    code: str = Field(description="Returned only once; only its hash is stored.")

    @classmethod
    def issued(cls, issued: IssuedCode) -> Self:
        """Return the response for ``issued``."""
        return cls(**ClaimCodeView.of(issued.claim).model_dump(), code=issued.code)


class IssuedCodes(BaseModel):
    """New claim codes, in the order of the request."""

    items: list[IssuedCodeView]


class DeviceClaim(RequestModel):
    """The code by which to claim a device."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"code": "7KQM-2X9P-VB4T-0DHE"}]})

    code: Annotated[str, StringConstraints(max_length=LONGEST_TYPED)] = Field(
        description="The code; case, spaces and hyphens don't matter."
    )

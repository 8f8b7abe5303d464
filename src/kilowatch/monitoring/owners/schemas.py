"""The history of a device's owners. Times aware (UTC)."""

import datetime as dt
from uuid import UUID

from pydantic import BaseModel, Field


class Ownership(BaseModel):
    """A period in which a device had one owner, or none."""

    owner_id: UUID | None = Field(description="Null: it belonged to nobody.")
    owner_name: str | None
    username: str | None = Field(description="Null also where the account was deleted.")
    owned_from: dt.datetime | None = Field(description="Null: from the beginning of its history.")
    owned_to: dt.datetime | None = Field(description="Null: until now.")


class Owners(BaseModel):
    """All periods, oldest first; each begins where the previous one ends."""

    device_id: UUID
    device_name: str
    time_zone: str
    deleted: bool
    items: list[Ownership]

"""Requests and responses about submeters."""

from typing import Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from kilowatch.contracts.channels import DEFAULT_CHANNEL
from kilowatch.contracts.devices import WholeChannel
from kilowatch.contracts.ids import DeviceId
from kilowatch.kit.channel_names import ChannelCode
from kilowatch.kit.inputs import RequestModel


class Whole(RequestModel):
    """The channel that another one is a part of."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"device_id": "5f0d1c9e-3d0b-4c57-9a63-0b8f6c1e7a21", "channel": "import"}]
        }
    )

    device_id: UUID = Field(description="The device of the main meter.")
    channel: ChannelCode = Field(
        default=DEFAULT_CHANNEL, description="Code or OBIS code of its channel."
    )

    def whole(self) -> WholeChannel:
        """Return it in the terms of the contracts."""
        return WholeChannel(device_id=DeviceId(self.device_id), channel=self.channel)


class WholeView(BaseModel):
    """The channel that another one is a part of."""

    device_id: UUID = Field(description="The device of the main meter.")
    channel: str = Field(description="Code of its channel.")

    @classmethod
    def of(cls, whole: WholeChannel) -> Self:
        """Return the view of a whole."""
        return cls(device_id=whole.device_id, channel=whole.channel)

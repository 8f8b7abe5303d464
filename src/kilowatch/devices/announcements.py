"""Publishes the state of devices to the other services."""

from datetime import datetime

import msgspec

from kilowatch.contracts.channels import DEFAULT_CHANNEL
from kilowatch.contracts.devices import ChannelState, DeviceState
from kilowatch.devices.domain import Device, Past, people_of


def state_event(
    event_type: type[DeviceState], device: Device, occurred_at: datetime, past: Past | None = None
) -> DeviceState:
    """Return the whole state of ``device``, valid since ``occurred_at``, and its history."""
    return event_type(
        occurred_at=occurred_at,
        device_id=device.id,
        version=device.version,
        name=device.name,
        owner_id=device.owner_id,
        owned_since=device.owned_since,
        limit_uwh_per_hour=device.limit_uwh_per_hour,
        reporting_interval_s=device.reporting_interval_s,
        time_zone=device.time_zone,
        owners=None if past is None else past.owners,
        limits=None if past is None else past.limits.get(DEFAULT_CHANNEL, []),
        channels=[_with_past(each, past) for each in device.channels],
        formula=device.formula,
        part_of=device.part_of,
        people=people_of(device),
    )


def _with_past(channel: ChannelState, past: Past | None) -> ChannelState:
    if past is None:
        return channel
    return msgspec.structs.replace(channel, limits=past.limits.get(channel.code, []))

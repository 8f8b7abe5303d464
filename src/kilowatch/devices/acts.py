"""The fields of a device in acts of the audit log."""

from datetime import datetime

from kilowatch.contracts.audit import AuditAction, Subject
from kilowatch.contracts.devices import ChannelState, WholeChannel
from kilowatch.contracts.formulas import FACTOR_SCALE, Formula
from kilowatch.contracts.units import kilowatthours
from kilowatch.devices import storage
from kilowatch.devices.domain import Device
from kilowatch.devices.own.domain import DeviceRequest
from kilowatch.kit import audit
from kilowatch.kit.database import Connection

_FIELDS = ("name", "description", "reporting_interval_s", "time_zone")


async def record_created(connection: Connection, device: Device) -> None:
    """Record that a device was added, in the same transaction."""
    fields = await _whole(connection, device)
    await audit.record(connection, AuditAction.DEVICE_CREATED, _subject(device), after=fields)


async def record_changed(connection: Connection, before: Device, after: Device) -> None:
    """Record a change; a change of the limit has an action of its own."""
    was, now = audit.changed_fields(before, after, *_FIELDS)
    action = AuditAction.DEVICE_CHANGED
    if before.limit_uwh_per_hour != after.limit_uwh_per_hour:
        action = AuditAction.DEVICE_LIMIT_CHANGED
        was |= _limit(before)
        now |= _limit(after)
    await audit.record(connection, action, _subject(before), before=was, after=now)


async def record_owner(connection: Connection, before: Device, after: Device) -> None:
    """Record that a device has another owner, no owner, or another start of ownership."""
    freed = after.owner_id is None
    await audit.record(
        connection,
        AuditAction.DEVICE_FREED if freed else AuditAction.DEVICE_ASSIGNED,
        _subject(before),
        before=await _owner(connection, before),
        after=await _owner(connection, after),
    )


async def record_deleted(connection: Connection, device: Device) -> None:
    """Record that a device was deleted, with its last values."""
    fields = await _whole(connection, device)
    await audit.record(connection, AuditAction.DEVICE_DELETED, _subject(device), before=fields)


async def record_claim_code_issued(
    connection: Connection, device: Device, expires_at: datetime
) -> None:
    """Record that a device has a new claim code, without the code."""
    await audit.record(
        connection,
        AuditAction.CLAIM_CODE_ISSUED,
        _subject(device),
        after={"expires_at": expires_at},
    )


async def record_claim_code_revoked(connection: Connection, device: Device) -> None:
    """Record that the claim code of a device was revoked."""
    await audit.record(connection, AuditAction.CLAIM_CODE_REVOKED, _subject(device))


async def record_claimed(connection: Connection, before: Device, after: Device) -> None:
    """Record that a client claimed a device."""
    await audit.record(
        connection,
        AuditAction.DEVICE_CLAIMED,
        _subject(before),
        before=await _owner(connection, before),
        after=await _owner(connection, after),
    )


async def _whole(connection: Connection, device: Device) -> dict[str, object]:
    fields: dict[str, object] = {each: getattr(device, each) for each in _FIELDS}
    return fields | _limit(device) | await _owner(connection, device)


async def _owner(connection: Connection, device: Device) -> dict[str, object]:
    if device.owner_id is None:
        return {"owner_id": None, "owner": None}
    return {
        "owner_id": device.owner_id,
        "owner": await storage.account_name(connection, device.owner_id),
        "owned_since": device.owned_since,
    }


def _limit(device: Device) -> dict[str, float | None]:
    limit = device.limit_uwh_per_hour
    return {"max_consumption_kwh_per_hour": None if limit is None else kilowatthours(limit)}


async def record_channel(
    connection: Connection, device: Device, before: ChannelState | None, after: ChannelState
) -> None:
    """Record that a channel was added, changed or removed."""
    action = AuditAction.CHANNEL_REMOVED if after.removed else AuditAction.CHANNEL_CHANGED
    if before is None:
        action = AuditAction.CHANNEL_ADDED
    was = {} if before is None else _channel(before)
    await audit.record(connection, action, _subject(device), before=was, after=_channel(after))


async def record_formula(
    connection: Connection, device: Device, code: str, before: Formula, after: Formula
) -> None:
    """Record that a channel is calculated by another formula."""
    await audit.record(
        connection,
        AuditAction.FORMULA_CHANGED,
        _subject(device),
        before={"channel": code, "formula": _formula(before)},
        after={"channel": code, "formula": _formula(after)},
    )


async def record_whole(
    connection: Connection,
    device: Device,
    code: str,
    before: WholeChannel | None,
    after: WholeChannel | None,
) -> None:
    """Record that a channel is a part of another one, or no longer."""
    await audit.record(
        connection,
        AuditAction.SUBMETER_CHANGED,
        _subject(device),
        before={"channel": code, "part_of": _part_of(before)},
        after={"channel": code, "part_of": _part_of(after)},
    )


def _part_of(whole: WholeChannel | None) -> str | None:
    return None if whole is None else f"{whole.channel} of {whole.device_id}"


def _formula(formula: Formula) -> list[object]:
    return [
        {
            "since": step.since,
            "terms": [
                f"{term.factor_millionths / FACTOR_SCALE:g} x {term.channel} of {term.device_id}"
                for term in step.terms
            ],
        }
        for step in formula
    ]


async def record_request(
    connection: Connection, action: AuditAction, request: DeviceRequest
) -> None:
    """Record the decision on a request for a device."""
    fields = {"owner_id": request.user_id, "owner": request.user_name, "name": request.device.name}
    subject = Subject("device", str(request.request_id), request.device.name)
    await audit.record(connection, action, subject, before=fields)


def _channel(channel: ChannelState) -> dict[str, object]:
    limit = channel.limit_per_hour
    return {
        "channel": channel.code,
        "label": channel.label,
        "unit": channel.unit,
        "max_consumption": None if limit is None else kilowatthours(limit),
        "formula": None if channel.formula is None else _formula(channel.formula),
    }


def _subject(device: Device) -> Subject:
    return Subject("device", str(device.id), device.name)

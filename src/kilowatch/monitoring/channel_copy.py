"""Keeps the copy of channels by the events of their devices."""

from datetime import UTC, datetime
from uuid import UUID

import msgspec
import structlog

from kilowatch.contracts.channels import channel_id
from kilowatch.contracts.devices import (
    ChannelState,
    DeviceDeleted,
    DeviceState,
    WholeChannel,
    import_channel,
)
from kilowatch.contracts.formulas import Formula
from kilowatch.kit.database import Connection

log = structlog.get_logger()

_START = datetime.min.replace(tzinfo=UTC)


def channels_of(event: DeviceState) -> list[ChannelState]:
    """Return all channels of a device, the default one first."""
    return [
        import_channel(event.limit_uwh_per_hour, event.limits, event.formula, event.part_of),
        *event.channels,
    ]


async def apply_device(
    connection: Connection, event: DeviceState, now: datetime, news_since: datetime
) -> None:
    """Apply the state of a device to each of its channels, unless ours is newer."""
    for channel in channels_of(event):
        key = channel_id(event.device_id, channel.code)
        is_new = not await connection.fetchval(
            "SELECT EXISTS (SELECT FROM channel WHERE channel_id = $1)", key
        )
        await _recheck_what_differs(connection, event, channel)
        applied = await connection.fetchval(
            "SELECT apply_channel($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            event.device_id,
            _entry(key, channel),
            event.version,
            event.name,
            event.owner_id,
            event.owned_since,
            event.reporting_interval_s,
            event.time_zone,
            event.occurred_at,
            now,
            news_since,
        )
        if applied:
            await _apply_whole(connection, key, channel.part_of)
        if applied and channel.formula is not None:
            await connection.execute(
                "SELECT apply_formula($1, $2)", key, _steps_json(channel.formula)
            )
        await _restore_past(connection, event, channel, now, news_since, is_new=is_new)


async def apply_deletion(connection: Connection, event: DeviceDeleted) -> None:
    """Mark all channels of a device as deleted, unless ours is newer."""
    lives = "SELECT NOT deleted FROM channel WHERE channel_id = $1 AND version = $2"
    if await connection.fetchval(lives, event.device_id, event.version):
        await _recheck(connection, event.device_id, event.version)
    await connection.execute("SELECT apply_device_deleted($1, $2)", event.device_id, event.version)


def _entry(key: UUID, channel: ChannelState) -> tuple[object, ...]:
    """Return a row of the type ``channel_entry``."""
    return (
        key,
        channel.code,
        channel.kind,
        channel.direction,
        channel.tariff,
        channel.unit,
        channel.label,
        channel.limit_per_hour,
        channel.removed,
    )


async def _apply_whole(connection: Connection, key: UUID, whole: WholeChannel | None) -> None:
    """Take what a channel is a part of; None: of nothing."""
    await connection.execute(
        """UPDATE channel SET part_of_id = $2, part_of = $3
           WHERE channel_id = $1 AND part_of IS DISTINCT FROM $3::jsonb""",
        key,
        None if whole is None else channel_id(whole.device_id, whole.channel),
        _whole_json(whole),
    )


def _whole_json(whole: WholeChannel | None) -> str | None:
    return None if whole is None else msgspec.json.encode(whole).decode()


def _steps_json(formula: Formula) -> str:
    """Return a formula as `apply_formula` takes it."""
    steps = [
        {
            "since": step.since,
            "terms": [
                {
                    **msgspec.structs.asdict(term),
                    "part_id": channel_id(term.device_id, term.channel),
                }
                for term in step.terms
            ],
        }
        for step in formula
    ]
    return msgspec.json.encode(steps).decode()


def _in_one_form(formula: Formula | None) -> str | None:
    """Return a formula as `formula_of` does; None for a channel that is measured."""
    if formula is None:
        return None
    steps = [
        [
            None if step.since is None else step.since.timestamp(),
            sorted(
                [str(term.device_id), term.channel, term.factor_millionths] for term in step.terms
            ),
        ]
        for step in sorted(formula, key=lambda step: step.since or _START)
    ]
    return msgspec.json.encode(steps).decode()


async def _restore_past(
    connection: Connection,
    event: DeviceState,
    channel: ChannelState,
    now: datetime,
    news_since: datetime,
    *,
    is_new: bool,
) -> None:
    """Apply the past that comes with a state that is sent again."""
    if event.owners is None or channel.limits is None:
        return
    differed = await connection.fetchval(
        "SELECT restore_channel_past($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        channel_id(event.device_id, channel.code),
        event.version,
        is_new,
        [each.owner_id for each in event.owners],
        [each.since for each in event.owners],
        [each.limit_uwh_per_hour for each in channel.limits],
        [each.since for each in channel.limits],
        now,
        news_since,
    )
    if differed:
        log.info("device.past_restored", device_id=str(event.device_id), channel=channel.code)


async def _recheck_what_differs(
    connection: Connection, event: DeviceState, channel: ChannelState
) -> None:
    """Let a state replace ours of the same version where ours is not what it says.

    That happens only where the copy was damaged, and its owner was asked for it again.
    """
    key = channel_id(event.device_id, channel.code)
    differs = await connection.fetchval(
        """SELECT true FROM channel
           WHERE channel_id = $1 AND version = $2
             AND (deleted, name, time_zone, reporting_interval_s, label,
                  limit_of_hour(channel_key, 'infinity'), owner_of_hour(channel_key, 'infinity'),
                  formula_of(channel_key), part_of)
                 IS DISTINCT FROM
                 ($3, $4::text, $5::text, $6::int, $7::text, $8::bigint, $9::uuid, $10::jsonb,
                  $11::jsonb)""",
        key,
        event.version,
        channel.removed,
        event.name,
        event.time_zone,
        event.reporting_interval_s,
        channel.label,
        channel.limit_per_hour,
        event.owner_id,
        _in_one_form(channel.formula),
        _whole_json(channel.part_of),
    )
    if differs:
        await _recheck(connection, key, event.version)


async def _recheck(connection: Connection, key: UUID, version: int) -> None:
    """Take what we have of a channel for older than it says."""
    # In the order in which `apply_channel` takes them: the lock, then the channel.
    await connection.execute("SELECT pg_advisory_xact_lock(ingest_lock_key())")
    await connection.execute(
        """UPDATE channel SET version = version - 1, deleted = false
           WHERE channel_id = $1 AND version = $2""",
        key,
        version,
    )

"""The formulas of calculated channels, and the channels that they use."""

from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from kilowatch.contracts.channels import DEFAULT_CHANNEL, Unit
from kilowatch.contracts.formulas import Formula, parts_of
from kilowatch.contracts.ids import DeviceId
from kilowatch.devices.formulas.domain import DEEPEST, Part
from kilowatch.kit.database import Connection

_LOCK: Final = 7720
"""Held while a formula changes: two changes at once could close a circle that neither sees."""

MOST_USERS: Final = 5
"""So many names say what a channel is used in."""


async def lock(connection: Connection) -> None:
    """Let no other formula change, and no part be removed, until the transaction ends."""
    await connection.execute("SELECT pg_advisory_xact_lock($1)", _LOCK)


async def units_of(connection: Connection, parts: Iterable[Part]) -> dict[Part, Unit]:
    """Return the units of those channels that exist."""
    wanted = list(parts)
    rows = await connection.fetch(
        """SELECT w.device_id, w.code, coalesce(c.unit, 'kWh') AS unit
           FROM unnest($1::uuid[], $2::text[]) AS w(device_id, code)
           JOIN device d ON d.id = w.device_id AND d.deleted_at IS NULL
           LEFT JOIN channel c ON c.device_id = w.device_id AND c.code = w.code
                AND c.removed_at IS NULL
           WHERE w.code = $3 OR c.code IS NOT NULL""",
        [each[0] for each in wanted],
        [each[1] for each in wanted],
        DEFAULT_CHANNEL,
    )
    return {(DeviceId(row["device_id"]), row["code"]): row["unit"] for row in rows}


async def save(connection: Connection, device_id: DeviceId, code: str, formula: Formula) -> None:
    """Write the formula of a channel."""
    await connection.execute(
        """INSERT INTO formula (device_id, code, steps) VALUES ($1, $2, $3)
           ON CONFLICT (device_id, code) DO UPDATE SET steps = excluded.steps""",
        device_id,
        code,
        msgspec.json.encode(formula).decode(),
    )
    await connection.execute(
        "DELETE FROM formula_part WHERE device_id = $1 AND code = $2", device_id, code
    )
    await connection.executemany(
        """INSERT INTO formula_part (device_id, code, part_device_id, part_code)
           VALUES ($1, $2, $3, $4)""",
        [(device_id, code, *part) for part in sorted(parts_of(formula))],
    )


async def drop(connection: Connection, device_id: DeviceId, code: str | None = None) -> None:
    """Let the formulas of a device, or of one of its channels, use nothing any more."""
    await connection.execute(
        """DELETE FROM formula_part
           WHERE device_id = $1 AND ($2::text IS NULL OR code = $2)""",
        device_id,
        code,
    )


async def is_circular(connection: Connection, device_id: DeviceId, code: str) -> bool:
    """Return true if a channel follows from itself, or through too many formulas."""
    return bool(
        await connection.fetchval(
            """WITH RECURSIVE reached AS (
                   SELECT part_device_id, part_code, 1 AS depth FROM formula_part
                   WHERE device_id = $1 AND code = $2
                   UNION
                   SELECT p.part_device_id, p.part_code, r.depth + 1
                   FROM reached r JOIN formula_part p
                        ON (p.device_id, p.code) = (r.part_device_id, r.part_code)
                   WHERE r.depth <= $3)
               SELECT EXISTS (SELECT FROM reached
                              WHERE (part_device_id, part_code) = ($1, $2) OR depth > $3)""",
            device_id,
            code,
            DEEPEST,
        )
    )


async def users_of(
    connection: Connection, device_id: DeviceId, code: str | None = None
) -> Sequence[str]:
    """Return names of channels of other devices that use a device, or one of its channels.

    For a channel those of the same device as well.
    """
    rows = await connection.fetch(
        """SELECT DISTINCT d.name || ' (' || p.code || ')' AS name
           FROM formula_part p JOIN device d ON d.id = p.device_id
           WHERE p.part_device_id = $1 AND ($2::text IS NULL OR p.part_code = $2)
             AND ($2::text IS NOT NULL OR p.device_id <> $1)
           ORDER BY name LIMIT $3""",
        device_id,
        code,
        MOST_USERS,
    )
    return [row["name"] for row in rows]

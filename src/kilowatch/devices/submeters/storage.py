"""The table of submeters."""

from typing import Final

from kilowatch.contracts.devices import WholeChannel
from kilowatch.contracts.ids import DeviceId
from kilowatch.devices.submeters.domain import DEEPEST
from kilowatch.kit.database import Connection

_LOCK: Final = 7721
"""Held while submeters change: two changes at once could close a circle that neither sees."""


async def lock(connection: Connection) -> None:
    """Let no other submeter change until the transaction ends."""
    await connection.execute("SELECT pg_advisory_xact_lock($1)", _LOCK)


async def save(
    connection: Connection, device_id: DeviceId, code: str, whole: WholeChannel | None
) -> None:
    """Write what a channel is a part of; None: of nothing."""
    if whole is None:
        await connection.execute(
            "DELETE FROM submeter WHERE device_id = $1 AND code = $2", device_id, code
        )
        return
    await connection.execute(
        """INSERT INTO submeter (device_id, code, whole_device_id, whole_code)
           VALUES ($1, $2, $3, $4)
           ON CONFLICT (device_id, code) DO UPDATE SET
               whole_device_id = excluded.whole_device_id, whole_code = excluded.whole_code""",
        device_id,
        code,
        whole.device_id,
        whole.channel,
    )


async def is_circular(connection: Connection, device_id: DeviceId, code: str) -> bool:
    """Return true if a channel is a part of itself, or is in too long a chain of submeters."""
    return bool(
        await connection.fetchval(
            """WITH RECURSIVE above AS (
                   SELECT whole_device_id AS device_id, whole_code AS code, 1 AS depth
                   FROM submeter WHERE device_id = $1 AND code = $2
                   UNION ALL
                   SELECT s.whole_device_id, s.whole_code, a.depth + 1
                   FROM above a JOIN submeter s USING (device_id, code)
                   WHERE a.depth <= $3),
               below AS (
                   SELECT device_id, code, 1 AS depth
                   FROM submeter WHERE whole_device_id = $1 AND whole_code = $2
                   UNION ALL
                   SELECT s.device_id, s.code, b.depth + 1
                   FROM below b JOIN submeter s
                        ON (s.whole_device_id, s.whole_code) = (b.device_id, b.code)
                   WHERE b.depth <= $3)
               SELECT coalesce((SELECT max(depth) FROM above), 0)
                    + coalesce((SELECT max(depth) FROM below), 0) > $3
                   OR EXISTS (SELECT FROM above WHERE device_id = $1 AND code = $2)""",
            device_id,
            code,
            DEEPEST,
        )
    )

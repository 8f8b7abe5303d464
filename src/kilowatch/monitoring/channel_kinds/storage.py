"""Reads which kinds and directions channels have. ``owner_id`` None: of all devices."""

from collections.abc import Sequence
from uuid import UUID

import asyncpg

from kilowatch.kit.database import Pool

KINDS = """
    SELECT d.kind, d.direction, d.unit, count(DISTINCT d.device_id) AS device_count,
           array_agg(DISTINCT d.code ORDER BY d.code) AS channels
    FROM channel d
    WHERE ($1::uuid[] IS NULL OR d.device_id = ANY($1))
      AND ($2::uuid IS NULL OR EXISTS (SELECT FROM ownership_span o
              WHERE o.channel_key = d.channel_key AND o.owner_id = $2
                AND (NOT $3 OR o.owned_to = 'infinity')))
      AND (NOT $3 OR NOT d.deleted)
    GROUP BY d.kind, d.direction, d.unit"""


async def kinds(
    pool: Pool, owner_id: UUID | None, device_ids: Sequence[UUID], *, present: bool
) -> list[asyncpg.Record]:
    """Return each kind, direction and unit with its channels, in no order."""
    return await pool.fetch(KINDS, list(device_ids) or None, owner_id, present)

"""The copies that `auth` keeps, and the sources that others copy from it."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from kilowatch.auth.storage import sessions
from kilowatch.contracts.copies import DEVICE_EXISTENCE_COPY, DEVICE_MANAGERS_COPY
from kilowatch.contracts.events import Event
from kilowatch.kit.accounts import ACCOUNTS, ENDED_SESSIONS
from kilowatch.kit.database import Pool
from kilowatch.kit.messaging.copies import Copy, Source

DEVICE_EXISTENCE: Final = Copy(
    name=DEVICE_EXISTENCE_COPY,
    owner="devices",
    rows="""SELECT device_id AS id, version,
                   CASE WHEN deleted THEN 'deleted' ELSE 'there' END AS state,
                   deleted AS gone
            FROM device""",
)

DEVICE_MANAGERS: Final = Copy(
    name=DEVICE_MANAGERS_COPY,
    owner="devices",
    rows="""SELECT device_id AS id, version,
                   CASE WHEN deleted THEN 'deleted'
                        ELSE coalesce(manager_id::text, 'nobody') END AS state,
                   deleted AS gone
            FROM device""",
)

KEPT: Final = (ACCOUNTS, DEVICE_EXISTENCE, DEVICE_MANAGERS)


async def _states(pool: Pool, after: UUID, limit: int) -> list[tuple[UUID, Event]]:
    ended = await sessions.fetch_ended_after(pool, after, limit)
    return [(each.session_id, each) for each in ended]


def _tombstone(_session_id: UUID, _version: int) -> None:
    # The end of a session is final; it is deleted when its tokens have expired.
    return None


SOURCES: Final[Mapping[str, Source]] = {
    ENDED_SESSIONS.name: Source(copy=ENDED_SESSIONS, states=_states, tombstone=_tombstone)
}

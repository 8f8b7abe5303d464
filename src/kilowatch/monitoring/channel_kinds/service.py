"""Tells callers which kinds and directions of energy they can ask for."""

from collections.abc import Sequence
from typing import get_args
from uuid import UUID

from kilowatch.contracts.channels import Direction, EnergyKind, Unit
from kilowatch.kit.accounts import Caller
from kilowatch.kit.database import Pool
from kilowatch.monitoring.channel_kinds import storage
from kilowatch.monitoring.channel_kinds.schemas import MeasuredKind, MeasuredKinds
from kilowatch.monitoring.visibility import seen_by


class ChannelKinds:
    """Lists what devices measure."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def of(
        self, caller: Caller, device_ids: Sequence[UUID], *, present: bool
    ) -> MeasuredKinds:
        """Return the kinds of a client's channels, or of all for an administrator.

        ``present``: without devices that the client no longer owns, and removed channels.
        """
        rows = await storage.kinds(self._pool, seen_by(caller), device_ids, present=present)
        found = [MeasuredKind(**dict(row)) for row in rows]
        return MeasuredKinds(items=sorted(found, key=_place))


def _place(kind: MeasuredKind) -> tuple[int, int, int]:
    """Return where a kind stands in the list: in the order in which they are declared."""
    return (
        get_args(EnergyKind).index(kind.kind),
        get_args(Direction).index(kind.direction),
        get_args(Unit).index(kind.unit),
    )

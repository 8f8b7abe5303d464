"""RabbitMQ's own alarms of disk and memory, and its free space, from the management API."""

from collections.abc import Sequence
from typing import Final

import httpx
import msgspec

from kilowatch.kit.management import decoded

_COLUMNS: Final = "disk_free,disk_free_limit,disk_free_alarm,mem_alarm"


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """A node of the broker in the management API; an unknown number is a word."""

    disk_free: int | str | None = None
    disk_free_limit: int | str | None = None
    disk_free_alarm: bool = False
    mem_alarm: bool = False


class BrokerRoomState(msgspec.Struct, frozen=True, kw_only=True):
    """The state of all nodes of the broker together: one alarm halts all of them."""

    disk_alarm: bool = False
    memory_alarm: bool = False
    disk_free_bytes: int | None = None
    held_below_bytes: int | None = None


async def fetch_room(client: httpx.AsyncClient) -> BrokerRoomState:
    """Return the current state of the broker's nodes. Raises `MANAGEMENT_UNREACHABLE`."""
    answer = await client.get("/nodes", params={"columns": _COLUMNS})
    return combine(decoded(answer, list[Node]))


def alarms_of(state: BrokerRoomState) -> list[str]:
    """Return the resources that the broker is short of."""
    found = {"disk": state.disk_alarm, "memory": state.memory_alarm}
    return [name for name, is_set in found.items() if is_set]


def combine(nodes: Sequence[Node]) -> BrokerRoomState:
    """Return the combined state of ``nodes``. A node may not report its disk."""
    known = [
        (each.disk_free, each.disk_free_limit)
        for each in nodes
        if isinstance(each.disk_free, int) and isinstance(each.disk_free_limit, int)
    ]
    free, limit = min(known, key=lambda room: room[0] - room[1], default=(None, None))
    return BrokerRoomState(
        disk_alarm=any(each.disk_free_alarm for each in nodes),
        memory_alarm=any(each.mem_alarm for each in nodes),
        disk_free_bytes=free,
        held_below_bytes=limit,
    )

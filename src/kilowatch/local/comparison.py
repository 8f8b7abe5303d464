"""Compares a copy with its owner's data, chunk by chunk, and names every difference."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Literal
from uuid import UUID

import msgspec

from kilowatch.contracts.copies import ChunkDigest, CopyInfo, CopyRow
from kilowatch.local.internal_api import InternalApiClient

LOOKS = 6
BETWEEN_LOOKS_S = 0.5

DifferenceKind = Literal["missing", "stale", "differing", "extra", "ahead"]


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """An entity that differs between a copy and its owner.

    ``missing`` in the copy, ``stale`` there, ``differing`` at the same version, ``extra`` if
    the owner does not know it, ``ahead`` of an owner that has lost data it once published.
    """

    kind: DifferenceKind
    id: UUID
    owner_version: int | None
    copy_version: int | None


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """The result of comparing one copy."""

    service: str
    copy: CopyInfo
    count: int
    differences: list[Difference]


def differences(owner: Sequence[CopyRow], copy: Sequence[CopyRow]) -> list[Difference]:
    """Return the differences between an owner's rows and a copy's, ordered by identifier."""
    owned = {row.id: row for row in owner}
    copied = {row.id: row for row in copy}
    found = [
        _difference(identifier, owned.get(identifier), copied.get(identifier))
        for identifier in sorted(owned.keys() | copied.keys())
    ]
    return [each for each in found if each is not None]


def _difference(
    identifier: UUID, owned: CopyRow | None, copied: CopyRow | None
) -> Difference | None:
    kind: DifferenceKind
    if copied is None:
        kind = "missing"
    elif owned is None:
        if copied.gone:
            return None
        kind = "extra"
    elif copied.version < owned.version:
        kind = "stale"
    elif copied.version > owned.version:
        kind = "ahead"
    elif copied.state != owned.state:
        kind = "differing"
    else:
        return None
    return Difference(
        kind=kind,
        id=identifier,
        owner_version=owned.version if owned is not None else None,
        copy_version=copied.version if copied is not None else None,
    )


def unequal_chunks(owner: Sequence[ChunkDigest], copy: Sequence[ChunkDigest]) -> list[int]:
    """Return the chunks whose rows have to be compared."""
    one: Mapping[int, str] = {each.chunk: each.digest for each in owner}
    other: Mapping[int, str] = {each.chunk: each.digest for each in copy}
    return sorted(
        chunk for chunk in one.keys() | other.keys() if one.get(chunk) != other.get(chunk)
    )


async def compare(internal_api: InternalApiClient, service: str, info: CopyInfo) -> Comparison:
    """Compare the copy of one service with its owner's.

    Events are in flight all the time, so only what still differs in the same way after several
    checks is a difference.
    """
    count, found = await _look(internal_api, service, info)
    for _ in range(LOOKS - 1):
        if not found:
            break
        await asyncio.sleep(BETWEEN_LOOKS_S)
        count, again = await _look(internal_api, service, info)
        found = [each for each in again if each in found]
    return Comparison(service=service, copy=info, count=count, differences=found)


async def _look(
    internal_api: InternalApiClient, service: str, info: CopyInfo
) -> tuple[int, list[Difference]]:
    owner, copy = await asyncio.gather(
        internal_api.chunks(info.owner, info.name), internal_api.chunks(service, info.name)
    )
    unequal = unequal_chunks(owner, copy)
    count = sum(each.count for each in copy if each.chunk not in unequal)
    found: list[Difference] = []
    for chunk in unequal:
        owner_rows, copy_rows = await asyncio.gather(
            internal_api.rows(info.owner, info.name, chunk),
            internal_api.rows(service, info.name, chunk),
        )
        # Events arrive meanwhile: the count is that of the compared rows.
        count += len(copy_rows)
        found += differences(owner_rows, copy_rows)
    return count, found

"""Lists, replays and discards rejected readings, for administrators."""

from collections import defaultdict
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from uuid import UUID

import asyncpg
import msgspec

from kilowatch.contracts.readings import StreamMessage
from kilowatch.kit.accounts import Caller
from kilowatch.kit.database import Pool
from kilowatch.kit.errors import KilowatchError, Kind
from kilowatch.kit.lists import PageRequest
from kilowatch.monitoring.domain import (
    MAX_KEPT_BODY_CHARACTERS,
    Parsed,
    Rejection,
)
from kilowatch.monitoring.ingest import IngestStorage
from kilowatch.monitoring.messages import read_again
from kilowatch.monitoring.rejections import schemas, storage
from kilowatch.monitoring.rejections.domain import RejectionQuery, RejectionState
from kilowatch.monitoring.rejections.schemas import (
    CountedPage,
    CountedRejections,
    Discarded,
    ReasonCount,
    ReasonCounts,
    RejectionChoice,
    RejectionPage,
    Replayed,
    name_of,
)
from kilowatch.monitoring.rejections.storage import BEGINNING, Names, Place

CHUNK = 500
MOST_IN_ONE_CALL = 20_000
DISCARD_CHUNK = 5_000
MOST_DISCARDED_IN_ONE_CALL = 100_000


class ChoiceUnclear(KilowatchError):
    """Neither `ids` nor `filter` was given, or both."""

    code = "choice_unclear"
    remedy = "Give one of them."


class RejectionNotFound(KilowatchError):
    """The named rejections don't exist, or all of them are settled."""

    kind = Kind.NOT_FOUND
    code = "rejection_not_found"


class NothingPending(KilowatchError):
    """No readings are pending for this device."""

    kind = Kind.NOT_FOUND
    code = "nothing_pending"
    remedy = "List the devices with pending readings: `GET /api/monitoring/pending-devices`."


class Rejections:
    """Lists, counts, replays and discards."""

    def __init__(self, pool: Pool, ingest: IngestStorage) -> None:
        self._pool = pool
        self._ingest = ingest

    async def page(self, chosen: RejectionQuery, excerpt: PageRequest) -> RejectionPage:
        """Return the rejected readings that ``chosen`` matches."""
        rows = await storage.page(self._pool, chosen, excerpt)
        if excerpt.text is not None:
            total, counted = await storage.found(self._pool, chosen, excerpt.text), 0
        else:
            total = sum(row["total"] for row in await storage.kept(self._pool, chosen))
            counted = sum(row["total"] for row in await storage.counted(self._pool, chosen))
        items = [schemas.Rejection.of(row) for row in rows]
        return RejectionPage(items=items, total=total, counted=counted)

    async def counts(self, chosen: RejectionQuery) -> ReasonCounts:
        """Return the counts by reason."""
        kept: dict[str, dict[str, int]] = defaultdict(dict)
        for row in await storage.kept(self._pool, chosen):
            kept[row["reason"]][row["state"]] = row["total"]
        counted = {row["reason"]: row for row in await storage.counted(self._pool, chosen)}
        items: list[ReasonCount] = []
        for reason in kept.keys() | counted.keys():
            last = await storage.last_rejected_at(
                self._pool, msgspec.structs.replace(chosen, reason=reason)
            )
            more = counted.get(reason)
            states = {name_of(state): kept[reason].get(state, 0) for state in RejectionState}
            items.append(
                ReasonCount(
                    reason=reason,
                    **states,
                    counted=0 if more is None else more["total"],
                    last_rejected_at=last or (more or {})["last_hour"],
                )
            )
        items.sort(key=lambda each: (-each.open - each.rejected_again, each.reason))
        return ReasonCounts(items=items)

    async def counted(self, chosen: RejectionQuery, limit: int, offset: int) -> CountedPage:
        """Return how many were counted and not kept, by sender, hour and reason."""
        rows, total = await storage.counted_hours(self._pool, chosen, limit, offset)
        return CountedPage(items=[CountedRejections(**dict(row)) for row in rows], total=total)

    async def replay(self, caller: Caller, choice: RejectionChoice) -> Replayed:
        """Replay rejected readings. Doing it twice stores nothing twice.

        Raises `ChoiceUnclear`, `RejectionNotFound`.
        """
        states: list[str] = []
        remaining = 0
        if choice.ids is not None and choice.filter is None:
            rows = await storage.named(self._pool, _names(choice.ids))
            if not rows:
                raise RejectionNotFound("None of these is there to be replayed.")
            states += await self._take_again(rows, caller.user_id)
        elif choice.filter is not None and choice.ids is None:
            started, chosen = datetime.now(UTC), choice.filter.query()
            async for rows in self._unsettled(chosen, started):
                states += await self._take_again(rows, caller.user_id)
                if len(states) >= MOST_IN_ONE_CALL:
                    remaining = await storage.count_unsettled(
                        self._pool, chosen, _place(rows[-1]), started
                    )
                    break
        else:
            raise ChoiceUnclear("Give either ids or a filter.")
        return Replayed(
            replayed=states.count("replayed"),
            rejected_again=states.count(RejectionState.REJECTED_AGAIN),
            pending=states.count(RejectionState.PENDING),
            remaining=remaining,
        )

    async def discard(self, caller: Caller, choice: RejectionChoice) -> Discarded:
        """Discard rejected readings; they stay listed. Raises `ChoiceUnclear`."""
        now = datetime.now(UTC)
        if choice.ids is not None and choice.filter is None:
            names = _names(choice.ids)
            return Discarded(
                discarded=await storage.discard_named(self._pool, names, caller.user_id, now)
            )
        if choice.filter is None or choice.ids is not None:
            raise ChoiceUnclear("Give either ids or a filter.")
        return await self._discard_like(choice.filter.query(), caller.user_id, now)

    async def _discard_like(self, chosen: RejectionQuery, by: UUID, now: datetime) -> Discarded:
        """Discard in steps: however many there are, no statement locks many rows for long."""
        count = 0
        while count < MOST_DISCARDED_IN_ONE_CALL:
            done = await storage.discard_like(self._pool, chosen, now, DISCARD_CHUNK, by, now)
            count += done
            if done < DISCARD_CHUNK:
                return Discarded(discarded=count)
        remaining = await storage.count_unsettled(self._pool, chosen, BEGINNING, now)
        return Discarded(discarded=count, remaining=remaining)

    async def discard_pending(self, caller: Caller, device_id: UUID) -> Discarded:
        """Discard the pending readings of an unregistered device. Raises `NothingPending`."""
        now = datetime.now(UTC)
        count = await storage.discard_pending(self._pool, device_id, caller.user_id, now)
        if count == 0:
            raise NothingPending("No reading waits for this device.")
        return Discarded(discarded=count)

    async def _unsettled(
        self, chosen: RejectionQuery, started: datetime
    ) -> AsyncIterator[list[asyncpg.Record]]:
        """Yield chunks of unsettled rejections, each once, though a replay leaves some so."""
        after = BEGINNING
        while rows := await storage.unsettled(self._pool, chosen, after, started, CHUNK):
            yield rows
            after = _place(rows[-1])

    async def _take_again(self, rows: list[asyncpg.Record], by: UUID) -> list[str]:
        """Store these as if they arrived now, then their state: storing twice is harmless."""
        now = datetime.now(UTC)
        read = [_read(row, now) for row in rows]
        parsed = [each for each in read if not isinstance(each, Rejection)]
        refused = [each for each in read if isinstance(each, Rejection)]
        await storage.reopen(
            self._pool, [_name(row) for row in rows if row["state"] == "discarded"]
        )
        await self._ingest.take(parsed, [], now, clock=now)
        states = await storage.note_replayed(
            self._pool,
            [(each.source, each.source_index) for each in parsed],
            [each.channel_id for each in parsed],
            by,
            now,
        )
        await storage.mark_rejected_again(
            self._pool,
            [(each.source, each.source_index) for each in refused],
            [each.reason for each in refused],
            [each.detail for each in refused],
            by,
            now,
        )
        return states + [RejectionState.REJECTED_AGAIN] * len(refused)


def _read(row: asyncpg.Record, now: datetime) -> Parsed | Rejection:
    body: str = row["body"]
    if len(body) >= MAX_KEPT_BODY_CHARACTERS:
        detail = f"Only its first {MAX_KEPT_BODY_CHARACTERS:,} characters were kept."
        return Rejection(*_name(row), row["sender"], "body_not_kept", detail, body)
    message = StreamMessage(row["source"], row["sender"], body.encode())
    return read_again(message, row["source_index"], now)


def _name(row: asyncpg.Record) -> tuple[int, int]:
    return row["source"], row["source_index"]


def _place(row: asyncpg.Record) -> Place:
    return row["rejected_at"], row["source"], row["source_index"]


def _names(ids: list[str]) -> Names:
    pairs = [each.split("-") for each in ids]
    return [(int(source), int(index)) for source, index in pairs if int(source) < 1 << 63]

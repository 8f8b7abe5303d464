"""Stores batches: a faulty message does not affect the others of its batch."""

import asyncio
import time
from collections import Counter as Tally
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, tzinfo
from typing import Final
from uuid import UUID

import asyncpg
import structlog
from prometheus_client import Counter

from kilowatch.contracts.readings import MAX_READINGS_PER_MESSAGE, ReadingBatch, StreamMessage
from kilowatch.kit.database import CONNECTION_LOST
from kilowatch.kit.log_text import MOST_ITEMS
from kilowatch.monitoring.domain import Parsed, Rejection
from kilowatch.monitoring.ingest import BatchOutcome, IngestStorage
from kilowatch.monitoring.live import LiveFeed
from kilowatch.monitoring.messages import read_message
from kilowatch.monitoring.payloads.choice import format_of
from kilowatch.monitoring.progress import Progress

log = structlog.get_logger()

DATABASE_IS_BUSY: Final = (
    *CONNECTION_LOST,
    TimeoutError,
    asyncpg.InsufficientResourcesError,  # above all, a full disk
    asyncpg.InvalidTransactionStateError,  # above all, read-only during a failover
    asyncpg.ObjectNotInPrerequisiteStateError,
    asyncpg.OperatorInterventionError,
    asyncpg.PostgresSystemError,
    asyncpg.SyntaxOrAccessError,  # not migrated yet, or without the required privileges
    asyncpg.TransactionRollbackError,
)
"""The batch is fine: it waits for as long as the database is in this state."""

MESSAGE_IS_BAD: Final = (
    asyncpg.DataError,
    asyncpg.IntegrityConstraintViolationError,
    asyncpg.PLPGSQLError,
    asyncpg.ProgramLimitExceededError,
)
"""Database errors about a message that can never be stored."""

TOO_SLOW: Final = (TimeoutError, asyncpg.QueryCanceledError)
"""Fewer messages at once may be quick enough."""

TRIES_WHERE_SLOW: Final = 3

MOST_AT_ONCE: Final = 20_000
"""The most readings sent to the database in one call. The message of a broken meter can contain so
many that a whole batch would keep replica and database busy for minutes."""

TRIES_WHERE_UNCLEAR: Final = 5
"""The attempts at a batch before any other error is attributed to a message."""

LONGEST_PAUSE_S = 5.0
LONGEST_TURN_S = 0.02
"""The time for which messages are parsed before other tasks, above all heartbeats, run."""

readings_stored = Counter("kilowatch_readings_stored", "Readings stored for the first time")
readings_rejected = Counter(
    "kilowatch_readings_rejected", "Readings rejected, by reason", ["reason"]
)


class BatchWriter:
    """Parses the messages of batches and stores their readings."""

    def __init__(self, storage: IngestStorage, progress: Progress, live: LiveFeed) -> None:
        self._storage = storage
        self._progress = progress
        self._live = live

    async def write(self, batch: ReadingBatch, moved: Callable[[], None] = lambda: None) -> int:
        """Store a batch; return its number of readings. Raises what storing a rejection raises.

        It waits during a database outage. A message that can't be stored is found by halving the
        batch, and rejected. ``moved`` is called whenever a part of the batch is stored.
        """
        stored = False
        readings = 0
        self._progress.taken(batch.dispatched_at)
        try:
            for messages in portions(batch.messages):
                readings += await self._store(messages, batch.dispatched_at)
                moved()
            stored = True
        finally:
            self._progress.done(batch.dispatched_at, stored=stored)
        return readings

    async def _store(
        self,
        messages: list[StreamMessage],
        dispatched_at: datetime,
        tries: int = TRIES_WHERE_UNCLEAR,
    ) -> int:
        now = datetime.now(UTC)
        try:
            zones = await self._time_zones(messages)
            readings, rejections = await _read(messages, now, zones)
            outcome = await self._store_patiently(
                readings, rejections, now, dispatched_at, tries, is_divisible=len(messages) > 1
            )
        except Exception as error:  # noqa: BLE001 - a bug must not stop the others either
            log.error("batch.failed", messages=len(messages), error=repr(error)[:1000])
            if len(messages) > 1:
                middle = len(messages) // 2
                first = await self._store(messages[:middle], dispatched_at, tries=1)
                return first + await self._store(messages[middle:], dispatched_at, tries=1)
            unstorable = _unstorable(messages[0], error)
            await self._store_patiently([], [unstorable], now, dispatched_at, TRIES_WHERE_UNCLEAR)
            return 0
        ids = {each.source: each.correlation_id for each in messages if each.correlation_id}
        self._live.offer(readings, now, ids)
        _count(outcome, readings, rejections)
        _log_rejections(rejections, ids)
        return len(readings)

    async def _time_zones(self, messages: list[StreamMessage]) -> Mapping[str, tzinfo]:
        """Return the time zones of those whose messages may have clock times, by sender.

        Waits while the database is down or busy, as storing does.
        """
        senders = {each.sender for each in messages if each.sender and format_of(each)}
        if not senders:
            return {}
        for pause_s in _pauses_s():
            try:
                return await self._storage.time_zones(senders)
            except DATABASE_IS_BUSY as error:
                log.warning("batch.waits", error=str(error) or repr(error), again_in_s=pause_s)
            await asyncio.sleep(pause_s)
        raise AssertionError("pauses have no end")

    async def _store_patiently(
        self,
        readings: list[Parsed],
        rejections: list[Rejection],
        now: datetime,
        dispatched_at: datetime,
        tries: int,
        *,
        is_divisible: bool = False,
    ) -> BatchOutcome:
        """Store, and wait while the database is down or busy. Raises what waiting can't fix."""
        slow_tries = TRIES_WHERE_SLOW
        for pause_s in _pauses_s():
            try:
                return await self._storage.take(readings, rejections, now, dispatched_at, now)
            except MESSAGE_IS_BAD as error:
                if not _lacks_partition(error) or tries <= 1:
                    raise
                tries -= 1
                log.warning("batch.tried_again", error=str(error), again_in_s=pause_s)
            except TOO_SLOW as error:
                slow_tries -= 1
                if is_divisible and slow_tries <= 0:
                    raise
                log.warning("batch.too_slow", error=str(error) or repr(error), again_in_s=pause_s)
            except DATABASE_IS_BUSY as error:
                log.warning("batch.waits", error=str(error) or repr(error), again_in_s=pause_s)
            except asyncpg.PostgresError as error:
                tries -= 1
                if tries <= 0:
                    raise
                log.warning("batch.tried_again", error=str(error), again_in_s=pause_s)
            await asyncio.sleep(pause_s)
        raise AssertionError("pauses have no end")


async def _read(
    messages: list[StreamMessage], now: datetime, zones: Mapping[str, tzinfo]
) -> tuple[list[Parsed], list[Rejection]]:
    """Parse messages, and let heartbeats be sent in between."""
    readings: list[Parsed] = []
    rejections: list[Rejection] = []
    turn_ends_s = time.monotonic() + LONGEST_TURN_S
    for message in messages:
        zone = zones.get(message.sender or "")
        known = () if zone is None else (zone,)
        some, refused = read_message(message, now, *known)
        readings += some
        rejections += refused
        if time.monotonic() > turn_ends_s:
            await asyncio.sleep(0)
            turn_ends_s = time.monotonic() + LONGEST_TURN_S
    return readings, rejections


def _lacks_partition(error: Exception) -> bool:
    """Return true if a row found no partition.

    PostgreSQL reports it as a violated check without a name, also for a moment after another
    session attached the partition: the reading itself is valid.
    """
    return isinstance(error, asyncpg.CheckViolationError) and error.constraint_name is None


def portions(messages: list[StreamMessage]) -> Iterator[list[StreamMessage]]:
    """Yield messages in order, in parts of at most `MOST_AT_ONCE` readings each.

    The number in a message is estimated from its commas, on the high side.
    """
    portion: list[StreamMessage] = []
    size = 0
    for message in messages:
        weight = 1 + min(message.body.count(b","), MAX_READINGS_PER_MESSAGE)
        if portion and size + weight > MOST_AT_ONCE:
            yield portion
            portion, size = [], 0
        portion.append(message)
        size += weight
    if portion:
        yield portion


def _pauses_s() -> Iterator[float]:
    """Yield growing delays, indefinitely."""
    pause_s = 0.1
    while True:
        yield pause_s
        pause_s = min(pause_s * 2, LONGEST_PAUSE_S)


def _count(outcome: BatchOutcome, readings: list[Parsed], rejections: list[Rejection]) -> None:
    readings_stored.inc(outcome.stored)
    for reason, count in Tally(each.reason for each in rejections).items():
        readings_rejected.labels(reason).inc(count)
    log.info(
        "batch.stored",
        readings=len(readings),
        devices=_first_devices(readings),
        stored=outcome.stored,
        corrected=outcome.corrected,
        rejected=len(rejections),
        alerts=outcome.alerts,
    )


def _first_devices(readings: list[Parsed]) -> list[UUID]:
    """Return as many devices of a batch as fit into a log line."""
    found: dict[UUID, None] = {}
    for each in readings:
        found[each.device_id] = None
        if len(found) == MOST_ITEMS:
            break
    return list(found)


def _log_rejections(rejections: list[Rejection], ids: Mapping[int, str]) -> None:
    """Log rejections of messages that have correlation ids of their own."""
    traced = Tally(
        (ids[each.source], each.sender, each.reason) for each in rejections if each.source in ids
    )
    for (correlation_id, sender, reason), count in traced.items():
        log.info(
            "readings.rejected",
            correlation_id=correlation_id,
            device_id=sender,
            reason=reason,
            count=count,
        )


def _unstorable(message: StreamMessage, error: Exception) -> Rejection:
    body = message.body[:1000].decode("ascii", errors="replace").replace("\x00", "")
    detail = f"The database can't store this reading ({type(error).__name__})."
    return Rejection(message.source, 0, None, "not_storable", detail, body)

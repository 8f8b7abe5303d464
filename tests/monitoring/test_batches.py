"""Whatever a message contains, its batch is finished and the other messages are stored."""

import asyncio
from datetime import UTC, datetime
from typing import Any, cast
from uuid import uuid4

import asyncpg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from kilowatch.contracts.readings import ReadingBatch, StreamMessage
from kilowatch.monitoring import batches
from kilowatch.monitoring.batches import BatchWriter
from kilowatch.monitoring.domain import Parsed, Rejection
from kilowatch.monitoring.ingest import BatchOutcome, IngestStorage
from kilowatch.monitoring.live import LiveFeed
from kilowatch.monitoring.progress import Progress

NOW = datetime(2026, 3, 1, tzinfo=UTC)
GOOD = b'{"measured_at": "2026-01-01T00:00:00Z", "energy_kwh": 1}'
SENDER = str(uuid4())


class Storage:
    """Stores batches, except for errors that a test configures."""

    def __init__(self, *errors: Exception, bad_source: int | None = None) -> None:
        self.errors = list(errors)
        self.bad_source = bad_source
        self.bad_error: Exception = asyncpg.DataError("value out of range")
        self.stored: list[int] = []
        self.rejected: list[tuple[int, str]] = []

    async def take(
        self, readings: list[Parsed], rejections: list[Rejection], *_: object
    ) -> BatchOutcome:
        if self.errors:
            raise self.errors.pop(0)
        if any(each.source == self.bad_source for each in readings):
            raise self.bad_error
        self.stored += [each.source for each in readings]
        self.rejected += [(each.source, each.reason) for each in rejections]
        return BatchOutcome(len(readings), 0, 0)


class Anything:
    """Accepts every other call of a batch."""

    def __getattr__(self, _: str) -> Any:
        return lambda *_, **__: None  # pyright: ignore[reportUnknownLambdaType]


def writer(storage: Storage) -> BatchWriter:
    return BatchWriter(
        cast("IngestStorage", storage), cast("Progress", Anything()), cast("LiveFeed", Anything())
    )


def batch(*bodies: bytes) -> ReadingBatch:
    messages = [StreamMessage(n + 1, SENDER, body) for n, body in enumerate(bodies)]
    return ReadingBatch(1, NOW, messages)


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "_pauses_s", lambda: iter([0.0] * 100))


@pytest.mark.parametrize(
    "error",
    [
        asyncpg.DiskFullError("no space left on device"),
        asyncpg.OutOfMemoryError("out of memory"),
        asyncpg.PostgresIOError("could not read block"),
        asyncpg.ReadOnlySQLTransactionError("read-only transaction"),
        asyncpg.DeadlockDetectedError("deadlock"),
        asyncpg.UndefinedFunctionError("function store_correlated_batch does not exist"),
        asyncpg.InsufficientPrivilegeError("permission denied"),
        asyncpg.QueryCanceledError("canceled"),
        asyncpg.TooManyConnectionsError("too many clients"),
        ConnectionResetError(),
        TimeoutError(),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_a_batch_waits_for_its_database_indefinitely(error: Exception) -> None:
    storage = Storage(*[error] * 50)

    assert await writer(storage).write(batch(GOOD, GOOD)) == 2

    assert (storage.stored, storage.rejected) == ([1, 2], [])


async def test_a_batch_is_logged_with_its_devices_and_rejections_with_their_ids() -> None:
    messages = [
        StreamMessage(1, SENDER, GOOD, "good"),
        StreamMessage(2, SENDER, b"no json", "bad"),
        StreamMessage(3, SENDER, b"no json"),
        *(StreamMessage(n, str(uuid4()), GOOD) for n in range(4, 30)),
    ]

    with capture_logs() as lines:
        await writer(Storage()).write(ReadingBatch(1, NOW, messages))

    stored, rejected = lines
    assert (stored["event"], stored["readings"], stored["rejected"]) == ("batch.stored", 27, 2)
    assert (len(stored["devices"]), str(stored["devices"][0])) == (20, SENDER)
    assert rejected == {
        "event": "readings.rejected",
        "log_level": "info",
        "correlation_id": "bad",
        "device_id": SENDER,
        "reason": "malformed_json",
        "count": 1,
    }


async def test_a_transient_error_is_retried(monkeypatch: pytest.MonkeyPatch) -> None:
    storage = Storage(*[asyncpg.InternalServerError("cache lookup failed")] * 3)

    assert await writer(storage).write(batch(GOOD)) == 1

    assert (storage.stored, storage.rejected) == ([1], [])


async def test_a_partition_that_is_not_visible_yet_is_awaited() -> None:
    storage = Storage(asyncpg.CheckViolationError("no partition of relation reading found"))

    assert await writer(storage).write(batch(GOOD, GOOD)) == 2

    assert (storage.stored, storage.rejected) == ([1, 2], [])


@pytest.mark.parametrize(
    "error",
    [
        asyncpg.DataError("value out of range"),
        asyncpg.CheckViolationError("violates a check"),
        asyncpg.InternalServerError("unexpected"),
        asyncpg.RaiseError("raised"),
        ValueError("bad value"),
        RuntimeError("a fault of ours"),
        RecursionError(),
        MemoryError(),
        KeyError("x"),
    ],
    ids=lambda error: type(error).__name__,
)
@pytest.mark.parametrize("bad", [1, 4, 7])
async def test_a_message_that_cannot_be_stored_is_rejected_alone(
    error: Exception, bad: int
) -> None:
    storage = Storage(bad_source=bad)
    storage.bad_error = error

    assert await writer(storage).write(batch(*[GOOD] * 7)) == 6

    assert sorted(storage.stored) == [n for n in range(1, 8) if n != bad]
    assert storage.rejected == [(bad, "not_storable")]


async def test_a_bug_in_reading_a_message_rejects_only_that_message(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read = batches.read_message

    def fails(message: StreamMessage, now: datetime) -> Any:
        if message.source == 2:
            raise RecursionError
        return read(message, now)

    monkeypatch.setattr(batches, "read_message", fails)
    storage = Storage()

    assert await writer(storage).write(batch(GOOD, GOOD, GOOD)) == 2

    assert (sorted(storage.stored), storage.rejected) == ([1, 3], [(2, "not_storable")])


@pytest.mark.parametrize("error", [TimeoutError(), asyncpg.QueryCanceledError("canceled")])
async def test_a_batch_that_is_too_slow_is_stored_in_smaller_parts(error: Exception) -> None:
    """One that takes longer than a call may would otherwise be retried forever."""

    class Slow(Storage):
        async def take(
            self, readings: list[Parsed], rejections: list[Rejection], *rest: object
        ) -> BatchOutcome:
            if len(readings) > 2:
                raise error
            return await super().take(readings, rejections, *rest)

    storage = Slow()

    assert await writer(storage).write(batch(*[GOOD] * 7)) == 7

    assert (sorted(storage.stored), storage.rejected) == (list(range(1, 8)), [])


async def test_a_batch_with_countless_readings_is_stored_in_parts() -> None:
    bad = b"[" + b"0," * 999 + b"0]"
    moved: list[int] = []
    storage = Storage()

    await writer(storage).write(batch(*[bad] * 50, GOOD), lambda: moved.append(len(storage.stored)))

    assert len(storage.rejected) == 50_000
    assert storage.stored == [51]
    assert len(moved) >= 50_000 / batches.MOST_AT_ONCE


@given(st.lists(st.integers(0, 3_000), max_size=80))
def test_portions_keep_every_message_in_order(commas: list[int]) -> None:
    messages = [StreamMessage(n, SENDER, b"," * each) for n, each in enumerate(commas)]

    found = list(batches.portions(messages))

    assert [each for portion in found for each in portion] == messages
    assert all(found)


async def test_other_work_continues_while_a_large_batch_is_parsed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Above all heartbeats: without them the balancer takes a replica for frozen."""
    monkeypatch.setattr(batches, "LONGEST_TURN_S", 0.0)
    turns = 0

    async def other_work() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    working = asyncio.create_task(other_work())
    await writer(Storage()).write(batch(*[GOOD] * 60))
    working.cancel()

    assert turns >= 60

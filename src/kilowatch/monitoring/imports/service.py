"""An administrator imports history from a file: seen beforehand, put in, undone, on record."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg
import msgspec
import structlog

from kilowatch.contracts.channels import meaning_of
from kilowatch.kit.accounts import Caller
from kilowatch.kit.database import CONNECTION_LOST, Pool
from kilowatch.kit.errors import KilowatchError, Kind, Unavailable
from kilowatch.kit.lists import PageRequest
from kilowatch.monitoring.imports import storage
from kilowatch.monitoring.imports.domain import ImportKind, Target
from kilowatch.monitoring.imports.drafts import Draft, Job
from kilowatch.monitoring.imports.guess import MappingOverrides
from kilowatch.monitoring.imports.options import ImportOptions, SeriesTarget, StartOptions
from kilowatch.monitoring.imports.parts import Part
from kilowatch.monitoring.imports.record import as_details, as_import
from kilowatch.monitoring.imports.report import ComparedPart, as_report
from kilowatch.monitoring.imports.schemas import FileReport, Import, ImportDetails, ImportPage
from kilowatch.monitoring.imports.storage import ImportChannel
from kilowatch.monitoring.imports.upload import Upload, received, stored_rows
from kilowatch.monitoring.imports.whole import FileReading
from kilowatch.monitoring.visibility import ChannelCalculated, ChannelNotFound, DeviceNotFound

log = structlog.get_logger()

STEP_ROWS = 2_000
"""Readings wait while a step is done: so many take a fraction of a second."""
LOOK_EVERY_S = 0.5
READ_AT_ONCE = 2
"""Each file that is read holds a connection; readings need some too."""


class NothingToImport(KilowatchError):
    """No row of the file is a valid reading."""

    code = "nothing_to_import"
    remedy = "Preview the import: it lists the rejected rows with reasons."


class ChannelTwice(KilowatchError):
    """Two parts of a file are for the same channel."""

    code = "channel_twice"
    remedy = "Name their rows in one part, with `add` where they are for the same moments."

    def __init__(self, device_name: str, code: str) -> None:
        super().__init__(f"Two parts are for the channel {code} of {device_name}.")


class ImportNotFound(KilowatchError):
    """No such import."""

    kind = Kind.NOT_FOUND
    code = "import_not_found"


class ImportAlreadyUndone(KilowatchError):
    """The import or correction is undone already, or is being undone."""

    kind = Kind.CONFLICT
    code = "already_undone"


class ImportOvertaken(KilowatchError):
    """Newer corrections or imports changed the same readings."""

    kind = Kind.CONFLICT
    code = "import_overtaken"
    remedy = "Undo those first."


class Imports:
    """Previews, starts, carries out, undoes and lists imports."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._reading = asyncio.Semaphore(READ_AT_ONCE)

    async def preview(
        self, device_id: UUID, options: ImportOptions, body: AsyncIterable[bytes]
    ) -> FileReport:
        """Return a preview. Raises as `start` does, but for `NothingToImport`."""
        parts = await self._parts(device_id, options, may_be_new=bool(options.series))
        async with received(body) as upload, self._reading:
            readings = await upload.read(_asked(options, parts), datetime.now(UTC))
            async with storage.drafts(self._pool) as drafts:
                compared = [
                    await _compared(await drafts.add(channel.channel_key), target, channel, reading)
                    for (target, channel), reading in zip(parts, readings, strict=True)
                ]
        return as_report(upload.sha256, compared)

    async def start(
        self, caller: Caller, device_id: UUID, options: StartOptions, body: AsyncIterable[bytes]
    ) -> ImportDetails:
        """Read a file and have it put in, all parts of it in one act.

        Raises `DeviceNotFound`, `ChannelNotFound`, `ChannelCalculated`, `ChannelTwice`,
        `FileTooLarge`, `FileUnreadable`, `MappingUnclear` and `NothingToImport`.
        """
        parts = await self._parts(device_id, options, may_be_new=False)
        now = datetime.now(UTC)
        async with received(body) as upload, self._reading:
            readings = await upload.read(_asked(options, parts), now)
            async with storage.drafts(self._pool) as drafts:
                found: list[tuple[Draft, ComparedPart]] = []
                for (target, channel), reading in zip(parts, readings, strict=True):
                    draft = await drafts.add(channel.channel_key)
                    found.append((draft, await _compared(draft, target, channel, reading)))
                report = as_report(upload.sha256, [part for _, part in found]).model_dump_json()
                started = [
                    (draft, _job(caller, options, upload, part, report, now))
                    for draft, part in found
                    if part.counts["total"]
                ]
                if not started:
                    raise NothingToImport("No row of the file is a reading; the preview says why.")
                number = await drafts.start(started)
        return await self.one(number)

    async def one(self, import_id: int) -> ImportDetails:
        """An import on record. Raises `ImportNotFound`."""
        row = await storage.one(self._pool, import_id)
        if row is None:
            raise ImportNotFound("There is no such import.")
        return as_details(row, await storage.parts(self._pool, [row["import_id"]]))

    async def page(
        self, device_ids: list[UUID] | None, made_by: UUID | None, excerpt: PageRequest
    ) -> ImportPage:
        """Imports on record: of all devices and of everybody, where None is given."""
        rows, total = await storage.page(self._pool, device_ids, made_by, excerpt)
        parts = await storage.parts(self._pool, [row["import_id"] for row in rows])
        return ImportPage(
            items=[
                as_import(row, [each for each in parts if each["head_id"] == row["import_id"]])
                for row in rows
            ],
            total=total,
        )

    async def undo(self, caller: Caller, import_id: int) -> Import:
        """Have taken out what an import brought; what it replaced comes back.

        Raises `ImportNotFound`, `ImportAlreadyUndone`, `ImportOvertaken` and `Unavailable`.
        """
        try:
            problem, overtaken = await storage.undo(self._pool, import_id, caller.user_id)
        except asyncpg.LockNotAvailableError as error:
            raise Unavailable(
                "The system is busy storing readings. Try again in a moment."
            ) from error
        match problem:
            case None:
                return await self.one(import_id)
            case "import_not_found":
                raise ImportNotFound("There is no such import.")
            case "overtaken":
                newer = ", ".join(str(each) for each in overtaken)
                raise ImportOvertaken(
                    f"Newer corrections stand on top of it: undo {newer} first.",
                    overtaken_by=overtaken,
                )
            case _:
                raise ImportAlreadyUndone("This import is undone, or being undone.")

    async def run(self) -> None:
        """Do the steps there are until cancelled; of all replicas one does each."""
        while True:
            worked_on: int | None = None
            try:
                worked_on = await storage.step(self._pool, STEP_ROWS, datetime.now(UTC))
            except (*CONNECTION_LOST, asyncpg.PostgresError, TimeoutError) as error:
                log.warning("imports.wait", error=str(error) or repr(error))
            if worked_on is None:
                await asyncio.sleep(LOOK_EVERY_S)

    async def _parts(
        self, device_id: UUID, options: ImportOptions, *, may_be_new: bool
    ) -> list[tuple[SeriesTarget, ImportChannel]]:
        """Return the parts of a file, each with its channel."""
        found = [
            (target, await self._channel(target.device_id or device_id, target.channel, may_be_new))
            for target in options.targets()
        ]
        names = Counter((channel.device_id, channel.code) for _, channel in found)
        (device, code), times = names.most_common(1)[0]
        if times > 1:
            name = next(each.device_name for _, each in found if each.device_id == device)
            raise ChannelTwice(name, code)
        return found

    async def _channel(self, device_id: UUID, code: str, may_be_new: bool) -> ImportChannel:
        channels = {each.code: each for each in await storage.channels(self._pool, device_id)}
        if not channels:
            raise DeviceNotFound("There is no such device.")
        if code in channels:
            channel = channels[code]
        else:
            meaning = meaning_of(code) if may_be_new else None
            if meaning is None:
                raise ChannelNotFound("The device has no such channel.")
            channel = msgspec.structs.replace(
                next(iter(channels.values())), channel_key=None, code=code, kind=meaning.kind,
                direction=meaning.direction, unit=meaning.unit, calculated=False,
            )  # fmt: skip
        if channel.calculated:
            raise ChannelCalculated
        return channel


async def _compared(
    draft: Draft, target: SeriesTarget, channel: ImportChannel, reading: FileReading
) -> ComparedPart:
    await draft.copy(stored_rows(reading))
    repeated = await draft.sift()
    mapping = reading.mapping
    counts = await draft.compare(
        of_registers=mapping.kind is ImportKind.REGISTER, interval_s=mapping.interval_s
    )
    return ComparedPart(channel, target.only, reading, repeated, counts)


def _asked(options: ImportOptions, parts: list[tuple[SeriesTarget, ImportChannel]]) -> list[Part]:
    """Return how to read each part: by its own options, else by those of the file."""
    of_file = options.model_dump(include=set(MappingOverrides.__struct_fields__))
    return [
        Part(
            MappingOverrides(**of_file | _of_part(target)),
            channel.time_zone,
            Target(channel.kind, channel.direction, channel.unit),
        )
        for target, channel in parts
    ]


def _of_part(target: SeriesTarget) -> dict[str, Any]:
    said = target.model_dump(include=set(MappingOverrides.__struct_fields__), exclude_unset=True)
    return {name: value for name, value in said.items() if value is not None}


def _job(
    caller: Caller,
    options: StartOptions,
    upload: Upload,
    part: ComparedPart,
    report: str,
    now: datetime,
) -> Job:
    mapping, counts = part.reading.mapping, part.counts
    of_registers = mapping.kind is ImportKind.REGISTER
    ends_at = part.reading.found.ends_at(mapping.interval_s or 0) or counts["last_at"]
    return Job(
        channel=f"{part.channel.device_id} {part.channel.code}",
        reason=f"Import of {options.file_name}",
        of_registers=of_registers,
        interval_s=mapping.interval_s,
        replaces=options.conflicts == "replace",
        file_name=options.file_name,
        sha256=upload.sha256,
        size_bytes=upload.size_bytes,
        options=options.model_dump_json(),
        report=report,
        starts_at=counts["starts_at"],
        ends_at=ends_at + timedelta(seconds=1 if of_registers else 0),
        total=counts["total"],
        made_by=caller.user_id,
        made_at=now,
    )

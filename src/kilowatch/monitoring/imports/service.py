"""An administrator imports history from a file: seen beforehand, put in, undone, on record."""

import asyncio
from collections.abc import AsyncIterable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import asyncpg
import structlog

from kilowatch.kit.accounts import Caller
from kilowatch.kit.database import CONNECTION_LOST
from kilowatch.kit.errors import KilowatchError, Kind, Unavailable
from kilowatch.kit.lists import PageRequest
from kilowatch.monitoring.imports.domain import ImportKind, Mapping
from kilowatch.monitoring.imports.guess import MappingOverrides
from kilowatch.monitoring.imports.report import as_details, as_import, as_report
from kilowatch.monitoring.imports.schemas import (
    FileReport,
    Import,
    ImportDetails,
    ImportOptions,
    ImportPage,
    StartOptions,
)
from kilowatch.monitoring.imports.storage import Draft, ImportChannel, ImportStorage, Job
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


class ChannelNotImportable(KilowatchError):
    """Files hold energy; the channel is measured in a unit of volume, or in GJ."""

    code = "channel_not_importable"

    def __init__(self, unit: str) -> None:
        super().__init__(f"Files hold energy in kWh; this channel is measured in {unit}.")


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

    def __init__(self, storage: ImportStorage) -> None:
        self._storage = storage
        self._reading = asyncio.Semaphore(READ_AT_ONCE)

    async def preview(
        self, device_id: UUID, options: ImportOptions, body: AsyncIterable[bytes]
    ) -> FileReport:
        """Return a preview. Raises as `start` does, but for `NothingToImport`."""
        channel = await self._channel(device_id, options.channel)
        async with received(body) as upload, self._reading:
            reading = await upload.read(_said(options), channel.time_zone, datetime.now(UTC))
            async with self._storage.draft(channel.channel_key) as draft:
                return await _compared(draft, upload, reading)

    async def start(
        self, caller: Caller, device_id: UUID, options: StartOptions, body: AsyncIterable[bytes]
    ) -> ImportDetails:
        """Read a file and have it put in.

        Raises `DeviceNotFound`, `ChannelNotFound`, `ChannelCalculated`, `ChannelNotImportable`,
        `FileTooLarge`, `FileUnreadable`, `MappingUnclear` and `NothingToImport`.
        """
        channel = await self._channel(device_id, options.channel)
        now = datetime.now(UTC)
        async with received(body) as upload, self._reading:
            reading = await upload.read(_said(options), channel.time_zone, now)
            async with self._storage.draft(channel.channel_key) as draft:
                report = await _compared(draft, upload, reading)
                job = _job(caller, options, upload, reading.mapping, report, now)
                number = await draft.start(job)
        return await self.one(number)

    async def one(self, import_id: int) -> ImportDetails:
        """An import on record. Raises `ImportNotFound`."""
        row = await self._storage.one(import_id)
        if row is None:
            raise ImportNotFound("There is no such import.")
        return as_details(row)

    async def page(self, device_id: UUID | None, excerpt: PageRequest) -> ImportPage:
        """Imports on record."""
        rows, total = await self._storage.page(device_id, excerpt)
        return ImportPage(items=[as_import(row) for row in rows], total=total)

    async def undo(self, caller: Caller, import_id: int) -> Import:
        """Have taken out what an import brought; what it replaced comes back.

        Raises `ImportNotFound`, `ImportAlreadyUndone`, `ImportOvertaken` and `Unavailable`.
        """
        try:
            problem, overtaken = await self._storage.undo(import_id, caller.user_id)
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
                worked_on = await self._storage.step(STEP_ROWS, datetime.now(UTC))
            except (*CONNECTION_LOST, asyncpg.PostgresError, TimeoutError) as error:
                log.warning("imports.wait", error=str(error) or repr(error))
            if worked_on is None:
                await asyncio.sleep(LOOK_EVERY_S)

    async def _channel(self, device_id: UUID, code: str) -> ImportChannel:
        channels = {each.code: each for each in await self._storage.channels(device_id)}
        if not channels:
            raise DeviceNotFound("There is no such device.")
        if code not in channels:
            raise ChannelNotFound("The device has no such channel.")
        channel = channels[code]
        if channel.calculated:
            raise ChannelCalculated
        if channel.unit != "kWh":
            raise ChannelNotImportable(channel.unit)
        return channel


async def _compared(draft: Draft, upload: Upload, reading: FileReading) -> FileReport:
    await draft.copy(stored_rows(reading))
    repeated = await draft.sift()
    mapping = reading.mapping
    compared = await draft.compare(
        of_registers=mapping.kind is ImportKind.REGISTER, interval_s=mapping.interval_s
    )
    return as_report(upload.sha256, reading, repeated, compared)


def _said(options: ImportOptions) -> MappingOverrides:
    return MappingOverrides(**options.model_dump(include=set(MappingOverrides.__struct_fields__)))


def _job(
    caller: Caller,
    options: StartOptions,
    upload: Upload,
    mapping: Mapping,
    report: FileReport,
    now: datetime,
) -> Job:
    if report.starts_at is None or report.ends_at is None:
        raise NothingToImport("No row of the file is a reading; the preview says why.")
    of_registers = mapping.kind is ImportKind.REGISTER
    return Job(
        reason=f"Import of {options.file_name}",
        of_registers=of_registers,
        interval_s=mapping.interval_s,
        replaces=options.conflicts == "replace",
        file_name=options.file_name,
        sha256=upload.sha256,
        size_bytes=upload.size_bytes,
        options=options.model_dump_json(),
        report=report.model_dump_json(),
        starts_at=report.starts_at,
        ends_at=report.ends_at + timedelta(seconds=1 if of_registers else 0),
        total=report.readings,
        made_by=caller.user_id,
        made_at=now,
    )

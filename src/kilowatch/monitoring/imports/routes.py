"""HTTP in: history from files, for administrators and who manages the device."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request

from kilowatch.contracts import request_sizes
from kilowatch.contracts.audit import AuditAction
from kilowatch.kit.accounts import CurrentCaller
from kilowatch.kit.audit import audited
from kilowatch.kit.errors import Forbidden
from kilowatch.kit.inputs import Limit, Offset, RowId
from kilowatch.kit.lists import PageRequest, Search
from kilowatch.kit.pace import PacedChanges
from kilowatch.kit.problems import raises
from kilowatch.kit.request_limits import BodyLimit
from kilowatch.monitoring.container import container
from kilowatch.monitoring.imports.access import TooManyImports
from kilowatch.monitoring.imports.callers import CurrentImporter, CurrentImportOwner, TheAccess
from kilowatch.monitoring.imports.domain import MAX_BYTES, MappingUnclear
from kilowatch.monitoring.imports.options import ImportOptions, StartOptions
from kilowatch.monitoring.imports.reading import FileTooLarge, FileUnreadable
from kilowatch.monitoring.imports.schemas import (
    FileReport,
    Import,
    ImportDetails,
    ImportPage,
    ImportSort,
)
from kilowatch.monitoring.imports.service import (
    ChannelTwice,
    ImportAlreadyUndone,
    ImportNotFound,
    ImportOvertaken,
    Imports,
    NothingToImport,
)
from kilowatch.monitoring.visibility import ChannelCalculated, ChannelNotFound, DeviceNotFound

router = APIRouter(prefix="/api/monitoring", tags=["imports"], dependencies=[PacedChanges])


def _imports(request: Request) -> Imports:
    return container(request).imports


TheImports = Annotated[Imports, Depends(_imports)]
FILES = BodyLimit(request_sizes.FILES.path, MAX_BYTES, within_s=1800, code=FileTooLarge.code)
FILE_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "The file as it is: delimited text, .xlsx or a known format, also packed.",
        "content": {"text/csv": {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.post(
    "/devices/{device_id}/imports/preview",
    summary="Preview an import",
    openapi_extra=FILE_BODY,
)
@raises(
    DeviceNotFound,
    ChannelNotFound,
    ChannelCalculated,
    ChannelTwice,
    FileTooLarge,
    FileUnreadable,
    MappingUnclear,
)
async def preview_import(
    caller: CurrentImporter,
    access: TheAccess,
    imports: TheImports,
    request: Request,
    device_id: UUID,
    options: Annotated[ImportOptions, Query()],
) -> FileReport:
    """Return how the file is understood, what is new and what contradicts. Change nothing.

    Administrators, and who manages the device.
    """
    access.require_targets(caller, device_id, options.targets())
    return await imports.preview(device_id, options, request.stream())


@router.post(
    "/devices/{device_id}/imports",
    status_code=202,
    summary="Import a file",
    openapi_extra=audited(AuditAction.IMPORT_STARTED, **FILE_BODY),
)
@raises(
    DeviceNotFound,
    ChannelNotFound,
    ChannelCalculated,
    ChannelTwice,
    FileTooLarge,
    FileUnreadable,
    MappingUnclear,
    NothingToImport,
    TooManyImports,
)
async def start_import(
    caller: CurrentImporter,
    access: TheAccess,
    imports: TheImports,
    request: Request,
    device_id: UUID,
    options: Annotated[StartOptions, Query()],
) -> ImportDetails:
    """Return once the file is read and kept. Its readings are then stored, also over a restart.

    Administrators, and who manages the device.
    """
    access.require_targets(caller, device_id, options.targets())
    await access.require_quota(caller)
    return await imports.start(caller, device_id, options, request.stream())


@router.get("/imports", summary="List imports")
@raises(Forbidden)
async def get_imports(
    caller: CurrentCaller,
    access: TheAccess,
    imports: TheImports,
    device_id: UUID | None = None,
    search: Search = None,
    sort: ImportSort = "-made_at",
    limit: Limit = 50,
    offset: Offset = 0,
) -> ImportPage:
    """Imports, including undone ones. `search` is in the names of the device and the file.

    All for an administrator; their own for who manages a device.
    """
    devices = await access.devices(caller, device_id)
    made_by = None if caller.is_admin else caller.user_id
    return await imports.page(devices, made_by, PageRequest(search or None, sort, limit, offset))


@router.get("/imports/{import_id}", summary="Get an import")
@raises(ImportNotFound)
async def get_import(_: CurrentImportOwner, imports: TheImports, import_id: RowId) -> ImportDetails:
    """Return the progress of an import, and the report on its file.

    Administrators, and who made it and manages the device.
    """
    return await imports.one(import_id)


@router.post(
    "/imports/{import_id}/undo",
    status_code=202,
    summary="Undo an import",
    openapi_extra=audited(AuditAction.IMPORT_UNDONE),
)
@raises(ImportNotFound, ImportOvertaken, ImportAlreadyUndone)
async def undo_import(caller: CurrentImportOwner, imports: TheImports, import_id: RowId) -> Import:
    """Remove what it stored and restore what it replaced; stop it if it is running.

    Newer corrections of the same readings have to be undone first (409). Administrators, and who
    made it and manages the device.
    """
    return await imports.undo(caller, import_id)

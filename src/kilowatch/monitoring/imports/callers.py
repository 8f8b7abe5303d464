"""The callers of imports: administrators, and who manages the device."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request

from kilowatch.kit.accounts import Caller, CurrentCaller
from kilowatch.kit.container import Container, container_of
from kilowatch.kit.errors import Forbidden
from kilowatch.kit.pace import TooManyRequests
from kilowatch.kit.problems import raises
from kilowatch.kit.turns import NoTurn
from kilowatch.monitoring.imports.access import HoursOfOthers, ImportAccess


@dataclass(frozen=True, kw_only=True)
class WithImportAccess(Container):
    """The part of a container that checks callers of imports."""

    import_access: ImportAccess


async def import_access_of(request: Request) -> ImportAccess:
    """Return the checks of this app."""
    return container_of(request.app, WithImportAccess).import_access


TheAccess = Annotated[ImportAccess, Depends(import_access_of)]


@raises(Forbidden, HoursOfOthers, TooManyRequests, NoTurn)
async def current_importer(
    access: TheAccess, device_id: UUID, caller: CurrentCaller
) -> AsyncGenerator[Caller]:
    """Provide the caller, who may import into the device, for as long as the request takes."""
    await access.require_device(caller, device_id)
    if caller.is_admin:
        yield caller
        return
    async with access.turns.turn(caller.user_id):
        yield caller


@raises(Forbidden, HoursOfOthers)
async def current_import_owner(
    request: Request, access: TheAccess, caller: CurrentCaller
) -> Caller:
    """Return the caller, who may see and undo the import."""
    # As it stands in the path: to a client, a number that isn't one is no import of theirs.
    await access.require_import(caller, str(request.path_params["import_id"]))
    return caller


CurrentImporter = Annotated[Caller, Depends(current_importer, scope="function")]
CurrentImportOwner = Annotated[Caller, Depends(current_import_owner)]

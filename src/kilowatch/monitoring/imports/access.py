"""Decides which imports a client may make, see and undo, and how many.

What a client may not do is refused alike, whether the device or the import exists or not.
"""

import math
import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

import msgspec

from kilowatch.kit.accounts import Caller
from kilowatch.kit.database import Pool
from kilowatch.kit.errors import Forbidden, KilowatchError, Kind
from kilowatch.kit.pace import Pace
from kilowatch.kit.turns import Turns
from kilowatch.monitoring import people_copy as people
from kilowatch.monitoring.imports.options import SeriesTarget

DAY: Final = timedelta(days=1)
_A_NUMBER: Final = re.compile(r"[0-9]{1,15}")
FILES_AT_ONCE: Final = 8
"""Files that clients send to one replica at a time; each client sends one."""


class HoursOfOthers(KilowatchError):
    """The device had another owner, whose hours a file could change."""

    kind = Kind.CONFLICT
    code = "hours_of_others"
    remedy = "Ask an administrator to import the file."

    def __init__(self) -> None:
        super().__init__("This device had another owner, whose hours the file could change.")


class TooManyImports(KilowatchError):
    """The client has imported as many files within 24 hours as one may."""

    kind = Kind.TOO_MANY
    code = "too_many_imports"

    def __init__(self, most: int, retry_after_s: int) -> None:
        super().__init__(
            f"You can import {most} files a day. Try again later.", retry_after_s=retry_after_s
        )


class ImportQuota(msgspec.Struct, frozen=True):
    """The imports of a client a day, and the files they send for a preview or import an hour."""

    per_day: int
    files_per_hour: float


class ImportAccess:
    """Checks what a caller may do with imports. Administrators may do everything."""

    def __init__(self, pool: Pool, quota: ImportQuota) -> None:
        self._pool = pool
        self._quota = quota
        self._pace = Pace(quota.files_per_hour / 60, at_once=quota.files_per_hour)
        self.turns = Turns(
            "client imports",
            at_once=FILES_AT_ONCE,
            each_at_once=1,
            each_waiting=0,
            patience_s=1.0,
        )

    async def require_device(self, caller: Caller, device_id: UUID) -> None:
        """Return if the caller may import into the device.

        Raises `Forbidden`, `HoursOfOthers` and `TooManyRequests`.
        """
        if caller.is_admin:
            return
        if not await people.manages(self._pool, caller.user_id, device_id):
            raise refused()
        if await people.had_other_owners(self._pool, device_id):
            raise HoursOfOthers
        self._pace.require(caller.user_id, "client imports")

    def require_targets(
        self, caller: Caller, device_id: UUID, targets: Iterable[SeriesTarget]
    ) -> None:
        """Return if a client's file fills channels of one device only. Raises `Forbidden`."""
        if not caller.is_admin and any(each.device_id not in {None, device_id} for each in targets):
            raise refused()

    async def require_quota(self, caller: Caller) -> None:
        """Return if the caller may start another import. Raises `TooManyImports`."""
        if caller.is_admin:
            return
        since = datetime.now(UTC) - DAY
        if await people.imports_since(self._pool, caller.user_id, since) >= self._quota.per_day:
            raise TooManyImports(self._quota.per_day, math.ceil(timedelta(hours=1).total_seconds()))

    async def require_import(self, caller: Caller, import_id: str) -> None:
        """Return if the caller may see and undo the import. Raises `Forbidden`, `HoursOfOthers`."""
        if caller.is_admin:
            return
        device_id: UUID | None = None
        if _A_NUMBER.fullmatch(import_id):
            device_id = await people.import_of(self._pool, int(import_id), caller.user_id)
        if device_id is None or not await people.manages(self._pool, caller.user_id, device_id):
            raise refused()
        if await people.had_other_owners(self._pool, device_id):
            raise HoursOfOthers

    async def devices(self, caller: Caller, device_id: UUID | None) -> list[UUID] | None:
        """Return the devices whose imports the caller may list, or None: any.

        Raises `Forbidden`.
        """
        if caller.is_admin:
            return None if device_id is None else [device_id]
        managed = await people.managed_devices(self._pool, caller.user_id)
        found = [each for each in managed if device_id in {None, each}]
        if not found:
            raise refused()
        return found


def refused() -> Forbidden:
    """Return the error that a client gets for whatever isn't theirs."""
    return Forbidden("Only an administrator may do this.")

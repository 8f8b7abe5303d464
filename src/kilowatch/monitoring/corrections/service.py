"""Corrections of history by administrators: previewed, made, and undone."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg

from kilowatch.contracts.units import kilowatthours, register_microwatthours
from kilowatch.kit.accounts import Caller
from kilowatch.kit.database import Pool
from kilowatch.kit.errors import KilowatchError, Kind, Unavailable
from kilowatch.kit.lists import PageRequest
from kilowatch.monitoring.corrections import storage
from kilowatch.monitoring.corrections.schemas import (
    Correction,
    CorrectionDetails,
    CorrectionItem,
    CorrectionPage,
    Effect,
    HourChange,
    Request,
    SetReading,
    SwapMeter,
)
from kilowatch.monitoring.corrections.storage import (
    MOST_READINGS,
    Change,
    Outcome,
)
from kilowatch.monitoring.domain import EARLIEST
from kilowatch.monitoring.visibility import ChannelCalculated, DeviceNotFound

SHOWN_ITEMS = 1_000
SECOND = timedelta(seconds=1)


class CorrectionInvalid(KilowatchError):
    """The correction isn't valid, such as a range that ends before it starts."""

    code = "correction_invalid"


class NothingToCorrect(KilowatchError):
    """The device has no reading in the range."""

    code = "nothing_to_correct"


class CorrectionTooLarge(KilowatchError):
    """The correction would change more readings than one may."""

    code = "correction_too_large"
    remedy = "Correct shorter ranges one after the other."


class CorrectionNotFound(KilowatchError):
    """The correction doesn't exist."""

    kind = Kind.NOT_FOUND
    code = "correction_not_found"


class AlreadyUndone(KilowatchError):
    """The correction is undone already."""

    kind = Kind.CONFLICT
    code = "already_undone"


class CorrectionIsImport(KilowatchError):
    """The correction is an import."""

    kind = Kind.CONFLICT
    code = "correction_is_import"
    remedy = "Undo the import of the same number."


class CorrectionOvertaken(KilowatchError):
    """Newer corrections changed the same readings."""

    kind = Kind.CONFLICT
    code = "correction_overtaken"
    remedy = "Undo those first."


class Corrections:
    """Previews, makes, undoes and lists corrections."""

    def __init__(self, pool: Pool, news_window: timedelta) -> None:
        self._pool = pool
        self._news_window = news_window

    async def make(
        self, caller: Caller, device_id: UUID, request: Request, *, preview: bool
    ) -> Effect:
        """Make a correction, or return its effect.

        Raises `DeviceNotFound`, `ChannelCalculated`, `CorrectionInvalid`, `NothingToCorrect`,
        `CorrectionTooLarge` and `Unavailable`.
        """
        now = datetime.now(UTC)
        change = as_change(device_id, request, now)
        try:
            outcome = await storage.make(
                self._pool, change, caller.user_id, now, now - self._news_window, preview=preview
            )
        except asyncpg.LockNotAvailableError as error:
            raise Unavailable(
                "The system is busy storing readings. Try again in a moment."
            ) from error
        _complain(outcome)
        return _effect(outcome, preview=preview)

    async def undo(self, caller: Caller, correction_id: int, *, preview: bool) -> Effect:
        """Undo a correction, or return the effect of that.

        Raises `CorrectionNotFound`, `AlreadyUndone`, `CorrectionIsImport`, `CorrectionOvertaken`
        and `Unavailable`.
        """
        now = datetime.now(UTC)
        try:
            outcome = await storage.undo(
                self._pool,
                correction_id,
                caller.user_id,
                now,
                now - self._news_window,
                preview=preview,
            )
        except asyncpg.LockNotAvailableError as error:
            raise Unavailable(
                "The system is busy storing readings. Try again in a moment."
            ) from error
        _complain(outcome)
        return _effect(outcome, preview=preview)

    async def page(self, device_id: UUID | None, excerpt: PageRequest) -> CorrectionPage:
        """Return recorded corrections."""
        rows, total = await storage.page(self._pool, device_id, excerpt)
        return CorrectionPage(items=[Correction(**_record(row)) for row in rows], total=total)

    async def one(self, correction_id: int) -> CorrectionDetails:
        """Return a correction with its values. Raises `CorrectionNotFound`."""
        row = await storage.one(self._pool, correction_id)
        if row is None:
            raise CorrectionNotFound("There is no such correction.")
        items = await storage.items(self._pool, correction_id, SHOWN_ITEMS)
        return CorrectionDetails(
            **_record(row),
            items=[
                CorrectionItem(
                    measured_at=item["measured_at"],
                    before_kwh=_kwh(item["before_uwh"]),
                    after_kwh=_kwh(item["after_uwh"]),
                )
                for item in items
            ],
        )


def as_change(device_id: UUID, request: Request, now: datetime) -> Change:
    """Return a request in the terms of the database. Raises `CorrectionInvalid`."""
    if isinstance(request, SetReading):
        change = _set(device_id, request)
    elif isinstance(request, SwapMeter):
        at = request.at.replace(microsecond=0)
        change = Change(
            device_id=device_id,
            action="swap",
            of_registers=True,
            starts_at=at,
            ends_at=at + SECOND,
            value_uwh=register_microwatthours(request.old_last_kwh),
            next_value_uwh=register_microwatthours(request.new_first_kwh),
            reason=request.reason,
        )
    else:
        change = Change(
            device_id=device_id,
            action=request.action,
            of_registers=request.target == "registers",
            starts_at=request.start,
            ends_at=request.end,
            factor=request.factor if request.action == "scale" else None,
            reason=request.reason,
        )
    if change.starts_at >= change.ends_at:
        raise CorrectionInvalid("The range ends before it begins.")
    if change.starts_at < EARLIEST or change.starts_at > now:
        raise CorrectionInvalid("The time is before 2000 or ahead of now.")
    return change


def _set(device_id: UUID, request: SetReading) -> Change:
    if (request.energy_kwh is None) == (request.register_kwh is None):
        raise CorrectionInvalid("Give either energy_kwh or register_kwh.")
    of_register = request.register_kwh is not None
    at = request.measured_at.replace(microsecond=0) if of_register else request.measured_at
    value = request.register_kwh if of_register else request.energy_kwh
    if of_register and request.interval_s is not None:
        raise CorrectionInvalid("A register has no interval.")
    return Change(
        device_id=device_id,
        action="set",
        of_registers=of_register,
        starts_at=at,
        ends_at=at + (SECOND if of_register else timedelta(microseconds=1)),
        value_uwh=register_microwatthours(value) if value is not None else None,
        interval_s=request.interval_s,
        reason=request.reason,
    )


def _complain(outcome: Outcome) -> None:
    match outcome.problem:
        case None:
            return
        case "device_not_found":
            raise DeviceNotFound("There is no such device.")
        case "calculated":
            raise ChannelCalculated
        case "nothing_there":
            raise NothingToCorrect("The device has no such readings in this range.")
        case "too_many":
            raise CorrectionTooLarge(
                f"A correction may change at most {MOST_READINGS:,} readings; take shorter ranges."
            )
        case "correction_not_found":
            raise CorrectionNotFound("There is no such correction.")
        case "already_undone":
            raise AlreadyUndone("This correction was undone before.")
        case "is_import":
            raise CorrectionIsImport("It is an import: undo it there.")
        case "overtaken":
            newer = ", ".join(str(each) for each in outcome.overtaken)
            raise CorrectionOvertaken(
                f"Newer corrections stand on top of it: undo {newer} first.",
                overtaken_by=outcome.overtaken,
            )
        case _:
            raise CorrectionInvalid("A value would become larger than any meter's.")


def _effect(outcome: Outcome, *, preview: bool) -> Effect:
    return Effect(
        correction_id=None if preview else outcome.correction_id,
        readings=outcome.readings,
        difference_kwh=kilowatthours(outcome.difference_uwh),
        alerts_raised=outcome.alerts_raised,
        alerts_retracted=outcome.alerts_retracted,
        hours_changed=outcome.hour_count,
        hours=[_hour(each) for each in outcome.hours],
    )


def _hour(outcome: dict[str, Any]) -> HourChange:
    was_over, is_over = outcome["was_over"], outcome["is_over"]
    turned = "raised" if is_over else "retracted"
    return HourChange(
        hour=datetime.fromisoformat(outcome["hour"]).astimezone(UTC),
        before_kwh=_kwh(outcome["before_uwh"]),
        after_kwh=_kwh(outcome["after_uwh"]),
        limit_kwh=_kwh(outcome["limit_uwh"]),
        alert=turned if was_over != is_over else None,
    )


def _record(row: asyncpg.Record) -> dict[str, Any]:
    return {
        **dict(row),
        "id": row["correction_id"],
        "action": "import" if row["is_import"] else row["action"],
        "target": "registers" if row["of_registers"] else "readings",
        "value_kwh": _kwh(row["value_uwh"]),
        "next_value_kwh": _kwh(row["next_value_uwh"]),
        "readings": row["reading_count"],
        "difference_kwh": kilowatthours(row["difference_uwh"]),
    }


def _kwh(uwh: int | None) -> float | None:
    return None if uwh is None else kilowatthours(uwh)

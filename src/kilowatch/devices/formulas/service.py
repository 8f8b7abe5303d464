"""The use cases of formulas: a formula is a part of its device, and changes with its version."""

from collections.abc import Sequence
from datetime import UTC, datetime

import structlog

from kilowatch.contracts.channels import DEFAULT_CHANNEL, Unit
from kilowatch.contracts.devices import DeviceChanged
from kilowatch.contracts.formulas import Formula
from kilowatch.contracts.ids import DeviceId
from kilowatch.devices import acts, storage
from kilowatch.devices.announcements import state_event
from kilowatch.devices.channels.domain import ChannelNotFound
from kilowatch.devices.domain import Device, DeviceNotFound
from kilowatch.devices.formulas import storage as formula_storage
from kilowatch.devices.formulas.domain import (
    AskedStep,
    ChannelIsMeasured,
    FormulaCircular,
    settled_formula,
    with_formula,
)
from kilowatch.kit.database import Connection, Pool
from kilowatch.kit.messaging.outbox import emit

log = structlog.get_logger()


class Formulas:
    """Changes the formulas of calculated channels."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def change(self, device_id: DeviceId, code: str, steps: Sequence[AskedStep]) -> Device:
        """Set the formula of a calculated channel; its history is calculated again.

        Raises `DeviceNotFound`, `ChannelNotFound`, `ChannelIsMeasured`, and as `settle` does.
        """
        now = datetime.now(UTC)
        async with self._pool.acquire() as connection, connection.transaction():
            before = await storage.fetch_for_update(connection, device_id)
            if before is None:
                raise DeviceNotFound
            was, unit = _calculated(before, code)
            formula = await settle(connection, device_id, code, unit, steps)
            after = with_formula(before, code, formula)
            if after is not before:
                await storage.update(connection, after)
                await acts.record_formula(connection, after, code, was, formula)
                await emit(connection, state_event(DeviceChanged, after, now))
        log.info("device.formula_changed", device_id=str(device_id), channel=code)
        return after


async def settle(
    connection: Connection,
    device_id: DeviceId,
    code: str,
    unit: Unit,
    steps: Sequence[AskedStep],
) -> Formula:
    """Check and write the formula of a channel that exists.

    Raises `FormulaInvalid`, `PartUnknown`, `FactorNeeded`, `FormulaCircular`.
    """
    await formula_storage.lock(connection)
    parts = {(term.device_id, term.channel) for step in steps for term in step.terms}
    units = await formula_storage.units_of(connection, parts)
    formula = settled_formula(steps, unit, units)
    await formula_storage.save(connection, device_id, code, formula)
    if await formula_storage.is_circular(connection, device_id, code):
        raise FormulaCircular
    return formula


def _calculated(device: Device, code: str) -> tuple[Formula, Unit]:
    """Return the formula of a calculated channel, and its unit."""
    if code == DEFAULT_CHANNEL:
        if device.formula is None:
            raise ChannelIsMeasured
        return device.formula, "kWh"
    for each in device.channels:
        if each.code == code and not each.removed:
            if each.formula is None:
                raise ChannelIsMeasured
            return each.formula, each.unit
    raise ChannelNotFound

"""The rules of formulas: what one may be calculated from, and when one holds."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

import msgspec

from kilowatch.contracts.channels import DEFAULT_CHANNEL, Unit
from kilowatch.contracts.formulas import (
    MOST_STEPS,
    MOST_TERMS,
    Formula,
    FormulaStep,
    FormulaTerm,
)
from kilowatch.contracts.ids import DeviceId
from kilowatch.devices.domain import Device, next_version
from kilowatch.kit.errors import KilowatchError, Kind

Part = tuple[DeviceId, str]
"""A channel: its device and its code."""

DEEPEST: Final = 10
"""A formula over formulas may be this many deep."""

_START: Final = datetime.min.replace(tzinfo=UTC)


class FormulaInvalid(KilowatchError):
    """The formula has no steps or terms, or says two things for one moment."""

    code = "formula_invalid"


class PartUnknown(KilowatchError):
    """A formula names a channel that doesn't exist."""

    code = "part_unknown"

    def __init__(self, part: Part) -> None:
        super().__init__(f"There is no channel {part[1]} of a device {part[0]}.")


class FactorNeeded(KilowatchError):
    """A part is measured in another unit, and no factor says what one of it comes to."""

    code = "factor_needed"

    def __init__(self, part: Part, unit: Unit, wanted: Unit) -> None:
        super().__init__(
            f"The channel {part[1]} is measured in {unit}: "
            f"give the factor by which one {unit} becomes {wanted}."
        )


class FormulaCircular(KilowatchError):
    """The channel would be calculated from itself, or through more formulas than may follow."""

    kind = Kind.CONFLICT
    code = "formula_circular"

    def __init__(self) -> None:
        super().__init__(
            "The channel would be calculated from itself, "
            f"or through more than {DEEPEST} other formulas."
        )


class ChannelIsMeasured(KilowatchError):
    """The channel is measured by a meter: it can't become a calculated one."""

    kind = Kind.CONFLICT
    code = "channel_is_measured"
    remedy = "Add a calculated channel beside it."

    def __init__(self) -> None:
        super().__init__("This channel is measured; what it is can't be changed.")


class UsedInFormula(KilowatchError):
    """Other channels are calculated from this one."""

    kind = Kind.CONFLICT
    code = "used_in_formula"
    remedy = "Change or remove those channels first."

    def __init__(self, users: Sequence[str]) -> None:
        super().__init__(f"These are calculated from it: {', '.join(users)}.")


class AskedTerm(msgspec.Struct, frozen=True, kw_only=True):
    """A term as it was asked for; no factor is 1, where the units are the same."""

    device_id: DeviceId
    channel: str
    factor_millionths: int | None = None


class AskedStep(msgspec.Struct, frozen=True, kw_only=True):
    """A step as it was asked for."""

    since: datetime | None
    terms: tuple[AskedTerm, ...]


def settled_formula(steps: Sequence[AskedStep], unit: Unit, units: Mapping[Part, Unit]) -> Formula:
    """Return a formula in the order of its dates. ``units``: those of the channels that exist.

    Raises `FormulaInvalid`, `PartUnknown`, `FactorNeeded`.
    """
    if not 1 <= len(steps) <= MOST_STEPS:
        raise FormulaInvalid(f"A formula has 1 to {MOST_STEPS} steps.")
    ordered = sorted(steps, key=lambda step: step.since or _START)
    if len({each.since for each in ordered}) < len(ordered):
        raise FormulaInvalid("Two steps begin at the same moment.")
    return tuple(
        FormulaStep(since=each.since, terms=_settled_terms(each, unit, units)) for each in ordered
    )


def _settled_terms(
    step: AskedStep, unit: Unit, units: Mapping[Part, Unit]
) -> tuple[FormulaTerm, ...]:
    if not 1 <= len(step.terms) <= MOST_TERMS:
        raise FormulaInvalid(f"A step has 1 to {MOST_TERMS} terms.")
    parts = [(each.device_id, each.channel) for each in step.terms]
    if len(set(parts)) < len(parts):
        raise FormulaInvalid("A step names the same channel twice.")
    return tuple(_settled_term(each, unit, units) for each in step.terms)


def _settled_term(term: AskedTerm, unit: Unit, units: Mapping[Part, Unit]) -> FormulaTerm:
    part = term.device_id, term.channel
    if part not in units:
        raise PartUnknown(part)
    if term.factor_millionths is None:
        if units[part] != unit:
            raise FactorNeeded(part, units[part], unit)
        return FormulaTerm(device_id=term.device_id, channel=term.channel)
    return FormulaTerm(
        device_id=term.device_id, channel=term.channel, factor_millionths=term.factor_millionths
    )


def with_formula(device: Device, code: str, formula: Formula) -> Device:
    """Return the device after the formula of a calculated channel was set."""
    if code == DEFAULT_CHANNEL:
        return next_version(device, msgspec.structs.replace(device, formula=formula))
    channels = tuple(
        msgspec.structs.replace(each, formula=formula) if each.code == code else each
        for each in device.channels
    )
    return next_version(device, msgspec.structs.replace(device, channels=channels))

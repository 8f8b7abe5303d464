"""Formulas of calculated channels: sums of other channels by factor, each with its dates.

A calculated channel has no readings of its own. Each of its hours is the sum of the same hour of
other channels, each multiplied by a factor: 1 for a sum, -1 for a difference, 10.55 for the kWh in
a cubic metre of gas. A formula is a list of steps, each of which holds until the next begins.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import msgspec

from kilowatch.contracts.ids import DeviceId

FACTOR_SCALE: Final = 1_000_000
"""Factors are whole millionths."""

LARGEST_FACTOR: Final = 1_000_000
"""The largest amount of a factor."""

MOST_TERMS: Final = 100
"""A step has at most this many terms."""

MOST_STEPS: Final = 50
"""A formula has at most this many steps."""


class FormulaTerm(msgspec.Struct, frozen=True, kw_only=True):
    """A channel of a device, and the millionths by which its energy is multiplied."""

    device_id: DeviceId
    channel: str
    factor_millionths: int = FACTOR_SCALE


class FormulaStep(msgspec.Struct, frozen=True, kw_only=True):
    """The terms from the hour of ``since`` on; None: from the first reading."""

    since: datetime | None
    terms: tuple[FormulaTerm, ...]


Formula = tuple[FormulaStep, ...]
"""The steps in the order of their dates; each holds until the next one."""


def parts_of(formula: Sequence[FormulaStep]) -> set[tuple[DeviceId, str]]:
    """Return the channels that any step of a formula uses."""
    return {(term.device_id, term.channel) for step in formula for term in step.terms}

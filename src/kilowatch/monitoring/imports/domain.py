"""The words of a file's mapping, and its rows as understood. Pure."""

from collections.abc import Mapping as Lookup
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final

import msgspec

from kilowatch.contracts.channels import Direction, EnergyKind
from kilowatch.contracts.channels import Unit as ChannelUnit
from kilowatch.contracts.request_sizes import FILES
from kilowatch.kit.errors import KilowatchError
from kilowatch.monitoring.imports.cells import Decimals
from kilowatch.monitoring.imports.timestamps import Dates

MAX_BYTES = FILES.largest_bytes
MAX_ROWS = 1_000_000
MAX_LENGTH_S = 100 * 86_400
"""The longest interval that a row may name by its own start and end: a quarter's bill."""
SECONDS_PER_HOUR = 3600
DAY_S = 86_400


class MappingUnclear(KilowatchError):
    """The file leaves open how to read it, such as its unit or its order of day and month."""

    code = "mapping_unclear"
    remedy = "Give the option that `detail` names."
    candidates: tuple[int, ...] = ()
    """The columns that may hold the values, where that is the question."""


class Unit(StrEnum):
    """The unit of the values of a file. W and kW are the mean power of an interval.

    Of volumes m3, L, ft3 (an international cubic foot) and CCF (100 of them), of heat GJ and MJ.
    """

    MILLIWATTHOUR = "mWh"
    WH = "Wh"
    KWH = "kWh"
    MWH = "MWh"
    W = "W"
    KW = "kW"
    M3 = "m3"
    LITRE = "L"
    FT3 = "ft3"
    CCF = "CCF"
    GJ = "GJ"
    MJ = "MJ"


class ImportKind(StrEnum):
    """The kind of value: the energy of an interval, or a register."""

    INTERVAL = "interval"
    REGISTER = "register"


class TimestampsMark(StrEnum):
    """The end of an interval that its timestamp marks."""

    START = "interval_start"
    END = "interval_end"


class Length(StrEnum):
    """The length of an interval: the same for all, a local day or month, by the row, up to it."""

    FIXED = "fixed"
    DAY = "day"
    MONTH = "month"
    ROW = "row"
    BETWEEN = "between"


POWER = frozenset({Unit.W, Unit.KW})
UWH_PER = {
    Unit.MILLIWATTHOUR: Decimal(10**3),
    Unit.WH: Decimal(10**6),
    Unit.KWH: Decimal(10**9),
    Unit.MWH: Decimal(10**12),
    Unit.W: Decimal(10**6),
    Unit.KW: Decimal(10**9),
}
"""µWh of one; of a power: in one hour."""
_LITRES_PER_FT3 = Decimal("28.316846592")
_LITRES = {
    Unit.M3: Decimal(1000),
    Unit.LITRE: Decimal(1),
    Unit.FT3: _LITRES_PER_FT3,
    Unit.CCF: 100 * _LITRES_PER_FT3,
}
BILLIONTHS_PER: Final[dict[ChannelUnit, dict[Unit, Decimal]]] = {
    "kWh": UWH_PER,
    "m3": {unit: litres * 10**6 for unit, litres in _LITRES.items()},
    "L": {unit: litres * 10**9 for unit, litres in _LITRES.items()},
    "GJ": {Unit.GJ: Decimal(10**9), Unit.MJ: Decimal(10**6)},
}
"""Billionths of a channel's unit in one of each unit that its files may have."""


class Target(msgspec.Struct, frozen=True):
    """What the channel measures that a file is for."""

    kind: EnergyKind = "electricity"
    direction: Direction = "import"
    unit: ChannelUnit = "kWh"


FROM_GRID: Final = Target()


class Periods(msgspec.Struct, frozen=True):
    """Numbers of the periods of a day, from ``first`` on, each of ``length_s``."""

    column: int
    first: int
    length_s: int


class DayRows(msgspec.Struct, frozen=True):
    """A row for each day: columns of values, each of ``length_s``.

    ``starts_s``: the local time at which each begins, where the header names it; None: they follow
    each other, so that a day of 25 hours fills one more.
    """

    columns: tuple[int, ...]
    length_s: int
    starts_s: tuple[int, ...] | None


class Mapping(msgspec.Struct, frozen=True, kw_only=True):
    """The mapping of a file. Columns count from 0; ``clock_column`` is set where dates are apart.

    ``interval_s`` is None for registers and where rows have lengths of their own. ``backwards``:
    the newest row comes first. ``skip``: lines before its first row that aren't blank. ``only``:
    rows that count are those with one of these values. ``day_zone``: whose days and months.
    ``inclusive``: an end is a date that belongs to the interval; ``inclusive_s``: an end is the
    last second, or minute, of it. ``unit_words``: units that cells of ``unit_column`` stand for.
    """

    delimiter: str
    decimals: Decimals
    decimals_known: bool = True
    dates: Dates
    has_header: bool
    skip: int = 0
    time_column: int
    clock_column: int | None
    value_column: int
    add_columns: tuple[int, ...] = ()
    unit: Unit
    timestamps_mark: TimestampsMark
    kind: ImportKind
    time_zone: str
    interval_s: int | None
    backwards: bool
    length: Length = Length.FIXED
    inclusive: bool = False
    inclusive_s: int = 0
    day_zone: str = "UTC"
    meridiem_column: int | None = None
    end_column: int | None = None
    end_clock_column: int | None = None
    days_column: int | None = None
    periods: Periods | None = None
    day_rows: DayRows | None = None
    excel: bool = False
    ranges: bool = False
    width: int = 0
    unit_column: int | None = None
    quality_column: int | None = None
    measured_flags: frozenset[str] = frozenset()
    estimated_flags: frozenset[str] = frozenset()
    only: tuple[tuple[int, frozenset[str]], ...] = ()
    apart: tuple[int, ...] = ()
    add: bool = False
    is_interval_given: bool = False
    timestamps_mark_known: bool = True
    format_name: str | None = None
    target: Target = FROM_GRID
    unit_words: Lookup[str, Unit] = {}


class FileRow(msgspec.Struct, frozen=True):
    """A row as understood: an energy from ``measured_at`` on, or a register at it; in µWh.

    ``interval_s``: its own length; None: the file's. ``estimated``: the file marks the value as
    estimated or substituted.
    """

    line: int
    measured_at: datetime
    value_uwh: int
    interval_s: int | None = None
    estimated: bool = False


class RowError(msgspec.Struct, frozen=True):
    """A row that is refused: where, the stable reason, and a sentence."""

    line: int
    reason: str
    detail: str


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """Rows of a file that belong together, by the values of the columns that tell them apart.

    ``energy`` and ``direction`` are guesses by words, for a person to see; nothing is stored by
    them. ``total``: in ``unit``; of a register its rise. ``column``: that of its values, where
    several columns hold some.
    """

    filter: Lookup[str, str]
    column: str | None = None
    rows: int
    total: Decimal | None
    unit: str | None
    kind: ImportKind
    energy: str | None
    direction: str | None

"""Recognises known formats: each is declared by a small file in ``known_formats``."""

import re
import tomllib
from functools import cache
from importlib.resources import files

import msgspec

from kilowatch.contracts.channels import Direction
from kilowatch.monitoring.imports.domain import ImportKind, TimestampsMark, Unit
from kilowatch.monitoring.imports.table import Table
from kilowatch.monitoring.imports.timestamps import Dates


class Format(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A format as its file declares it (docs/import.md)."""

    name: str
    header: list[str]
    preamble: str | None = None
    unit: Unit | None = None
    kind: ImportKind = ImportKind.INTERVAL
    timestamps_mark: TimestampsMark | None = None
    interval_s: int | None = None
    time_zone: str | None = None
    dates: Dates | None = None
    direction: Direction | None = None
    value_column: str | None = None
    unit_column: str | None = None
    units: dict[str, Unit] = {}
    quality_column: str | None = None
    measured: list[str] = []
    estimated: list[str] = []

    def unit_of(self, text: str) -> Unit | None:
        """Return the unit of a column's name, or of a cell of ``unit_column``."""
        return next(
            (
                unit
                for pattern, unit in self.units.items()
                if re.fullmatch(pattern, text.strip(), re.IGNORECASE)
            ),
            None,
        )

    @property
    def measured_flags(self) -> frozenset[str]:
        """The flags of measured values, in lower case."""
        return frozenset(each.casefold() for each in self.measured)

    @property
    def estimated_flags(self) -> frozenset[str]:
        """The flags of estimated and substituted values, in lower case."""
        return frozenset(each.casefold() for each in self.estimated)

    def fits(self, table: Table) -> bool:
        """Return true where each pattern of the header matches a column, and the preamble fits."""
        above = "\n".join(" ".join(row) for row in table.preamble)
        return all(self._column(table, pattern) is not None for pattern in self.header) and (
            self.preamble is None or re.search(self.preamble, above, re.IGNORECASE) is not None
        )

    @staticmethod
    def _column(table: Table, pattern: str) -> int | None:
        found = (
            at
            for at, name in enumerate(table.names)
            if re.fullmatch(pattern, name.strip(), re.IGNORECASE)
        )
        return next(found, None)

    def named(self, table: Table, pattern: str | None) -> int | None:
        """Return the column that a pattern of this format names."""
        return None if pattern is None else self._column(table, pattern)


def recognised(table: Table) -> Format | None:
    """Return the known format of a table, if any; the most specific if several match."""
    found = [each for each in all_formats() if each.fits(table)]
    return max(found, key=lambda each: len(each.header), default=None)


@cache
def all_formats() -> tuple[Format, ...]:
    """Return the formats of the folder."""
    folder = files("kilowatch.monitoring.imports").joinpath("known_formats")
    return tuple(
        msgspec.convert(tomllib.loads(each.read_text("utf-8")), Format)
        for each in sorted(folder.iterdir(), key=lambda each: each.name)
        if each.name.endswith(".toml")
    )

"""Checks the readings of a whole file: one series, no overlaps, each with its length. Pure."""

from collections import Counter
from decimal import Decimal
from itertools import pairwise
from zoneinfo import ZoneInfo

from kilowatch.monitoring.imports.collected import EPOCH, MICROSECOND, Collected
from kilowatch.monitoring.imports.domain import (
    BILLIONTHS_PER,
    DAY_S,
    MAX_LENGTH_S,
    POWER,
    ImportKind,
    Length,
    Mapping,
    MappingUnclear,
    RowError,
    Series,
    TimestampsMark,
    Unit,
)
from kilowatch.monitoring.imports.lengths import LENGTH_ASKED, TIMESTAMPS_MARK_ASKED
from kilowatch.monitoring.imports.series import (
    classes,
    direction_of,
    energy_of,
    foreign,
    may_be_added,
    refusal,
    telling,
)
from kilowatch.monitoring.imports.words import SERIES_NAMES

TRACE = 0.005
"""The share of timestamps with contradicting rows; above it, they are separate series."""
LEAST_TRACE = 1
SHIFT = 0.05
"""Intervals of a logger overlap a little."""
SECOND = 1_000_000
OTHER_PART = 0.05
FEWEST_OTHER = 10
FEW_FALLS = 2


class FileChecks:
    """Checks that the readings of a file belong to one series, or to those that were chosen."""

    def __init__(self, mapping: Mapping, names: list[str]) -> None:
        self._mapping = mapping
        self._names = names
        self._given = {column for column, _ in mapping.only}
        self._is_register = mapping.kind is ImportKind.REGISTER

    def check(self, found: Collected) -> Collected:
        """Return what may be stored. Raises `MappingUnclear`."""
        order = found.order()
        if not self._mapping.add:
            self._check_moments(found, order)
            self._check_words(found)
        if self._is_register:
            self._check_registers(found, order)
            return found
        found = self._with_lengths(found, order)
        self._check_timestamps_mark(found)
        if not self._mapping.is_interval_given:
            self._check_lengths(found)
        return found

    def _name(self, column: int) -> str:
        name = self._names[column] if column < len(self._names) else ""
        return name or str(column + 1)

    def series(self, found: Collected, columns: list[int]) -> list[Series]:
        """Return the series that some columns distinguish: consumption from the grid first."""
        places = [found.columns.index(column) for column in columns]
        groups: dict[tuple[str, ...], list[int]] = {}
        for at, label in enumerate(found.label):
            name = found.names[label]
            groups.setdefault(tuple(name[place] for place in places), []).append(at)
        listed = [self._series(found, columns, values, rows) for values, rows in groups.items()]
        return sorted(listed, key=lambda each: (each.direction not in {None, "import"}, -each.rows))

    def _series(
        self, found: Collected, columns: list[int], values: tuple[str, ...], rows: list[int]
    ) -> Series:
        numbers = [found.value[at] for at in rows]
        in_order = sorted(rows, key=found.start.__getitem__)
        uwh = (
            found.value[in_order[-1]] - found.value[in_order[0]]
            if self._is_register
            else sum(numbers)
        )
        per = BILLIONTHS_PER[self._mapping.target.unit]
        unit = self._mapping.unit if self._mapping.unit not in POWER else Unit.KWH
        return Series(
            filter={
                self._name(column): value for column, value in zip(columns, values, strict=True)
            },
            rows=len(rows),
            total=Decimal(uwh) / per[unit],
            unit=unit.value,
            kind=self._mapping.kind,
            energy=energy_of(values),
            direction=direction_of(values),
        )

    def check_addends(self, series: list[Series], apart: list[int]) -> None:
        """Refuse to add what doesn't belong together, such as gas and electricity."""
        if apart and not may_be_added(series):
            names = [self._name(column) for column in apart]
            raise refusal("These rows can't be added to each other:", names, series)

    def apart(self, found: Collected) -> list[int]:
        """Return the columns that distinguish rows with the same timestamp."""
        differing, pairs, _ = self._moments(found, found.order())
        return telling(differing, pairs)

    def _moments(
        self, found: Collected, order: list[int]
    ) -> tuple[Counter[int], list[frozenset[int]], set[int]]:
        """Return what differs between rows of one timestamp, and where only the value does."""
        differing: Counter[int] = Counter()
        pairs: list[frozenset[int]] = []
        untold: set[int] = set()
        for before, after in pairwise(order):
            if found.start[before] != found.start[after] or found.unsure[after]:
                continue
            columns = self._differing(found, before, after)
            if columns:
                pairs.append(columns)
                differing.update(columns)
            elif found.value[before] != found.value[after]:
                untold.add(found.start[after])
        return differing, pairs, untold

    def _check_moments(self, found: Collected, order: list[int]) -> None:
        """Raise `MappingUnclear` if rows with the same timestamp belong to several series."""
        differing, pairs, untold = self._moments(found, order)
        if pairs:
            chosen = telling(differing, pairs)
            raise refusal(
                "Several rows are for the same moment; "
                f"{' and '.join(self._name(each) for each in chosen)} tells them apart:",
                [self._name(each) for each in found.columns if differing[each]],
                self.series(found, chosen),
            )
        moments = len(set(found.start))
        if len(untold) > max(LEAST_TRACE, TRACE * moments):
            raise MappingUnclear(
                f"{len(untold)} moments have several rows with different values, and no column "
                "tells them apart. Say add=true to add them, or take out what doesn't belong."
            )

    def _differing(self, found: Collected, one: int, other: int) -> frozenset[int]:
        if found.label[one] == found.label[other]:
            return frozenset()
        names = zip(
            found.columns, found.names[found.label[one]], found.names[found.label[other]],
            strict=True,
        )  # fmt: skip
        return frozenset(column for column, a, b in names if a != b)

    def _check_words(self, found: Collected) -> None:
        """Raise `MappingUnclear` if not all rows are electricity from the grid, by a column."""
        for place, column in enumerate(found.columns):
            if column in self._given:
                continue
            values = {name[place] for name in found.names if name[place]}
            meant = self._mapping.target
            other = sorted({what for value in values if (what := foreign(value, meant))})
            is_series = len(values) > 1 and SERIES_NAMES.search(self._name(column))
            if other or len(classes(values)) > 1 or is_series:
                what = " and ".join(other) or "several series"
                raise refusal(
                    f"{self._name(column)} says that rows are of {what}:",
                    [self._name(column)],
                    self.series(found, [column]),
                )

    def _check_registers(self, found: Collected, order: list[int]) -> None:
        """Raise `MappingUnclear` if the readings of several registers alternate."""
        if self._mapping.add:
            return
        falls = _falls(found, [order])
        if falls <= max(FEW_FALLS, TRACE * len(order)):
            return
        for place, column in enumerate(found.columns):
            groups: dict[str, list[int]] = {}
            for at in order:
                groups.setdefault(found.names[found.label[at]][place], []).append(at)
            if 2 * _falls(found, list(groups.values())) < falls:
                raise refusal(
                    f"Readings alternate between values of {self._name(column)}:",
                    [self._name(column)],
                    self.series(found, [column]),
                    may_add=False,
                )

    def _with_lengths(self, found: Collected, order: list[int]) -> Collected:
        """Set the length of each interval that extends to the next date."""
        if self._mapping.length is not Length.BETWEEN:
            return found
        ends = self._mapping.timestamps_mark is TimestampsMark.END
        starts = sorted(set(found.start))
        step = {
            (after if ends else before): (after - before) // SECOND
            for before, after in pairwise(starts)
        }
        kept: list[int] = []
        for at in order:
            length_s = step.get(found.start[at], 0)
            if not 0 < length_s <= MAX_LENGTH_S:
                detail = "Where this interval begins or ends isn't in the file."
                found.note(RowError(found.line[at], "interval_unclear", detail))
                continue
            if ends:
                found.start[at] -= length_s * SECOND
            found.length[at] = length_s
            kept.append(at)
        return found.keep(sorted(kept))

    def _check_timestamps_mark(self, found: Collected) -> None:
        """Raise `MappingUnclear` if timestamps look like ends: the file then covers whole days."""
        length_s = self._mapping.interval_s or 0
        if self._mapping.timestamps_mark_known or not 0 < length_s < DAY_S or len(found) < 2:
            return
        zone = ZoneInfo(self._mapping.time_zone)
        first, last = (
            (EPOCH + at * MICROSECOND).astimezone(zone)
            for at in (min(found.start), max(found.start))
        )
        first_s, last_s = (
            each.hour * 3600 + each.minute * 60 + each.second for each in (first, last)
        )
        if first_s == length_s and last_s == 0:
            raise MappingUnclear(
                "The times look like the ends of their intervals, and nothing says so; "
                f"{TIMESTAMPS_MARK_ASKED}"
            )

    def _check_lengths(self, found: Collected) -> None:
        """Raise `MappingUnclear` if intervals overlap, or change their length within the file."""
        usual_s = self._mapping.interval_s or 0
        seen: dict[int, int] = {}
        for at, start in enumerate(found.start):
            seen[start] = max(seen.get(start, 0), found.length[at] or usual_s)
        steps = [
            ((after - before) / SECOND, seen[before]) for before, after in pairwise(sorted(seen))
        ]
        overlaps = sum(step < (1 - SHIFT) * length for step, length in steps)
        if overlaps > max(LEAST_TRACE, TRACE * len(steps)):
            raise MappingUnclear(
                f"{overlaps} intervals overlap the next one: rows may be of several series, or "
                f"times of another kind. {LENGTH_ASKED}"
            )
        if self._mapping.length is not Length.FIXED or self._mapping.periods is not None:
            return
        longer = Counter(round(step) for step, _ in steps if step > (1 + SHIFT) * usual_s)
        for step, times in longer.items():
            if times >= FEWEST_OTHER and times > OTHER_PART * len(steps):
                raise MappingUnclear(
                    f"Rows lie {usual_s} s apart in one part of the file and {step} s in another. "
                    "Set interval_s, or split the file."
                )


def _falls(found: Collected, groups: list[list[int]]) -> int:
    """Return how often a value is below its predecessor, within each group."""
    return sum(
        found.value[after] < found.value[before]
        for group in groups
        for before, after in pairwise(group)
    )

"""The readings of a whole file, held in memory as columns of numbers. Pure."""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from kilowatch.monitoring.imports.domain import FileRow, Mapping, RowError
from kilowatch.monitoring.imports.reading import FileTooLarge
from kilowatch.monitoring.imports.rows import Key, Repeats, RowReader
from kilowatch.monitoring.imports.series import Labels
from kilowatch.monitoring.imports.spans import Days

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
SHOWN_ERRORS = 100


class Collected:
    """Rows of a file: line, start in µs since 1970, length in s (0: the file's), µWh, labels."""

    def __init__(self, labels: list[int]) -> None:
        self.columns = labels
        self.line = array("q")
        self.taken = self.line
        """The lines of all rows, also of those that were left out since."""
        self.start = array("q")
        self.length = array("q")
        self.value = array("q")
        self.label = array("q")
        self.unsure = bytearray()
        """1 where the clock showed the local time twice."""
        self.estimated = bytearray()
        """1 where the file marks the value as estimated or substituted."""
        self.names: list[Labels] = []
        self._ids: dict[Labels, int] = {}
        self.errors: list[RowError] = []
        self.reasons: Counter[str] = Counter()
        self.repeated_hour = 0

    def __len__(self) -> int:
        return len(self.line)

    def add(self, row: FileRow, cells: list[str], *, unsure: bool) -> None:
        """Take a row in."""
        name = tuple(cells[at].strip() if at < len(cells) else "" for at in self.columns)
        label = self._ids.get(name)
        if label is None:
            label = self._ids[name] = len(self.names)
            self.names.append(name)
        self.line.append(row.line)
        self.start.append((row.measured_at - EPOCH) // MICROSECOND)
        self.length.append(row.interval_s or 0)
        self.value.append(row.value_uwh)
        self.label.append(label)
        self.unsure.append(unsure)
        self.estimated.append(row.estimated)

    def note(self, error: RowError) -> None:
        """Count a row that is refused."""
        self.reasons[error.reason] += 1
        if len(self.errors) < SHOWN_ERRORS:
            self.errors.append(error)

    def order(self) -> list[int]:
        """The rows by time; those of one moment in the order of the file."""
        return sorted(range(len(self)), key=self.start.__getitem__)

    def ends_at(self, usual_s: int) -> datetime | None:
        """The end of the last interval, or the last moment. ``usual_s``: the file's length."""
        lengths = (length or usual_s for length in self.length)
        ends = (at + each * 1_000_000 for at, each in zip(self.start, lengths, strict=True))
        last = max(ends, default=None)
        return None if last is None else EPOCH + timedelta(microseconds=last)

    def rows(self) -> Iterator[FileRow]:
        """The rows, in the order of the file."""
        for at in range(len(self)):
            yield self.row(at)

    def row(self, at: int) -> FileRow:
        """A row."""
        start = EPOCH + timedelta(microseconds=self.start[at])
        length_s = self.length[at] or None
        is_estimated = bool(self.estimated[at])
        return FileRow(self.line[at], start, self.value[at], length_s, is_estimated)

    def keep(self, wanted: Iterable[int]) -> "Collected":
        """The same with these rows only."""
        kept = Collected(self.columns)
        kept.names, kept.errors, kept.reasons = self.names, self.errors, self.reasons
        kept.repeated_hour, kept.taken = self.repeated_hour, self.taken
        for at in wanted:
            kept.line.append(self.line[at])
            kept.start.append(self.start[at])
            kept.length.append(self.length[at])
            kept.value.append(self.value[at])
            kept.label.append(self.label[at])
            kept.unsure.append(self.unsure[at])
            kept.estimated.append(self.estimated[at])
        return kept

    def measured_first(self) -> "Collected":
        """The same without estimates for moments at which their series has a measured value."""
        if not any(self.estimated):
            return self
        keys = list(zip(self.start, self.label, strict=True))
        doubtful = {key for key, mark in zip(keys, self.estimated, strict=True) if mark}
        measured = {
            key
            for key, mark in zip(keys, self.estimated, strict=True)
            if not mark and key in doubtful
        }
        if not measured:
            return self
        return self.keep(
            at for at, key in enumerate(keys) if not (self.estimated[at] and key in measured)
        )

    def estimates(self) -> int:
        """How many moments have an estimated value."""
        pairs = zip(self.start, self.estimated, strict=True)
        return len({start for start, estimated in pairs if estimated})


class Collector:
    """Reads a file's rows into memory; more than ``most`` are too many."""

    def __init__(self, mapping: Mapping, now: datetime, days: Days, most: int) -> None:
        self._mapping = mapping
        self._now = now
        self._days = days
        self._most = most

    def collect(
        self,
        lines: Iterable[tuple[int, list[str]]],
        labels: list[int],
        repeats: Repeats | None = None,
    ) -> tuple[Collected, RowReader]:
        """Return the rows, and the reader that read them. Raises `FileTooLarge`."""
        found = Collected(labels)
        reader = RowReader(
            self._mapping, self._now, self._days, repeats or Repeats({}, ordered=True)
        )
        repeated = 0
        for count, (cells, item) in enumerate(reader.read_cells(lines), 1):
            if count > self._most:
                raise FileTooLarge(f"A file holds at most {self._most:,} rows; split it.")
            if isinstance(item, RowError):
                found.note(item)
                continue
            before, repeated = repeated, reader.repeated_hour
            found.add(item, cells, unsure=repeated > before)
        found.repeated_hour = repeated
        return found, reader


def repeats_of(found: Collected, reader: RowReader) -> Repeats | None:
    """Return how to read a repeated hour again where one reading did not settle it."""
    if not found.repeated_hour:
        return None
    steps = Counter(
        (after > before) - (after < before)
        for before, after in zip(found.start, found.start[1:], strict=False)
    )
    # Series that follow each other in a file go back once each.
    ordered = min(steps[1], steps[-1]) <= max(1, 2 * len(found.names))
    twice: dict[Key, frozenset[datetime]] = {
        key: frozenset(local for local, times in each.clock.met.items() if times > 1)
        for key, each in reader.series.items()
    }
    at_twice = Counter(
        start for start, unsure in zip(found.start, found.unsure, strict=True) if unsure
    )
    if ordered and all(times == 1 for times in at_twice.values()):
        return None
    return Repeats(twice, ordered=ordered)

"""Converts local times to instants, in the order of a file. Pure."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from kilowatch.monitoring.domain import Refused


class LocalClock:
    """Reads the local times of one series, row by row.

    In the hour that the clock repeats in autumn a time means two instants. The one that follows
    the previous row counts (in a file that runs backwards: the one that precedes it). ``repeated``
    counts the rows that were distinguished this way. A time in ``twice`` is in the file more than
    once: its first row is the first instant. Without an order, the others can't be distinguished.
    """

    def __init__(
        self,
        zone: ZoneInfo,
        *,
        backwards: bool = False,
        ordered: bool = True,
        twice: frozenset[datetime] = frozenset(),
    ) -> None:
        self._zone = zone
        self._backwards = backwards
        self._ordered = ordered
        self._twice = twice
        self._before: datetime | None = None
        self.met: Counter[datetime] = Counter()
        self.repeated = 0

    def instant(self, moment: datetime) -> datetime:
        """Return the instant (UTC) of a moment. Raises `Refused` for a time the clock skipped."""
        aware = moment.astimezone(UTC) if moment.tzinfo is not None else self._of_local(moment)
        self._before = aware
        return aware

    def _of_local(self, local: datetime) -> datetime:
        earlier = local.replace(tzinfo=self._zone, fold=0).astimezone(UTC)
        later = local.replace(tzinfo=self._zone, fold=1).astimezone(UTC)
        if earlier == later:
            return earlier
        if earlier > later:  # of a time that does not exist the offsets are the other way round
            raise Refused(
                "time_skipped", f"The clock of {self._zone.key} skipped {local:%Y-%m-%d %H:%M}."
            )
        self.met[local] += 1
        self.repeated += 1
        if local in self._twice:
            return later if (self.met[local] > 1) is not self._backwards else earlier
        if not self._ordered:
            raise Refused(
                "time_ambiguous",
                f"The clock of {self._zone.key} showed {local:%Y-%m-%d %H:%M} twice, and the rows "
                "are in no order that tells which is meant.",
            )
        if self._backwards:
            return earlier if self._before is not None and later >= self._before else later
        return later if self._before is not None and earlier <= self._before else earlier


def midnight(moment: datetime, zone: ZoneInfo, days: int = 0) -> datetime:
    """Return the instant at which the local day of ``moment`` begins, or one ``days`` later."""
    day = moment.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    return (day + timedelta(days=days)).replace(tzinfo=zone).astimezone(UTC)


def next_month(moment: datetime, months: int = 1) -> datetime:
    """Return the first day of the month, ``months`` later."""
    index = moment.year * 12 + moment.month - 1 + months
    return moment.replace(year=index // 12, month=index % 12 + 1, day=1)

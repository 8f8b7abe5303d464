"""Local times as instants, in the order of a file. Pure."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from kilowatch.monitoring.domain import Refused


class LocalClock:
    """Reads the local times of one file, row by row.

    In the hour that the clock repeats in autumn a time means two instants: it is the one that
    follows the row before (in a file that runs backwards: precedes it). ``repeated`` counts
    the rows that were distinguished this way.
    """

    def __init__(self, zone: ZoneInfo, *, backwards: bool = False) -> None:
        self._zone = zone
        self._backwards = backwards
        self._before: datetime | None = None
        self.repeated = 0

    def instant(self, moment: datetime) -> datetime:
        """The instant (UTC) of a moment. Raises `Refused` for a time the clock skipped."""
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
        self.repeated += 1
        if self._backwards:
            return earlier if self._before is not None and later >= self._before else later
        return later if self._before is not None and earlier <= self._before else earlier

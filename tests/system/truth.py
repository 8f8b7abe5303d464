"""The contents of the real files, computed from the files alone."""

import csv
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path
from zoneinfo import ZoneInfo

DATA = Path(__file__).parents[2] / "data"
LONDON = DATA / "london_household_MAC000002.csv"
UCI = DATA / "uci_household_2007-02-01_02.csv"


@dataclass(frozen=True)
class Truth:
    """Energy in kWh by the start of each interval, and the length of the intervals."""

    energy_kwh: dict[datetime, Decimal]
    interval: timedelta

    @property
    def total_kwh(self) -> Decimal:
        """All of it."""
        return sum(self.energy_kwh.values(), Decimal())

    def hours(self) -> dict[datetime, tuple[Decimal, int]]:
        """Energy and number of readings by the hour they start in."""
        hours: dict[datetime, tuple[Decimal, int]] = defaultdict(lambda: (Decimal(), 0))
        for start, energy in self.energy_kwh.items():
            hour = start.replace(minute=0, second=0, microsecond=0)
            total, count = hours[hour]
            hours[hour] = (total + energy, count + 1)
        return dict(hours)

    def days(self, zone: ZoneInfo) -> list[date]:
        """Every day from the first reading to the last."""
        first = min(self.energy_kwh).astimezone(zone).date()
        last = max(self.energy_kwh).astimezone(zone).date()
        return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def london() -> Truth:
    """Low Carbon London stamps the end of a half hour, in UTC."""
    energy: dict[datetime, Decimal] = {}
    with LONDON.open(newline="") as lines:
        for row in list(csv.reader(lines))[1:]:
            try:
                value = Decimal(row[2].strip())
            except InvalidOperation:
                continue
            end = datetime.strptime(row[1][:19], "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC)
            energy[end - timedelta(minutes=30)] = value
    return Truth(energy, timedelta(minutes=30))


def uci() -> Truth:
    """UCI gives the mean kW of each minute, in French local time."""
    energy: dict[datetime, Decimal] = {}
    with UCI.open(newline="") as lines:
        for row in list(csv.reader(lines))[1:]:
            local = datetime.strptime(f"{row[1]} {row[2]}", "%Y-%m-%d %H:%M:%S")
            start = local.replace(tzinfo=ZoneInfo("Europe/Paris")).astimezone(UTC)
            kwh = (Decimal(row[3]) / 60).quantize(Decimal("1e-9"))
            energy[start] = kwh
    return Truth(energy, timedelta(minutes=1))

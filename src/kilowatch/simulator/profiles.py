"""Consumers other than households, and all of them by name."""

import math
from random import Random

from kilowatch.simulator.household import Household
from kilowatch.simulator.load import Day, Profile, Run, flat

COMFORT_C = 17.0
"""Above this outside temperature no heating runs."""

SUNDAY = 6


class HeatPump(Profile):
    """A heat pump: only hot water in summer, most of the day on cold days."""

    def __init__(self, rng: Random) -> None:
        self._kw_per_kelvin = rng.uniform(0.055, 0.08)
        self._largest_kw = rng.uniform(2.6, 3.4)
        self._water_hour = rng.uniform(4.5, 6.0)

    def background_kw(self, day: Day, rng: Random) -> list[float]:
        """Controls and a circulation pump, and the heat the weather requires."""
        weather_c = 10 + 11 * day.warmth + rng.gauss(0, 2.5)
        powers_kw = flat(day, 0.04, rng)
        for hour, minutes in day.clock_hours():
            outside_c = weather_c + 4 * math.cos(2 * math.pi * (hour - 15) / 24)
            wanted_kw = self._kw_per_kelvin * max(COMFORT_C - outside_c, 0)
            for minute in minutes:
                heat_kw = wanted_kw * rng.uniform(0.85, 1.15)
                powers_kw[minute] += min(heat_kw, self._largest_kw)
        return powers_kw

    def runs(self, day: Day, rng: Random) -> list[Run]:
        """Hot water before people get up, sometimes again later."""
        runs = [Run(day.minute_at(self._water_hour), rng.randint(35, 60), 1.9)]
        if day.is_weekend or rng.random() < 0.3:
            runs.append(Run(day.minute_at(rng.uniform(13, 16)), rng.randint(20, 40), 1.9))
        return runs


class Shop(Profile):
    """A small shop: refrigerators around the clock, lights and tills while it is open."""

    def __init__(self, rng: Random) -> None:
        self._cabinets_kw = rng.uniform(0.5, 0.8)
        self._open_kw = rng.uniform(1.3, 1.9)

    def background_kw(self, day: Day, rng: Random) -> list[float]:
        """Refrigerators, which work harder in summer."""
        return flat(day, self._cabinets_kw * (1 + 0.2 * day.warmth), rng, noise=0.15)

    def runs(self, day: Day, rng: Random) -> list[Run]:
        """Open Monday to Friday 9 to 19, Saturday 9 to 14, closed on Sunday."""
        if day.date.weekday() == SUNDAY:
            return []
        start = day.minute_at(8.75 + rng.uniform(-0.1, 0.1))
        open_min = 330 if day.is_weekend else 630
        customers = [
            Run(start + rng.randrange(open_min), rng.randint(2, 12), rng.uniform(0.2, 0.8))
            for _ in range(rng.randint(12, 25))
        ]
        cooling_kw = max(0.0, 1.2 * day.warmth)
        return [
            Run(start, open_min, self._open_kw),
            Run(start + open_min // 3, open_min // 2, cooling_kw),
            *customers,
        ]


class EvCharger(Profile):
    """A car charger: nothing for hours, then full power, less when the car is nearly full."""

    def __init__(self, rng: Random) -> None:
        self._power_kw = rng.choice((3.7, 7.4, 11.0))
        self._daily_share = rng.uniform(0.45, 0.65)

    def background_kw(self, day: Day, rng: Random) -> list[float]:
        """Its electronics."""
        return flat(day, 0.004, rng)

    def runs(self, day: Day, rng: Random) -> list[Run]:
        """On some evenings a car is plugged in."""
        if rng.random() > self._daily_share:
            return []
        start = day.minute_at(rng.uniform(18.0, 22.5))
        full_min = round(rng.uniform(6.0, 22.0) / self._power_kw * 60)
        tail = Run(start + full_min, 25, self._power_kw * 0.4)
        return [Run(start, full_min, self._power_kw), tail]


PROFILES: dict[str, type[Household | HeatPump | Shop | EvCharger]] = {
    "household": Household,
    "heat-pump": HeatPump,
    "shop": Shop,
    "ev-charger": EvCharger,
}
"""Every profile by its name on the command line."""

"""A household: a base load and a fridge, and residents who get up, cook, wash and watch TV."""

from random import Random

from kilowatch.simulator.load import SECONDS_PER_MINUTE, Day, Profile, Run, flat


class Household(Profile):
    """A flat or a small house: some 5 to 20 kWh a day, most of it in the evening."""

    def __init__(self, rng: Random) -> None:
        self._base_kw = rng.uniform(0.11, 0.16)
        self._fridge_kw = rng.uniform(0.08, 0.12)
        self._fridge_period_min = rng.randint(45, 75)
        self._fridge_on_min = round(self._fridge_period_min * rng.uniform(0.32, 0.42))
        self._fridge_phase_min = rng.randrange(self._fridge_period_min)
        self._riser_hour = rng.uniform(6.0, 7.5)
        self._dinner_hour = rng.uniform(17.8, 19.3)
        self._heater_kw = rng.uniform(0.6, 1.3)
        self._cooler_kw = rng.uniform(0.5, 1.0)

    def background_kw(self, day: Day, rng: Random) -> list[float]:
        """Standby devices and the fridge, whose cycles continue over midnight."""
        powers_kw = flat(day, self._base_kw, rng)
        first_min = int(day.start.timestamp()) // SECONDS_PER_MINUTE + self._fridge_phase_min
        for minute in range(day.minutes):
            if (first_min + minute) % self._fridge_period_min < self._fridge_on_min:
                powers_kw[minute] += self._fridge_kw
        return powers_kw

    def runs(self, day: Day, rng: Random) -> list[Run]:
        """The activities of the residents, later and more at home on a weekend."""
        return [
            *self._morning(day, rng),
            *self._cooking(day, rng),
            *self._cleaning(day, rng),
            *self._evening(day, rng),
            *self._climate(day, rng),
        ]

    def _morning(self, day: Day, rng: Random) -> list[Run]:
        up = self._riser_hour + (rng.uniform(1.0, 2.5) if day.is_weekend else rng.gauss(0, 0.15))
        kettles = [
            Run(day.minute_at(up + rng.uniform(0.1, 1.3)), rng.randint(3, 4), 2.0)
            for _ in range(rng.randint(2, 3))
        ]
        return [*kettles, Run(day.minute_at(up), rng.randint(50, 80), rng.uniform(0.15, 0.4))]

    def _cooking(self, day: Day, rng: Random) -> list[Run]:
        dinner = day.minute_at(self._dinner_hour + rng.uniform(-0.4, 0.6))
        meals = [Run(dinner, rng.randint(28, 55), rng.uniform(1.1, 2.1))]
        if day.is_weekend or rng.random() < 0.25:
            lunch = day.minute_at(rng.uniform(12.0, 13.5))
            meals.append(Run(lunch, rng.randint(20, 50), rng.uniform(0.9, 1.8)))
        return meals

    def _cleaning(self, day: Day, rng: Random) -> list[Run]:
        runs: list[Run] = []
        if rng.random() < (0.6 if day.is_weekend else 0.3):
            wash = day.minute_at(rng.uniform(9.0, 15.0) if day.is_weekend else rng.uniform(17, 21))
            runs += [Run(wash, 18, 2.0), Run(wash + 18, rng.randint(50, 80), 0.25)]
        if rng.random() < 0.5:
            dishes = day.minute_at(rng.uniform(20.0, 22.5))
            runs += [Run(dishes, 20, 1.8), Run(dishes + 20, 40, 0.1), Run(dishes + 60, 15, 1.8)]
        return runs

    def _evening(self, day: Day, rng: Random) -> list[Run]:
        home = rng.uniform(16.5, 18.0)
        dark = 18.75 + 2.25 * day.warmth
        bedtime = rng.uniform(22.3, 23.6)
        screens = Run(day.minute_at(home), round((bedtime - home) * 60), rng.uniform(0.12, 0.25))
        light_min = round((bedtime - max(dark, home)) * 60)
        lights = Run(day.minute_at(max(dark, home)), light_min, rng.uniform(0.1, 0.25))
        return [screens, lights]

    def _climate(self, day: Day, rng: Random) -> list[Run]:
        runs: list[Run] = []
        if rng.random() < -day.warmth:
            start = day.minute_at(rng.uniform(17.5, 19.5))
            runs.append(Run(start, rng.randint(60, 160), self._heater_kw))
        if rng.random() < day.warmth - 0.4:
            start = day.minute_at(rng.uniform(13.0, 17.0))
            runs.append(Run(start, rng.randint(60, 180), self._cooler_kw))
        return runs

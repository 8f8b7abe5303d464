"""Makes files of random shape from a known truth, as meters and utilities might write them."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from random import Random
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

ZONES = ("UTC", "Europe/Bucharest", "Europe/London", "America/New_York", "Asia/Kolkata")
STEPS_S = (900, 1800, 3600, 86_400)
UNITS = {"kWh": Decimal(1), "Wh": Decimal(1000), "MWh": Decimal("0.001"), "kW": None, "W": None}
STARTS, ENDS = ("Start", "From", "Von", "Begin"), ("End", "Until", "Bis", "Period end")
DATE_STYLES = {
    "%Y-%m-%d": None, "%d.%m.%Y": "dmy", "%d/%m/%Y": "dmy", "%m/%d/%Y": "mdy",
    "%Y/%m/%d": None, "%d-%b-%Y": None, "%d.%m.%y": "dmy", "%Y%m%d": None,
}  # fmt: skip
OTHERS = {
    "Meter": lambda random: "541448860000123456",
    "Price (EUR)": lambda random: f"0.{random.randint(10, 40)}",
    "Temperature °C": lambda random: str(random.randint(-5, 30)),
    "Comment": lambda random: random.choice(("", "checked", "ok")),
    "Status": lambda random: "OK",
    "Tariff": lambda random: random.choice(("day", "night")),
}

FLAGS = (
    {"measured": "A", "estimated": "E", "missing": "Missing"},
    {"measured": "Actual", "estimated": "Estimated", "missing": "Missing"},
    {"measured": "Real", "estimated": "Estimado", "missing": "Missing"},
)


class Truth(NamedTuple):
    """A reading as it is true: from when on, for how long (s; None: a register), in µWh.

    ``flag``: measured, estimated or missing; a missing one is never stored.
    """

    start: datetime
    length_s: int | None
    value_uwh: int
    flag: str = "measured"


class RandomFile(NamedTuple):
    """A file, the zone of its device, its series by name, and what would answer questions.

    ``answers``: for the first series alone; ``each``: for all, each into a channel of its own.
    """

    text: bytes
    zone: str
    series: dict[str, set[Truth]]
    answers: dict[str, Any]
    each: dict[str, dict[str, Any]]


class Maker:
    """Makes one file of a seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.zone = self.pick(ZONES)
        self.step_s = self.pick(STEPS_S)
        self.is_register = self.random.random() < 0.25
        self.style = self.pick(tuple(DATE_STYLES))
        self.delimiter = self.pick((",", ";", "\t", "|"))
        self.comma = self.delimiter != "," and self.random.random() < 0.5
        self.layout = self.pick(
            ("joined", "apart", "both", "range", "offset", "utc", "numbers", "wide")
        )
        if self.layout in {"numbers", "wide"}:
            self.is_register = self.ends = False
            self.step_s = self.pick((900, 1800, 3600))
        self.columns = self.layout not in {"numbers", "wide"} and self.random.random() < 0.2
        self.unit = self.pick(("kWh", "Wh", "MWh") if self.is_register else tuple(UNITS))
        self.ends = not self.is_register and self.random.random() < 0.4
        self.clock = self.pick(("%H:%M", "%H:%M:%S", "%I:%M %p"))
        self.names = self.pick(((), (), ("Offtake", "Injection"), ("Meter 1", "Meter 2")))
        # Of its own, so that flags don't change the rest of a file.
        self.flagging = Random(f"flags {seed}")
        has_rows = self.layout != "wide" and not (self.columns and self.names)
        is_flagged = has_rows and self.flagging.random() < 0.3
        self.flags = self.flagging.choice(FLAGS) if is_flagged else None

    def pick(self, options: Any) -> Any:
        """Return one of some options."""
        return self.random.choice(options)

    def make(self) -> RandomFile:
        """Return the file."""
        series: dict[str, list[Truth]] = {}
        for name in self.names or ("",):
            # Columns side by side have the times of the first.
            shared = next(iter(series.values()), None) if self.columns else None
            series[name] = self._series(shared)
        header, rows = self._table(series)
        order = list(range(len(header)))
        self.random.shuffle(order)
        if self.layout == "wide":
            order.sort()
        lines = [[row[at] for at in order] for row in (header, *rows)]
        text = "\n".join(self.delimiter.join(line) for line in lines) + "\n"
        text = self._wrapped(text)
        encoding = self.pick(("utf-8", "utf-8-sig", "utf-16"))
        truths = {
            name: {each for each in readings if each.flag != "missing"}
            for name, readings in series.items()
        }
        each = {name: self._answers(name) for name in self.names}
        first = self._answers(self.names[0] if self.names else "")
        return RandomFile(text.encode(encoding), self.zone, truths, first, each)

    def _answers(self, name: str) -> dict[str, Any]:
        said: dict[str, Any] = {
            "unit": self.unit,
            "kind": "register" if self.is_register else "interval",
            "decimals": "comma" if self.comma else "point",
        }
        if DATE_STYLES[self.style]:
            said["dates"] = DATE_STYLES[self.style]
        if self.names and self.columns:
            said["value_column"] = f"{name} {self.unit}"
        elif self.names:
            said["only"] = [f"Register={name}"]
        return said

    def _wrapped(self, text: str) -> str:
        if self.random.random() < 0.3:
            above = [f"Report{self.delimiter}Usage", f"Customer{self.delimiter}A. N. Other"]
            text = "\n".join([*above, text])
        if self.random.random() < 0.2:
            text += f"Total{self.delimiter}{self.delimiter}\n"
        if self.random.random() < 0.1:
            text = f"sep={self.delimiter}\n{text}"
        return text

    def _series(self, shared: list[Truth] | None) -> list[Truth]:
        zone = ZoneInfo(self.zone)
        day = datetime(2024, 1, 1) + timedelta(days=self.random.randrange(600))
        if self.random.random() < 0.3:
            day = self.pick((datetime(2024, 3, 30), datetime(2024, 10, 26), datetime(2024, 11, 2)))
        count = self.random.randrange(3, 60)
        if self.layout in {"numbers", "wide"}:
            last = (day + timedelta(days=self.random.randrange(2, 5))).replace(tzinfo=zone)
            first = day.replace(tzinfo=zone).astimezone(UTC)
            count = int((last.astimezone(UTC) - first).total_seconds()) // self.step_s
        starts = self._starts(day, zone, count)
        if shared is not None:
            last = shared[-1]
            ends = last.start + timedelta(seconds=last.length_s or self.step_s)
            starts = [*(each.start for each in shared), ends]
        total = self.random.randrange(10**6, 10**9)
        readings: list[Truth] = []
        for start, end in pairwise(starts):
            step = self.random.randrange(5000)
            total += step
            milli = total if self.is_register else step
            length_s = int((end - start).total_seconds())
            readings.append(
                Truth(
                    start,
                    None if self.is_register else length_s,
                    self._uwh(milli, length_s),
                    self._flag(),
                )
            )
        return readings

    def _flag(self) -> str:
        if self.flags is None:
            return "measured"
        return self.flagging.choices(tuple(self.flags), (8, 2, 1))[0]

    def _starts(self, day: datetime, zone: ZoneInfo, count: int) -> list[datetime]:
        if self.step_s == 86_400:
            days = (day + timedelta(days=n) for n in range(count + 1))
            return [each.replace(tzinfo=zone).astimezone(UTC) for each in days]
        first = day.replace(tzinfo=zone).astimezone(UTC)
        return [first + timedelta(seconds=self.step_s * n) for n in range(count + 1)]

    def _uwh(self, milli: int, length_s: int) -> int:
        """µWh of a value in thousandths of the file's unit."""
        per = {"Wh": 10**3, "kWh": 10**6, "MWh": 10**9}
        if self.unit in per:
            return milli * per[self.unit]
        exact = Decimal(milli) * (10**6 if self.unit == "kW" else 10**3) * length_s / 3600
        return int(exact.to_integral_value())

    def _number(self, truth: Truth) -> str:
        per = {"Wh": 10**6, "kWh": 10**9, "MWh": 10**12}.get(self.unit)
        if per is None:
            per = (10**9 if self.unit == "kW" else 10**6) * Decimal(truth.length_s or 0) / 3600
        text = f"{round(Decimal(truth.value_uwh) / per, 3):f}"
        return text.replace(".", ",") if self.comma else text

    def _table(self, series: dict[str, list[Truth]]) -> tuple[list[str], list[list[str]]]:
        if self.layout == "wide":
            return self._wide(series)
        if self.columns and self.names:
            return self._side_by_side(series)
        others = self.random.sample(sorted(OTHERS), self.random.randrange(3))
        times = self._time_names()
        value = f"Meter reading {self.unit}" if self.is_register else f"Energy {self.unit}"
        if self.unit in {"W", "kW"}:
            value = f"Power {self.unit}"
        header = [*times, value, *(["Register"] if self.names else []), *others]
        rows = [
            (truth, [*self._times(truth), self._number(truth), *([name] if self.names else [])])
            for name, readings in series.items()
            for truth in readings
        ]
        match self.pick(("as is", "by time", "backwards")):
            case "by time":
                rows.sort(key=lambda row: row[0].start)
            case "backwards":
                rows.sort(key=lambda row: row[0].start, reverse=True)
            case _:
                pass
        for _, row in rows:
            row += [OTHERS[name](self.random) for name in others]
        if self.flags is not None:
            header.append("Quality")
            for truth, row in rows:
                row.append(self.flags[truth.flag])
        return header, [row for _, row in rows]

    def _side_by_side(self, series: dict[str, list[Truth]]) -> tuple[list[str], list[list[str]]]:
        """A column for each series."""
        header = [*self._time_names(), *(f"{name} {self.unit}" for name in series)]
        together = zip(*series.values(), strict=False)
        return header, [
            [*self._times(truths[0]), *(self._number(each) for each in truths)]
            for truths in together
        ]

    def _wide(self, series: dict[str, list[Truth]]) -> tuple[list[str], list[list[str]]]:
        """A row for each day, a column for each of its periods, also of a day of 25 hours."""
        zone = ZoneInfo(self.zone)
        most = 25 * 3600 // self.step_s
        header = ["Date", "Unit", *(["Register"] if self.names else [])]
        header += [f"H{number}" for number in range(1, most + 1)]
        rows: list[list[str]] = []
        for name, readings in series.items():
            days: dict[str, list[Truth]] = {}
            for truth in readings:
                days.setdefault(f"{truth.start.astimezone(zone):%Y-%m-%d}", []).append(truth)
            for day, truths in days.items():
                values = [self._number(each) for each in truths]
                filled = [*values, *[""] * (most - len(values))]
                rows.append([day, self.unit, *([name] if self.names else []), *filled])
        return header, rows

    def _time_names(self) -> list[str]:
        name = self.pick(ENDS) if self.ends else self.pick((*STARTS, "Time"))
        match self.layout:
            case "apart":
                return (
                    ["Date", name if self.ends else "Clock time"] if self.ends else ["Date", name]
                )
            case "both" if not self.is_register:
                return [self.pick(STARTS), self.pick(ENDS)]
            case "range" if not self.is_register:
                return ["Period"]
            case "utc":
                return [f"{name} (UTC)"]
            case "numbers":
                return ["Date", "Hour" if self.step_s == 3600 else "Period"]
            case _:
                return [name]

    def _times(self, truth: Truth) -> list[str]:
        start = truth.start
        end = start + timedelta(seconds=truth.length_s or 0)
        at = end if self.ends else start
        match self.layout:
            case "apart":
                return self._text(at).split(" ", 1)
            case "both" if not self.is_register:
                return [self._text(start), self._text(end)]
            case "range" if not self.is_register:
                return [f"{self._text(start)} to {self._text(end)}"]
            case "offset":
                return [at.astimezone(ZoneInfo(self.zone)).isoformat()]
            case "numbers":
                local = start.astimezone(ZoneInfo(self.zone))
                midnight = local.replace(hour=0, minute=0, fold=0).astimezone(UTC)
                number = int((start - midnight).total_seconds()) // self.step_s + 1
                return [f"{local:{self.style}}", str(number)]
            case "utc":
                return [at.strftime(f"{self.style} {self.clock}")]
            case _:
                return [self._text(at)]

    def _text(self, at: datetime) -> str:
        return at.astimezone(ZoneInfo(self.zone)).strftime(f"{self.style} {self.clock}")

"""Formats figures in either language: with as many digits as needed."""

import datetime as dt

from kilowatch.contracts.time_zones import zone_or_utc
from kilowatch.support.domain import Language

_WEEKDAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "ro": ("luni", "marți", "miercuri", "joi", "vineri", "sâmbătă", "duminică"),
}


def number(value: float, language: Language, digits: int = 2) -> str:
    """Return a number with at most ``digits`` decimals, in the notation of the language."""
    text = f"{value:.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    text = "0" if text in {"-0", ""} else text
    return text if language == "en" else text.replace(".", ",")


def kwh(value: float, language: Language) -> str:
    """Return energy in kWh: two decimals, more below 0.1 where they would be lost."""
    return f"{number(value, language, 2 if abs(value) >= 0.1 or value == 0 else 4)} kWh"


def amount(value: float, unit: str, language: Language) -> str:
    """Return a quantity in its unit: m3 as m³."""
    if unit == "kWh":
        return kwh(value, language)
    digits = 2 if abs(value) >= 0.1 or value == 0 else 4
    return f"{number(value, language, digits)} {'m³' if unit == 'm3' else unit}"


def percent(share: float, language: Language) -> str:
    """Return a share as a percentage, without decimals."""
    return f"{number(share * 100, language, 0)} %" if language == "ro" else f"{share * 100:.0f}%"


def clock(moment: str | dt.datetime, time_zone: str) -> str:
    """Return hour and minute of an instant in a time zone."""
    return local(moment, time_zone).strftime("%H:%M")


def day(date: dt.date, language: Language) -> str:
    """Return a date with its day of the week."""
    name = _WEEKDAYS[language][date.weekday()]
    return f"{name} {date.isoformat()}" if language == "en" else f"{name}, {date:%d.%m.%Y}"


def date(day: dt.date, language: Language) -> str:
    """Return a date without its day of the week."""
    return day.isoformat() if language == "en" else f"{day:%d.%m.%Y}"


def local(moment: str | dt.datetime, time_zone: str) -> dt.datetime:
    """Return an instant in a time zone."""
    at = dt.datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    return at.astimezone(zone_or_utc(time_zone))

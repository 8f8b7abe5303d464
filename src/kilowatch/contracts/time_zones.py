"""The time zone names that the platform accepts, the same in every service.

The names are those of the tzdata package alone. A host's own files contain more (``localtime``,
``posixrules``, ``right/…``), which mean different zones on different hosts.
"""

from functools import cache
from importlib import resources
from typing import Final
from zoneinfo import ZoneInfo

NOT_A_PLACE: Final = frozenset({"Factory"})
"""Stands for a clock that was never set."""

UNKNOWN_TIME_ZONE: Final = "is not a time zone of the IANA database, such as Europe/London"
"""The message of every service about a name that `is_time_zone` rejects."""


@cache
def time_zones() -> frozenset[str]:
    """Return the names of all time zones."""
    names = resources.files("tzdata").joinpath("zones").read_text(encoding="ascii")
    return frozenset(names.split()) - NOT_A_PLACE


def is_time_zone(name: str) -> bool:
    """Return true for a zone of the IANA database, in its exact spelling."""
    return name in time_zones()


def zone_or_utc(name: str) -> ZoneInfo:
    """Return the zone of that name, or UTC if an earlier release accepted another name."""
    return ZoneInfo(name if is_time_zone(name) else "UTC")

"""Time zones: which names the platform takes, the same in every service.

The names are those of the tzdata package alone. A host's own files hold more (``localtime``,
``posixrules``, ``right/…``), and mean another zone on another host.
"""

from functools import cache
from importlib import resources
from typing import Final
from zoneinfo import ZoneInfo

NOT_A_PLACE: Final = frozenset({"Factory"})
"""Stands for a clock that nobody has set."""

UNKNOWN_TIME_ZONE: Final = "is not a time zone of the IANA database, such as Europe/London"
"""The message of every service about a name that `is_time_zone` doesn't know."""


@cache
def time_zones() -> frozenset[str]:
    """Return the names of all time zones."""
    names = resources.files("tzdata").joinpath("zones").read_text(encoding="ascii")
    return frozenset(names.split()) - NOT_A_PLACE


def is_time_zone(name: str) -> bool:
    """Return whether ``name`` is a zone of the IANA database, exactly as it is written there."""
    return name in time_zones()


def zone_or_utc(name: str) -> ZoneInfo:
    """Return the zone of that name, or UTC where an earlier release let another name through."""
    return ZoneInfo(name if is_time_zone(name) else "UTC")

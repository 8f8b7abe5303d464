"""A time zone in a request."""

from typing import Annotated, TypeAlias

from pydantic import AfterValidator, StringConstraints

from kilowatch.contracts.time_zones import UNKNOWN_TIME_ZONE, is_time_zone

LONGEST_NAME = 100


def _checked(name: str) -> str:
    if not is_time_zone(name):
        raise ValueError(UNKNOWN_TIME_ZONE)
    return name


TimeZoneName: TypeAlias = Annotated[
    str, StringConstraints(max_length=LONGEST_NAME), AfterValidator(_checked)
]
"""The name of a zone of the IANA database."""

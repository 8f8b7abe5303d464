"""The longest maintenance. Pure; the time is an argument."""

from datetime import datetime, timedelta
from typing import Final

from kilowatch.kit.errors import KilowatchError

LONGEST: Final = timedelta(days=31)


class MaintenanceRefused(KilowatchError):
    """The end of the maintenance is in the past, or more than 31 days ahead."""

    code = "maintenance_refused"


def check_end(until: datetime, now: datetime) -> None:
    """Raise `MaintenanceRefused` unless ``until`` is ahead of ``now`` by at most `LONGEST`."""
    if not now < until <= now + LONGEST:
        raise MaintenanceRefused("The end must be ahead, by at most 31 days.")

"""Events of `monitoring` about hours above a device's limit."""

from datetime import datetime

from kilowatch.contracts.events import Event, event
from kilowatch.contracts.ids import DeviceId, UserId


class OverconsumptionState(Event, frozen=True, kw_only=True):
    """The verdict on one hour of one device, as of ``version`` of that verdict.

    ``hour`` is the start of the device's clock hour, UTC. ``owner_id`` owned the device in
    that hour. ``live`` is false for history: only live alerts notify the owner.
    """

    device_id: DeviceId
    device_name: str
    owner_id: UserId | None
    hour: datetime
    time_zone: str
    energy_uwh: int
    limit_uwh: int | None
    version: int
    live: bool
    channel: str = "import"


@event("monitoring.overconsumption_detected.v1")
class OverconsumptionDetected(OverconsumptionState, frozen=True, kw_only=True):
    """The hour's energy exceeded its limit."""


@event("monitoring.overconsumption_retracted.v1")
class OverconsumptionRetracted(OverconsumptionState, frozen=True, kw_only=True):
    """The hour turned out to be within its limit after all."""


class EarlyWarningState(Event, frozen=True, kw_only=True):
    """The verdict on one hour of one device near its limit, as of ``version`` of that verdict.

    ``share_percent`` of the limit is the threshold chosen by the owner, ``owner_id``.
    ``live`` as with overconsumption.
    """

    device_id: DeviceId
    device_name: str
    owner_id: UserId
    hour: datetime
    time_zone: str
    energy_uwh: int
    limit_uwh: int | None
    share_percent: int
    version: int
    live: bool
    channel: str = "import"


@event("monitoring.early_warning_raised.v1")
class EarlyWarningRaised(EarlyWarningState, frozen=True, kw_only=True):
    """The hour's energy exceeded that share of its limit."""


@event("monitoring.early_warning_retracted.v1")
class EarlyWarningRetracted(EarlyWarningState, frozen=True, kw_only=True):
    """The hour turned out to be below that share after all."""

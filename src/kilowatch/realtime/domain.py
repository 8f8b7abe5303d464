"""Pure rules: events as notifications, starting positions, and close reasons."""

from datetime import datetime
from enum import Enum
from uuid import UUID

import msgspec

from kilowatch.contracts.channels import DEFAULT_CHANNEL
from kilowatch.contracts.ids import UserId
from kilowatch.contracts.overconsumption import (
    EarlyWarningRaised,
    EarlyWarningRetracted,
    EarlyWarningState,
    OverconsumptionDetected,
    OverconsumptionRetracted,
    OverconsumptionState,
)
from kilowatch.contracts.socket import CloseCode, NearLimitWarning, OverconsumptionAlert
from kilowatch.contracts.units import kilowatthours

RETRACTIONS = (OverconsumptionRetracted, EarlyWarningRetracted)
"""The events that retract an earlier notification."""

REPLAY_LIMIT = 1_000
"""A reader further behind than this loads the history instead."""

KEPT = 2 * REPLAY_LIMIT
"""Notifications kept for each user: twice the limit, so that new ones don't displace those
still to be sent to a user who is catching up."""


class Ending(Enum):
    """The end of a connection: its close code, and a reason with what to do about it."""

    AUTHENTICATE_FIRST = (
        CloseCode.UNAUTHENTICATED,
        "Send an authenticate message with an access token at once.",
    )
    BAD_TOKEN = (CloseCode.UNAUTHENTICATED, "Connect again with a valid access token.")
    FOREIGN_TOKEN = (CloseCode.UNAUTHENTICATED, "Connect anew to use another person's token.")
    EXPIRED = (CloseCode.UNAUTHENTICATED, "The access token expired: connect with a fresh one.")
    NO_LONGER_ALLOWED = (CloseCode.NO_LONGER_ALLOWED, "Your account has changed: log in again.")
    SESSION_ENDED = (CloseCode.NO_LONGER_ALLOWED, "Your session has ended: log in again.")
    MALFORMED = (CloseCode.MALFORMED, "Send JSON text of at most 4096 bytes as documented.")
    PARAMETERS = (
        CloseCode.MALFORMED,
        "This address has no parameters: send the token in a message.",
    )
    TOO_SLOW = (CloseCode.TOO_SLOW, "Connect again with the last number you have seen.")
    TOO_MANY_SOCKETS = (CloseCode.TOO_MANY_SOCKETS, "Close some of your other tabs first.")
    TOO_MANY_OF_ADDRESS = (
        CloseCode.TOO_MANY_SOCKETS,
        "Too many connections come from your address: try again in a minute.",
    )
    TOO_MANY_MESSAGES = (
        CloseCode.TOO_MANY_SOCKETS,
        "You are sending messages too quickly: connect again in a minute.",
    )
    TOO_MANY_WAITING = (CloseCode.TRY_LATER, "Many are connecting: try again in a few seconds.")
    FAILED = (CloseCode.FAILED, "Something went wrong on our side: try again in a while.")
    TRY_LATER = (CloseCode.TRY_LATER, "Connect again in a few seconds.")

    def __init__(self, code: CloseCode, reason: str) -> None:
        self.code = code
        self.reason = reason


class ConnectionEnds(Exception):
    """This connection must end, for the reason in ``ending``."""

    def __init__(self, ending: Ending) -> None:
        super().__init__(ending.reason)
        self.ending = ending


class Draft(msgspec.Struct, frozen=True):
    """A notification without a number.

    ``subject`` names the thing whose state it carries, as of ``version``.
    """

    user_id: UserId
    kind: str
    subject: str
    version: int
    body: str
    event_id: UUID


class Notification(msgspec.Struct, frozen=True):
    """A notification before it has a number; ``body`` is JSON under the name of its ``kind``."""

    user_id: UserId
    number: int
    kind: str
    body: str
    created_at: datetime
    correlation_id: str | None = None
    """The correlation id of its event."""


class LastNotification(msgspec.Struct, frozen=True):
    """The last notification of a subject: its number and its state as of ``version``."""

    number: int
    version: int
    state: str


class StartingPoint(msgspec.Struct, frozen=True):
    """Notifications after ``number`` are to be sent; ``gap`` if that skips some."""

    number: int
    gap: bool


def draft_of(
    event: OverconsumptionState | EarlyWarningState,
    *,
    silent: bool = False,
    was_notified: bool = False,
) -> Draft | None:
    """Return the notification of ``event`` for its owner, or None if there is none.

    ``silent``: it comes in their quiet hours. ``was_notified``: they had a notification of that
    hour before, so its retraction reaches them however late it comes; a late one is silent.
    """
    late_retraction = was_notified and isinstance(event, RETRACTIONS)
    if event.owner_id is None or not (event.live or late_retraction):
        return None
    if isinstance(event, EarlyWarningState):
        kind, message = "early_warning", near_limit_warning(event)
    else:
        kind, message = "alert", overconsumption_alert(event)
    message = msgspec.structs.replace(message, silent=silent or not event.live)
    return Draft(
        user_id=event.owner_id,
        kind=kind,
        subject=subject_of(event),
        version=event.version,
        body=msgspec.json.encode(message).decode(),
        event_id=event.event_id,
    )


def notification_of(
    event: OverconsumptionState | EarlyWarningState,
    last: LastNotification | None,
    *,
    silent: bool = False,
) -> Draft | None:
    """Return the notification of ``event`` for an owner whose last one is ``last``, or None.

    Events may overtake each other, and a verdict in between may have sent none: a state
    that the user knows already is not sent again.
    """
    if last is not None and (event.version <= last.version or state_of(event) == last.state):
        return None
    return draft_of(event, silent=silent, was_notified=last is not None)


def state_of(event: OverconsumptionState | EarlyWarningState) -> str:
    """Return the state that ``event`` gives its subject, as notifications name it."""
    return "retracted" if isinstance(event, RETRACTIONS) else "raised"


def subject_of(event: OverconsumptionState | EarlyWarningState) -> str:
    """Return the subject of ``event``: one hour of one channel, by its limit or near it."""
    about = "early_warning" if isinstance(event, EarlyWarningState) else "overconsumption"
    subject = f"{about}/{event.device_id}/{event.hour.isoformat()}"
    return subject if event.channel == DEFAULT_CHANNEL else f"{subject}/{event.channel}"


def overconsumption_alert(event: OverconsumptionState) -> OverconsumptionAlert:
    """Return the event as an alert, in kWh."""
    return OverconsumptionAlert(
        device_id=event.device_id,
        device_name=event.device_name,
        channel=event.channel,
        hour=event.hour,
        time_zone=event.time_zone,
        energy_kwh=kilowatthours(event.energy_uwh),
        limit_kwh=_kwh(event.limit_uwh),
        state="raised" if isinstance(event, OverconsumptionDetected) else "retracted",
    )


def near_limit_warning(event: EarlyWarningState) -> NearLimitWarning:
    """Return the event as an early warning, in kWh."""
    return NearLimitWarning(
        device_id=event.device_id,
        device_name=event.device_name,
        channel=event.channel,
        hour=event.hour,
        time_zone=event.time_zone,
        energy_kwh=kilowatthours(event.energy_uwh),
        limit_kwh=_kwh(event.limit_uwh),
        share=event.share_percent / 100,
        state="raised" if isinstance(event, EarlyWarningRaised) else "retracted",
    )


def _kwh(energy_uwh: int | None) -> float | None:
    return None if energy_uwh is None else kilowatthours(energy_uwh)


def starting_point(after: int | None, last_number: int) -> StartingPoint:
    """Return the position from which to replay for a reader that has seen ``after``.

    Without ``after`` only new notifications count. A number that was never assigned (the
    database was restored from a backup) leaves no way to find what was missed.
    """
    if after is None:
        return StartingPoint(last_number, gap=False)
    if 0 <= last_number - after <= REPLAY_LIMIT:
        return StartingPoint(after, gap=False)
    return StartingPoint(last_number, gap=True)


def wire_form(notification: Notification) -> str:
    """Return the notification as a socket message.

    The stored body is sent unchanged, so that during an upgrade an old process can push
    the kinds that a newer one stores.
    """
    message = {
        "type": notification.kind,
        "number": notification.number,
        "sent_at": notification.created_at,
        notification.kind: msgspec.Raw(notification.body.encode()),
    }
    if notification.correlation_id is not None:
        message["correlation_id"] = notification.correlation_id
    return msgspec.json.encode(message).decode()

"""Messages between a browser and `realtime` over ``/ws``, as JSON text messages.

The protocol is described in docs/realtime.md. Every message names itself in ``type``. A server
refuses a message with a field that it does not have; a client ignores those it does not know.
"""

from datetime import datetime
from enum import IntEnum
from typing import Annotated, Final, Literal, TypeAlias
from uuid import UUID

import msgspec

from kilowatch.contracts.ids import DeviceId, UserId
from kilowatch.contracts.support import Author, ChatMessage, ChatPart, ConversationState

MAX_CLIENT_MESSAGE_BYTES: Final = 4096
MAX_WATCHED_DEVICES: Final = 100


CorrelationId: TypeAlias = str | msgspec.UnsetType
"""The id by which the logs of all services know what a message tells of; absent where unknown."""


class CloseCode(IntEnum):
    """The reason why the server closed a connection, with what to do about it."""

    FAILED = 1011
    RESTART = 1012
    TRY_LATER = 1013
    MALFORMED = 4400
    UNAUTHENTICATED = 4401
    NO_LONGER_ALLOWED = 4403
    TOO_SLOW = 4408
    TOO_MANY_SOCKETS = 4429


class Message(msgspec.Struct, frozen=True, kw_only=True, tag_field="type"):
    """Base of every message; its tag is the JSON field ``type``."""


class Authenticate(
    Message, frozen=True, kw_only=True, tag="authenticate", forbid_unknown_fields=True
):
    """The first message of a client, and any later one with a fresh token of the same person.

    ``after`` is the number of the last notification the client has seen; without it only
    new ones are sent. It counts in the first message only.
    """

    token: str
    after: Annotated[int, msgspec.Meta(ge=0)] | None = None


class Ping(Message, frozen=True, kw_only=True, tag="ping", forbid_unknown_fields=True):
    """Asks whether the server is there; a page can't send the WebSocket's own ping."""


class Watch(Message, frozen=True, kw_only=True, tag="watch", forbid_unknown_fields=True):
    """The devices on screen: send their live readings, in place of those watched before.

    Devices that are not the person's to see are passed over without a word, and begin to be
    seen where that changes. An empty list ends it.
    """

    device_ids: Annotated[list[DeviceId], msgspec.Meta(max_length=MAX_WATCHED_DEVICES)]


ClientMessage: TypeAlias = Authenticate | Ping | Watch


class Ready(Message, frozen=True, kw_only=True, tag="ready"):
    """The token is good until ``expires_at``; ``last_number`` is the newest there is."""

    user_id: UserId
    last_number: int
    expires_at: datetime


class OverconsumptionAlert(msgspec.Struct, frozen=True, kw_only=True):
    """The judgement of one hour of one device.

    ``hour`` is the start of the clock hour in UTC; ``time_zone`` is the device's, for showing
    it. ``limit_kwh`` is None where the device no longer has a limit for that hour. ``silent``:
    it came in the person's quiet hours, list it without interrupting them.
    """

    device_id: DeviceId
    device_name: str
    hour: datetime
    time_zone: str
    energy_kwh: float
    limit_kwh: float | None
    state: Literal["raised", "retracted"]
    silent: bool = False


class NearLimitWarning(msgspec.Struct, frozen=True, kw_only=True):
    """The verdict on one hour of one device near its limit, by the share that the owner chose.

    ``share`` of the limit was passed (0.8: 80 %); an alert for the same hour takes its place.
    """

    device_id: DeviceId
    device_name: str
    hour: datetime
    time_zone: str
    energy_kwh: float
    limit_kwh: float | None
    share: float
    state: Literal["raised", "retracted"]
    silent: bool = False


class Alert(Message, frozen=True, kw_only=True, tag="alert"):
    """A notification. Numbers run 1, 2, 3 … for each person, without holes."""

    number: int
    sent_at: datetime
    alert: OverconsumptionAlert
    correlation_id: CorrelationId = msgspec.UNSET


class EarlyWarning(Message, frozen=True, kw_only=True, tag="early_warning"):
    """A notification like an alert, numbered with them."""

    number: int
    sent_at: datetime
    early_warning: NearLimitWarning
    correlation_id: CorrelationId = msgspec.UNSET


class Chat(Message, frozen=True, kw_only=True, tag="chat"):
    """A notification like an alert: a message of one's own conversation, one's own words too."""

    number: int
    sent_at: datetime
    chat: ChatMessage
    correlation_id: CorrelationId = msgspec.UNSET


class Conversation(Message, frozen=True, kw_only=True, tag="conversation"):
    """A notification like an alert: how a conversation stands, to its client and administrators.

    Administrators get one for every message as well, whose text they load.
    """

    number: int
    sent_at: datetime
    conversation: ConversationState
    correlation_id: CorrelationId = msgspec.UNSET


class ChatTyping(Message, frozen=True, kw_only=True, tag="chat_typing"):
    """Somebody is writing. It holds for a few seconds and is not sent again once missed."""

    conversation_id: UUID
    author: Author


class ChatSentence(Message, frozen=True, kw_only=True, tag="chat_sentence"):
    """A part of an answer that is being written; the whole comes as a `Chat` of that identifier.

    Parts count from 0. Missing one does no harm: the whole replaces them all.
    """

    conversation_id: UUID
    message_id: UUID
    index: int
    part: ChatPart


class ChatMarks(Message, frozen=True, kw_only=True, tag="chat_marks"):
    """Up to which number of a message either side has received and read the conversation."""

    conversation_id: UUID
    client_delivered: int
    client_read: int
    staff_delivered: int
    staff_read: int


class Gap(Message, frozen=True, kw_only=True, tag="gap"):
    """More came after the client's ``after`` than can be replayed: load the history instead.

    Notifications after ``last_number`` follow as usual.
    """

    last_number: int


class Expiring(Message, frozen=True, kw_only=True, tag="expiring"):
    """The token ends soon: send a fresh one before ``expires_at`` to keep the connection."""

    expires_at: datetime


class Pong(Message, frozen=True, kw_only=True, tag="pong"):
    """The answer to a ping."""


class Watching(Message, frozen=True, kw_only=True, tag="watching"):
    """The watched devices whose readings come from now on: the answer to a `Watch`.

    It comes again whenever a watched device becomes, or no longer is, the person's to see.
    """

    device_ids: list[DeviceId]


class LiveValue(msgspec.Struct, frozen=True, kw_only=True):
    """The newest reading of a device. ``measured_at`` is the start of its interval, UTC.

    ``power_kw`` is the mean over the interval, None where the meter did not say how long it is.
    """

    device_id: DeviceId
    measured_at: datetime
    interval_s: int | None
    energy_kwh: float
    power_kw: float | None
    correlation_id: CorrelationId = msgspec.UNSET


class Live(Message, frozen=True, kw_only=True, tag="live"):
    """The newest reading of each watched device that has a new one; once a second at most."""

    readings: list[LiveValue]


ServerMessage: TypeAlias = (
    Ready
    | Alert
    | EarlyWarning
    | Chat
    | Conversation
    | ChatTyping
    | ChatSentence
    | ChatMarks
    | Gap
    | Expiring
    | Pong
    | Watching
    | Live
)

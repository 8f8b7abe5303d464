"""Messages between a browser and `realtime` over ``/ws``, as JSON text messages.

The protocol is described in docs/realtime.md. Every message has its name in ``type``. A server
rejects a message with an unknown field; a client ignores unknown fields.
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
"""The correlation id of what a message is about; absent if unknown."""


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
    """The first message of a client, and any later one with a fresh token of the same user.

    ``after`` is the number of the last notification the client has seen; without it only
    new ones are sent. It counts in the first message only.
    """

    token: str
    after: Annotated[int, msgspec.Meta(ge=0)] | None = None


class Ping(Message, frozen=True, kw_only=True, tag="ping", forbid_unknown_fields=True):
    """Asks whether the server is there; a page can't send the WebSocket's own ping."""


class Watch(Message, frozen=True, kw_only=True, tag="watch", forbid_unknown_fields=True):
    """The devices on screen: send their live readings, instead of those watched before.

    Devices that the user may not see are skipped silently, and are included once that
    changes. An empty list stops live readings.
    """

    device_ids: Annotated[list[DeviceId], msgspec.Meta(max_length=MAX_WATCHED_DEVICES)]


ClientMessage: TypeAlias = Authenticate | Ping | Watch


class Ready(Message, frozen=True, kw_only=True, tag="ready"):
    """The token is valid until ``expires_at``; ``last_number`` is the latest notification's."""

    user_id: UserId
    last_number: int
    expires_at: datetime


class OverconsumptionAlert(msgspec.Struct, frozen=True, kw_only=True):
    """The verdict on one hour of one device.

    ``hour`` is the start of the clock hour in UTC; ``time_zone`` is the device's, for display.
    ``limit_kwh`` is None if the device no longer has a limit for that hour. ``silent``: it came
    in the user's quiet hours, so list it without a notice.
    """

    device_id: DeviceId
    device_name: str
    hour: datetime
    time_zone: str
    energy_kwh: float
    limit_kwh: float | None
    state: Literal["raised", "retracted"]
    silent: bool = False
    channel: str = "import"


class NearLimitWarning(msgspec.Struct, frozen=True, kw_only=True):
    """The verdict on one hour of one device near its limit, by the share that the owner chose.

    ``share`` of the limit was exceeded (0.8: 80 %); an alert for the same hour replaces it.
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
    channel: str = "import"


class Alert(Message, frozen=True, kw_only=True, tag="alert"):
    """A notification. Numbers run 1, 2, 3 … for each user, without gaps."""

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
    """A notification like an alert: a message of one's own conversation, including one's own."""

    number: int
    sent_at: datetime
    chat: ChatMessage
    correlation_id: CorrelationId = msgspec.UNSET


class Conversation(Message, frozen=True, kw_only=True, tag="conversation"):
    """A notification like an alert: the state of a conversation, for its client and administrators.

    Administrators get one for every message as well, and load its text.
    """

    number: int
    sent_at: datetime
    conversation: ConversationState
    correlation_id: CorrelationId = msgspec.UNSET


class ChatTyping(Message, frozen=True, kw_only=True, tag="chat_typing"):
    """The other side is typing. It applies for a few seconds and is not sent again once missed."""

    conversation_id: UUID
    author: Author


class ChatSentence(Message, frozen=True, kw_only=True, tag="chat_sentence"):
    """A part of an answer in progress; the whole follows as a `Chat` with the same identifier.

    Parts count from 0. Missing one does no harm: the whole replaces them all.
    """

    conversation_id: UUID
    message_id: UUID
    index: int
    part: ChatPart


class ChatMarks(Message, frozen=True, kw_only=True, tag="chat_marks"):
    """The number of the last message that either side has received and read."""

    conversation_id: UUID
    client_delivered: int
    client_read: int
    staff_delivered: int
    staff_read: int


class Gap(Message, frozen=True, kw_only=True, tag="gap"):
    """More notifications came after the client's ``after`` than can be replayed: load the history.

    Notifications after ``last_number`` follow as usual.
    """

    last_number: int


class Expiring(Message, frozen=True, kw_only=True, tag="expiring"):
    """The token expires soon: send a fresh one before ``expires_at`` to keep the connection."""

    expires_at: datetime


class Pong(Message, frozen=True, kw_only=True, tag="pong"):
    """The response to a ping."""


class Watching(Message, frozen=True, kw_only=True, tag="watching"):
    """The watched devices whose readings are sent from now on: the response to a `Watch`.

    Sent again whenever the user gains or loses access to a watched device.
    """

    device_ids: list[DeviceId]


class LiveValue(msgspec.Struct, frozen=True, kw_only=True):
    """The latest reading of a device. ``measured_at`` is the start of its interval, UTC.

    ``power_kw`` is the mean over the interval, None if the meter did not report its length.
    """

    device_id: DeviceId
    measured_at: datetime
    interval_s: int | None
    energy_kwh: float
    power_kw: float | None
    correlation_id: CorrelationId = msgspec.UNSET


class Live(Message, frozen=True, kw_only=True, tag="live"):
    """The latest reading of each watched device that has a new one; at most once a second."""

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

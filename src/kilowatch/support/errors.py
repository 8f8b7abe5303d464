"""The errors of support."""

from kilowatch.contracts.ids import UserId
from kilowatch.kit.errors import KilowatchError, Kind

MOST_OPEN = 20
"""Conversations of one client that are not closed."""


class ConversationNotFound(KilowatchError):
    """No such conversation, or none of the caller's."""

    kind = Kind.NOT_FOUND
    code = "conversation_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such conversation.")


class ConversationClosed(KilowatchError):
    """Nothing is said in a closed conversation until it is reopened."""

    kind = Kind.CONFLICT
    code = "conversation_closed"

    def __init__(self) -> None:
        super().__init__("This conversation is closed; reopen it first.")


class AlreadyTaken(KilowatchError):
    """Another administrator has the conversation."""

    kind = Kind.CONFLICT
    code = "already_taken"

    def __init__(self, by: UserId) -> None:
        super().__init__("A colleague has this conversation.", assigned_to=str(by))


class NotYours(KilowatchError):
    """Only who has taken a conversation over may answer in it."""

    kind = Kind.CONFLICT
    code = "not_yours"

    def __init__(self) -> None:
        super().__init__("Take this conversation over first.")


class MessageIdTaken(KilowatchError):
    """Another message of this conversation bears the identifier."""

    kind = Kind.CONFLICT
    code = "message_id_taken"

    def __init__(self) -> None:
        super().__init__("This identifier belongs to another message.")


class TooManyConversations(KilowatchError):
    """A client has too many open conversations."""

    kind = Kind.TOO_MANY
    code = "too_many_conversations"

    def __init__(self) -> None:
        super().__init__(f"Close one of your {MOST_OPEN} open conversations first.")


class ClientsOnly(KilowatchError):
    """Administrators answer; they do not ask."""

    kind = Kind.FORBIDDEN
    code = "clients_only"

    def __init__(self) -> None:
        super().__init__("Conversations are opened by clients.")


class TooManyMessages(KilowatchError):
    """A client writes faster than anybody could answer."""

    kind = Kind.TOO_MANY
    code = "too_many_messages"

    def __init__(self, retry_after_s: int) -> None:
        super().__init__(
            f"You are sending messages too quickly. Try again in {retry_after_s} s.",
            retry_after_s=retry_after_s,
        )

"""The errors of support."""

from kilowatch.contracts.ids import UserId
from kilowatch.kit.errors import KilowatchError, Kind

MOST_OPEN = 20
"""The most open conversations of one client."""


class ConversationNotFound(KilowatchError):
    """The conversation doesn't exist, or the caller takes no part in it."""

    kind = Kind.NOT_FOUND
    code = "conversation_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such conversation.")


class ConversationClosed(KilowatchError):
    """The conversation is closed."""

    kind = Kind.CONFLICT
    code = "conversation_closed"
    remedy = "Reopen it first."

    def __init__(self) -> None:
        super().__init__("This conversation is closed; reopen it first.")


class AlreadyTaken(KilowatchError):
    """A colleague has taken the conversation over: `assigned_to` says who."""

    kind = Kind.CONFLICT
    code = "already_taken"
    remedy = "Name them in `taken_from` to take it from them."

    def __init__(self, by: UserId) -> None:
        super().__init__("A colleague has this conversation.", assigned_to=str(by))


class NotYours(KilowatchError):
    """Another administrator has to take the conversation over before they answer."""

    kind = Kind.CONFLICT
    code = "not_yours"
    remedy = "Take it over first."

    def __init__(self) -> None:
        super().__init__("Take this conversation over first.")


class MessageIdTaken(KilowatchError):
    """Another message of the conversation has this identifier."""

    kind = Kind.CONFLICT
    code = "message_id_taken"
    remedy = "Choose a new UUID for each message."

    def __init__(self) -> None:
        super().__init__("This identifier belongs to another message.")


class TooManyConversations(KilowatchError):
    """The client has 20 open conversations."""

    kind = Kind.TOO_MANY
    code = "too_many_conversations"
    remedy = "Close one of them first."

    def __init__(self) -> None:
        super().__init__(f"Close one of your {MOST_OPEN} open conversations first.")


class ClientsOnly(KilowatchError):
    """Only clients open conversations; the caller is an administrator."""

    kind = Kind.FORBIDDEN
    code = "clients_only"
    remedy = "Log in as a client."

    def __init__(self) -> None:
        super().__init__("Conversations are opened by clients.")


class TooManyMessages(KilowatchError):
    """The client sends messages too quickly."""

    kind = Kind.TOO_MANY
    code = "too_many_messages"

    def __init__(self, retry_after_s: int) -> None:
        super().__init__(
            f"You are sending messages too quickly. Try again in {retry_after_s} s.",
            retry_after_s=retry_after_s,
        )

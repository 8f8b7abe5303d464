"""Events of `users` about people. State events carry the whole state."""

from kilowatch.contracts.events import Event, event
from kilowatch.contracts.ids import UserId
from kilowatch.contracts.roles import AccountStatus, Role


class UserState(Event, frozen=True, kw_only=True):
    """A person as of ``version``; consumers apply only a newer version than theirs."""

    user_id: UserId
    version: int
    username: str
    name: str
    role: Role
    status: AccountStatus = AccountStatus.ACTIVE


@event("users.user_registered.v1")
class UserRegistered(UserState, frozen=True, kw_only=True):
    """A person was added."""


@event("users.user_changed.v1")
class UserChanged(UserState, frozen=True, kw_only=True):
    """A person's name, username, role or status changed."""


@event("users.user_deleted.v1")
class UserDeleted(Event, frozen=True, kw_only=True):
    """A person was removed for good; the identifier never comes back."""

    user_id: UserId
    version: int

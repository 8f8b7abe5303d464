"""Events in: people come to be, change and go."""

from kilowatch.auth.service.credentials import take_user_deleted, take_user_state
from kilowatch.contracts.accounts import UserChanged, UserDeleted, UserRegistered
from kilowatch.kit.events import Handlers

HANDLERS: Handlers = {
    UserRegistered: take_user_state,
    UserChanged: take_user_state,
    UserDeleted: take_user_deleted,
}

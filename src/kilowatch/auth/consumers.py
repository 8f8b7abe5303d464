"""Events in: people and devices come to be, change and go."""

from datetime import timedelta

from kilowatch.auth.service.credentials import take_user_deleted, take_user_state
from kilowatch.auth.service.devices import device_handlers
from kilowatch.contracts.accounts import UserChanged, UserDeleted, UserRegistered
from kilowatch.kit.messaging.consumers import Handlers


def handlers(broker_cache_ttl: timedelta) -> Handlers:
    """The handler of each event."""
    return {
        UserRegistered: take_user_state,
        UserChanged: take_user_state,
        UserDeleted: take_user_deleted,
        **device_handlers(broker_cache_ttl),
    }
